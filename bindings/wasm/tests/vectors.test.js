// Every vector file in Node, through the package as it is installed.
import assert from "node:assert/strict";
import test from "node:test";

import { cannotRun, installed, note, vectorFiles } from "./support.js";
import { split } from "./vectors/outputs.js";
import { families, run } from "./vectors/run.js";

const cannot = cannotRun("node");
const known = families({
  access: await installed("lockbox"), policy: await installed("policy"), market: await installed("market"),
});

test("every file is run, or is on the list of those that cannot be", () => {
  const files = vectorFiles().map(({ name }) => name).sort();
  assert.deepEqual([...Object.keys(known), ...cannot].sort(), files);
});

for (const { name, read } of vectorFiles()) {
  if (cannot.includes(name)) continue;
  test(name, async () => {
    const report = await run(known[name], read(), split);
    note("node", report);
    assert.deepEqual(report.failures.slice(0, 5), []);
    assert.equal(report.executed, report.stated);
  });
}
