// Speaks doorward-adapter/1 for the package as it is installed: `node tests/adapter.js`.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { installed } from "./support.js";
import { families, reasonOf } from "./vectors/run.js";

const PROTOCOL = "doorward-adapter/1";
const known = families({
  access: await installed("lockbox"), policy: await installed("policy"), market: await installed("market"),
});
const { version } = JSON.parse(readFileSync(new URL("../package/package.json", import.meta.url), "utf8"));
const description = {
  protocol: PROTOCOL,
  implementation: "doorward in JavaScript",
  version,
  capabilities: ["issuer", "box", "phone", "market"],
  except: {
    grant: "the package issues no grant whose times make it useless, as some of the file's do",
  },
};

async function answer({ request, protocol, n, algorithm, group, test }) {
  if (request === "describe" && protocol === PROTOCOL) return description;
  if (request !== "test") return { error: "no request of the protocol" };
  try {
    const compute = known[algorithm];
    if (!compute) return { n, error: `nothing runs ${algorithm}` };
    return { n, outputs: await compute(group, test) };
  } catch (error) {
    const said = `${error.name}: ${error.message}`;
    return reasonOf(error) !== undefined ? { n, refused: true, reason: said } : { n, error: said };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
