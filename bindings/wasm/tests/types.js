// TypeScript: the examples under --strict, and every value of the vector files as what the types
// say it is.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { clean, vectorFiles } from "./support.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.join(clean, "types");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);

// The members of vectors whose values have a type, by file: [type, module, how to get them].
const without = (object, ...names) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const inputs = (test, ...outputs) => without(test, "id", "comment", "flags", "result", ...outputs);
const LEAD_OUTPUTS = ["answer", "reasons", "status", "ended_on"];
const CHANGE_OUTPUTS = ["decision", "reasons", "obligations", "withheld", "revoked", "alive", "reissue"];
const picked = (test, names) => Object.fromEntries(names.map((name) => [name, test[name]]));
const TYPED = {
  issuance: [
    ["policy", "IssuanceInput", ({ association, parameters }, test) => ({ association, parameters, ...inputs(test, "ruling") })],
    ["policy", "IssuanceRuling", (_, test) => test.ruling],
  ],
  "status-gate": [
    ["policy", "StatusChange", (group, test) => group.function === "change" ? inputs(test, ...CHANGE_OUTPUTS) : undefined],
    ["policy", "Consequences", (group, test) => group.function === "change" ? picked(test, CHANGE_OUTPUTS) : undefined],
    ["policy", "Access", (_, test) => test.access],
  ],
  appointment: [
    ["policy", "AppointmentSituation", (group, test) => group.function === "step"
      ? { rules: group.rules, ...inputs(test, "decision", "reasons", "obligations", "appointment_after", "created", "events") }
      : undefined],
    ["policy", "AppointmentStep", (group, test) => group.function === "step"
      ? { ...picked(test, ["decision", "reasons", "obligations", "created", "events"]), appointment: test.appointment_after }
      : undefined],
    ["policy", "Admission", (group, test) => group.function === "access" ? picked(test, ["decision", "reasons"]) : undefined],
    ["policy", "Receipt", (group, test) => group.function === "receive" ? picked(test, ["outcome", "expected"]) : undefined],
    ["policy", "AppointmentRecord", (group, test) => group.function === "receive" ? test.event : undefined],
  ],
  "single-key": [
    ["policy", "KeyRuling[]", (_, test) => test.steps],
    ["policy", "KeyEvent[]", (_, test) => test.events],
  ],
  "renewal-policy": [
    ["policy", "RenewalRequest", (_, test) => picked(test, ["now", "method", "expires", "phone_days", "member_active", "card_lost"])],
    ["policy", "RenewalRuling", (_, test) => ({ ...picked(test, ["decision", "reasons", "obligations", "uploads_log", "day", "n"]), expires: test.expires_after })],
  ],
  "market-fields": [
    ["market", "MarketRules", (group) => group.rules],
    ["market", "History", (_, test) => picked(test, ["as_of", "target", "listings"])],
    ["market", "MarketAnswer", (_, test) => picked(test, ["dom", "cdom", "class", "chain", "gaps", "warnings"])],
  ],
  "market-leads": [
    ["market", "LeadQuestion", (_, test) => inputs(test, ...LEAD_OUTPUTS)],
    ["market", "Lead", (_, test) => ({ ...picked(test, LEAD_OUTPUTS), do_not_call: test.do_not_call })],
  ],
  "market-keys": [
    ["market", "PropertyRecord[]", (_, test) => test.records],
    ["market", "PropertyOf[]", (_, test) => test.properties],
  ],
};

let values = 0;
for (const { name, read } of vectorFiles()) {
  const file = TYPED[name] && read();
  for (const [index, [module, type, take]] of (TYPED[name] ?? []).entries()) {
    const seen = new Set();
    for (const { tests, ...group } of file.groups) {
      for (const test of tests) {
        const value = test.result === "valid" ? take(group, test) : undefined;
        if (value !== undefined) seen.add(JSON.stringify(value));
      }
    }
    if (seen.size === 0) throw new Error(`${name} has no ${type}`);
    values += seen.size;
    const imported = type.replace("[]", "");
    const lines = [...seen].map((value, number) => `export const v${number}: ${type} = ${value};`);
    writeFileSync(path.join(folder, `${name}-${index}.ts`),
      `import type { ${imported} } from "doorward/${module}";\n${lines.join("\n")}\n`);
  }
}

for (const file of readdirSync(path.join(here, "examples"))) {
  writeFileSync(path.join(folder, file), readFileSync(path.join(here, "examples", file)));
}
const readme = readFileSync(path.join(clean, "node_modules/doorward/README.md"), "utf8");
writeFileSync(path.join(folder, "readme.mts"), readme.match(/```js\n([\s\S]*?)```/)[1]);
const CONFIG = {
  strict: true, noEmit: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true,
  target: "es2022", types: [],
};
const check = (name, files, options) => {
  const file = path.join(clean, `tsconfig.${name}.json`);
  writeFileSync(file, JSON.stringify({ compilerOptions: { ...CONFIG, ...options }, files }));
  execFileSync(path.join(here, "../node_modules/.bin/tsc"), ["-p", file], { stdio: "inherit" });
};
const all = readdirSync(folder).map((file) => `types/${file}`);
const modules = all.filter((file) => !file.endsWith(".cts"));
const valuesAlone = all.filter((file) => file.endsWith(".ts"));
const node = { types: ["node"], typeRoots: [path.join(here, "../node_modules/@types")] };
check("bundler", modules, { module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom"] });
check("node", all, { module: "nodenext", moduleResolution: "nodenext", lib: ["es2022"], ...node });
check("bare", valuesAlone, { module: "nodenext", moduleResolution: "nodenext", lib: ["es2022"] });
console.log(`types: ${values} values of vectors, ${all.length} files under --strict`);
