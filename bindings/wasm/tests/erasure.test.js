// What is freed is gone from the module's memory, and so is what came in on the way.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

import { clean } from "./support.js";

const dist = path.join(clean, "node_modules/doorward/dist");
const api = await import(pathToFileURL(path.join(dist, "lockbox.js")));
const { memory } = api.initSync({ module: readFileSync(path.join(dist, "lockbox_bg.wasm")) });
const holds = (bytes) => Buffer.from(memory.buffer).includes(Buffer.from(bytes));
const secret = (seed) => Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + seed * 11 + 5) & 255);

test("a key that lives is in memory, and one that was freed is not", () => {
  const bytes = secret(1);
  const root = api.RootKey.fromBytes(bytes);
  assert.equal(holds(bytes), true);
  const lockbox = root.lockbox("LB-1", 0);
  const derived = lockbox.exposeBytes();
  assert.equal(holds(derived), true);
  root.free();
  assert.equal(holds(bytes), false);
  lockbox.free();
  assert.equal(holds(derived), false);
});

test("a box erases its key, and a grant its tag and its text", () => {
  const root = api.RootKey.fromBytes(secret(2));
  const key = root.lockbox("LB-1", 0);
  const audit = root.firstAudit("LB-1", 0);
  const bytes = key.exposeBytes();
  const first = audit.exposeBytes();
  const profile = { id: "LB-1", codes: { day_digits: 7, flex_digits: 10 }, limits: {}, lacking: 0 };
  const box = api.Lockbox.provision(profile, key, audit, 0, api.Zone.utc(), () => {});
  for (const held of [key, audit, root]) held.free();
  assert.equal(holds(bytes), true);
  box.free();
  assert.deepEqual([holds(bytes), holds(first)], [false, false]);

  const grantKey = api.GrantKey.fromBytes(secret(3));
  const grant = grantKey.issue({
    operations: 1, epoch: 0, bulletin: 0, grant_id: "a1".repeat(16), holder: "b1".repeat(16),
    not_before: 1_767_362_400, not_after: 1_767_366_000, max_uses: 0, lockbox: "LB-1",
  });
  const [tag, text] = [grant.exposeTag(), grant.toText()];
  const read = api.Grant.fromText(text);
  assert.equal(holds(tag), true);
  for (const held of [grant, read, grantKey]) held.free();
  assert.equal(holds(tag), false);
  assert.equal(holds(text.slice(-40)), false);
});
