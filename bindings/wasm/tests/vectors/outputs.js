// Which members of a test are its outputs; all others are given.
const HEAD = ["id", "comment", "flags", "result"];
const BY_FUNCTION = {
  access: ["access", "decision", "reasons"],
  change: ["decision", "reasons", "obligations", "withheld", "revoked", "alive", "reissue"],
  step: ["decision", "reasons", "obligations", "appointment_after", "created", "events"],
  grant: ["holder", "lockbox", "not_before", "not_after", "release_at", "bulletin_named"],
  receive: ["outcome", "expected"],
};
const WINDOW = ["start_slot", "duration", "copy", "op", "use"];
const OUTPUTS = {
  keys: ["box_key", "day_root", "flex", "grant", "service", "bulletin", "challenge", "audit_0", "day_key", "credential"],
  "day-code": ["code"],
  "day-code-issue": ["slot", "code"],
  "day-code-reading": ["day", "slot"],
  "day-code-zone-reading": ["day", "slot"],
  "numeral-cipher": ["cipher"],
  "flex-code": ["code"],
  "flex-code-issue": ["duration", "copy", "code"],
  "flex-code-reading": WINDOW,
  "service-code": ["code"],
  "service-code-reading": [...WINDOW, "command", "epoch_mod_16", "day", "slot", "instant", "epoch"],
  "renewal-code": ["code"],
  grant: ["body", "tag", "token"],
  "grant-proof": ["challenge", "proof", "ack"],
  zone: ["offset_minutes", "day"],
  bulletin: ["nonce", "sequence", "epoch", "issued_at", "flags_byte", "zone", "revoked"],
  audit: ["row", "head"],
  "code-digest": ["sha256"],
  issuance: ["ruling"],
  "single-key": ["steps"],
  "renewal-policy": ["decision", "reasons", "obligations", "expires_after", "uploads_log", "day", "n"],
  market: ["dom", "cdom", "class", "chain"],
  "market-fields": ["dom", "cdom", "class", "chain", "gaps", "warnings"],
  "market-keys": ["properties"],
};

const outputsOf = (algorithm, group) => OUTPUTS[algorithm] ?? BY_FUNCTION[group.function];

const parted = (members, names) => {
  const [inputs, outputs] = [{}, {}];
  for (const [name, value] of Object.entries(members)) (names.includes(name) ? outputs : inputs)[name] = value;
  return { inputs, outputs };
};

/** Files that state once what is given and comes out again. */
const SPECIAL = {
  "lockbox-session": (members) => {
    const { inputs, outputs } = parted(members, ["first_saved"]);
    const steps = members.steps.map((step) => parted(step, ["decision", "saved"]));
    return {
      inputs: { ...inputs, steps: steps.map((step) => step.inputs) },
      outputs: { ...outputs, steps: steps.map((step) => step.outputs) },
    };
  },
  "market-leads": (members) => {
    const { inputs, outputs } = parted(members, ["answer", "reasons", "status", "ended_on"]);
    return { inputs, outputs: { ...outputs, do_not_call: inputs.do_not_call } };
  },
};

/** The inputs of a test, and its outputs if it is valid. */
export const split = (algorithm, group, test) => {
  const { inputs: members } = parted(test, HEAD);
  if (test.result !== "valid") return { inputs: members, outputs: undefined };
  return SPECIAL[algorithm]?.(members) ?? parted(members, outputsOf(algorithm, group));
};
