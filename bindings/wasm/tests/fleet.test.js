// Odds, the journal, firmware, rosters, regions, reciprocity, and the market's rows in and rows out.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import test from "node:test";

import { flash, memory } from "./calls.js";
import { installed, vectorFiles } from "./support.js";
import { hex } from "./vectors/values.js";

const api = await installed("lockbox");
const policy = await installed("policy");
const market = await installed("market");

test("the odds of a guess are those of the specification", () => {
  const odds = api.guessOdds({});
  assert.deepEqual(odds.map(({ family }) => family), ["day", "flex", "service"]);
  assert.deepEqual(odds.map(({ one_in }) => one_in).slice(0, 2), [312_500, 244_045]);
  assert.equal(api.guessOdds({ day_digits: 8 })[0].one_in, 3_125_000);
});

test("a journal keeps a box through a loss of power at any byte written", () => {
  const root = api.RootKey.fromBytes(new Uint8Array(32).fill(7));
  const key = root.lockbox("LB-1", 0);
  const codes = { day_digits: 7, flex_digits: 10 };
  const profile = { id: "LB-1", codes, limits: {}, lacking: 0 };
  const first = flash();
  const journal = new api.Journal(first);
  assert.equal(journal.load(), null);
  const box = api.Lockbox.provision(profile, key, root.firstAudit("LB-1", 0), 0, api.Zone.utc(), (bytes) => journal.save(bytes));
  const before = hex(journal.load());
  const saved = first.areas.map((area) => area.slice());
  box.powerRestored();
  const after = hex(journal.load());
  assert.notEqual(after, before);
  assert.equal(hex(new api.Journal(first).load()), after);
  for (let left = 0; left < 1700; left += 53) {
    const cut = flash();
    cut.areas.forEach((area, at) => area.set(saved[at]));
    let budget = left;
    const { write } = cut;
    cut.write = (area, offset, bytes) => {
      write(area, offset, bytes.subarray(0, budget));
      budget -= bytes.length;
      if (budget < 0) throw new Error("power");
    };
    const broken = new api.Journal(cut);
    const again = api.Lockbox.restore("LB-1", codes, key, broken.load(), (bytes) => broken.save(bytes));
    again.powerRestored();
    cut.write = write;
    const found = hex(new api.Journal(cut).load());
    assert.ok(found === before || found === after, String(left));
  }
  const dead = { ...flash(), read: () => { throw new Error("dead"); } };
  assert.throws(() => new api.Journal(dead), { code: "store_failed" });
  assert.throws(() => new api.Journal({ ...flash(), areaLength: 100 }), { code: "store_failed" });
});

test("firmware comes in pieces, in any order, through a loss of power", () => {
  const image = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
  const pieces = [0, 256, 512, 768].map((start) => image.slice(start, start + 256));
  const sign = (message) => new Uint8Array(createHmac("sha512", "maker").update(message).digest());
  const verify = (message, signature) => hex(sign(message)) === hex(signature);
  const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const manifest = api.buildManifest({ model: "KB-2", firmware: 7, lowest: 5, piece_len: 256 }, image, sign);
  assert.deepEqual(api.readManifest(manifest), {
    model: "KB-2", firmware: 7, lowest: 5, image_len: 1000, piece_len: 256, pieces: 4,
    image_sha256: sha256(image), sha256: sha256(manifest),
  });
  const store = memory();
  let box = new api.FirmwareTransfer(store);
  assert.deepEqual([box.state, box.manifest], ["idle", null]);
  const forged = manifest.slice();
  forged[forged.length - 1] ^= 1;
  for (const [given, model, running, answer] of [
    [manifest.subarray(1), "KB-2", 6, "bad_manifest"], [manifest, "KB-3", 6, "wrong_model"],
    [manifest, "KB-2", 7, "wrong_version"], [forged, "KB-2", 6, "bad_signature"],
    [manifest, "KB-2", 6, "accepted"], [manifest, "KB-2", 6, "resumed"],
  ]) assert.equal(box.offer(given, model, running, verify), answer);
  assert.equal(box.piece(2, pieces[2]), "stored");
  assert.equal(box.piece(2, pieces[2]), "already");
  assert.equal(box.piece(0, pieces[1]), "bad_piece");
  box = new api.FirmwareTransfer(store);
  assert.deepEqual([box.state, box.missing(2), box.manifest.firmware], ["receiving", 3, 7]);
  let answer;
  for (let index = box.missing(0); index !== null; index = box.missing(index)) answer = box.piece(index, pieces[index]);
  assert.equal(answer, "complete");
  assert.equal(sha256(store.kept.image.subarray(0, 1000)), sha256(image));
  assert.equal(box.activate(), "activated");
  box.finish();
  assert.equal(box.state, "idle");
  const failing = { ...memory(), saveRecord: () => { throw new Error("flash"); } };
  assert.throws(() => new api.FirmwareTransfer(failing).offer(manifest, "KB-2", 6, verify), { code: "store_failed" });
  assert.throws(() => api.buildManifest({ model: "KB-2", firmware: 7, lowest: 5, piece_len: 256 }, image, () => { throw new RangeError("hsm"); }), RangeError);
});

const member = (key, office = "O-1") => ({
  MemberKey: key, MemberMlsId: null, MemberFullName: null, OfficeKey: office, MemberStatus: "Active", MemberStateLicense: null,
});

test("the worked example of a roster's import", () => {
  const known = { members: Array.from({ length: 30 }, (_, index) => member(`M-${index + 1}`)) };
  const snapshot = { members: [member("M-1", "O-2"), ...known.members.slice(1, 28)] };
  const given = { known, snapshot, complete: ["member"], confirmed: false };
  const held = policy.compareRosters(given);
  assert.deepEqual([held.is_held, held.held, held.consequences], [true, ["member"], []]);
  assert.deepEqual(held.differences.map(({ difference, key, fields }) => [difference, key, fields]), [
    ["change", "M-1", ["OfficeKey"]], ["deactivation", "M-29", []], ["deactivation", "M-30", []],
  ]);
  const taken = policy.compareRosters({ ...given, confirmed: true });
  assert.deepEqual(taken.consequences.map(({ consequence, key }) => [consequence, key]),
    [["member_loses_keys", "M-29"], ["member_loses_keys", "M-30"]]);
  const again = policy.compareRosters({ ...given, known: taken.known });
  assert.deepEqual([again.is_held, again.differences], [false, []]);
  const twice = { members: [member("M-1"), member("M-1", "O-2")] };
  assert.throws(() => policy.compareRosters({ ...given, known: twice }), { code: "repeated_key" });
  assert.equal(policy.importOverdue(100_000, null, 3600), "never_imported");
  assert.equal(policy.importOverdue(100_000, 96_399, 3600), "import_overdue");
  assert.equal(policy.importOverdue(100_000, 96_400, 3600), null);
  assert.throws(() => policy.standardStatus("Coming  Soon"), { code: "unknown_status" });
});

test("regions and reciprocity", () => {
  const region = (id, state, zone) => ({ id, association: "A", state, zone: hex(new api.Zone({ standard: zone }).toBytes()) });
  const move = { from: region("PDX", "OR", -480), to: region("NYC", "NY", -300), owner: true, licences: ["OR", "NY"], assigned: false, association_member: true };
  assert.deepEqual(policy.judgeMove(move), { decision: "permit", reasons: [], obligations: ["record_move", "send_bulletin", "use_new_association"] });
  const denied = policy.judgeMove({ ...move, licences: [], assigned: true });
  assert.deepEqual(denied.reasons.map(({ reason }) => reason), ["box_assigned", "no_licence_from", "no_licence_to"]);
  const relations = [
    { of: "A", at: "B", kind: "symmetric", from: 20454, until: null },
    { of: "C", at: "A", kind: "one_way", from: 20589, until: 20596 },
  ];
  for (const [of, at, day, expected] of [
    ["A", "B", 20589, true], ["B", "A", 20589, true], ["B", "A", 20453, false], ["C", "A", 20588, false],
    ["C", "A", 20595, true], ["C", "A", 20596, false], ["A", "C", 20590, false], ["C", "B", 20590, false],
  ]) assert.equal(policy.isHonoured(relations, of, at, day), expected, `${of} ${at} ${day}`);
  assert.deepEqual(policy.honouredAt(relations, "A", 20589), ["B", "C"]);
  assert.throws(() => policy.honouredAt([{ ...relations[1], until: 20589 }], "A", 1), { code: "window_backwards" });
  assert.deepEqual(Object.values(policy.capabilitiesOf("keypad_flex")), [false, true, false, true, false]);
});

test("rows in, rows out: every listing counts as if it were asked about alone", () => {
  const { groups } = vectorFiles().find(({ name }) => name === "market-fields").read();
  let rows = 0;
  for (const { tests, rules } of groups) {
    for (const { result, as_of, listings } of tests) {
      if (result !== "valid") continue;
      const counted = market.countListings([{ property: "P", listings }, { property: "Q", listings }], { rules }, as_of);
      assert.equal(counted.length, 2 * listings.length);
      for (const [place, row] of counted.entries()) {
        const { listing } = listings[place % listings.length];
        assert.deepEqual([row.property, row.listing], [place < listings.length ? "P" : "Q", listing]);
        if (place >= listings.length) continue;
        rows += 1;
        if (row.error !== null) {
          assert.throws(() => market.daysOnMarket({ as_of, target: listing, listings }, rules), { code: row.error });
          continue;
        }
        const alone = market.explainDaysOnMarket({ as_of, target: listing, listings }, { rules });
        for (const member of ["dom", "cdom", "class", "warnings"]) assert.deepEqual(row[member], alone[member], member);
        assert.deepEqual([row.chain_first, row.chain_length], [alone.chain[0] ?? null, alone.chain.length]);
      }
    }
  }
  assert.ok(rows > 500, String(rows));
  assert.throws(() => market.countListings([], { family: "armls" }, "2026-01-01"), { code: "bad_value" });
  assert.throws(() => market.countListings([], { preset: "no" }, "2026-01-01"), { code: "unknown_preset" });
});
