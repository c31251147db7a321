// Where things are: the package, installed from its tarball, and the vector files.
import { readFileSync, readdirSync } from "node:fs";
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
