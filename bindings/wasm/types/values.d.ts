/** Whole seconds since 1970-01-01 UTC: how every value spells an instant. */
export type UnixSeconds = number;
/** An instant as an argument: a `Date`, or whole Unix seconds. */
export type Instant = Date | UnixSeconds;
/** Days from 1970-01-01 to a date. */
export type Day = number;
/** Bytes in lower-case hexadecimal digits. */
export type Hex = string;

/** A change of the clock: the weekday of a week of a month (5 is the last), 0 for Sunday. */
export interface ClockChange {
  /** 1 to 12. */
  month: number;
  /** 1 to 5; 5 is the last. */
  week: number;
  /** 0 for Sunday, to 6. */
  weekday: number;
  /** Minute of the day, 0 to 1,440. */
  minute: number;
}

/** The zone that a lockbox lives in. */
export interface ZoneValue {
  /** Minutes east of UTC, -900 to 900. */
  standard: number;
  /** Daylight saving, where there is any. */
  daylight?: { offset: number; start: ClockChange; end: ClockChange } | null;
}

/** What this package throws where the library refuses. Nothing was done. */
export interface DoorwardError extends Error {
  readonly name: "DoorwardError";
  /** The library's name for the refusal; the same in every language. */
  readonly code: ErrorCode;
}
