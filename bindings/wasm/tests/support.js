// Where things are: the package, installed from its tarball, and the vector files.
import { appendFileSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** The folder in which the package was installed. */
export const clean = process.env.DOORWARD_INSTALLED;
if (!clean) throw new Error("run these tests by `cargo xtask wasm`");

const require = createRequire(path.join(clean, "index.js"));

/** A module of the installed package, by way of its exports. */
export const installed = async (name) => {
  const specifier = name === "doorward" ? "doorward" : `doorward/${name}`;
  const found = await import(pathToFileURL(require.resolve(specifier)));
  return found.default && found.default.RootKey ? found.default : found;
};
export const required = (name) => require(name === "doorward" ? "doorward" : `doorward/${name}`);

/** The files that a runtime does not run: lines `runtime,... file: reason`. */
export const cannotRun = (runtime) =>
  readFileSync(path.join(repository, "vectors/cannot-run.txt"), "utf8").split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split(": ")[0].split(" "))
    .filter(([runtimes]) => runtimes.split(",").includes(runtime))
    .map(([, file]) => file);

/** Notes what became of a file, as `cargo xtask runtimes` reads it. */
export const note = (runtime, { algorithm, stated, executed, failures }) => {
  const line = `${runtime} ${algorithm} ${stated} ${executed} ${failures.length}`;
  console.log(line);
  if (process.env.DOORWARD_REPORT) appendFileSync(process.env.DOORWARD_REPORT, `${line}\n`);
};

export const vectorFiles = () => {
  const folder = path.join(repository, "vectors");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json") && !file.endsWith(".schema.json"))
    .map((file) => ({
      name: file.slice(0, -".json".length),
      file: path.join(folder, file),
      read: () => JSON.parse(readFileSync(path.join(folder, file), "utf8")),
    }));
};
