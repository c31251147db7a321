/// <reference lib="esnext.disposable" />
export * from "../dist/MODULE.js";

/** Where the module is: its address, a response, its bytes, or the compiled module. */
export type ModuleSource =
  | string | URL | Request_ | Response_ | ArrayBuffer | ArrayBufferView | WebAssemblyModule;
type Global<Name extends string> = typeof globalThis extends { [K in Name]: new (...all: never) => infer T }
  ? T
  : never;
type Request_ = Global<"Request">;
type Response_ = Global<"Response">;
type WebAssemblyModule = typeof globalThis extends { WebAssembly: { Module: new (...all: never) => infer T } }
  ? T
  : never;

/**
 * Loads the module: to be awaited before anything else is called. Without a source it is looked
 * for beside the script. In Node it is ready already, and this does nothing.
 */
export declare function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;
/** Takes bytes or a compiled module that are there already. In Node this does nothing. */
export declare function initSync(source: ArrayBuffer | ArrayBufferView | WebAssemblyModule): void;
export default init;
