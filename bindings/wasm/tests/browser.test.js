// Every vector file in Chromium, by the same runner as in Node.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { serve, withPage } from "./browser.js";
import { cannotRun, clean, note, vectorFiles } from "./support.js";

const cannot = cannotRun("chromium");
const folder = path.join(clean, "browser");
mkdirSync(folder, { recursive: true });
cpSync(fileURLToPath(new URL("vectors", import.meta.url)), path.join(folder, "vectors"), { recursive: true });
writeFileSync(path.join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>vectors</title>
<script type=module>
  import * as access from "/node_modules/doorward/entry/web/lockbox.js";
  import * as policy from "/node_modules/doorward/entry/web/policy.js";
  import * as market from "/node_modules/doorward/entry/web/market.js";
  import { split } from "./vectors/outputs.js";
  import { families, run } from "./vectors/run.js";
  await Promise.all([access.init(), policy.init(), market.init()]);
  const known = families({ access, policy, market });
  window.known = Object.keys(known);
  window.runFile = async (name) => {
    const file = await (await fetch("./files/" + name + ".json")).json();
    return run(known[name], file, split);
  };
</script>`);
mkdirSync(path.join(folder, "files"), { recursive: true });
const files = vectorFiles().filter(({ name }) => !cannot.includes(name));
for (const { name, file } of files) cpSync(file, path.join(folder, "files", `${name}.json`));

test("every vector file in Chromium", async (context) => {
  const address = await serve(context, clean);
  await withPage(async (page) => {
    page.setDefaultTimeout(300000);
    await page.goto(`${address}/browser/index.html`);
    await page.waitForFunction(() => window.runFile !== undefined);
    const known = await page.evaluate(() => window.known);
    assert.deepEqual([...known, ...cannot].sort(), vectorFiles().map(({ name }) => name).sort());
    for (const { name } of files) {
      const report = await page.evaluate((file) => window.runFile(file), name);
      note("chromium", report);
      assert.deepEqual(report.failures.slice(0, 5), [], name);
      assert.equal(report.executed, report.stated);
    }
  });
});
