// How vector files spell values, and how this package does.

export const bytes = (hex) => {
  if (typeof hex !== "string" || !/^([0-9a-f]{2})*$/.test(hex)) throw new NoRoom("hexadecimal");
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
};

export const hex = (array) => Array.from(array, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** An input that the package's types have no room for: refused before it gets there. */
export class NoRoom extends Error {}

const named = (names) => (number) => {
  const name = names[number];
  if (name === undefined) throw new NoRoom(String(number));
  return name;
};
export const operation = named(["key_compartment", "shackle"]);
export const codeUse = named(["single", "until_end"]);
export const grantOperation = named({
  1: "key_compartment", 2: "shackle", 4: "read_log", 8: "update_firmware", 16: "own",
});

const HALF_HOUR = 1800;
const DAY = 86400;
/** Durations 1 to 96 are half hours, 97 to 125 stand for 3 to 31 days. */
const lengthOf = (duration) => (duration <= 96 ? duration * HALF_HOUR : (duration - 94) * DAY);
const durationOf = (seconds) => (seconds <= 96 * HALF_HOUR ? seconds / HALF_HOUR : seconds / DAY + 94);

export const terms = (test) => ({
  window: { start: test.start_slot * HALF_HOUR, seconds: lengthOf(test.duration) },
  copy: test.copy,
  operation: operation(test.op),
  use: codeUse(test.use),
});
export const fromTerms = ({ window, copy, operation, use }) => ({
  start_slot: window.start / HALF_HOUR,
  duration: durationOf(window.seconds),
  copy,
  op: operation === "shackle" ? 1 : 0,
  use: use === "until_end" ? 1 : 0,
});
export const window = (test) => ({ start: test.start_slot * HALF_HOUR, seconds: test.length });

export const command = ({ terms, ...rest }) => {
  const { family, ...members } = rest;
  return terms ? { ...members, ...fromTerms(terms) } : members;
};

/** A reading that was accepted; one that was not is a refusal. */
export const accepted = (reading, family) => {
  if (reading.family !== family) throw new NotAccepted(reading.family);
  return reading;
};
export class NotAccepted extends Error {}

export const request = (operation, argument) => {
  const none = { operation, manifest: null, new_epoch: null };
  if (argument.length === 0) return none;
  if (argument.length === 32) return { ...none, manifest: hex(argument) };
  if (argument.length === 4) return { ...none, new_epoch: new DataView(argument.buffer).getUint32(0) };
  throw new NoRoom("argument");
};
