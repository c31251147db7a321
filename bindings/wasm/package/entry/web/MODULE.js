// Browsers, workers and bundlers: the module is loaded when it is asked for.
import load, { initSync as instantiate } from "../../dist/MODULE.js";
export * from "../../dist/MODULE.js";

export async function init(source) {
  await load(source === undefined ? undefined : { module_or_path: source });
}

export function initSync(source) {
  instantiate({ module: source });
}

export default init;
