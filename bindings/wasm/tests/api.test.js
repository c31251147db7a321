// What the vectors do not say: errors, opaque keys, dates, erasure, a showing day.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { inspect } from "node:util";

import { clean, installed } from "./support.js";
import { hex } from "./vectors/values.js";

const api = await installed("lockbox");
const policy = await installed("policy");
const market = await installed("market");
const secret = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 3);
const root = api.RootKey.fromBytes(secret);
const refused = (code) => (error) => {
  assert.equal(error.name, "DoorwardError");
  assert.ok(error instanceof Error && api.isDoorwardError(error));
  assert.equal(error.code, code);
  assert.ok(error.message.length > 0 && !/[A-Z]\w+::|\d{7}/.test(error.message), error.message);
  return true;
};

test("a key shows what it is for and never its bytes", () => {
  const keys = [root, root.lockbox("LB-1", 0), root.lockbox("LB-1", 0).flex(0)];
  for (const key of keys) {
    const bytes = Array.from(key.exposeBytes());
    for (const shown of [String(key), JSON.stringify(key), inspect(key, { depth: 9, showHidden: true })]) {
      assert.match(shown, new RegExp(key.kind));
      assert.doesNotMatch(shown, new RegExp(bytes.slice(0, 3).join(", ?")));
    }
  }
  assert.deepEqual(JSON.parse(JSON.stringify(root)), { kind: "root" });
});

test("a key that was freed is gone", () => {
  const key = api.RootKey.fromBytes(secret);
  key.free();
  assert.throws(() => key.exposeBytes(), /null pointer|freed|moved/i);
});

test("numbers are checked before they are narrowed", () => {
  const day = root.lockbox("LB-1", 0).dayRoot(0).day(20520);
  for (const slot of [-1, 16.5, 256, 65536, 2 ** 32, NaN, Infinity, undefined]) {
    assert.throws(() => day.code(7, slot), refused("bad_value"), String(slot));
  }
  assert.throws(() => day.code(7, 16), refused("slot"));
  assert.throws(() => day.code(6, 0), refused("digits"));
  assert.throws(() => root.lockbox("LB-1", 2 ** 32), refused("bad_value"));
  assert.throws(() => root.lockbox("LB 1", 0), refused("id_character"));
  assert.throws(() => api.RootKey.fromBytes(new Uint8Array(31)), refused("key_length"));
  assert.throws(() => day.issue(7, [0, 1, 2, 3, 4, 5, 6, 7], "service"), refused("no_slot_left"));
  assert.throws(() => day.issue(7, [16], "service"), refused("slot"));
  assert.throws(() => day.issue(7, [], "nobody"), refused("bad_value"));
});

test("an instant is a date or whole seconds, and nothing else", () => {
  const service = root.lockbox("LB-1", 0).service();
  const seconds = 1_767_362_400;
  assert.equal(service.setClock(new Date(seconds * 1000)), service.setClock(seconds));
  assert.equal(service.setClock(new Date(seconds * 1000 + 999)), service.setClock(seconds));
  assert.equal(api.unixSeconds(new Date(seconds * 1000)), seconds);
  for (const wrong of [new Date(NaN), new Date(-1), 1.5, -1, "2026-01-02", null, undefined, 10n]) {
    assert.throws(() => service.setClock(wrong), refused("bad_value"));
  }
});

test("values are strict, and a message masks what may be a code", () => {
  assert.throws(() => new api.Zone({ standard: 0, dayligth: null }), refused("bad_value"));
  assert.throws(() => new api.Zone({ standard: 901 }), refused("bad_value"));
  const circle = {};
  circle.self = circle;
  assert.throws(() => new api.Zone(circle), refused("bad_value"));
  assert.throws(() => new api.Zone({ standard: "6177587763" }), (error) => {
    assert.doesNotMatch(error.message, /6177587763/);
    return refused("bad_value")(error);
  });
  assert.throws(() => policy.ruleIssuance({}), refused("bad_value"));
  assert.throws(() => market.daysOnMarket({ as_of: "2026-01-01", target: "L9", listings: [] }, {}), refused("unknown_target"));
  assert.throws(() => market.explainDaysOnMarket({ as_of: "2026-01-01", target: "L9", listings: [] }, { preset: "no" }), refused("unknown_preset"));
  assert.throws(() => api.Grant.fromText("dwg1.AAAA"), refused("grant_text"));
});

test("a code of another day, box or epoch is read as not accepted, without a reason", () => {
  const lockbox = root.lockbox("LB-1", 0);
  const code = lockbox.dayRoot(0).day(20520).code(7, 0);
  const noon = 20520 * 86400 + 43200;
  const read = (box, epoch, now) =>
    new api.CodeReader(box, epoch, { day_digits: 7, flex_digits: 10 }).read(api.Zone.utc(), now, 120, "key_compartment", code);
  assert.deepEqual(read(lockbox, 0, noon), { family: "day", epoch: 0, day: 20520, slot: 0 });
  for (const found of [read(lockbox, 1, noon), read(lockbox, 0, noon + 2 * 86400), read(root.lockbox("LB-2", 0), 0, noon)]) {
    assert.deepEqual(found, { family: "not_accepted" });
  }
  const [found] = api.diagnose(lockbox, { day_digits: 7, flex_digits: 10 }, api.Zone.utc(),
    { now: noon - 86400, box_clock: noon - 86400, tolerance: 120, epoch: 0, range: {} }, code);
  assert.equal(found.verdict.verdict, "too_early");
});

test("a showing day: a box, a phone, and the log that shows both", () => {
  const id = "LB-00012345";
  const key = root.lockbox(id, 0);
  const first = root.firstAudit(id, 0);
  const profile = { id, codes: { day_digits: 7, flex_digits: 10 }, limits: {}, lacking: 0 };
  let saved;
  const box = api.Lockbox.provision(profile, key, first, 0, api.Zone.utc(), (snapshot) => { saved = snapshot; });
  const now = 20520 * 86400 + 36000;
  const log = new api.AuditCollection(first);
  const collect = () => {
    const rows = box.auditRows();
    const head = box.auditHead(now);
    assert.ok(rows.answer === "given" && head.answer === "given");
    return log.add(rows.rows, head.head).filter(({ kind }) => kind !== "replayed");
  };

  assert.equal(box.enterCode(0, "key_compartment", key.dayRoot(0).day(20520).code(7, 0)).decision, "deny");
  box.keyPressed(0);
  const greeted = box.openSession(0, crypto.getRandomValues(new Uint8Array(16)));
  const bulletin = {
    lockbox: id, nonce: hex(greeted.challenge), sequence: 1, epoch: 0, issued_at: now,
    is_suspended: false, zone: hex(api.Zone.utc().toBytes()), revocations: [],
  };
  assert.equal(box.applyBulletin(0, key.bulletin().seal(bulletin)).set_clock, now);
  box.disconnected();
  assert.ok(box.status().clock_is_set && box.keypad(now).state === "reads" && box.tolerance(now) === 120);
  const opened = box.enterCode(now + 60, "key_compartment", key.dayRoot(0).day(20520).code(7, 0));
  assert.deepEqual([opened.decision, opened.number, opened.operation], ["open", 0, "key_compartment"]);

  const grant = key.grant(0).issue({
    operations: 1, epoch: 0, bulletin: 0, grant_id: "a0".repeat(16), holder: "b0".repeat(16),
    not_before: now, not_after: now + 7200, max_uses: 0, lockbox: id,
  }).narrow({ not_after: now + 3600 });
  assert.equal(grant.rights.not_after, now + 3600);
  const connect = (at) => {
    box.keyPressed(at);
    const answer = box.openSession(at, crypto.getRandomValues(new Uint8Array(16)));
    assert.equal(answer.answer, "given");
    const asked = { operation: "key_compartment", manifest: null, new_epoch: null };
    const message = grant.present(answer.challenge, crypto.getRandomValues(new Uint8Array(16)), asked);
    const { decision, acknowledgement } = box.presentGrant(at, message);
    if (acknowledgement) grant.checkAcknowledgement(answer.challenge, message, decision.number, acknowledgement);
    assert.throws(() => grant.checkAcknowledgement(answer.challenge, message, decision.number + 1, new Uint8Array(32)), refused("not_authentic"));
    box.disconnected();
    return decision;
  };
  assert.equal(connect(now + 600).decision, "open");
  assert.equal(connect(now + 3600 + 1801).reason.reason, "too_late");

  const restored = api.Lockbox.restore(id, profile.codes, key, saved, () => { throw new Error("flat"); });
  assert.equal(restored.enterCode(now + 700, "key_compartment", "1234567").reason.reason, "store_failed");
  assert.deepEqual(collect(), []);
  assert.deepEqual(log.missing.filter(({ start, end }) => start > end), []);
  assert.ok(log.entries.some(({ event, outcome }) => event === "grant" && outcome === 0));
  const facts = policy.factsOfRow(log.entries.find(({ event }) => event === "grant"), "member_grant");
  assert.equal(facts.method, "member_grant");
});

test("the README's first example runs, and prints what Rust does", () => {
  const readme = readFileSync(path.join(clean, "node_modules/doorward/README.md"), "utf8");
  const [, example] = readme.match(/```js\n([\s\S]*?)```/);
  const file = path.join(clean, "readme.mjs");
  writeFileSync(file, example);
  assert.equal(execFileSync(process.execPath, [file], { encoding: "utf8" }), "0 6501043\n");
});

test("every preset explains a history of its own", () => {
  const history = {
    as_of: "2025-12-31", target: "L2",
    listings: [
      { listing: "L1", events: [{ date: "2025-01-01", status: "Active" }, { date: "2025-01-31", status: "Canceled" }] },
      { listing: "L2", events: [{ date: "2025-02-07", status: "Active" }, { date: "2025-02-28", status: "Canceled" }] },
    ],
  };
  const presets = market.presets();
  assert.ok(presets.length > 5);
  for (const { id } of presets) {
    const explained = market.explainDaysOnMarket(history, { preset: id });
    assert.equal(explained.rules_id, id);
    const { dom, cdom } = market.daysOnMarket(history, explained.rules);
    assert.deepEqual([explained.dom, explained.cdom], [dom, cdom]);
  }
  assert.equal(market.statusOf("canopy", "Withdrawn"), "Canceled");
});
