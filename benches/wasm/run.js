// Calls per second of one code: this library against otplib, otpauth and createHmac alone, in one run.
//
// Run by `cargo xtask wasm bench`, which installs the package. Medians of rounds that take turns;
// only the ratios count. Every figure is a code of one secret key that is at hand, as a server has
// it: TOTP by the peers, the code of a slot of a day here.
import { execFileSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const clean = process.env.DOORWARD_INSTALLED;
const { RootKey } = createRequire(path.join(clean, "index.js"))("doorward");
const here = createRequire(new URL("../../bindings/wasm/package.json", import.meta.url));
const { TOTP, Secret } = here("otpauth");
const otplib = here("otplib");

/** What starting up takes, in a process of its own: the `import` of an entry, which Node compiles and starts
 * at once, and the web's `init` with its bytes at hand. */
const startUp = (entry) => {
  const root = path.join(clean, "node_modules/doorward");
  const [node, web] = [`entry/node/${entry}.mjs`, `entry/web/${entry}.js`]
    .map((file) => JSON.stringify(pathToFileURL(path.join(root, file)).href));
  const file = JSON.stringify(path.join(root, `dist/${entry}_bg.wasm`));
  const script = `const { readFileSync } = await import("node:fs");
    const timed = async (work) => {
      const begun = process.hrtime.bigint();
      await work();
      return Number(process.hrtime.bigint() - begun) / 1e6;
    };
    const imported = await timed(() => import(${node}));
    const { initSync } = await import(${web});
    const bytes = readFileSync(${file});
    console.log(JSON.stringify([imported, await timed(() => initSync(bytes))]));`;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }));
};
const ENTRIES = ["doorward", "lockbox", "policy", "market"];
const PROCESSES = 15;
const starts = Object.fromEntries(ENTRIES.map((entry) => [entry, []]));
for (let i = 0; i < PROCESSES; i++) for (const entry of ENTRIES) starts[entry].push(startUp(entry));
for (const [entry, list] of Object.entries(starts)) {
  const middle = (place) => list.map((times) => times[place]).sort((a, b) => a - b)[PROCESSES >> 1].toFixed(1);
  console.log(`start of ${entry.padEnd(33)}${middle(0).padStart(8)} ms by import, ${middle(1)} ms by initSync`);
}

const bytes = randomBytes(32);
const secret = new Secret({ buffer: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 32) });
const otpauth = new TOTP({ secret, algorithm: "SHA256", digits: 7, period: 30 });
const options = { secret: secret.base32, algorithm: "sha256", digits: 7, period: 30 };
const lockbox = RootKey.fromBytes(bytes).lockbox("LB-00012345", 0);
const day = lockbox.dayRoot(0).day(20520);
const flex = lockbox.flex(0);
const terms = {
  window: { start: 1_767_362_400, seconds: 7200 }, copy: 0, operation: "key_compartment", use: "single",
};
const message = Buffer.alloc(8);

const WORK = {
  "this library, day code": (i) => day.code(7, i & 15),
  "this library, FlexCode (20 compressions)": () => flex.code(10, terms),
  otplib: (i) => otplib.generateSync({ ...options, epoch: 1_767_362_400 + i * 30 }),
  otpauth: (i) => otpauth.generate({ timestamp: 1_767_362_400_000 + i * 30_000 }),
  "createHmac alone": (i) => {
    message.writeUInt32BE(i >>> 0, 4);
    return createHmac("sha256", bytes).update(message).digest();
  },
};

const ROUNDS = 15;
const ROUND_NS = 100_000_000n;
let kept = 0;
const round = (work) => {
  const begun = process.hrtime.bigint();
  let calls = 0;
  let now = begun;
  while (now - begun < ROUND_NS) {
    for (let i = 0; i < 256; i++) kept += work(calls + i).length;
    calls += 256;
    now = process.hrtime.bigint();
  }
  return Number(now - begun) / calls;
};
const times = Object.fromEntries(Object.keys(WORK).map((name) => [name, []]));
for (const work of Object.values(WORK)) round(work);
for (let i = 0; i < ROUNDS; i++) {
  for (const [name, work] of Object.entries(WORK)) times[name].push(round(work));
}
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const own = median(times["this library, day code"]);
for (const [name, list] of Object.entries(times)) {
  const one = median(list);
  console.log(`${name.padEnd(42)}${(one / 1000).toFixed(2).padStart(8)} us${Math.round(1e9 / one).toLocaleString("en").padStart(12)} a second${(one / own).toFixed(2).padStart(8)} x`);
}
const ratio = (name) => median(times[name]) / own;
const missed = [["otplib", 8], ["createHmac alone", 2]].filter(([name, bar]) => ratio(name) < bar);
for (const [name, bar] of missed) console.error(`below ${bar} x ${name}: ${ratio(name).toFixed(2)}`);
if (kept === 0) throw new Error("nothing was made");
process.exitCode = missed.length > 0 ? 1 : 0;
