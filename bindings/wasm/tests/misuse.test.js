// What plain JavaScript gives by mistake, to every argument of every export: a wrong number, a wrong
// type, nothing. It is refused, with a message that says which argument or which member it is.
import assert from "node:assert/strict";
import test from "node:test";

import { installed } from "./support.js";
import { calls } from "./calls.js";

const NUMBERS = [null, undefined, "1", "", 1.5, NaN, Infinity, -1, 2 ** 53, true, 1n, [], {}, () => 1];
const TEXTS = [null, undefined, 1, NaN, true, ["a"], {}, () => "a", Symbol("a")];
const BYTES = [null, undefined, "00", 16, [1, 2, 300], {}, new Uint16Array(16), new ArrayBuffer(16), () => 1];
const OBJECTS = [null, undefined, 1, "text", true, () => 1, 1n, Symbol("a")];
const CIRCLE = {};
CIRCLE.self = CIRCLE;

/** What is wrong for an argument of a kind. */
const WRONG = {
  number: NUMBERS,
  instant: [null, undefined, "1", 1.5, NaN, -1, 2 ** 53, true, 1n, new Date(NaN), new Date(-1), "2026-01-01"],
  text: TEXTS,
  bytes: BYTES,
  last: [undefined, "1", 1.5, NaN, -1, 2 ** 53, true, 1n, new Date(NaN)],
  flag: [null, undefined, 0, 1, "true", {}],
  save: [null, undefined, 1, "save", {}],
  list: [null, undefined, 1, "text", {}, [null], [undefined], [() => 1]],
  rows: [null, undefined, 1, "text", {}, [null], [[1, 2]], ["00"]],
  name: [...TEXTS, "nobody's"],
  "given name": TEXTS,
  head: [1, "text", true, {}, [1, 2], () => 1],
  maybe: [undefined, 1, "text", true, () => 1, 1n, { no_such_member: 1 }],
  value: [...OBJECTS, [], CIRCLE, { no_such_member: 1 }],
  key: [null, undefined, 1, "key", {}, new Uint8Array(32)],
};

const isRefusal = (error) =>
  error instanceof TypeError || (error.name === "DoorwardError" && ["bad_value", "bad_rules"].includes(error.code));

for (const module of ["doorward", "lockbox", "policy", "market"]) {
  const api = await installed(module);
  const table = calls(module, api);

  test(`${module}: every export is in the table`, () => {
    const exported = new Set();
    for (const [name, value] of Object.entries(api)) {
      if (typeof value !== "function" || ["init", "initSync", "default"].includes(name)) continue;
      if (!value.prototype || Object.getOwnPropertyNames(value.prototype).length <= 1) {
        if (value.length > 0) exported.add(name);
        continue;
      }
      if (value.length > 0) exported.add(`new ${name}`);
      const own = (object) => Object.entries(Object.getOwnPropertyDescriptors(object))
        .filter(([member, { value: method }]) => member !== "constructor" && typeof method === "function")
        .filter(([member, { value: method }]) => method.length > 0 && !member.startsWith("__"));
      for (const [member] of own(value)) exported.add(`${name}.${member}`);
      for (const [member] of own(value.prototype)) exported.add(`${name}#${member}`);
    }
    assert.deepEqual(Object.keys(table).sort(), [...exported].sort());
  });

  for (const [name, { call, kinds, good }] of Object.entries(table)) {
    test(`${module}: ${name}`, () => {
      call(...good());
      for (const [place, kind] of kinds.entries()) {
        const [type, word] = kind.split(" as ");
        assert.ok(type in WRONG, kind);
        for (const wrong of WRONG[type]) {
          const given = good();
          given[place] = wrong;
          const shown = `${name}, argument ${place}: ${typeof wrong} ${String(typeof wrong === "object" ? JSON.stringify(wrong === CIRCLE ? "circle" : wrong) : wrong)}`;
          assert.throws(() => call(...given), (error) => {
            assert.ok(isRefusal(error), `${shown}: ${error.name} ${error.code}: ${error.message}`);
            if (word) assert.match(error.message, new RegExp(word), shown);
            assert.doesNotMatch(error.message, /\b(u8|u16|u32|u64|i16|f64|struct|sequence, expected)\b|line 1/, shown);
            return true;
          }, shown);
        }
      }
    });
  }
}

test("a wrong member is named, with what leads to it", async () => {
  const market = await installed("market");
  const policy = await installed("policy");
  const { RootKey, Zone } = await installed("lockbox");
  const says = (call, words) => assert.throws(call, (error) => {
    assert.equal(error.code, "bad_value");
    assert.match(error.message, words);
    return true;
  });
  const history = (row) => ({ as_of: "2025-12-31", target: "L1", listings: [{ listing: "L0", events: [] }, { listing: "L1", events: [{ status: "Active" }, row] }] });
  for (const date of [1, true, {}, NaN, "2025-13-01", 20520n]) {
    says(() => market.daysOnMarket(history({ date, status: "Active" }), {}), /date/);
  }
  says(() => market.daysOnMarket(history({ date: 5, status: "Active" }), {}), /listings\[1\]\.events\[1\]\.date/);
  says(() => market.daysOnMarket(history({ staus: "Active" }), {}), /unknown member `staus`/);
  says(() => market.daysOnMarket(history({ date: "2025-01-01" }), {}), /listings\[1\]\.events\[1\].*missing member `status`/);
  for (const standard of [null, "1", 1.5, -901, 2 ** 53, {}]) says(() => new Zone({ standard }), /standard|offset/);
  // A number that JSON does not have would be null, which is a value of its own.
  for (const wrong of [NaN, Infinity, () => 1, 1n, Symbol("a")]) {
    says(() => market.judgeLead({ do_not_call: wrong }), /do_not_call/);
    assert.throws(() => market.daysOnMarket(history({ status: "Active" }), { carry_max_gap: wrong }), { code: "bad_rules" });
  }
  const flex = RootKey.fromBytes(new Uint8Array(32).fill(7)).lockbox("LB-1", 0).flex(0);
  const window = { start: 1767362400, seconds: 3600 };
  for (const seconds of [null, "1", 1.5, NaN, -1, 2 ** 53, undefined, true]) {
    says(() => flex.code(10, { window: { ...window, seconds }, copy: 0, operation: "shackle", use: "single" }), /seconds/);
  }
  for (const copy of [null, "1", 1.5, NaN, -1, 2 ** 53, undefined, true]) {
    says(() => flex.code(10, { window, copy, operation: "shackle", use: "single" }), /copy/);
  }
  says(() => flex.code(10, { window, copy: 0, operation: "door", use: "single" }), /operation.*unknown name `door`/);
  says(() => flex.issue(10, window, "door", "single", []), /an operation: unknown name `door`/);
  says(() => flex.issue(10, window, "shackle", "single", [0, "1"]), /\[1\]/);
  says(() => policy.ruleIssuance({}), /missing member/);
});
