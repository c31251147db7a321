// What the types allow, and what they refuse.
import { CodeReader, isDoorwardError, LockboxKey, RootKey, Zone, init, type Reading } from "doorward";
import { AuditCollection, Lockbox, type Decision } from "doorward/lockbox";
import { explainDaysOnMarket, type MarketRules } from "doorward/market";
import { ruleIssuance, type IssuanceInput } from "doorward/policy";

await init();

/** Every form is told apart by its first member, and none can be forgotten. */
export function told(decision: Decision): string {
  switch (decision.decision) {
    case "open":
      return `${decision.operation} until ${decision.until}`;
    case "applied":
      return decision.applied.applied === "transferred" ? `epoch ${decision.applied.epoch}` : "done";
    case "deny":
      return decision.reason.reason === "throttled" ? `wait until ${decision.reason.until}` : decision.text;
    default:
      return decision satisfies never;
  }
}

export function slotOf(reading: Reading): number | undefined {
  if (reading.family === "day") return reading.slot;
  if (reading.family === "service" && reading.command === "cancel_day") return reading.slot;
  // @ts-expect-error a FlexCode has no slot
  if (reading.family === "flex") return reading.slot;
  return undefined;
}

export function permitted(input: IssuanceInput): number | string {
  const ruling = ruleIssuance(input);
  return ruling.decision === "permit" ? ruling.permit.not_after : String(ruling.reasons[0]?.reason);
}

const root = RootKey.fromBytes(new Uint8Array(32));
const lockbox: LockboxKey = root.lockbox("LB-00012345", 0);
const reader = new CodeReader(lockbox, 0, { day_digits: 7, flex_digits: 10 });
reader.read(Zone.utc(), new Date(), 120, "key_compartment", "1234567");
// @ts-expect-error there is no such operation
reader.read(Zone.utc(), new Date(), 120, "window", "1234567");
// @ts-expect-error a root key is no lockbox key
new CodeReader(root, 0, { day_digits: 7, flex_digits: 10 });
// @ts-expect-error instants are no bigints
reader.read(Zone.utc(), 1n, 120, "shackle", "1234567");
// @ts-expect-error there is no such rule
export const rules: MarketRules = { carry_gap: 30 };
// @ts-expect-error rules come from one place
explainDaysOnMarket({ as_of: "2026-01-01", target: "L1", listings: [] }, { presets: "rmls_or" });

try {
  root.lockbox("", 0);
} catch (error) {
  if (isDoorwardError(error)) {
    const known: "id_length" | "id_character" = error.code === "id_character" ? error.code : "id_length";
    console.log(known);
    // @ts-expect-error there is no such code
    console.log(error.code === "no_such_code");
  }
}
export const made: [typeof Lockbox, typeof AuditCollection] = [Lockbox, AuditCollection];
