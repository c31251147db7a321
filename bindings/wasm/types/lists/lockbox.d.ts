// Written by `cargo xtask wasm` from the library's lists.

/** Why a box refuses. */
export type DenialName =
  /** wrong code */
  | "wrong_code"
  /** not a code */
  | "malformed"
  /** wait before the next try */
  | "throttled"
  /** the keypad is stopped after too many refusals */
  | "keypad_stopped"
  /** outside the access hours */
  | "outside_hours"
  /** the code is used up */
  | "used_up"
  /** the code was cancelled */
  | "cancelled"
  /** the lockbox is suspended */
  | "suspended"
  /** the lockbox's clock is not set */
  | "clock_unset"
  /** the lockbox's clock went back */
  | "clock_went_back"
  /** the lockbox's ledger is full */
  | "ledger_full"
  /** the lockbox could not save */
  | "store_failed"
  /** the lockbox has lost its state and has to be provisioned anew */
  | "state_lost"
  /** not a well-formed message */
  | "bad_message"
  /** the message is not authentic */
  | "bad_proof"
  /** meant for another lockbox */
  | "wrong_lockbox"
  /** of an older ownership epoch */
  | "wrong_epoch"
  /** a bulletin has to be brought first */
  | "bulletin_owed"
  /** the grant was revoked */
  | "revoked"
  /** the grant does not hold yet */
  | "too_early"
  /** the grant holds no longer */
  | "too_late"
  /** the grant does not allow this */
  | "operation_not_granted"
  /** the lockbox gave no challenge for this, or too long ago */
  | "challenge_spent"
  /** a newer bulletin was applied before */
  | "stale_bulletin"
  /** not supported by this lockbox */
  | "unsupported";

/** What happened. */
export type AuditEvent =
  | "entry"
  | "grant"
  | "bulletin"
  | "service_command"
  | "clock"
  | "power"
  | "epoch";

/** By what it happened. */
export type AuditMethod =
  | "none"
  | "day"
  | "flex"
  | "service"
  | "grant"
  | "bulletin";
