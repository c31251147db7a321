// Every condition of the exports map, from the tarball installed in a clean folder.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import esbuild from "esbuild";
import webpack from "webpack";

import { clean, installed, required } from "./support.js";
import { serve, withPage } from "./browser.js";

const folder = path.join(clean, "conditions");
mkdirSync(folder, { recursive: true });
const write = (name, text) => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const node = (file) => execFileSync(process.execPath, [file], { encoding: "utf8", cwd: folder });
const ENTRIES = { doorward: "doorward", lockbox: "doorward/lockbox", policy: "doorward/policy", market: "doorward/market" };
const PROOF = {
  doorward: 'RootKey.fromBytes(new Uint8Array(32).fill(7)).lockbox("LB-00012345", 0).dayRoot(0).day(20520).code(7, 0)',
  lockbox: 'RootKey.fromBytes(new Uint8Array(32).fill(7)).lockbox("LB-00012345", 0).dayRoot(0).day(20520).code(7, 0)',
  policy: 'statusAccess("Active", "showing_agent", false)',
  market: 'String(presets().length > 5)',
};
const SHOWN = { doorward: "6501043", lockbox: "6501043", policy: "yes", market: "true" };
const called = (name) => PROOF[name].match(/^\w+/)[0] === "String" ? "presets" : PROOF[name].match(/^\w+/)[0];

for (const [name, specifier] of Object.entries(ENTRIES)) {
  const uses = `console.log(${PROOF[name]});`;
  test(`${specifier}: import in Node, with both ways to begin`, () => {
    const file = write(`${name}.mjs`, `import init, { initSync, init as again, ${called(name)} } from "${specifier}";
      ${uses} initSync(); await init(); await again(); ${uses}`);
    assert.equal(node(file), `${SHOWN[name]}\n`.repeat(2));
  });
  test(`${specifier}: require in Node`, () => {
    const file = write(`${name}.cjs`, `const { init, initSync, ${called(name)} } = require("${specifier}");
      ${uses} initSync(); init().then(() => { ${uses} });`);
    assert.equal(node(file), `${SHOWN[name]}\n`.repeat(2));
  });
  test(`${specifier}: one instance for import and require`, async () => {
    const [imported, needed] = [await installed(name), required(name)];
    assert.equal(imported[called(name)], needed[called(name)]);
  });
}

test("a worker thread of Node has an instance of its own", () => {
  const file = write("thread.mjs", `import { Worker, isMainThread, parentPort } from "node:worker_threads";
    import { RootKey } from "doorward";
    const code = ${PROOF.doorward};
    if (isMainThread) new Worker(new URL(import.meta.url)).on("message", (other) => console.log(code === other));
    else parentPort.postMessage(code);`);
  assert.equal(node(file), "true\n");
});

test("every file of the exports map is in the tarball, and nothing else can be had", () => {
  const root = path.join(clean, "node_modules/doorward");
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const files = (map) => (typeof map === "string" ? [map] : Object.values(map).flatMap(files));
  const all = files(manifest.exports);
  assert.ok(all.length > 20);
  for (const file of all) assert.ok(existsSync(path.join(root, file)), file);
  const file = write("inside.mjs", 'await import("doorward/dist/doorward.js").catch(({ code }) => console.log(code));');
  assert.equal(node(file), "ERR_PACKAGE_PATH_NOT_EXPORTED\n");
});

const page = (script) => `<!doctype html><meta charset="utf-8"><title>condition</title><body>${script}`;
const shown = (name) => `document.body.dataset.shown = ${PROOF[name]};`;
const read = (address) => withPage(async (browser) => {
  await browser.goto(address);
  await browser.waitForFunction(() => document.body.dataset.shown !== undefined, undefined, { timeout: 20000 });
  return browser.evaluate(() => document.body.dataset.shown);
});

test("a browser: script type=module, await init() and initSync(bytes)", async (context) => {
  const address = await serve(context, clean);
  for (const [name] of Object.entries(ENTRIES)) {
    write(`${name}.html`, page(`<script type=module>
      import { init, ${called(name)} } from "/node_modules/doorward/entry/web/${name}.js";
      await init(); ${shown(name)}</script>`));
    assert.equal(await read(`${address}/conditions/${name}.html`), SHOWN[name]);
  }
  write("sync.html", page(`<script type=module>
    import { initSync, RootKey } from "/node_modules/doorward/entry/web/doorward.js";
    const response = await fetch("/node_modules/doorward/dist/doorward_bg.wasm");
    initSync(await response.arrayBuffer()); ${shown("doorward")}</script>`));
  assert.equal(await read(`${address}/conditions/sync.html`), SHOWN.doorward);
});

test("a browser: a module worker", async (context) => {
  const address = await serve(context, clean);
  write("worker.js", `import { init, RootKey } from "/node_modules/doorward/entry/web/doorward.js";
    await init(); postMessage(${PROOF.doorward});`);
  write("worker.html", page(`<script type=module>
    new Worker("worker.js", { type: "module" }).onmessage = ({ data }) => { document.body.dataset.shown = data; };
    </script>`));
  assert.equal(await read(`${address}/conditions/worker.html`), SHOWN.doorward);
});

const application = (name) => write(`${name}-app.js`, `import { init, RootKey } from "doorward";
  import * as market from "doorward/market";
  await init(); await market.init(); const presets = market.presets;
  document.body.dataset.shown = ${PROOF.doorward} + " " + ${PROOF.market};`);

test("webpack carries the modules along", async (context) => {
  const out = path.join(folder, "webpack");
  const stats = await new Promise((done, failed) => webpack({
    mode: "production", entry: application("webpack"), context: folder,
    output: { path: out, filename: "app.js", publicPath: "auto" }, experiments: { topLevelAwait: true },
  }, (error, result) => (error ? failed(error) : done(result))));
  assert.equal(stats.hasErrors(), false, stats.toString());
  writeFileSync(path.join(out, "index.html"), page('<script src="app.js"></script>'));
  assert.equal(await read(`${await serve(context, out)}/index.html`), `${SHOWN.doorward} ${SHOWN.market}`);
});

test("esbuild is given the modules by their exports", async (context) => {
  const out = path.join(folder, "esbuild");
  const file = write("esbuild-app.js", `import { init, RootKey } from "doorward";
    import * as market from "doorward/market";
    import doorwardModule from "doorward/doorward.wasm";
    import marketModule from "doorward/market.wasm";
    await init(new URL(doorwardModule, import.meta.url)); await market.init(new URL(marketModule, import.meta.url));
    const presets = market.presets;
    document.body.dataset.shown = ${PROOF.doorward} + " " + ${PROOF.market};`);
  await esbuild.build({
    entryPoints: [file], bundle: true, format: "esm", platform: "browser", outdir: out,
    loader: { ".wasm": "file" }, logLevel: "error",
  });
  writeFileSync(path.join(out, "index.html"), page('<script type=module src="esbuild-app.js"></script>'));
  assert.equal(await read(`${await serve(context, out)}/index.html`), `${SHOWN.doorward} ${SHOWN.market}`);
});

test("the clean folder has nothing else installed", () => {
  const { packages } = JSON.parse(readFileSync(path.join(clean, "package-lock.json"), "utf8"));
  assert.deepEqual(Object.keys(packages), ["", "node_modules/doorward"]);
  assert.ok(fileURLToPath(import.meta.url).endsWith("conditions.test.js"));
});
