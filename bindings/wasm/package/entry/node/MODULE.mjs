// Node: the same instance as the one that `require` gives, so that a key of the one is a key of
// the other.
import ready from "./MODULE.cjs";
export * from "../../dist/MODULE.cjs";
export const { init, initSync } = ready;
export default init;
