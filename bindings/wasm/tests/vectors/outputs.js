// Which members of a test are its outputs; all others are given.
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
  "lockbox-session": [],
  issuance: ["ruling"],
  "single-key": ["steps"],
  "renewal-policy": ["decision", "reasons", "obligations", "expires_after", "uploads_log", "day", "n"],
  market: ["dom", "cdom", "class", "chain"],
  "market-fields": ["dom", "cdom", "class", "chain", "gaps", "warnings"],
  "market-leads": ["answer", "reasons", "status", "ended_on"],
  "market-keys": ["properties"],
};

export const outputsOf = (algorithm, group) => OUTPUTS[algorithm] ?? BY_FUNCTION[group.function];
