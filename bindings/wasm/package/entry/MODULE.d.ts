/// <reference lib="esnext.disposable" />
export * from "../dist/MODULE.js";

// Names of the platform, where there is one with such names.
type Platform<Name extends string> = typeof globalThis extends { [K in Name]: new (...all: never) => infer T }
  ? T
  : never;
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: new (...all: never) => infer T } }
  ? T
  : never;
/** The module itself: its bytes, or compiled. */
export type ModuleBytes = ArrayBuffer | ArrayBufferView | CompiledModule;
/** Where the module is: its address, a response, or the module itself. */
export type ModuleSource = string | Platform<"URL"> | Platform<"Request"> | Platform<"Response"> | ModuleBytes;

/**
 * Loads the module: to be awaited before anything else is called. Without a source it is looked
 * for beside the script. In Node it is ready already, and this does nothing.
 */
export declare function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;
/** Takes the module that is there already. In Node this does nothing. */
export declare function initSync(source: ModuleBytes): void;
export default init;
