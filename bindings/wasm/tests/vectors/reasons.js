// For a flag that says why a test is invalid, the reasons of which a refusal must have one.
const words = (text) => text.split(" ");
const all = (flags, reasons) => Object.fromEntries(words(flags).map((flag) => [flag, words(reasons)]));
/** Flags that are named after the reason. */
const named = (flags) => ({
  ...Object.fromEntries(words(flags).map((flag) =>
    [flag, [flag.replace(/[A-Z]/g, (letter, at) => (at > 0 ? "_" : "") + letter.toLowerCase())]])),
  ...all("BadValue", "bad_value no_room"),
});

const READING = {
  ...all("Malformed", "code_length code_character not_accepted"),
  ...all("WrongDay WrongEpoch WrongCode NotNow NoPayload NoCommand", "not_accepted"),
};
const MARKET = named("UnknownTarget RepeatedListing UnknownStatus BadRules");

export const REASONS = {
  keys: all("BadInput", "key_length id_length id_character"),
  "day-code": all("BadInput", "digits slot"),
  "day-code-issue": all("NoneLeft", "no_slot_left"),
  "day-code-reading": READING,
  "day-code-zone-reading": READING,
  "numeral-cipher": { ...all("Malformed", "code_length code_character no_room"), ...all("BadInput", "numeral_range") },
  "flex-code": { ...all("BadInput", "digits"), ...all("OutOfRange", "bad_value no_room") },
  "flex-code-issue": { ...all("OutOfRange", "bad_value no_room"), ...all("NoneLeft", "no_copy_left") },
  "flex-code-reading": READING,
  "service-code": all("OutOfRange", "service_field bad_value slot no_room"),
  "service-code-reading": READING,
  "renewal-code": { ...all("BadInput", "key_length id_length id_character"), ...all("OutOfRange", "renewal_number bad_value") },
  zone: {
    ...all("BadMonth BadWeek BadWeekday BadMinutes", "zone_rule"), ...all("BadOffset", "zone_offset"),
    ...all("HalfZero", "zone_half"), ...all("BadOrder", "zone_order"), ...all("BadLength", "zone_length"),
  },
  grant: all(
    "BadText BadLength UnknownVersion UnknownOperation BadId UnknownCaveat BadCaveat TooManyCaveats", "grant_text"),
  "grant-proof": { ...all("BadOperation", "no_room"), ...all("BadArgument", "bad_value no_room") },
  bulletin: {
    // A flipped bit may hit what is looked at before the tag; so may a cut.
    ...all("Forged", "bad_proof bad_message wrong_lockbox unsupported"),
    // An id whose length counts a zero of its padding is no id.
    ...all("WrongLockbox", "wrong_lockbox bad_message"), ...all("UnknownVersion", "unsupported"),
    ...all("UnknownFlag BadId BadZone BadCount", "bad_message"),
  },
  audit: { ...all("Forged BadEntry", "forged too_far"), ...all("BadLength", "bad_value") },
  issuance: named(
    "WindowMismatch WindowBackwards OperationsMismatch UseMismatch SkipMismatch MethodsMismatch LedgerMismatch"),
  "status-gate": named("WindowBackwards UseMismatch RepeatedId"),
  appointment: named("WindowBackwards NoAppointment FutureOpening RepeatedId NotApproved"),
  "single-key": named("InconsistentState DayWentBack"),
  "renewal-policy": named("DaysOutOfOrder DayInFuture"),
  market: MARKET,
  "market-fields": MARKET,
  "market-leads": MARKET,
  "market-keys": MARKET,
};

/** What is wrong with a refusal of a test that has these flags. */
export const otherReason = (algorithm, flags, reason) => {
  const known = REASONS[algorithm] ?? {};
  const flag = flags.find((name) => name in known);
  if (flag === undefined) return `no reason is known among ${flags}`;
  return known[flag].includes(reason) ? undefined : `refused, but not for ${flag}: ${reason}`;
};
