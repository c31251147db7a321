/*
 * Doorward: access policy and code cryptography for real-estate lockboxes.
 *
 * THE CONTRACT, for every function
 *
 * Results     Each function that can fail returns a dw_result, 32 bits without a sign. DW_OK is 0.
 *             Numbers are never given to anything else; later versions have more, so treat one
 *             that you do not know as a failure. dw_strerror gives its text.
 * Arguments   Inputs come before outputs. Where a call changes state it comes first.
 * Outputs     Written only when the result is DW_OK, and last: an input may share the memory of
 *             an output; but dw_journal_load reads flash right into its output, and
 *             dw_manifest_build makes a manifest in its own. A box is made right where it stays: its
 *             snapshot lies apart, and one whose first save failed was written to, and is not ready.
 *             State that a call changes (dw_lockbox, dw_journal, dw_audit_log, dw_transfer), that
 *             manifest, and memory lent as work share none with any other argument, else
 *             DW_ERROR_OVERLAP.
 * Buffers     Each has its length: in its type, or as the argument after it, in bytes or
 *             elements. What is too long or too short is refused, never cut.
 * NULL        DW_ERROR_NULL, but for a buffer of length 0. A pointer that is not aligned for its
 *             type is DW_ERROR_MISALIGNED. Any other pointer must be valid.
 * Structs     Plain values. Members called reserved are 0; another number is DW_ERROR_VALUE.
 *             Flags are 0 or 1. Opaque ones (dw_lockbox, dw_journal, dw_audit_log, dw_transfer)
 *             belong to the library from the call that makes them to the one that erases them;
 *             they are never copied. One that was not made answers DW_ERROR_NOT_READY, if its
 *             memory is zero.
 * Memory      The library allocates nothing, frees nothing and keeps no pointer after a call, but
 *             for the functions and the context in a dw_flash, which dw_journal_mount keeps.
 * Threads     No global state. Any number of threads may call at once, but not with the same
 *             state. A callback that calls back with it gets DW_ERROR_BUSY.
 * Time        Instants are Unix seconds, dates days since 1970-01-01, both without a sign. The
 *             library has no clock and no randomness: both are arguments.
 * Secrets     Keys, grants and codes that are compared, are so in constant time: no branch and no
 *             address depends on a key, on an expected code, or on which slot matched. Copies of
 *             keys within the library are erased. dw_key_erase erases yours.
 * Panics      None: no function aborts, unwinds or loops without end, whatever it is given.
 *
 * Printed by `cargo xtask header`. Do not edit.
 */


#ifndef DOORWARD_H
#define DOORWARD_H

#include <stddef.h>
#include <stdint.h>

// The version of the binary interface: another number, another layout. Compare with what
// `dw_abi_version` returns.
#define DW_ABI_VERSION 1

// Bytes of a head of the log.
#define DW_HEAD_LEN 28

// Bytes of the status line that goes with it.
#define DW_STATUS_LINE_LEN 16

// Bytes of a row of the log.
#define DW_ROW_LEN 64

// Rows of the smallest ring.
#define DW_RING_MIN_ROWS 500

// Eight-byte words of `dw_audit_log`.
#define DW_AUDIT_LOG_WORDS 42

// Bytes of the longest bulletin.
#define DW_BULLETIN_MAX_LEN 235

// Grants that a bulletin can revoke.
#define DW_REVOCATIONS_MAX 16

// Bytes of a grant's id by which a bulletin revokes it.
#define DW_REVOCATION_LEN 8

// A day code was read.
#define DW_FAMILY_DAY 1

// A FlexCode was read.
#define DW_FAMILY_FLEX 2

// A service code was read.
#define DW_FAMILY_SERVICE 3

// Days before and after the present that a code is looked for, at most.
#define DW_SEARCH_DAYS_MAX 366

// Ownership epochs before and after the box's that a code is looked for, at most.
#define DW_SEARCH_EPOCHS_MAX 16

// Seconds of tolerance for which odds are counted, at most; no clock has more than 1,800.
#define DW_GUESS_TOLERANCE_MAX 86400

// The box accepts the code, unless it was used or cancelled.
#define DW_VERDICT_ACCEPTABLE 1

// The code can first be entered later.
#define DW_VERDICT_TOO_EARLY 2

// The code can no longer be entered for the first time.
#define DW_VERDICT_EXPIRED 3

// The code is of another ownership epoch than the box's.
#define DW_VERDICT_WRONG_EPOCH 4

// The code is good at the present, but not by the box's clock.
#define DW_VERDICT_BOX_CLOCK_OFF 5

// Eight-byte words of `dw_transfer`.
#define DW_TRANSFER_WORDS 88

// There is no transfer.
#define DW_TRANSFER_IDLE 0

// Pieces are missing.
#define DW_TRANSFER_RECEIVING 1

// The whole image is there, and is the manifest's.
#define DW_TRANSFER_COMPLETE 2

// The boot loader has been told, or is to be told.
#define DW_TRANSFER_ACTIVATED 3

// Bytes of a SHA-256.
#define DW_SHA256_LEN 32

// Bytes of the longest manifest.
#define DW_MANIFEST_MAX_LEN 65675

// Bytes of the longest progress record.
#define DW_PROGRESS_MAX_LEN 556

// Bytes of a maker's signature.
#define DW_SIGNATURE_LEN 64

// Caveats that can be added to a grant.
#define DW_CAVEATS_MAX 8

// Bytes of the longest argument of a request.
#define DW_ARGUMENT_MAX_LEN 32

// Bytes of the longest presentation of a grant.
#define DW_PRESENTATION_MAX_LEN 314

// A caveat: not before an instant.
#define DW_CAVEAT_NOT_BEFORE 1

// A caveat: over at an instant.
#define DW_CAVEAT_NOT_AFTER 2

// A caveat: these rights at most.
#define DW_CAVEAT_OPERATIONS 3

// A caveat: handed on to somebody, by the word of the holder before.
#define DW_CAVEAT_DELEGATE 4

// Bytes of encoded limits, as an owner's phone sends them.
#define DW_LIMITS_LEN 30

// Eight-byte words of `dw_lockbox`.
#define DW_LOCKBOX_WORDS 256

// Decision: open now.
#define DW_DECISION_OPEN 0

// Decision: done, and saved.
#define DW_DECISION_APPLIED 1

// Applied: a service code's command.
#define DW_APPLIED_SERVICE 1

// Applied: a bulletin.
#define DW_APPLIED_BULLETIN 2

// Applied: the door was noted as opened.
#define DW_APPLIED_CONFIRMED 3

// Applied: the loss of power was noted.
#define DW_APPLIED_POWER_RESTORED 4

// Applied: time was kept.
#define DW_APPLIED_TICKED 5

// Applied: the log may be read on this connection.
#define DW_APPLIED_READ_LOG 6

// Applied: pieces of the firmware image with this manifest may be taken.
#define DW_APPLIED_UPDATE_FIRMWARE 7

// Applied: the holder acts as the owner on this connection.
#define DW_APPLIED_OWN 8

// Applied: the box went to another owner.
#define DW_APPLIED_TRANSFERRED 9

// Applied: new limits are in force.
#define DW_APPLIED_LIMITS_REPLACED 10

// Bytes of a box's longest answer to a presentation.
#define DW_ANSWER_MAX_LEN 33

// The keypad reads what is typed.
#define DW_KEYPAD_READS 0

// It does not, before an instant, after too many refusals in a run.
#define DW_KEYPAD_WAITS 1

// It does not, after too many refusals in all.
#define DW_KEYPAD_STOPPED 2

// Rows that a box holds itself.
#define DW_HELD_ROWS 4

// No date, where days since 1970-01-01 are wanted.
#define DW_DATE_MISSING INT32_MIN

// A status that is not among those of RESO: the error of its listing.
#define DW_STATUS_UNKNOWN 255

// Words of work space for each listing, at most.
#define DW_MARKET_LISTING_WORDS 32

// Words of work space for each row, at most.
#define DW_MARKET_ROW_WORDS 12

// Bytes of the longest part of a key but an address.
#define DW_KEY_TEXT_MAX_LEN 255

// Bytes of the longest address of a key.
#define DW_KEY_ADDRESS_MAX_LEN 510

// Words of work space for each record whose property is looked for, at most.
#define DW_PROPERTY_WORDS 24

// For sale.
#define DW_CLASS_SALE 0

// For lease: never one property with a listing for sale.
#define DW_CLASS_LEASE 1

// A property is known by its parcel, or by its address where it has no parcel's key.
#define DW_KNOWN_BY_PARCEL_THEN_ADDRESS 0

// A property is known by its parcel.
#define DW_KNOWN_BY_PARCEL 1

// A property is known by its address.
#define DW_KNOWN_BY_ADDRESS 2

// No number of days.
#define DW_NO_DAYS UINT32_MAX

// Characters of the longest name.
#define DW_NAME_MAX_LEN 64

// Words of work space for each other appointment and each blocked period, at most.
#define DW_APPOINTMENT_WORDS 12

// There is no appointment. Members of one that is not there do not matter.
#define DW_APPOINTMENT_NONE 0

// Asked for, not answered.
#define DW_APPOINTMENT_REQUESTED 1

// The listing side agreed.
#define DW_APPOINTMENT_APPROVED 2

// The lockbox was opened.
#define DW_APPOINTMENT_IN_PROGRESS 3

// The listing side refused, or nobody answered in time. Final, as all that follow.
#define DW_APPOINTMENT_DECLINED 4

// Called off by either side.
#define DW_APPOINTMENT_CANCELLED 5

// Replaced by another appointment.
#define DW_APPOINTMENT_RESCHEDULED 6

// Over, and the lockbox was never opened.
#define DW_APPOINTMENT_NO_SHOW 7

// Over.
#define DW_APPOINTMENT_COMPLETED 8

// An appointment is asked for, by the holder.
#define DW_EVENT_REQUEST 1

// The listing side agrees.
#define DW_EVENT_APPROVE 2

// The listing side refuses.
#define DW_EVENT_DECLINE 3

// One side calls it off.
#define DW_EVENT_CANCEL 4

// One side moves it.
#define DW_EVENT_RESCHEDULE 5

// The grant is about to leave the service; an event of the service, as the next and the last.
#define DW_EVENT_RELEASE 6

// The holder opened the lockbox.
#define DW_EVENT_OPEN 7

// The holder has left, as the holder says.
#define DW_EVENT_COMPLETE 8

// Time has passed.
#define DW_EVENT_TICK 9

// Words of work space for each row of the ledger and each association of the reciprocity, at
// most.
#define DW_ISSUANCE_WORDS 12

// Bytes of the longest text that a person typed.
#define DW_TYPED_MAX_LEN 255

// No day, where a day is wanted.
#define DW_DAY_NONE UINT32_MAX

// A grant is permitted.
#define DW_PERMIT_GRANT 1

// A day code is permitted.
#define DW_PERMIT_DAY_CODE 2

// A FlexCode or contractor code is permitted.
#define DW_PERMIT_FLEX_CODE 3

// A card is renewed at a reader.
#define DW_RENEWAL_READER 1

// A card is renewed by a telephone call.
#define DW_RENEWAL_PHONE 2

// Renewals by telephone that a request can list: more than there can be in 40 days.
#define DW_RENEWAL_DAYS_MAX 128

// The key of the day is nothing yet.
#define DW_DAY_KEY_NONE 1

// The key of the day is the app.
#define DW_DAY_KEY_APP 2

// The key of the day is the card.
#define DW_DAY_KEY_CARD 3

// The app is opened.
#define DW_KEY_OPEN_APP 1

// The card is used.
#define DW_KEY_USE_CARD 2

// The card is renewed.
#define DW_KEY_RENEW_CARD 3

// An update code for the card is asked for, in place of the app.
#define DW_KEY_UPDATE_CODE 4

// Words of work space for each grant or code of a change, at most.
#define DW_GATE_WORDS 16

// A grant or a code stays as it is: the change was denied.
#define DW_FATE_UNCHANGED 0

// It is over, or dead.
#define DW_FATE_OVER 1

// Its holder keeps access.
#define DW_FATE_KEPT 2

// A grant never to be released.
#define DW_FATE_WITHHELD 3

// A grant to be revoked.
#define DW_FATE_REVOKED 4

// A code that still opens, though its holder has lost access.
#define DW_FATE_LOST 5

// Bytes of a snapshot: everything that a box remembers.
#define DW_SNAPSHOT_LEN 1536

// Bytes that an area of flash has to have at least, for one frame of a journal.
#define DW_FRAME_LEN 1556

// Eight-byte words of `dw_journal`.
#define DW_JOURNAL_WORDS 12

// Bytes of every key.
#define DW_KEY_LEN 32

// Bytes of a challenge, a nonce, a grant's id and a holder's id.
#define DW_NONCE_LEN 16

// Characters of the longest id.
#define DW_ID_MAX_LEN 25

// Digits of the longest code.
#define DW_CODE_MAX_DIGITS 12

// Bytes of an encoded zone.
#define DW_ZONE_LEN 14

// Characters of the longest text form of a grant.
#define DW_GRANT_TEXT_MAX_LEN 356

// The key compartment: an operation at the keypad.
#define DW_OPERATION_KEY_COMPARTMENT 0

// The shackle: an operation at the keypad.
#define DW_OPERATION_SHACKLE 1

// A FlexCode that opens once.
#define DW_USE_SINGLE 0

// A FlexCode that opens until its window ends.
#define DW_USE_UNTIL_END 1

// Right of a grant: open the key compartment.
#define DW_GRANT_KEY_COMPARTMENT 1

// Right of a grant: release the shackle.
#define DW_GRANT_SHACKLE 2

// Right of a grant: read the log.
#define DW_GRANT_READ_LOG 4

// Right of a grant: update the firmware.
#define DW_GRANT_UPDATE_FIRMWARE 8

// Right of a grant: act as the owner.
#define DW_GRANT_OWN 16

// A service code's command: cancel a FlexCode.
#define DW_COMMAND_CANCEL_FLEX 1

// A service code's command: cancel a day code.
#define DW_COMMAND_CANCEL_DAY 2

// A service code's command: set the clock.
#define DW_COMMAND_SET_CLOCK 3

// A service code's command: raise the ownership epoch.
#define DW_COMMAND_RAISE_EPOCH 4

// What every function answers. A number is never given to anything else.
enum dw_result
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Done: outputs are written.
    DW_OK = 0,
    // A pointer is NULL that may not be.
    DW_ERROR_NULL = 1,
    // A pointer is not aligned for what it points to.
    DW_ERROR_MISALIGNED = 2,
    // A buffer is too short, or longer than can be.
    DW_ERROR_LENGTH = 3,
    // An argument shares memory with one that the call changes in place.
    DW_ERROR_OVERLAP = 4,
    // A number that names nothing: a flag other than 0 and 1, an unknown operation.
    DW_ERROR_VALUE = 5,
    // State that was never made, or erased, or is damaged.
    DW_ERROR_NOT_READY = 6,
    // State that another call is using: a callback called back, or two threads.
    DW_ERROR_BUSY = 7,
    // A text is not UTF-8.
    DW_ERROR_TEXT = 8,
    // A code that is not acceptable here and now. More is not said.
    DW_NOT_ACCEPTED = 20,
    // The store, or the flash, failed: nothing was done.
    DW_STORE_FAILED = 21,
    // An acknowledgement, a row or a head that the other side did not make.
    DW_NOT_AUTHENTIC = 22,
    // What was asked for is not there.
    DW_NOT_FOUND = 23,
    // A key is exactly 32 bytes.
    DW_ERROR_KEY_LENGTH = 101,
    // A lockbox or credential id is 1 to 25 bytes.
    DW_ERROR_ID_LENGTH = 102,
    // An id holds ASCII graphic characters (`!` to `~`) and nothing else.
    DW_ERROR_ID_CHARACTER = 103,
    // A code holds ASCII digits and nothing else.
    DW_ERROR_CODE_CHARACTER = 104,
    // A code of this family has another number of digits.
    DW_ERROR_CODE_LENGTH = 105,
    // A day code is 7 to 9 digits, a FlexCode 10 or 11.
    DW_ERROR_DIGITS = 106,
    // A date lies before 1970-01-01 or past the last one that can be named.
    DW_ERROR_DAY = 107,
    // A slot of a day code is 0 to 15.
    DW_ERROR_SLOT = 108,
    // Every slot of that day that may be issued is taken.
    DW_ERROR_NO_SLOT_LEFT = 109,
    // A FlexCode's window starts on a half hour of UTC.
    DW_ERROR_WINDOW_START = 110,
    // A FlexCode's window lasts 30 minutes to 48 hours in half hours, or 3 to 31 whole days.
    DW_ERROR_WINDOW_LENGTH = 111,
    // A copy of a FlexCode is 0 to 3.
    DW_ERROR_COPY = 112,
    // Every copy of a FlexCode for that window is taken.
    DW_ERROR_NO_COPY_LEFT = 113,
    // The numeral cipher takes 10 to 12 digits, and a number that has no more of them.
    DW_ERROR_NUMERAL_RANGE = 114,
    // A field of a service command lies outside the dates or epochs that one can name.
    DW_ERROR_SERVICE_FIELD = 115,
    // A renewal code's number is 0, 1 or 2.
    DW_ERROR_RENEWAL_NUMBER = 116,
    // An encoded zone is 14 bytes.
    DW_ERROR_ZONE_LENGTH = 117,
    // An offset from UTC lies beyond 900 minutes.
    DW_ERROR_ZONE_OFFSET = 118,
    // A rule's month is 1 to 12, its week 1 to 5, its weekday 0 to 6, its minute 0 to 1,440.
    DW_ERROR_ZONE_RULE = 119,
    // A zone has daylight saving with two offsets and two rules, or none with one offset and no rule; half of one is refused.
    DW_ERROR_ZONE_HALF = 120,
    // The two rules of a zone can fall in either order, so that its offset is undefined.
    DW_ERROR_ZONE_ORDER = 121,
    // A clock tolerance is at most 1,800 seconds.
    DW_ERROR_TOLERANCE = 122,
    // A random guess would open more often than 1 time in 100,000.
    DW_ERROR_GUESS_TOO_LIKELY = 123,
    // A limit of a lockbox's profile lies outside its range.
    DW_ERROR_LIMIT = 124,
    // A bulletin lists at most 16 revoked grants; more need a new ownership epoch.
    DW_ERROR_REVOCATIONS = 125,
    // A set of operations has no other bits than 1, 2, 4, 8 and 16.
    DW_ERROR_OPERATIONS = 126,
    // A caveat is one of the four known types, with a value of its length.
    DW_ERROR_CAVEAT = 127,
    // A grant has at most eight caveats.
    DW_ERROR_CAVEATS = 128,
    // The argument of a request has the length that its operation wants.
    DW_ERROR_ARGUMENT = 129,
    // A grant's text form is `dwg1.` and strict base64url of its bytes.
    DW_ERROR_GRANT_TEXT = 130,
    // A ring of audit rows has at least 500 places.
    DW_ERROR_RING_TOO_SMALL = 131,
    // A grant ends after it begins, and lasts at most 31 days if its uses are counted.
    DW_ERROR_GRANT_TIMES = 132,
    // A lockbox has a key compartment, whatever else its model lacks.
    DW_ERROR_LACKING = 133,
    // A decision: wrong code.
    DW_REFUSED_WRONG_CODE = 202,
    // A decision: not a code.
    DW_REFUSED_MALFORMED = 203,
    // A decision: wait before the next try.
    DW_REFUSED_THROTTLED = 204,
    // A decision: the keypad is stopped after too many refusals.
    DW_REFUSED_KEYPAD_STOPPED = 205,
    // A decision: outside the access hours.
    DW_REFUSED_OUTSIDE_HOURS = 206,
    // A decision: the code is used up.
    DW_REFUSED_USED_UP = 207,
    // A decision: the code was cancelled.
    DW_REFUSED_CANCELLED = 208,
    // A decision: the lockbox is suspended.
    DW_REFUSED_SUSPENDED = 209,
    // A decision: the lockbox's clock is not set.
    DW_REFUSED_CLOCK_UNSET = 210,
    // A decision: the lockbox's clock went back.
    DW_REFUSED_CLOCK_WENT_BACK = 211,
    // A decision: the lockbox's ledger is full.
    DW_REFUSED_LEDGER_FULL = 212,
    // A decision: the lockbox could not save.
    DW_REFUSED_STORE_FAILED = 213,
    // A decision: the lockbox has lost its state and has to be provisioned anew.
    DW_REFUSED_STATE_LOST = 214,
    // A decision: not a well-formed message.
    DW_REFUSED_BAD_MESSAGE = 215,
    // A decision: the message is not authentic.
    DW_REFUSED_BAD_PROOF = 216,
    // A decision: meant for another lockbox.
    DW_REFUSED_WRONG_LOCKBOX = 217,
    // A decision: of an older ownership epoch.
    DW_REFUSED_WRONG_EPOCH = 218,
    // A decision: a bulletin has to be brought first.
    DW_REFUSED_BULLETIN_OWED = 219,
    // A decision: the grant was revoked.
    DW_REFUSED_REVOKED = 220,
    // A decision: the grant does not hold yet.
    DW_REFUSED_TOO_EARLY = 221,
    // A decision: the grant holds no longer.
    DW_REFUSED_TOO_LATE = 222,
    // A decision: the grant does not allow this.
    DW_REFUSED_OPERATION_NOT_GRANTED = 223,
    // A decision: the lockbox gave no challenge for this, or too long ago.
    DW_REFUSED_CHALLENGE_SPENT = 224,
    // A decision: a newer bulletin was applied before.
    DW_REFUSED_STALE_BULLETIN = 225,
    // A decision: not supported by this lockbox.
    DW_REFUSED_UNSUPPORTED = 226,
    // Days on market: a value is of the wrong type or out of its range.
    DW_MARKET_BAD_VALUE = 301,
    // Days on market: the rules are not among those that there are.
    DW_MARKET_BAD_RULES = 302,
    // Days on market: the listing asked about is not among the listings.
    DW_MARKET_UNKNOWN_TARGET = 303,
    // Days on market: two listings have one key.
    DW_MARKET_REPEATED_LISTING = 304,
    // Days on market: a row of the listing has a status that is not known.
    DW_MARKET_UNKNOWN_STATUS = 305,
    // Days on market: no preset is of that family.
    DW_MARKET_UNKNOWN_FAMILY = 306,
    // Days on market: the work space has too few places.
    DW_MARKET_WORK_TOO_SMALL = 307,
    // Issuing rules: a value is out of its range.
    DW_POLICY_BAD_VALUE = 401,
    // Issuing rules: only a card serves on an update code.
    DW_POLICY_INCONSISTENT_STATE = 402,
    // Issuing rules: the state is of a later day.
    DW_POLICY_DAY_WENT_BACK = 403,
    // Issuing rules: the days of the renewals by telephone do not rise.
    DW_POLICY_DAYS_OUT_OF_ORDER = 404,
    // Issuing rules: a renewal by telephone lies ahead.
    DW_POLICY_DAY_IN_FUTURE = 405,
    // Issuing rules: a window ends before it begins.
    DW_POLICY_WINDOW_BACKWARDS = 406,
    // Issuing rules: the use is not one that such a code has.
    DW_POLICY_USE_MISMATCH = 407,
    // Issuing rules: two grants, codes or appointments have one id.
    DW_POLICY_REPEATED_ID = 408,
    // Issuing rules: there is no appointment for such an event.
    DW_POLICY_NO_APPOINTMENT = 409,
    // Issuing rules: an opening lies in the future.
    DW_POLICY_FUTURE_OPENING = 410,
    // Issuing rules: the appointment is neither approved nor in progress.
    DW_POLICY_NOT_APPROVED = 411,
    // Issuing rules: a day code has a day and who hands it out, everything else a window alone.
    DW_POLICY_WINDOW_MISMATCH = 412,
    // Issuing rules: a code opens one thing.
    DW_POLICY_OPERATIONS_MISMATCH = 413,
    // Issuing rules: the slots or copies to skip are none that the method has.
    DW_POLICY_SKIP_MISMATCH = 414,
    // Issuing rules: the listing's methods are out of order.
    DW_POLICY_METHODS_MISMATCH = 415,
    // Issuing rules: the ledger is another lockbox's or epoch's, or out of order.
    DW_POLICY_LEDGER_MISMATCH = 416,
    // Firmware: a version, a piece length or an image is out of its range.
    DW_FLEET_BAD_VALUE = 501,
    // Firmware: not a manifest.
    DW_FLEET_BAD_MANIFEST = 502,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum dw_result dw_result;
#else
typedef uint32_t dw_result;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What goes with a head.
typedef struct dw_status_line {
    // The bytes.
    uint8_t bytes[DW_STATUS_LINE_LEN];
} dw_status_line;

// What a status line says.
typedef struct dw_status_facts {
    // When the clock was set last, in Unix seconds.
    uint64_t set;
    // The version of the firmware.
    uint32_t firmware;
    // The battery's voltage, in thousandths of a volt.
    uint16_t millivolts;
    // Refusals in all that were counted.
    uint16_t refusals;
} dw_status_facts;

// A row of the log.
typedef struct dw_row {
    // The bytes.
    uint8_t bytes[DW_ROW_LEN];
} dw_row;

// A key of any purpose: 32 secret bytes. Erase it when it is no longer needed; the library
// erases its own copies.
typedef struct dw_key {
    // The bytes.
    uint8_t bytes[DW_KEY_LEN];
} dw_key;

// A challenge, a nonce, a grant's id or a holder's id: 16 bytes.
typedef struct dw_nonce {
    // The bytes.
    uint8_t bytes[DW_NONCE_LEN];
} dw_nonce;

// What a row says.
typedef struct dw_entry {
    // The instant by the box's clock, in Unix seconds.
    uint64_t instant;
    // What the event has to add: a count, an instant, a sequence.
    uint64_t detail;
    // Counts the box's rows from 0.
    uint32_t sequence;
    // The box's ownership epoch.
    uint32_t epoch;
    // What happened: 1 entry, 2 grant, 3 bulletin, 4 service command, 5 clock, 6 power, 7
    // epoch.
    uint8_t event;
    // The decision's number, 0 to 26.
    uint8_t outcome;
    // By what: 0 nothing of these, 1 day code, 2 FlexCode, 3 service code, 4 grant, 5 bulletin.
    uint8_t method;
    // The right, `DW_GRANT_...`, or 0.
    uint8_t operation;
    // The grant's id, or what identifies a code without its digits.
    struct dw_nonce subject;
} dw_entry;

// What a box tells every phone of its log.
typedef struct dw_head {
    // The bytes.
    uint8_t bytes[DW_HEAD_LEN];
} dw_head;

// The service's check of one box's log, in the caller's memory. Made by `dw_audit_log_make`;
// `dw_audit_log_erase` ends it.
typedef struct dw_audit_log {
    // Not for the caller.
    uint64_t opaque[DW_AUDIT_LOG_WORDS];
} dw_audit_log;

// The id of a lockbox or of a card: 1 to 25 characters from `!` to `~`, compared exactly.
typedef struct dw_id {
    // How many characters.
    uint8_t length;
    // The characters; zero behind them.
    uint8_t text[DW_ID_MAX_LEN];
} dw_id;

// A zone: the offset of local time from UTC, and when it changes, in 14 bytes.
typedef struct dw_zone {
    // The bytes, as in a bulletin (specification, zone).
    uint8_t bytes[DW_ZONE_LEN];
} dw_zone;

// The first bytes of the ids of grants that hold no longer.
typedef struct dw_revocations {
    // How many, 0 to 16.
    uint8_t count;
    // The first eight bytes of each; zero behind them.
    uint8_t prefixes[DW_REVOCATIONS_MAX][DW_REVOCATION_LEN];
} dw_revocations;

// What a bulletin says.
typedef struct dw_bulletin {
    // When the service made it, in Unix seconds.
    uint64_t issued_at;
    // Rises with every bulletin of the box that says something new.
    uint32_t sequence;
    // The ownership epoch.
    uint32_t epoch;
    // The box it is for.
    struct dw_id lockbox;
    // The challenge it answers; zero for a carried one.
    struct dw_nonce nonce;
    // The zone the box lives in.
    struct dw_zone zone;
    // 1 if nothing may open.
    uint8_t is_suspended;
    // The grants that hold no longer.
    struct dw_revocations revocations;
} dw_bulletin;

// A bulletin as it travels.
typedef struct dw_bulletin_message {
    // How many bytes, 107 to 235.
    uint16_t length;
    // The bytes.
    uint8_t bytes[DW_BULLETIN_MAX_LEN];
} dw_bulletin_message;

// A grant that was released and then revoked.
typedef struct dw_revoked {
    // The instant at which its body is over, in Unix seconds.
    uint64_t not_after;
    // The grant's id.
    struct dw_nonce grant_id;
} dw_revoked;

// A code: its digits, as text.
typedef struct dw_code {
    // How many digits.
    uint8_t digits;
    // The digits and a NUL; zero behind them.
    uint8_t text[15];
} dw_code;

// What a FlexCode says.
typedef struct dw_flex_terms {
    // The first instant, in Unix seconds, on a half hour.
    uint64_t start;
    // How long, in seconds: 30 minutes to 48 hours in half hours, or 3 to 31 days.
    uint32_t seconds;
    // Which of the codes that are otherwise alike, 0 to 3.
    uint8_t copy;
    // What it opens: `DW_OPERATION_...`.
    uint8_t operation;
    // How often: `DW_USE_...`.
    uint8_t code_use;
    // Zero.
    uint8_t reserved;
} dw_flex_terms;

// What a service code says. Members that the command does not have are zero.
typedef struct dw_service_command {
    // The terms of the FlexCode that is cancelled.
    struct dw_flex_terms terms;
    // The instant to which the clock is set, a whole minute in Unix seconds.
    uint64_t instant;
    // The date of the day code that is cancelled, in days since 1970-01-01.
    uint32_t day;
    // The new ownership epoch.
    uint32_t new_epoch;
    // Which command: `DW_COMMAND_...`; 0 for none.
    uint8_t command;
    // The slot of the day code that is cancelled, 0 to 15.
    uint8_t slot;
    // The ownership epoch of the code that is cancelled, modulo 16.
    uint8_t epoch_mod_16;
    // Zero.
    uint8_t reserved[5];
} dw_service_command;

// The lengths of the codes that a box accepts.
typedef struct dw_code_profile {
    // Digits of a day code, 7 to 9; 7 is usual.
    uint8_t day_digits;
    // Digits of a FlexCode, 10 or 11; 10 is usual.
    uint8_t flex_digits;
} dw_code_profile;

// What a code turned out to be. Members that its family does not have are zero.
typedef struct dw_reading {
    // The terms of a FlexCode.
    struct dw_flex_terms terms;
    // The command of a service code.
    struct dw_service_command command;
    // The ownership epoch of a day code or a FlexCode.
    uint32_t epoch;
    // The date of a day code, in days since 1970-01-01.
    uint32_t day;
    // The family: `DW_FAMILY_...`.
    uint8_t family;
    // The slot of a day code, 0 to 15.
    uint8_t slot;
    // Zero.
    uint8_t reserved[6];
} dw_reading;

// What is asked about a code. Begin with `dw_question_default`.
typedef struct dw_question {
    // The present, in Unix seconds.
    uint64_t now;
    // What the box's clock shows at the present; the same where that is not known.
    uint64_t box_clock;
    // The tolerance of the box's clock, in seconds: 0 to 1,800.
    uint32_t tolerance_seconds;
    // The box's ownership epoch.
    uint32_t epoch;
    // How many days to look before and after the present; 62 is usual. The more, the likelier
    // that a number made up by someone is a code of some day.
    uint32_t days;
    // How many epochs to look before and after the box's; 4 is usual.
    uint32_t epochs;
} dw_question;

// A genuine code, explained.
typedef struct dw_diagnosis {
    // What the code says.
    struct dw_reading reading;
    // The instant until which the code can be entered first, from which, or since which it
    // cannot, as the verdict has it, on the box's clock and tolerance included; 0 for a service
    // code and for the other verdicts.
    uint64_t instant;
    // A number made up by someone would have been found a code as well, 1 time in so many.
    uint64_t coincidence_one_in;
    // `DW_VERDICT_...`.
    uint8_t verdict;
    // Zero.
    uint8_t reserved[7];
} dw_diagnosis;

// What decides how many codes are good at one time, in any numbers. Begin with
// `dw_guess_default`.
typedef struct dw_guess_parameters {
    // The clock tolerance in seconds, to `DW_GUESS_TOLERANCE_MAX`.
    uint32_t tolerance_seconds;
    // Digits of a day code.
    uint8_t day_digits;
    // Day codes for one date.
    uint8_t day_slots;
    // Digits of a FlexCode.
    uint8_t flex_digits;
    // FlexCodes for one window, operation and use.
    uint8_t flex_copies;
} dw_guess_parameters;

// The chance that a guess of a family's length is a good code, at the worst time.
typedef struct dw_odds {
    // Codes that would be accepted, for one operation, if all of them were issued.
    uint64_t acceptable;
    // Codes that can be typed.
    uint64_t codes;
    // One guess in this many is good, rounded down; all bits 1 if none ever is.
    uint64_t one_in;
} dw_odds;

// Where a box keeps firmware: one progress record, one manifest, one image, all of which outlast a
// loss of power. Each function returns 0 for success, and none may call back into the library with
// the same transfer.
typedef struct dw_firmware_store {
    // The caller's, handed to each function.
    void *context;
    // Keeps the `length` bytes of a record in the place of the one before. When it returns 0 they
    // outlast a loss of power the next instant; when it returns another number, or never returns,
    // the one before or this one is there, whole.
    uint32_t (*save_record)(void *context, const uint8_t *record, size_t length);
    // Reads the record saved last into room for `DW_PROGRESS_MAX_LEN` bytes, and says its length, 0
    // if there is none.
    uint32_t (*read_record)(void *context, uint8_t *record, size_t *length);
    // Keeps the `length` bytes of a manifest, at most 65,675, in the place of the one before. Cut
    // short, it may leave anything.
    uint32_t (*save_manifest)(void *context, const uint8_t *manifest, size_t length);
    // Reads `length` bytes of the manifest from `offset`. Where nothing was saved it may read
    // anything, and succeeds.
    uint32_t (*read_manifest)(void *context, size_t offset, uint8_t *bytes, size_t length);
    // Writes `length` bytes of the image at `offset`, over whatever a piece cut short has left
    // there.
    uint32_t (*write_image)(void *context, uint32_t offset, const uint8_t *bytes, size_t length);
    // Reads `length` bytes of the image from `offset`.
    uint32_t (*read_image)(void *context, uint32_t offset, uint8_t *bytes, size_t length);
    // Checks the maker's signature, of `DW_SIGNATURE_LEN` bytes, over `prefix` and `body` one behind
    // the other: 0 if it is the maker's.
    uint32_t (*check_signature)(void *context,
                                const uint8_t *prefix,
                                size_t prefix_length,
                                const uint8_t *body,
                                size_t body_length,
                                const uint8_t *signature);
} dw_firmware_store;

// A box's transfer of firmware, in the caller's memory. Made by `dw_transfer_restore` at every
// start; it needs no end. After `DW_STORE_FAILED` it is to be restored before the next call.
typedef struct dw_transfer {
    // Not for the caller.
    uint64_t opaque[DW_TRANSFER_WORDS];
} dw_transfer;

// How far a transfer is.
typedef struct dw_progress {
    // The image's firmware version; 0 while idle.
    uint32_t firmware;
    // How many pieces the image has; 0 while idle.
    uint16_t pieces;
    // `DW_TRANSFER_...`.
    uint8_t state;
    // Zero.
    uint8_t reserved;
    // SHA-256 of the manifest; zero while idle.
    uint8_t manifest_sha256[DW_SHA256_LEN];
} dw_progress;

// What a manifest says of image and pieces.
typedef struct dw_manifest_head {
    // The firmware version, above 0.
    uint32_t firmware;
    // The lowest firmware version that it may replace, below its own.
    uint32_t lowest;
    // Bytes of the image.
    uint32_t image_length;
    // Bytes of every piece but the last, which has the rest: 16 to 4,096.
    uint16_t piece_length;
    // How many pieces the image has: 1 to 4,096.
    uint16_t pieces;
    // SHA-256 of the image.
    uint8_t image_sha256[DW_SHA256_LEN];
    // SHA-256 of the whole manifest: the argument of `DW_GRANT_UPDATE_FIRMWARE`.
    uint8_t manifest_sha256[DW_SHA256_LEN];
    // The model of box that the image is for.
    struct dw_id model;
    // Zero.
    uint8_t reserved[2];
} dw_manifest_head;

// What a maker decides about an image.
typedef struct dw_release {
    // The firmware version, above 0.
    uint32_t firmware;
    // The lowest firmware version that it may replace, below its own.
    uint32_t lowest;
    // Bytes of a piece: 16 to 4,096.
    uint16_t piece_length;
    // The model of box that the image is for.
    struct dw_id model;
} dw_release;

// How a maker signs.
typedef struct dw_signer {
    // The caller's, handed to `sign`.
    void *context;
    // Signs `prefix` and `body`, one behind the other, in `DW_SIGNATURE_LEN` bytes. Returns 0 for
    // success.
    uint32_t (*sign)(void *context,
                     const uint8_t *prefix,
                     size_t prefix_length,
                     const uint8_t *body,
                     size_t body_length,
                     uint8_t *signature);
} dw_signer;

// What the service grants.
typedef struct dw_grant_body {
    // The first instant, in Unix seconds.
    uint64_t not_before;
    // The instant at which it is over; within 31 days of the first if uses are counted.
    uint64_t not_after;
    // The ownership epoch.
    uint32_t epoch;
    // The sequence of the bulletin that the box must have applied before.
    uint32_t bulletin;
    // The rights: `DW_GRANT_...` together.
    uint16_t operations;
    // How many openings it is good for; 0 for any number.
    uint8_t max_uses;
    // Zero.
    uint8_t reserved;
    // 16 random bytes.
    struct dw_nonce grant_id;
    // Whom it was given to.
    struct dw_nonce holder;
    // The box it is for.
    struct dw_id lockbox;
} dw_grant_body;

// A grant as its holder keeps it: a text, and a secret.
typedef struct dw_grant {
    // How many characters.
    uint16_t length;
    // The text and a NUL; zero behind them.
    uint8_t text[358];
} dw_grant;

// A restriction that a holder adds. Members that its kind does not have are zero.
typedef struct dw_caveat {
    // The instant of `DW_CAVEAT_NOT_BEFORE` and `DW_CAVEAT_NOT_AFTER`.
    uint64_t instant;
    // The rights of `DW_CAVEAT_OPERATIONS`.
    uint16_t operations;
    // Which: `DW_CAVEAT_...`.
    uint8_t kind;
    // Zero.
    uint8_t reserved[5];
    // To whom, of `DW_CAVEAT_DELEGATE`.
    struct dw_nonce delegate;
} dw_caveat;

// What a grant says, and what is left of it.
typedef struct dw_grant_view {
    // What the service granted.
    struct dw_grant_body body;
    // The caveats in the order in which they were added; those that are not there are zero.
    struct dw_caveat caveats[DW_CAVEATS_MAX];
    // The first instant that is left.
    uint64_t not_before;
    // The instant at which what is left is over.
    uint64_t not_after;
    // The first eight bytes of the last delegate's id, as a number; 0 for none.
    uint64_t delegate;
    // The rights that are left.
    uint16_t operations;
    // How many caveats there are.
    uint8_t count;
    // Zero.
    uint8_t reserved[5];
} dw_grant_view;

// A phone's answer to a challenge as it travels.
typedef struct dw_presentation {
    // How many bytes, at most 314.
    uint16_t length;
    // The bytes.
    uint8_t bytes[DW_PRESENTATION_MAX_LEN];
} dw_presentation;

// The limits of a box. Begin with `dw_limits_default`.
typedef struct dw_limits {
    // After how many seconds of the box's time the refusals in all fall by one: 3,600 to
    // 604,800.
    uint32_t refusal_falls_seconds;
    // How long a day code can be used again, in seconds: 60 to 43,200.
    uint16_t reuse_seconds;
    // First minute of the local day at which codes that can be used again open, to 1,439. With
    // `access_to` zero as well there are no access hours.
    uint16_t access_from;
    // The minute at which they open no more, above `access_from`, to 1,440.
    uint16_t access_to;
    // How long after an opening that was not confirmed the same code opens once more, in
    // seconds: 0 to 600.
    uint16_t repeat_seconds;
    // The first wait in seconds: 1 to 3,600.
    uint16_t first_wait_seconds;
    // The longest wait in seconds: from the first wait to 43,200.
    uint16_t longest_wait_seconds;
    // Tolerance of a clock just set, in seconds: 0 to 1,800.
    uint16_t tolerance_seconds;
    // What the clock may drift, in parts in a million: 0 to 1,000.
    uint16_t drift_ppm;
    // Largest tolerance in seconds: from that of a clock just set to 1,800.
    uint16_t tolerance_max_seconds;
    // 1 if a day code opens once, 0 if it can be used again for a time.
    uint8_t day_is_single_use;
    // 1 if that time runs on past midnight.
    uint8_t outlasts_midnight;
    // Refusals of a run that start no wait: 0 to 20.
    uint8_t free_refusals;
    // Refusals in all that stop the keypad: 1 to 100.
    uint8_t refusals_max;
    // Day codes for one date: 1 to 16.
    uint8_t day_slots;
    // Rows of the ledger: more than those for cancellations, to 32.
    uint8_t rows;
    // Rows kept for cancellations: 1 to 8.
    uint8_t cancellation_rows;
    // Zero.
    uint8_t reserved;
} dw_limits;

// Limits as an owner's phone sends them.
typedef struct dw_limits_bytes {
    // The bytes.
    uint8_t bytes[DW_LIMITS_LEN];
} dw_limits_bytes;

// What a box is provisioned as.
typedef struct dw_profile {
    // Its limits.
    struct dw_limits limits;
    // The rights, `DW_GRANT_...`, that its model cannot serve: a box without a shackle.
    uint16_t lacking;
    // Its id.
    struct dw_id id;
    // The lengths of its codes.
    struct dw_code_profile codes;
} dw_profile;

// Where a box saves what it remembers. `save` keeps the `length` bytes at `snapshot` in the
// place of those before and returns 0; or returns another number, and then those before, or
// these, whole, are there. When it returns 0 they must outlast a loss of power the next
// instant, and nothing of those before may be readable.
typedef struct dw_store {
    // The caller's, handed to `save`.
    void *context;
    // Saves. May not call back into the library with the same box.
    uint32_t (*save)(void *context, const uint8_t *snapshot, size_t length);
} dw_store;

// A lockbox, in the caller's memory, which must not move while it is used. Made by
// `dw_lockbox_provision` or `dw_lockbox_restore`; `dw_lockbox_erase` ends it.
typedef struct dw_lockbox {
    // Not for the caller.
    uint64_t opaque[DW_LOCKBOX_WORDS];
} dw_lockbox;

// What a box decided. Members that a decision does not have are zero.
typedef struct dw_decision {
    // Of an opening, until when the same code may open again; of a wait, when the keypad is
    // read again; of a grant that is too early, when it begins to hold. Unix seconds.
    uint64_t until;
    // With `sets_clock`, the instant to which the clock has to be set before the next call.
    uint64_t clock;
    // What a service code commanded.
    struct dw_service_command command;
    // The sequence of a bulletin, or the ownership epoch of a transfer.
    uint32_t value;
    // 0 open, 1 applied, 2 to 26 refused, as `DW_REFUSED_...` less 200.
    uint8_t number;
    // What was applied: `DW_APPLIED_...`.
    uint8_t applied;
    // What to open: `DW_OPERATION_...`.
    uint8_t operation;
    // 1 if the clock has to be set to `clock`.
    uint8_t sets_clock;
    // SHA-256 of a firmware manifest.
    uint8_t manifest[DW_KEY_LEN];
} dw_decision;

// A box's answer to a phone.
typedef struct dw_answer {
    // 1, or 33 with an acknowledgement.
    uint8_t length;
    // What to send.
    uint8_t bytes[DW_ANSWER_MAX_LEN];
} dw_answer;

// What a box tells about itself.
typedef struct dw_status {
    // The last instant saved.
    uint64_t persisted;
    // When the clock was set last.
    uint64_t set;
    // The limits in force.
    struct dw_limits limits;
    // The ownership epoch.
    uint32_t epoch;
    // The sequence of the last bulletin applied, 0 before the first.
    uint32_t bulletin_sequence;
    // The zone.
    struct dw_zone zone;
    // 1 if the clock is set.
    uint8_t clock_is_set;
    // 1 if the service has suspended the box.
    uint8_t is_suspended;
    // Refusals in all that were counted, as of the last entry.
    uint8_t refusals;
    // Zero.
    uint8_t reserved[3];
} dw_status;

// What the keypad would do with an entry.
typedef struct dw_keypad {
    // Not before this instant, if it waits or is stopped; else 0.
    uint64_t until;
    // When the next refusal is forgiven; 0 where there is none.
    uint64_t next_forgiven;
    // Until when the code of the last opening opens once more; 0 if it does not.
    uint64_t repeat_until;
    // `DW_KEYPAD_...`.
    uint8_t state;
    // Refusals since the last opening by a code.
    uint8_t run;
    // Refusals in all, less those that time has forgiven.
    uint8_t refusals;
    // Zero.
    uint8_t reserved[5];
} dw_keypad;

// The rows written last, the oldest first.
typedef struct dw_held_rows {
    // The rows.
    struct dw_row rows[DW_HELD_ROWS];
    // How many there are.
    uint8_t count;
} dw_held_rows;

// The rules of a count. Each member but the numbers of days has the numbers of the
// specification's list of that name; begin with `dw_market_rules_generic`.
typedef struct dw_market_rules {
    // The longest gap that carries days over, 0 to 36,500; `DW_NO_DAYS` for one of any length.
    uint32_t carry_max_gap;
    // Instead of a gap, how many days back a listing has to have been on the market, 0 to
    // 36,500; `DW_NO_DAYS` for the gap.
    uint32_t lookback_days;
    // In which statuses days count: bit n is status n.
    uint16_t accrues;
    // In which statuses the gap is not open, if `has_clock_statuses`; else 0.
    uint16_t clock_statuses;
    // 1 if `clock_statuses` says so, 0 if those that accrue do.
    uint8_t has_clock_statuses;
    // What of a gap counts.
    uint8_t gap_metric;
    // Where a gap begins.
    uint8_t clock_from;
    // 1 if a gap ends when the next listing is coming soon.
    uint8_t coming_soon_stops_clock;
    // 1 if a sale begins a new chain.
    uint8_t reset_on_close;
    // What has to be equal for days to carry.
    uint8_t scope;
    // Whether the end date counts.
    uint8_t count;
    // How days of several listings are put together.
    uint8_t combine;
    // Where the count begins.
    uint8_t start_field;
    // Where it ends.
    uint8_t end_event;
    // Zero.
    uint8_t reserved[2];
} dw_market_rules;

// A text in the caller's memory, in UTF-8; without a pointer and without length it is not
// known.
typedef struct dw_text {
    // The text, which needs no NUL behind it.
    const uint8_t *text;
    // How many bytes.
    size_t length;
} dw_text;

// A listing. A text of 1 to 255 bytes, or not known; a date in days since 1970-01-01, or
// `DW_DATE_MISSING`.
typedef struct dw_market_listing {
    // The `ListingKey`.
    struct dw_text key;
    // The office.
    struct dw_text office;
    // The branch.
    struct dw_text branch;
    // The firm.
    struct dw_text firm;
    // The agent.
    struct dw_text agent;
    // The property type.
    struct dw_text property_type;
    // The `OriginatingSystemName`.
    struct dw_text originating_system;
    // The `ListingContractDate`.
    int32_t listing_contract_date;
    // The date of the `OriginalEntryTimestamp`.
    int32_t original_entry_date;
    // The `ExpirationDate`.
    int32_t expiration_date;
    // Zero.
    uint32_t reserved;
} dw_market_listing;

// A row of a listing's history.
typedef struct dw_market_row {
    // What makes two rows versions of one event: 1 to 255 bytes, or not known.
    struct dw_text event;
    // When the row was recorded: any number that rises, 0 to 2^53 - 1; 0 is not known.
    uint64_t sequence;
    // The listing, by its place among the listings.
    uint32_t listing;
    // The day from which the status holds, or `DW_DATE_MISSING`.
    int32_t date;
    // The status, or `DW_STATUS_UNKNOWN`.
    uint8_t status;
    // Zero.
    uint8_t reserved[7];
} dw_market_row;

// The listings of one property with their rows, in any order, and what is asked about them.
typedef struct dw_market_history {
    // The listings.
    const struct dw_market_listing *listings;
    // How many.
    size_t listing_count;
    // The rows.
    const struct dw_market_row *rows;
    // How many.
    size_t row_count;
    // The key of the listing asked about.
    struct dw_text target;
    // The day the count is made for, in days since 1970-01-01.
    uint32_t as_of;
    // Zero.
    uint32_t reserved;
} dw_market_history;

// The answer for a listing.
typedef struct dw_market_outcome {
    // `DaysOnMarket`; `DW_NO_DAYS` if the listing's dates are in doubt.
    uint32_t dom;
    // `CumulativeDaysOnMarket`; `DW_NO_DAYS` where `dom` is.
    uint32_t cdom;
    // What is wrong with the listing's rows and dates: bit n is item n of the list.
    uint32_t warnings;
    // How many listings were joined, this one the last; 0 if it was never on the market.
    uint32_t chain_length;
    // The first day on the market, or `DW_DATE_MISSING`.
    int32_t on_market_date;
    // The day it went off, or `DW_DATE_MISSING`.
    int32_t off_market_date;
    // What the listing is to those before it, by its number; 255 where there is no `dom`.
    uint8_t class_number;
    // Its status, or `DW_STATUS_UNKNOWN` where it has none.
    uint8_t status;
    // Zero.
    uint8_t reserved[2];
} dw_market_outcome;

// The days between two listings of a chain.
typedef struct dw_market_gap {
    // The listing behind which it lies, by its place among the listings.
    uint32_t after;
    // The listing before which it lies.
    uint32_t before;
    // Its first day.
    uint32_t from;
    // The day at which it is over; may lie before the first.
    uint32_t to;
    // The days from the one to the other; 0 or less if they overlap.
    int32_t days;
    // The days of it that count against the limit.
    uint32_t counted;
} dw_market_gap;

// What a listing says of its property. Texts of 1 to 255 bytes, or not known.
typedef struct dw_property_record {
    // The `ListingKey`; with several systems one that is unique among them.
    struct dw_text listing;
    // The `UniversalParcelId`.
    struct dw_text universal_parcel_id;
    // The `StateOrProvince`.
    struct dw_text state;
    // The `CountyOrParish`.
    struct dw_text county;
    // The `ParcelNumber`, whatever it is called there.
    struct dw_text parcel_number;
    // The `UnparsedAddress`, or its parts without unit and city.
    struct dw_text address;
    // The `UnitNumber`.
    struct dw_text unit;
    // The `PostalCode`.
    struct dw_text postal_code;
    // `DW_CLASS_...`.
    uint8_t class_number;
    // Zero.
    uint8_t reserved[7];
} dw_property_record;

// The accepted keys of a listing: capitals and digits, zero behind them. A key of length 0 is not
// accepted.
typedef struct dw_property_keys {
    // Bytes of the address: house number and street.
    uint16_t address_length;
    // Bytes of the postal code; 0 where `address_length` is.
    uint8_t postal_code_length;
    // Bytes of the universal parcel id.
    uint8_t universal_length;
    // Bytes of the state, of a key by parcel number.
    uint8_t state_length;
    // Bytes of the county; 0 where `state_length` is.
    uint8_t county_length;
    // Bytes of the parcel number; 0 where `state_length` is.
    uint8_t parcel_length;
    // Bytes of the unit, a part of the keys by parcel number and by address; 0 for none.
    uint8_t unit_length;
    // For sale or for lease, a part of each key: `DW_CLASS_...`.
    uint8_t class_number;
    // 1 if the parcel number, given and not empty, stands for none.
    uint8_t has_placeholder;
    // The address.
    uint8_t address[DW_KEY_ADDRESS_MAX_LEN];
    // The postal code.
    uint8_t postal_code[DW_KEY_TEXT_MAX_LEN];
    // The universal parcel id.
    uint8_t universal[DW_KEY_TEXT_MAX_LEN];
    // The state.
    uint8_t state[DW_KEY_TEXT_MAX_LEN];
    // The county.
    uint8_t county[DW_KEY_TEXT_MAX_LEN];
    // The parcel number.
    uint8_t parcel[DW_KEY_TEXT_MAX_LEN];
    // The unit.
    uint8_t unit[DW_KEY_TEXT_MAX_LEN];
} dw_property_keys;

// The property of a listing.
typedef struct dw_property {
    // The place among the records of the least listing of the property, after which it is called.
    uint32_t least;
    // Why it may be another property: bit 0 the parcel number stands for none, 1 there is nothing
    // that it is known by, 2 one address has two parcels.
    uint8_t doubts;
    // Zero.
    uint8_t reserved[3];
} dw_property;

// What is known besides the listings of a property.
typedef struct dw_lead_facts {
    // The last day of a protection period under the target's contract, or `DW_DATE_MISSING`.
    int32_t protected_until;
    // What is doubtful about the property of the target, as in `dw_property`.
    uint8_t key_doubts;
    // 1 if the owner does not want to be contacted.
    uint8_t opted_out;
    // 1 if the owner is on a Do-Not-Call list: reported, not judged.
    uint8_t do_not_call;
    // Zero.
    uint8_t reserved;
} dw_lead_facts;

// Whether an owner may be contacted.
typedef struct dw_lead {
    // What is against it: bit 1 the listing contract is in force, 2 the listing did not end
    // unsold, 3 the property is listed with another contract, 4 it was sold since, 5 the contract
    // still protects its broker, 6 the owner does not want to be contacted; and the doubts 7
    // which property it is, 8 a row has no date or a status that is not known, 9 no row says that
    // the contract has ended.
    uint32_t reasons;
    // The day on which the target ended, or `DW_DATE_MISSING`.
    int32_t ended_on;
    // 0 it may be contacted, 1 somebody has to look it up first, 2 it must not be contacted.
    uint8_t answer;
    // The target's status, or `DW_STATUS_UNKNOWN`.
    uint8_t status;
    // As it was given.
    uint8_t do_not_call;
    // Zero.
    uint8_t reserved;
} dw_lead;

// An id of a person, a listing, a grant, a code: 1 to 64 characters from `!` to `~`, compared
// exactly. A lockbox has a `dw_id` instead.
typedef struct dw_name {
    // How many characters.
    uint8_t length;
    // The characters; what is behind them does not matter.
    uint8_t text[DW_NAME_MAX_LEN];
} dw_name;

// What a listing says about appointments, in seconds. Begin with `dw_appointment_rules_default`.
typedef struct dw_appointment_rules {
    // Grace before the start: 0 to 5,400.
    uint32_t early;
    // Grace after the end: 0 to 5,400; 900 is usual.
    uint32_t late;
    // How long before its start an appointment has to be asked for: 0 to 604,800.
    uint32_t lead_time;
    // The longest appointment: 900 to 86,400; 3,600 is usual.
    uint32_t max_length;
    // How long before access begins the grant may leave the service: 0 to 3,600; 300 is usual.
    uint32_t release_lead;
    // First minute of the local day at which there are showings, if `has_access_hours`.
    uint16_t access_from;
    // The minute at which there are none any more: above `access_from`, to 1,440.
    uint16_t access_to;
    // The lockbox's zone.
    struct dw_zone zone;
    // 1 if showings lie within access hours.
    uint8_t has_access_hours;
    // 1 if several parties may come at one time.
    uint8_t overlap;
} dw_appointment_rules;

// A time, half open.
typedef struct dw_window {
    // Its first instant, in Unix seconds.
    uint64_t start;
    // The instant at which it is over.
    uint64_t end;
} dw_window;

// An appointment. A name of length 0 is none.
typedef struct dw_appointment {
    // Its first instant, grace not counted.
    uint64_t start;
    // The instant at which it is over, grace not counted.
    uint64_t end;
    // When the lockbox was opened first, if `is_opened`; else 0.
    uint64_t opened_at;
    // The number of its last event, from 1.
    uint32_t sequence;
    // Its id.
    struct dw_name id;
    // The listing shown.
    struct dw_name listing;
    // Who shows it.
    struct dw_name holder;
    // The appointment that this one is in place of.
    struct dw_name replaces;
    // The appointment in place of this one.
    struct dw_name replaced_by;
    // The lockbox at its door.
    struct dw_id lockbox;
    // Where it stands: `DW_APPOINTMENT_...`.
    uint8_t state;
    // 1 if its grant has left the service.
    uint8_t grant_released;
    // 1 if the lockbox was opened.
    uint8_t is_opened;
    // Zero.
    uint8_t reserved[2];
} dw_appointment;

// Another appointment of the listing.
typedef struct dw_appointment_other {
    // Its first instant.
    uint64_t start;
    // The instant at which it is over.
    uint64_t end;
    // Its id.
    struct dw_name id;
    // Where it stands: `DW_APPOINTMENT_...`.
    uint8_t state;
    // Zero.
    uint8_t reserved[6];
} dw_appointment_other;

// What happens to an appointment. Members that the event does not have are not looked at.
typedef struct dw_appointment_event {
    // The present.
    uint64_t now;
    // The first instant that a request or a reschedule asks for; when the lockbox was opened.
    uint64_t start;
    // The instant at which what is asked for is over.
    uint64_t end;
    // The id of the appointment that a request or a reschedule makes.
    struct dw_name id;
    // The listing, of a request.
    struct dw_name listing;
    // Who will show it, of a request.
    struct dw_name holder;
    // The lockbox at its door, of a request.
    struct dw_id lockbox;
    // What happens: `DW_EVENT_...`.
    uint8_t event;
    // Who acts: 1 the holder, 2 the listing side, 3 the service itself.
    uint8_t actor;
    // Zero.
    uint8_t reserved;
} dw_appointment_event;

// What other systems are told of an appointment whose state is new. One of state 0 is none.
typedef struct dw_appointment_record {
    // Its first instant, grace not counted.
    uint64_t start;
    // The instant at which it is over, grace not counted.
    uint64_t end;
    // When this happened.
    uint64_t at;
    // The number of this event, from 1.
    uint32_t sequence;
    // The appointment.
    struct dw_name appointment;
    // The listing shown.
    struct dw_name listing;
    // Who shows it.
    struct dw_name holder;
    // The appointment that this one is in place of.
    struct dw_name replaces;
    // The appointment in place of this one.
    struct dw_name replaced_by;
    // The lockbox at its door.
    struct dw_id lockbox;
    // Where it stands now: `DW_APPOINTMENT_...`.
    uint8_t state;
    // Zero.
    uint8_t reserved[4];
} dw_appointment_record;

// The answer to an event.
typedef struct dw_appointment_step {
    // The appointment after the event; as it was if the event is denied.
    struct dw_appointment appointment;
    // The appointment that a reschedule puts in its place, or none.
    struct dw_appointment created;
    // What other systems are told: of the appointment, then of the one created.
    struct dw_appointment_record records[2];
    // Why not: bit 1 the appointment has ended, 2 it is not in a state for this, 3 someone else
    // has to do this, 4 the listing's status allows no showings, 5 the start has passed, 6 the
    // listing wants to be asked earlier, 7 too long, 8 not shown at that time, 9 outside the
    // access hours, 10 the appointment is over, 11 another showing has that time, 12 the grant may
    // not leave yet, 13 opened outside the appointment.
    uint32_t reasons;
    // What has to be done: bit 1 tell other systems, 2 never release the grant, 3 revoke it, 4
    // issue it, 5 release it, 6 give the phone the bulletin with it, 7 tell the holder, 8 tell the
    // listing side.
    uint32_t obligations;
    // How many records there are, to 2.
    uint8_t record_count;
    // 1 if it is permitted: exactly where there is no reason.
    uint8_t is_permitted;
    // Zero.
    uint8_t reserved[6];
} dw_appointment_step;

// Whether an appointment lets somebody in.
typedef struct dw_admission {
    // Why not: bit 1 there is no appointment, 2 it is not approved, 3 it is someone else's, 4 it is
    // at another listing, 5 it has not begun, 6 it is over.
    uint32_t reasons;
    // 1 if it does: exactly where there is no reason.
    uint8_t is_permitted;
    // Zero.
    uint8_t reserved[3];
} dw_admission;

// What to issue for an appointment.
typedef struct dw_appointment_grant {
    // The first instant: grace included.
    uint64_t not_before;
    // The instant at which it is over: grace included.
    uint64_t not_after;
    // When it may leave the service.
    uint64_t release_at;
    // The sequence of the bulletin that the phone is given with it; 0 for none.
    uint32_t bulletin;
    // For whom.
    struct dw_name holder;
    // For which lockbox.
    struct dw_id lockbox;
    // Zero.
    uint8_t reserved;
} dw_appointment_grant;

// What to make of a record from elsewhere.
typedef struct dw_receipt {
    // The number of the event that is expected next; 1 while none was applied.
    uint64_t expected;
    // 1 apply it: it becomes the last one; 2 it was told twice; 3 one before it is missing: ask for
    // those from `expected` on; 4 a later one was applied before; 5 it contradicts what was told.
    uint8_t outcome;
    // Zero.
    uint8_t reserved[7];
} dw_receipt;

// A text that a person typed: 1 to 255 bytes of UTF-8, or none of length 0.
typedef struct dw_typed {
    // How many bytes.
    uint8_t length;
    // The bytes; what is behind them does not matter.
    uint8_t text[DW_TYPED_MAX_LEN];
} dw_typed;

// What the association decides about issuing, lengths in seconds. Begin with
// `dw_issuance_settings_default`.
typedef struct dw_issuance_settings {
    // The shortest guest grant: 60 to 2,678,400; 1,800 is usual.
    uint32_t guest_min;
    // The longest guest grant, to 2,678,400; 604,800 is usual.
    uint32_t guest_max;
    // The longest guest grant of a homeowner: 60 to 86,400; 3,600 is usual.
    uint32_t homeowner_max;
    // The longest member grant: 60 to 259,200, which is usual.
    uint32_t member_max;
    // The shortest FlexCode or contractor code: 1,800 to 2,678,400; 1,800 is usual.
    uint32_t flex_min;
    // The longest FlexCode, to 2,678,400, which is usual.
    uint32_t flex_max;
    // The longest contractor code: 1,800 to 2,678,400; 1,209,600 is usual.
    uint32_t contractor_max;
    // How long before it is good a grant may leave the service: 0 to 3,600; 300 is usual.
    uint32_t release_lead;
    // The local day from which showing services get no codes, or `DW_DAY_NONE`.
    uint32_t service_codes_refused_from;
    // The oldest Android that is supported: 6, 0, 1 is usual.
    uint16_t android_min[3];
    // The oldest iOS that is supported: 8, 0, 0 is usual.
    uint16_t ios_min[3];
    // How many days ahead a day code may lie: 0 to 64; 14 is usual.
    uint8_t day_days_ahead;
    // Day codes for one date: 1 to 16.
    uint8_t day_slots;
    // Contractor codes alive at one time: 0 to 16; 3 is usual.
    uint8_t contractor_alive;
    // FlexCodes for one window, operation and use: 1 to 4.
    uint8_t flex_per_window;
    // FlexCodes alive whose windows meet a new one's: 1 to 64; 16 is usual.
    uint8_t flex_overlapping;
    // 1 if there are day codes at all.
    uint8_t day_codes;
    // 1 if there are contractor codes at all.
    uint8_t contractor_codes;
    // The association's id.
    struct dw_name association;
} dw_issuance_settings;

// What is asked for.
typedef struct dw_issuance_request {
    // The present, in Unix seconds.
    uint64_t now;
    // The first instant, if `has_window`: of everything but a day code.
    uint64_t start;
    // The instant at which it is over, if `has_window`.
    uint64_t end;
    // The date of a day code, in the lockbox's zone; else `DW_DAY_NONE`.
    uint32_t day;
    // The slots or copies that must be skipped, since their codes are taken or have two meanings:
    // bit n is slot or copy n.
    uint16_t skip;
    // For which operations: `DW_GRANT_...`; of a code exactly one.
    uint16_t operations;
    // The version of the recipient's phone, if `phone_system` says which.
    uint16_t phone_version[3];
    // Who gives access: 1 the listing agent, 2 the listing office, 3 the owner of the lockbox, 4
    // the association's support, 5 a showing service, 6 a member who asks for itself, 7 another.
    uint8_t issuer_kind;
    // 1 if the issuer's PIN was verified.
    uint8_t pin_verified;
    // Who gets it: 1 an agent of the association, 2 of another one, 3 the owner of the lockbox, 4
    // the association's staff, 5 an appraiser, 6 an inspector, 7 a contractor, 8 the homeowner, 9 a
    // consumer.
    uint8_t recipient_kind;
    // 1 if the recipient's membership stands.
    uint8_t member_active;
    // 1 if the recipient's licence was verified.
    uint8_t licence_verified;
    // 1 if the recipient's e-mail belongs to a registered account.
    uint8_t account_registered;
    // The recipient's phone: 0 not known, 1 Android, 2 iOS.
    uint8_t phone_system;
    // How: 1 a member's grant, 2 a guest's grant, 3 a day code, 4 a FlexCode, 5 a contractor code.
    uint8_t method;
    // 1 if there is a window.
    uint8_t has_window;
    // Who hands out a day code: 1 the service, 2 whoever was handed the day's key; else 0.
    uint8_t half;
    // 1 if there is a use, of a FlexCode or a contractor code.
    uint8_t has_use;
    // How often such a code opens: `DW_USE_...`; else 0.
    uint8_t code_use;
    // 1 if the seller's written permission is on file, for this recipient.
    uint8_t seller_written_permission;
    // 1 if the listing side allows showing in the present status.
    uint8_t off_market_permission;
    // 1 if the issuer states to have checked who the homeowner is.
    uint8_t identity_checked;
    // The issuer's account.
    struct dw_name issuer;
    // The recipient's account; for a person without one, the issuer's own reference.
    struct dw_name recipient;
    // An agent's association; length 0 for none.
    struct dw_name recipient_association;
    // The recipient's name, as the issuer typed it; length 0 for none.
    struct dw_typed recipient_name;
} dw_issuance_request;

// The lockbox, its listing, and the appointment for which access is asked.
typedef struct dw_issuance_facts {
    // The first instant of the appointment, grace not counted.
    uint64_t start;
    // The instant at which it is over, grace not counted.
    uint64_t end;
    // Grace before the appointment: 0 to 5,400 seconds.
    uint32_t early;
    // Grace after it: 0 to 5,400 seconds.
    uint32_t late;
    // The lockbox's ownership epoch.
    uint32_t epoch;
    // The sequence of the last bulletin made for the lockbox; 0 for none.
    uint32_t bulletin;
    // The methods that the listing allows, if `has_methods`: bit n is method n.
    uint32_t methods;
    // The lockbox.
    struct dw_id lockbox;
    // The zone that it lives in.
    struct dw_zone zone;
    // 1 if the lockbox is suspended.
    uint8_t suspended;
    // 1 if phones can talk to it.
    uint8_t bluetooth;
    // 1 if it knows FlexCodes.
    uint8_t flex_codes;
    // 1 if an app releases its shackle.
    uint8_t shackle_by_app;
    // 1 if a code releases its shackle.
    uint8_t shackle_by_code;
    // The status of the listing to which the lockbox is assigned, as in `dw_policy_status`; 0 if
    // it is not assigned, and members of the listing do not matter.
    uint8_t status;
    // 1 if the listing is shown while Coming Soon.
    uint8_t coming_soon_showings;
    // 1 if the listing says which methods it allows; 0 for all.
    uint8_t has_methods;
    // Whether showing agents need an appointment: 1 no, 2 yes.
    uint8_t access;
    // Where the appointment stands: `DW_APPOINTMENT_...`; if there is none its members do not
    // matter.
    uint8_t appointment_state;
    // The listing.
    struct dw_name listing;
    // The appointment's id.
    struct dw_name appointment;
    // Whose appointment it is.
    struct dw_name appointment_holder;
    // The listing that it shows.
    struct dw_name appointment_listing;
    // The lockbox at the door that it shows.
    struct dw_id appointment_lockbox;
    // Zero.
    uint8_t reserved[4];
} dw_issuance_facts;

// What is stored of the codes that were issued for a lockbox under one epoch, besides its rows.
typedef struct dw_issuance_ledger {
    // The ownership epoch.
    uint32_t epoch;
    // Rises with every row.
    uint32_t revision;
    // The lockbox.
    struct dw_id lockbox;
    // Zero.
    uint8_t reserved[2];
} dw_issuance_ledger;

// A day code that was issued.
typedef struct dw_issuance_day_row {
    // Its date.
    uint32_t day;
    // Its slot, 0 to 15.
    uint8_t slot;
    // 1 if it was cancelled at the box: its slot stays taken.
    uint8_t cancelled;
    // Whom it was issued to.
    struct dw_name recipient;
    // Zero.
    uint8_t reserved;
} dw_issuance_day_row;

// A FlexCode or contractor code that was issued.
typedef struct dw_issuance_flex_row {
    // The half hour it starts with, since 1970-01-01.
    uint32_t start_slot;
    // The index of its duration, 1 to 125 (specification, flex codes).
    uint8_t duration;
    // What it opens: `DW_OPERATION_...`.
    uint8_t operation;
    // How often: `DW_USE_...`.
    uint8_t code_use;
    // Which of the codes for these terms it is, 0 to 3.
    uint8_t copy;
    // 1 if it was issued as a contractor code.
    uint8_t contractor;
    // 1 if it was cancelled at the box: its copy stays taken.
    uint8_t cancelled;
    // Whom it was issued to.
    struct dw_name recipient;
    // Zero.
    uint8_t reserved;
} dw_issuance_flex_row;

// The answer to a request. What follows `recommended` is of a permit, and else zero.
typedef struct dw_issuance_ruling {
    // Why not: bit n is rule n of the specification's list, 1 to 39.
    uint64_t reasons;
    // The first instant; of a day code, the first of its date.
    uint64_t not_before;
    // The instant at which it is over; of a day code, the end of its date.
    uint64_t not_after;
    // When a grant may leave the service; of a code, the present.
    uint64_t release_at;
    // The instant before which a FlexCode or contractor code is first entered; else 0.
    uint64_t first_entry_before;
    // What has to be done: bit 1 record what was issued, 2 keep the permission on file, 3 give a
    // notice at each use, 4 give the phone the bulletin with the grant, 5 hold the grant until its
    // release, and ask again, 6 say that the code cannot be recalled, 7 say by when it is first
    // entered, 8 record the refusal.
    uint32_t obligations;
    // The sequence of the bulletin that a grant names; of a code 0.
    uint32_t bulletin;
    // The ledger's revision afterwards.
    uint32_t revision;
    // The place of the new row among those of its kind, if `adds_row`.
    uint32_t row_place;
    // The row of a day code: its date and slot, new if `adds_row`.
    struct dw_issuance_day_row day_row;
    // The row of a FlexCode or contractor code: the terms to make it of, always new.
    struct dw_issuance_flex_row flex_row;
    // The operations that it is for: `DW_GRANT_...`.
    uint16_t operations;
    // 1 if it is permitted: exactly where there is no reason.
    uint8_t is_permitted;
    // The method that is best for the recipient, of those that nothing about a method is against;
    // 0 for none.
    uint8_t recommended;
    // What is permitted: `DW_PERMIT_...`; 0 for nothing.
    uint8_t permit;
    // 1 if there is a new row for the ledger.
    uint8_t adds_row;
    // How many openings a grant is good for, 0 for any number.
    uint8_t max_uses;
    // How often it opens: 1 any number of times, 2 once, 3 for an hour from the first use, 4 until
    // the window ends.
    uint8_t uses;
    // By what the recipient is known in the records: 1 the account, 2 the e-mail, 3 the name.
    uint8_t recorded_as;
    // How it can be taken back: 1 by withholding or revoking the grant, 2 only at the box.
    uint8_t recall;
    // Zero.
    uint8_t reserved[2];
} dw_issuance_ruling;

// The association's numbers; begin with `dw_policy_renewal_default`.
typedef struct dw_renewal_parameters {
    // For how many days a renewal at a reader is good, today counted: 1 to 31.
    uint8_t reader_days;
    // Renewals by telephone in a calendar month: 0 to 3.
    uint8_t phone_per_month;
    // Days in a row on which a card may be renewed by telephone: 1 to 3.
    uint8_t phone_in_a_row;
    // A card good for so many days after today needs no call: 1 to 31.
    uint8_t min_days_left;
} dw_renewal_parameters;

// A card that is to be renewed.
typedef struct dw_renewal_request {
    // The present, in Unix seconds.
    uint64_t now;
    // The instant from which the card opens nothing, as the card has it now.
    uint64_t expires;
    // How: `DW_RENEWAL_...`.
    uint8_t method;
    // 1 if the membership stands.
    uint8_t member_active;
    // 1 if the card is reported lost or stolen.
    uint8_t card_lost;
    // Zero.
    uint8_t reserved[5];
} dw_renewal_request;

// Whether a card may be renewed, and until when it is good.
typedef struct dw_renewal_ruling {
    // The instant from which the card opens nothing; never before the present one.
    uint64_t expires;
    // Why not: bit 1 the membership does not stand, 2 the card is lost, 3 no more calls this
    // month, 4 no more calls in a row, 5 the card is still good.
    uint32_t reasons;
    // What has to be done: bit 1 record the renewal, 2 take over the card's log, 3 read out the
    // code, 4 the renewal is an event of the key of the day, 5 record the refusal.
    uint32_t obligations;
    // The day of the renewal code, of a renewal by telephone; else 0.
    uint32_t day;
    // 1 if it is permitted: exactly where there is no reason.
    uint8_t is_permitted;
    // 1 if the reader takes over the card's log.
    uint8_t uploads_log;
    // 1 if there is a renewal code, of `day` and `number`.
    uint8_t has_code;
    // The number of the renewal code, 0 to 2.
    uint8_t number;
} dw_renewal_ruling;

// Which key a holder has today. Begin with `dw_policy_key_first`.
typedef struct dw_key_state {
    // The day, in days since 1970-01-01 in the association's zone.
    uint32_t day;
    // Its key: `DW_DAY_KEY_...`.
    uint8_t key;
    // 1 if the card serves in place of the app.
    uint8_t fallback;
    // 1 if the card is the key of the next day.
    uint8_t card_next;
    // Zero.
    uint8_t reserved;
} dw_key_state;

// What is ruled about an event.
typedef struct dw_key_ruling {
    // The state after it.
    struct dw_key_state state;
    // What has to be done: bit 1 record the fallback, bit 2 block the app today.
    uint32_t obligations;
    // 1 if it is permitted.
    uint8_t is_permitted;
    // Why not: 1 the other key is in use, 2 no fallback is needed, 3 the phone is not stated to
    // be lost; 0 if it is permitted.
    uint8_t reason;
    // Zero.
    uint8_t reserved[2];
} dw_key_ruling;

// What the association decides about a change of status; begin with `dw_policy_gate_default`.
typedef struct dw_gate_parameters {
    // How long a day code can be used again, in seconds: 1,800 to 86,400.
    uint32_t hour;
    // How long after its start a FlexCode may first be entered, in seconds: 86,400.
    uint32_t first_entry;
    // Revocations that a bulletin has room for: 0 to 16.
    uint8_t revocations_max;
    // Zero.
    uint8_t reserved[3];
} dw_gate_parameters;

// A change of a listing's status. Statuses are numbered as in `dw_policy_status`; the same
// before and after is how the listing side takes a permission back.
typedef struct dw_gate_change {
    // The present, in Unix seconds.
    uint64_t now;
    // The listing.
    struct dw_name listing;
    // The lockbox assigned to it.
    struct dw_id lockbox;
    // The status before.
    uint8_t from;
    // The status after.
    uint8_t to;
    // 1 if the listing is shown while Coming Soon, after the change.
    uint8_t coming_soon_showings;
    // 1 if the listing side allows showing in the status after.
    uint8_t off_market_permission;
    // 1 if the seller has signed a request to withdraw.
    uint8_t seller_signed_request;
    // 1 if the lockbox's owner wants it suspended, as from now.
    uint8_t suspension_requested;
    // 1 if the last bulletin made for the lockbox suspends it.
    uint8_t suspended;
    // Revocations that its next bulletin has to list already, 0 to 16.
    uint8_t revocations;
    // Zero.
    uint8_t reserved[5];
} dw_gate_change;

// A grant made for the lockbox.
typedef struct dw_gate_grant {
    // Its first instant, in Unix seconds.
    uint64_t not_before;
    // The instant at which it is over.
    uint64_t not_after;
    // The caller's id of it.
    struct dw_name id;
    // What its holder is to the listing: 1 showing agent, 2 trade, 3 owner of the lockbox, 4
    // staff, 5 homeowner.
    uint8_t class_number;
    // 1 if a phone has it.
    uint8_t released;
    // Zero.
    uint8_t reserved[5];
} dw_gate_grant;

// A code made for the lockbox.
typedef struct dw_gate_code {
    // The start of its window, or of its date, in Unix seconds.
    uint64_t start;
    // The end of its window, or of its date.
    uint64_t end;
    // When it opened first, as far as is known, if `is_used`; else 0.
    uint64_t first_used;
    // The caller's id of it, never its digits.
    struct dw_name id;
    // What its holder is to the listing, as of a grant.
    uint8_t class_number;
    // What kind of code: 1 day code, 2 FlexCode, 3 contractor code.
    uint8_t method;
    // How often it opens: 1 for a time after the first use, 2 once, 3 until its end.
    uint8_t validity;
    // 1 if it has opened.
    uint8_t is_used;
    // 1 if it was cancelled at the box.
    uint8_t cancelled;
    // Zero.
    uint8_t reserved[2];
} dw_gate_code;

// What becomes of a grant or of a code.
typedef struct dw_gate_fate {
    // Until when it opens, of a code that is alive and of a grant that is revoked; else 0.
    uint64_t until;
    // `DW_FATE_...`.
    uint8_t fate;
    // 1 if it ends with the epoch although its holder keeps access: to be issued anew.
    uint8_t reissue;
    // Zero.
    uint8_t reserved[6];
} dw_gate_fate;

// What is ruled about a change.
typedef struct dw_gate_ruling {
    // Why not: bit 1 the listing was deleted, 2 the seller has not signed a request to withdraw.
    uint32_t reasons;
    // What has to be done: bit 1 record the change, 2 keep the seller's request on file, 3 never
    // release the grants withheld, 4 raise the ownership epoch, 5 suspend the lockbox, 6 lift its
    // suspension, 7 send it a bulletin, 8 issue anew what the raised epoch ends, 9 cancel the
    // appointments, 10 tell the listing agent what still opens, 11 record the refusal.
    uint32_t obligations;
    // 1 if it is permitted: exactly where there is no reason.
    uint8_t is_permitted;
    // Zero.
    uint8_t reserved[3];
} dw_gate_ruling;

// Two areas of flash of equal size, 0 and 1. Each function returns 0 for success. A byte is
// written once between two erasures, to 0xff, and may then be cleared to zero, as flash does.
typedef struct dw_flash {
    // The caller's, handed to each function.
    void *context;
    // Bytes of one area, at least `DW_FRAME_LEN`. An area with room for several frames is
    // erased so much less often.
    size_t area_length;
    // Reads `length` bytes from `offset` of an area.
    uint32_t (*read)(void *context, uint8_t area, size_t offset, uint8_t *bytes, size_t length);
    // Erases an area.
    uint32_t (*erase)(void *context, uint8_t area);
    // Writes `length` bytes to an erased part of an area, or zeros over what was written.
    uint32_t (*write)(void *context,
                      uint8_t area,
                      size_t offset,
                      const uint8_t *bytes,
                      size_t length);
} dw_flash;

// A journal over flash, in the caller's memory. Made by `dw_journal_mount`; it needs no end.
typedef struct dw_journal {
    // Not for the caller.
    uint64_t opaque[DW_JOURNAL_WORDS];
} dw_journal;

// A snapshot: everything that a box remembers.
typedef struct dw_snapshot {
    // The bytes.
    uint8_t bytes[DW_SNAPSHOT_LEN];
} dw_snapshot;

// A change of the offset: at a local time on a weekday of a month, as in POSIX `Mm.w.d/time`.
typedef struct dw_zone_change {
    // 1 to 12.
    uint8_t month;
    // 1 to 4, or 5 for the last.
    uint8_t week;
    // 0 for Sunday to 6.
    uint8_t weekday;
    // Zero.
    uint8_t reserved;
    // Minutes of the local day before the change, 0 to 1,440.
    uint16_t minute;
} dw_zone_change;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The version of the binary interface that the library was built with.
uint32_t dw_abi_version(void);

// What a status line says. It is not authentic, and all 16 bytes are one.
dw_result dw_status_line_read(const struct dw_status_line *line, struct dw_status_facts *facts);

// The sequence of the oldest row that a ring of `count` rows can still have, below `next`, the
// number of rows that the head tells.
dw_result dw_ring_oldest(struct dw_row *rows, size_t count, uint32_t next, uint32_t *oldest);

// Row `sequence` of a ring; `DW_NOT_FOUND` if it was overwritten, or is not below `next`.
dw_result dw_ring_row(struct dw_row *rows,
                      size_t count,
                      uint32_t sequence,
                      uint32_t next,
                      struct dw_row *row);

// The row of an entry under the key of its sequence, as a box writes it; for checking other
// implementations.
dw_result dw_audit_row(const struct dw_key *audit_key,
                       const struct dw_entry *entry,
                       struct dw_row *row);

// The head of a log whose next row is number `next`, under that row's key, as a box gives it;
// for checking other implementations.
dw_result dw_audit_head(const struct dw_key *audit_key,
                        uint32_t next,
                        uint64_t instant,
                        struct dw_head *head);

// The check of the log of the box with this first audit key.
dw_result dw_audit_log_make(const struct dw_key *first_audit, struct dw_audit_log *log);

// Checks one row by itself, whatever rows are missing: what it says; or `DW_NOT_AUTHENTIC` for
// one that this box did not write as this row, and `DW_NOT_FOUND` for one that claims a number
// too far ahead to be followed.
dw_result dw_audit_log_check_row(struct dw_audit_log *log,
                                 const struct dw_row *row,
                                 struct dw_entry *entry);

// Checks a head: how many rows there are, and when the box said so; or `DW_NOT_AUTHENTIC`.
dw_result dw_audit_log_check_head(struct dw_audit_log *log,
                                  const struct dw_head *head,
                                  uint32_t *next,
                                  uint64_t *instant);

// Ends a log: its keys are erased from memory, and the memory is the caller's again.
dw_result dw_audit_log_erase(struct dw_audit_log *log);

// The message of a bulletin.
dw_result dw_bulletin_seal(const struct dw_key *bulletin_key,
                           const struct dw_bulletin *bulletin,
                           struct dw_bulletin_message *message);

// Opens a bulletin for the box `id`, as a box does: `DW_REFUSED_UNSUPPORTED`,
// `DW_REFUSED_BAD_MESSAGE`, `DW_REFUSED_WRONG_LOCKBOX` or `DW_REFUSED_BAD_PROOF`, in this order.
dw_result dw_bulletin_open(const struct dw_key *bulletin_key,
                           const struct dw_id *id,
                           const uint8_t *message,
                           size_t length,
                           struct dw_bulletin *bulletin);

// What a bulletin made at `now` has to list, of `count` revoked grants;
// `DW_ERROR_REVOCATIONS` for more than 16: then the service raises the epoch.
dw_result dw_revocations_needed(const struct dw_revoked *revoked,
                                size_t count,
                                uint64_t now,
                                struct dw_revocations *revocations);

// The code of `length` digits at `digits`.
dw_result dw_code_parse(const uint8_t *digits, size_t length, struct dw_code *code);

// The day code of a slot, 0 to 15, in 7 to 9 digits.
dw_result dw_day_code(const struct dw_key *day_key,
                      uint8_t digits,
                      uint8_t slot,
                      struct dw_code *code);

// The day code of the lowest slot that may be issued. Bit `1 << slot` of `taken` says which
// were; `is_holder` is 1 for a phone that was handed the day key, whose slots are 8 to 15,
// and 0 for the service, whose slots are 0 to 7.
dw_result dw_day_issue(const struct dw_key *day_key,
                       uint8_t digits,
                       uint16_t taken,
                       uint8_t is_holder,
                       uint8_t *slot,
                       struct dw_code *code);

// Reads a day code at an instant in Unix seconds: its date and slot, or
// `DW_NOT_ACCEPTED`. Takes the same time for every code.
dw_result dw_day_read(const struct dw_key *day_root,
                      uint8_t digits,
                      const struct dw_zone *zone,
                      uint64_t now,
                      uint32_t tolerance_seconds,
                      const struct dw_code *code,
                      uint32_t *date,
                      uint8_t *slot);

// The FlexCode of these terms, in 10 or 11 digits.
dw_result dw_flex_code(const struct dw_key *flex_key,
                       uint8_t digits,
                       const struct dw_flex_terms *terms,
                       struct dw_code *code);

// The FlexCode of the lowest copy that may be issued for a window: `terms` says which, and
// its `copy` must be 0. Bit `1 << copy` of `taken` says which were issued. `issued` has the
// terms with the copy.
dw_result dw_flex_issue(const struct dw_key *flex_key,
                        uint8_t digits,
                        const struct dw_flex_terms *terms,
                        uint8_t taken,
                        struct dw_flex_terms *issued,
                        struct dw_code *code);

// Reads a FlexCode typed after an operation was chosen: its terms, or `DW_NOT_ACCEPTED`.
// Takes the same time for every code.
dw_result dw_flex_read(const struct dw_key *flex_key,
                       uint8_t digits,
                       uint64_t now,
                       uint32_t tolerance_seconds,
                       uint8_t chosen_operation,
                       const struct dw_code *code,
                       struct dw_flex_terms *terms);

// A service code that cancels a FlexCode of an ownership epoch.
dw_result dw_service_cancel_flex(const struct dw_key *service_key,
                                 const struct dw_flex_terms *terms,
                                 uint32_t epoch,
                                 struct dw_code *code);

// A service code that cancels a day code of an ownership epoch.
dw_result dw_service_cancel_day(const struct dw_key *service_key,
                                uint32_t date,
                                uint8_t slot,
                                uint32_t epoch,
                                struct dw_code *code);

// A service code that sets the clock to the minute of `now`, rounded down. Made for the
// present minute alone.
dw_result dw_service_set_clock(const struct dw_key *service_key,
                               uint64_t now,
                               struct dw_code *code);

// A service code that raises the ownership epoch to `epoch`.
dw_result dw_service_raise_epoch(const struct dw_key *service_key,
                                 uint32_t epoch,
                                 struct dw_code *code);

// Reads a service code: its command, or `DW_NOT_ACCEPTED`. Whether a box does it is for the
// box to say.
dw_result dw_service_read(const struct dw_key *service_key,
                          const struct dw_code *code,
                          struct dw_service_command *command);

// A card's renewal code of a date, in its association's zone; `number` counts the renewals of
// that month from 0 to 2.
dw_result dw_renewal_code(const struct dw_key *credential_key,
                          uint32_t date,
                          uint8_t number,
                          struct dw_code *code);

// Reads a renewal code of a date, as a card does: its number, or `DW_NOT_ACCEPTED`.
dw_result dw_renewal_read(const struct dw_key *credential_key,
                          uint32_t date,
                          const struct dw_code *code,
                          uint8_t *number);

// Reads a code of any family of a lockbox in an ownership epoch, typed after an operation was
// chosen; or `DW_NOT_ACCEPTED`. It remembers nothing: a box calls `dw_lockbox_enter_code`.
// The time depends on the code's length and on the clock, never on the code.
dw_result dw_code_read(const struct dw_key *lockbox_key,
                       uint32_t epoch,
                       const struct dw_code_profile *profile,
                       const struct dw_zone *zone,
                       uint64_t now,
                       uint32_t tolerance_seconds,
                       uint8_t chosen_operation,
                       const struct dw_code *code,
                       struct dw_reading *reading);

// The question about a box in this epoch whose clock shows `now`, without tolerance and with
// the usual range.
dw_result dw_question_default(uint64_t now, uint32_t epoch, struct dw_question *question);

// Explains a code to whoever holds the lockbox key: what it says, and whether it opens now. Or
// `DW_NOT_ACCEPTED`: it is no code of this box within the range, or has a length that the
// profile does not know. The time depends on the range and on how far away the code is found.
dw_result dw_code_diagnose(const struct dw_key *lockbox_key,
                           const struct dw_code_profile *profile,
                           const struct dw_zone *zone,
                           const struct dw_question *question,
                           const struct dw_code *code,
                           struct dw_diagnosis *diagnosis);

// The numbers of the default profile, with the largest tolerance.
dw_result dw_guess_default(struct dw_guess_parameters *parameters);

// The odds of guessing a code of a family, `DW_FAMILY_...`, counted rule by rule.
dw_result dw_guess_odds(const struct dw_guess_parameters *parameters,
                        uint8_t family,
                        struct dw_odds *odds);

// Refuses numbers under which a guess succeeds more often than 1 time in 100,000:
// `DW_ERROR_GUESS_TOO_LIKELY`.
dw_result dw_guess_check(const struct dw_guess_parameters *parameters);

// The transfer as the store has it, at every start of the box. An image that was complete but for
// its check is checked now. If the state is then `DW_TRANSFER_ACTIVATED` the boot loader is to be
// told, again.
dw_result dw_transfer_restore(const struct dw_firmware_store *store,
                              struct dw_transfer *transfer);

// Judges a manifest that a phone brings to a box of this model that runs this firmware version: 1
// not a manifest, 2 for another model, 3 the transfer goes on, 4 may not replace the one that runs,
// 5 a newer one is on its way already, 6 not signed by the maker, 7 accepted: the transfer begins.
dw_result dw_transfer_offer(struct dw_transfer *transfer,
                            const struct dw_firmware_store *store,
                            const uint8_t *manifest,
                            size_t length,
                            const struct dw_id *model,
                            uint32_t running,
                            uint8_t *offer);

// Takes the piece of this index: 1 no manifest was accepted, 2 there is no such piece, 3 it is there
// already, 4 another length, 5 not this piece, 6 stored, 7 stored, and the image is complete, 8 the
// last one, but together they are not the image: all are wanted again.
dw_result dw_transfer_piece(struct dw_transfer *transfer,
                            const struct dw_firmware_store *store,
                            uint16_t index,
                            const uint8_t *bytes,
                            size_t length,
                            uint8_t *taken);

// Readies a complete image for the boot loader: 1 activated: tell the boot loader; 2 it was
// activated before; 3 pieces are missing.
dw_result dw_transfer_activate(struct dw_transfer *transfer,
                               const struct dw_firmware_store *store,
                               uint8_t *activation);

// Ends a transfer: for the boot loader, when the new firmware runs or could not be started.
dw_result dw_transfer_finish(struct dw_transfer *transfer,
                             const struct dw_firmware_store *store);

// How far a transfer is.
dw_result dw_transfer_progress(struct dw_transfer *transfer, struct dw_progress *progress);

// The lowest index from `from` on whose piece is not there, for a phone to send; `DW_NOT_FOUND`
// where all are, and while idle.
dw_result dw_transfer_missing(struct dw_transfer *transfer, uint16_t from, uint16_t *index);

// What the `length` bytes of a manifest say; `DW_FLEET_BAD_MANIFEST` for what is none. Whether the
// maker signed it is for `dw_transfer_offer` to find out.
dw_result dw_manifest_read(const uint8_t *manifest,
                           size_t length,
                           struct dw_manifest_head *head);

// Makes and signs the manifest of an image of `image_length` bytes, in `room` bytes at `manifest`,
// which share none with any other argument: `length` says how many it has. `DW_FLEET_BAD_VALUE`
// for a version, a piece length or an image out of its range, `DW_NOT_AUTHENTIC` if it cannot be
// signed.
dw_result dw_manifest_build(const struct dw_release *release,
                            const uint8_t *image,
                            size_t image_length,
                            const struct dw_signer *signer,
                            uint8_t *manifest,
                            size_t room,
                            size_t *length);

// Issues the grant of a body, under the grant key of its ownership epoch.
// `DW_ERROR_GRANT_TIMES` for a body that no service may issue.
dw_result dw_grant_issue(const struct dw_key *grant_key,
                         const struct dw_grant_body *body,
                         struct dw_grant *issued);

// The grant of `length` characters at `text`; `DW_ERROR_GRANT_TEXT` for anything but the one
// text form of a grant. Whether it is genuine only its box and its service can tell.
dw_result dw_grant_parse(const uint8_t *text, size_t length, struct dw_grant *parsed);

// What a grant says, and what is left of it.
dw_result dw_grant_read(const struct dw_grant *text, struct dw_grant_view *view);

// The grant under one more caveat. Needs no key and no connection, and cannot be undone.
// `DW_ERROR_CAVEATS` when there are eight.
dw_result dw_grant_narrow(const struct dw_grant *text,
                          const struct dw_caveat *caveat,
                          struct dw_grant *narrowed);

// Answers a box's challenge with a request for one right, `DW_GRANT_...`, and its argument:
// none; of a firmware update the 32 bytes of SHA-256 of its manifest; of an owner who
// transfers the box the four bytes of the new ownership epoch, most significant first.
// `nonce` is 16 fresh random bytes.
dw_result dw_grant_present(const struct dw_grant *text,
                           const struct dw_nonce *challenge,
                           const struct dw_nonce *nonce,
                           uint16_t right,
                           const uint8_t *argument,
                           size_t length,
                           struct dw_presentation *presentation);

// Whether the box itself answered `outcome`, with these 32 bytes, to this very presentation:
// `DW_OK`, or `DW_NOT_AUTHENTIC` for another box, another message or a recording.
dw_result dw_grant_check_acknowledgement(const struct dw_grant *text,
                                         const struct dw_nonce *challenge,
                                         const struct dw_presentation *presentation,
                                         uint8_t outcome,
                                         const uint8_t *acknowledgement,
                                         size_t length);

// The id of `length` characters at `text`.
dw_result dw_id_make(const uint8_t *text, size_t length, struct dw_id *id);

// The key of a lockbox, from the service's root key. `generation` counts the box's
// provisionings from 0.
dw_result dw_key_lockbox(const struct dw_key *root,
                         const struct dw_id *id,
                         uint32_t generation,
                         struct dw_key *key);

// The key of the first row of a lockbox's log, from the root key: loaded at provisioning,
// and kept by the service.
dw_result dw_key_first_audit(const struct dw_key *root,
                             const struct dw_id *id,
                             uint32_t generation,
                             struct dw_key *key);

// The key of the row of the log after the one with key `audit`.
dw_result dw_key_next_audit(const struct dw_key *audit, struct dw_key *key);

// The key of a card's renewal codes, from the root key.
dw_result dw_key_credential(const struct dw_key *root,
                            const struct dw_id *id,
                            struct dw_key *key);

// The key that the day keys of an ownership epoch come from.
dw_result dw_key_day_root(const struct dw_key *lockbox, uint32_t epoch, struct dw_key *key);

// The key of one date, in days since 1970-01-01 in the lockbox's zone. A phone that has it
// issues that date's codes offline, and no other's.
dw_result dw_key_day(const struct dw_key *day_root, uint32_t day, struct dw_key *key);

// The key of the FlexCodes of an ownership epoch.
dw_result dw_key_flex(const struct dw_key *lockbox, uint32_t epoch, struct dw_key *key);

// The key of the grants of an ownership epoch.
dw_result dw_key_grant(const struct dw_key *lockbox, uint32_t epoch, struct dw_key *key);

// The key of a lockbox's service codes, in every ownership epoch.
dw_result dw_key_service(const struct dw_key *lockbox, struct dw_key *key);

// The key of a lockbox's bulletins, in every ownership epoch.
dw_result dw_key_bulletin(const struct dw_key *lockbox, struct dw_key *key);

// The key of the challenges that a lockbox gives, in every ownership epoch.
dw_result dw_key_challenge(const struct dw_key *lockbox, struct dw_key *key);

// Overwrites a key with zeros, in a way that the compiler does not leave out.
dw_result dw_key_erase(struct dw_key *key);

// The limits that the specification gives as defaults.
dw_result dw_limits_default(struct dw_limits *limits);

// The 30 bytes of limits, for `dw_lockbox_replace_limits`. Their ranges are the box's to
// check.
dw_result dw_limits_encode(const struct dw_limits *limits, struct dw_limits_bytes *bytes);

// The limits of 30 bytes: of a phone, or of a profile that is kept. `DW_ERROR_LIMIT` for
// another length, or a limit outside its range.
dw_result dw_limits_decode(const uint8_t *bytes, size_t length, struct dw_limits *limits);

// Provisions a box: saves its first snapshot, with the clock unset and nothing used. Erase
// `first_audit` afterwards. A box that lost its state is provisioned with the keys of the next
// generation. Where the store fails, `lockbox` was written to and is not ready.
dw_result dw_lockbox_provision(const struct dw_profile *profile,
                               const struct dw_key *key,
                               const struct dw_key *first_audit,
                               uint32_t epoch,
                               const struct dw_zone *zone,
                               const struct dw_store *store,
                               struct dw_lockbox *lockbox);

// A box that remembers the `length` bytes saved last. Anything else, even none, makes a box
// that refuses everything until it is provisioned anew: `dw_lockbox_status` says
// `DW_REFUSED_STATE_LOST`.
dw_result dw_lockbox_restore(const struct dw_id *id,
                             const struct dw_code_profile *codes,
                             const struct dw_key *key,
                             const uint8_t *snapshot,
                             size_t length,
                             struct dw_lockbox *lockbox);

// Ends a box: its key is erased from memory, and the memory is the caller's again.
dw_result dw_lockbox_erase(struct dw_lockbox *lockbox);

// Decides about the `length` keys pressed at `now`, as ASCII, after an operation was chosen. An
// entry is counted as a refusal, and saved, before it is compared; an opening is saved before
// it is answered.
dw_result dw_lockbox_enter_code(struct dw_lockbox *lockbox,
                                const struct dw_store *store,
                                uint64_t now,
                                uint8_t chosen_operation,
                                const uint8_t *digits,
                                size_t length,
                                struct dw_decision *decision);

// Notes that the door was opened after the last opening: its code cannot be repeated. For
// boxes with a sensor.
dw_result dw_lockbox_confirm_opened(struct dw_lockbox *lockbox,
                                    const struct dw_store *store,
                                    uint64_t now,
                                    struct dw_decision *decision);

// Notes that the clock lost its power: it is unset, and goes on from the last instant saved,
// to which the caller sets it.
dw_result dw_lockbox_power_restored(struct dw_lockbox *lockbox,
                                    const struct dw_store *store,
                                    struct dw_decision *decision);

// Keeps time: to be called now and then; saves when an hour has passed since it last did.
dw_result dw_lockbox_tick(struct dw_lockbox *lockbox,
                          const struct dw_store *store,
                          uint64_t now,
                          struct dw_decision *decision);

// Decides about the bulletin of `length` bytes that a phone brought.
dw_result dw_lockbox_apply_bulletin(struct dw_lockbox *lockbox,
                                    const struct dw_store *store,
                                    uint64_t now,
                                    const uint8_t *message,
                                    size_t length,
                                    struct dw_decision *decision);

// Replaces the limits by `length` bytes of a phone, on a connection on which a grant was
// accepted for acting as the owner.
dw_result dw_lockbox_replace_limits(struct dw_lockbox *lockbox,
                                    const struct dw_store *store,
                                    uint64_t now,
                                    const uint8_t *limits,
                                    size_t length,
                                    struct dw_decision *decision);

// Notes that somebody pressed a key on the box: for 30 seconds a phone may ask for a first
// challenge.
dw_result dw_lockbox_key_pressed(struct dw_lockbox *lockbox, uint64_t now);

// Notes that the phone is no longer connected.
dw_result dw_lockbox_disconnected(struct dw_lockbox *lockbox);

// Gives a phone a challenge, from 16 random bytes. `DW_REFUSED_CHALLENGE_SPENT` where none may
// be given; `DW_REFUSED_STATE_LOST`, `DW_REFUSED_STORE_FAILED`.
dw_result dw_lockbox_open_session(struct dw_lockbox *lockbox,
                                  const struct dw_store *store,
                                  uint64_t now,
                                  const struct dw_nonce *entropy,
                                  struct dw_nonce *challenge);

// Decides about the grant that a phone presented in `length` bytes, in answer to the last
// challenge, which ends with it.
dw_result dw_lockbox_present_grant(struct dw_lockbox *lockbox,
                                   const struct dw_store *store,
                                   uint64_t now,
                                   const uint8_t *message,
                                   size_t length,
                                   struct dw_decision *decision,
                                   struct dw_answer *answer);

// What the box is; `DW_REFUSED_STATE_LOST` where it has lost its state.
dw_result dw_lockbox_status(struct dw_lockbox *lockbox, struct dw_status *status);

// What the keypad would do with an entry at `now`, for a display.
dw_result dw_lockbox_keypad(struct dw_lockbox *lockbox, uint64_t now, struct dw_keypad *keypad);

// What every phone is told of the log: how many rows there are.
dw_result dw_lockbox_audit_head(struct dw_lockbox *lockbox, uint64_t now, struct dw_head *head);

// As `dw_lockbox_audit_head`, but the count of the last failures is closed first, so that it
// is among the rows. On a connection on which a grant was accepted for reading the log, else
// `DW_REFUSED_OPERATION_NOT_GRANTED`.
dw_result dw_lockbox_drain_audit(struct dw_lockbox *lockbox,
                                 const struct dw_store *store,
                                 uint64_t now,
                                 struct dw_head *head);

// The rows written last, to be copied to a ring after each call and once at the start.
dw_result dw_lockbox_audit_rows(struct dw_lockbox *lockbox, struct dw_held_rows *rows);

// Copies the rows written last to the caller's ring of `count` rows, at least 500, zero at
// first: after each call, and once at the start.
dw_result dw_lockbox_keep_rows(struct dw_lockbox *lockbox, struct dw_row *ring, size_t count);

// What goes with a head, with the battery's voltage and the firmware's version.
dw_result dw_lockbox_status_line(struct dw_lockbox *lockbox,
                                 uint16_t millivolts,
                                 uint32_t firmware,
                                 struct dw_status_line *line);

// The number of a status as RESO spells it: 0 Incomplete, 1 Coming Soon, 2 Active, 3 Active
// Under Contract, 4 Hold, 5 Withdrawn, 6 Pending, 7 Canceled, 8 Expired, 9 Closed, 10 Delete;
// `DW_NOT_FOUND` for another text.
dw_result dw_market_status(const uint8_t *name, size_t length, uint8_t *status);

// The days from 1970-01-01 to a date, `YYYY-MM-DD`, which may lie before it;
// `DW_ERROR_DAY` for another text.
dw_result dw_market_date(const uint8_t *text, size_t length, int32_t *date);

// Counts the days on market of the target, by `rules`. `work` is the caller's memory of
// `length` words, at least `DW_MARKET_LISTING_WORDS` for each listing and
// `DW_MARKET_ROW_WORDS` for each row, which shares none with any other argument; what it holds
// afterwards is of no use. Less is `DW_ERROR_LENGTH`.
dw_result dw_market_answer(const struct dw_market_rules *rules,
                           const struct dw_market_history *history,
                           uint64_t *work,
                           size_t length,
                           struct dw_market_outcome *outcome);

// As `dw_market_answer`: the listings that were joined, the target the last, by their places;
// `room` for `chain_length` of them at least, else `DW_ERROR_LENGTH`. `count` is how many.
dw_result dw_market_chain(const struct dw_market_rules *rules,
                          const struct dw_market_history *history,
                          uint64_t *work,
                          size_t length,
                          uint32_t *chain,
                          size_t room,
                          size_t *count);

// As `dw_market_chain`, for the gaps between the listings of the chain, of which there are one
// less than listings.
dw_result dw_market_gaps(const struct dw_market_rules *rules,
                         const struct dw_market_history *history,
                         uint64_t *work,
                         size_t length,
                         struct dw_market_gap *gaps,
                         size_t room,
                         size_t *count);

// The keys that a record gives: what is left of its texts where two spellings of one thing come out
// equal.
dw_result dw_market_keys(const struct dw_property_record *record,
                         struct dw_property_keys *keys);

// The property of each of `count` records, whose keys `dw_market_keys` has made, in their order:
// listings with an equal key, and listings linked through others, are of one. `known_by`,
// `DW_KNOWN_BY_...`, says which keys count. There are `count` properties. `work` is the caller's
// memory of `length` words, at least `DW_PROPERTY_WORDS` for each record, else `DW_ERROR_LENGTH`;
// it shares none with any other argument.
dw_result dw_market_properties(const struct dw_property_record *records,
                               const struct dw_property_keys *keys,
                               size_t count,
                               uint8_t known_by,
                               uint64_t *work,
                               size_t length,
                               struct dw_property *properties);

// Judges the target among all listings of a property, with all their rows in any order. The
// memory is as in `dw_market_answer`.
dw_result dw_market_lead(const struct dw_market_history *history,
                         const struct dw_lead_facts *facts,
                         uint64_t *work,
                         size_t length,
                         struct dw_lead *lead);

// The rules that stand for no MLS.
dw_result dw_market_rules_generic(struct dw_market_rules *rules);

// The rules of the preset of this id; `DW_NOT_FOUND` where there is none.
dw_result dw_market_rules_preset(const uint8_t *id,
                                 size_t length,
                                 struct dw_market_rules *rules);

// The rules of a family of presets, an MLS over the years, at a date; and what is uncertain
// about them: bit n of `cautions` is item n of the specification's list.
// `DW_MARKET_UNKNOWN_FAMILY` where no preset is of that family.
dw_result dw_market_rules_at(const uint8_t *family,
                             size_t length,
                             uint32_t date,
                             struct dw_market_rules *rules,
                             uint32_t *cautions);

// Enciphers a number of 10 to 12 digits under a key, whatever its purpose, and a tweak.
dw_result dw_numeral_encipher(const struct dw_key *key,
                              uint8_t digits,
                              uint64_t tweak,
                              uint64_t plain,
                              uint64_t *cipher);

// Undoes `dw_numeral_encipher`.
dw_result dw_numeral_decipher(const struct dw_key *key,
                              uint8_t digits,
                              uint64_t tweak,
                              uint64_t cipher,
                              uint64_t *plain);

// The name of `length` characters at `text`; `DW_POLICY_BAD_VALUE` for what is none.
dw_result dw_name_make(const uint8_t *text, size_t length, struct dw_name *name);

// The usual rules, in a lockbox's zone.
dw_result dw_appointment_rules_default(const struct dw_zone *zone,
                                       struct dw_appointment_rules *rules);

// Rules about an event of an appointment, and what follows from it. `blocked` are the periods
// without showings, `others` the other appointments of the listing. `showable` is 1 if showing
// agents have access in the listing's present status, `bulletin` the sequence of the last bulletin
// made for the lockbox, 0 for none. `work` is the caller's memory of `length` words, at least
// `DW_APPOINTMENT_WORDS` for each period and each other appointment, else `DW_ERROR_LENGTH`; it
// shares none with any other argument.
dw_result dw_appointment_judge(const struct dw_appointment_rules *rules,
                               const struct dw_window *blocked,
                               size_t blocked_count,
                               const struct dw_appointment *appointment,
                               const struct dw_appointment_other *others,
                               size_t other_count,
                               uint8_t showable,
                               uint32_t bulletin,
                               const struct dw_appointment_event *event,
                               uint64_t *work,
                               size_t length,
                               struct dw_appointment_step *step);

// Whether an appointment lets `holder` into `listing` at `now`, grace included.
dw_result dw_appointment_admit(const struct dw_appointment_rules *rules,
                               const struct dw_appointment *appointment,
                               const struct dw_name *holder,
                               const struct dw_name *listing,
                               uint64_t now,
                               struct dw_admission *admission);

// What to issue for an appointment; `DW_POLICY_NOT_APPROVED` unless it is approved or in progress.
// `bulletin` is as in `dw_appointment_judge`. Whether it may be issued, and how, is for
// `dw_issuance_judge`.
dw_result dw_appointment_terms(const struct dw_appointment_rules *rules,
                               const struct dw_appointment *appointment,
                               uint32_t bulletin,
                               struct dw_appointment_grant *terms);

// Judges a record from elsewhere, `last` being the last one applied of the same appointment, or
// one of state 0.
dw_result dw_appointment_receive(const struct dw_appointment_record *last,
                                 const struct dw_appointment_record *record,
                                 struct dw_receipt *receipt);

// A text that a person typed, of `length` bytes; `DW_ERROR_TEXT` for what is not UTF-8, and
// `DW_POLICY_BAD_VALUE` for none and for more than 255 bytes.
dw_result dw_typed_make(const uint8_t *text, size_t length, struct dw_typed *typed);

// The usual settings, for the association of this id.
dw_result dw_issuance_settings_default(const struct dw_name *association,
                                       struct dw_issuance_settings *settings);

// Rules about a request for access. `reciprocity` are the associations whose agents are treated as
// members today. `ledger` is what is stored of the codes issued for the lockbox, with its rows by
// day and slot, and by start, duration, operation, use and copy. A permit says which code to make,
// and where its row goes: store it only if the stored revision is still the ledger's, and ask anew
// if not. `work` is the caller's memory of `length` words, at least `DW_ISSUANCE_WORDS` for each row
// and each association of the reciprocity, else `DW_ERROR_LENGTH`; it shares none with any other
// argument.
dw_result dw_issuance_judge(const struct dw_issuance_settings *settings,
                            const struct dw_name *reciprocity,
                            size_t reciprocity_count,
                            const struct dw_issuance_request *request,
                            const struct dw_issuance_facts *facts,
                            const struct dw_issuance_ledger *ledger,
                            const struct dw_issuance_day_row *day_rows,
                            size_t day_count,
                            const struct dw_issuance_flex_row *flex_rows,
                            size_t flex_count,
                            uint64_t *work,
                            size_t length,
                            struct dw_issuance_ruling *ruling);

// The numbers that the specification gives as defaults.
dw_result dw_policy_renewal_default(struct dw_renewal_parameters *parameters);

// Rules about a renewal. `phone_days` are the `count` local days, in days since 1970-01-01, of
// the card's renewals by telephone so far, rising; those more than 40 days ago may be left out,
// and more than `DW_RENEWAL_DAYS_MAX` are `DW_ERROR_LENGTH`.
dw_result dw_policy_renewal(const struct dw_zone *zone,
                            const struct dw_renewal_parameters *parameters,
                            const struct dw_renewal_request *request,
                            const uint32_t *phone_days,
                            size_t count,
                            struct dw_renewal_ruling *ruling);

// The state of a holder of whom nothing is known, on the day of `now`.
dw_result dw_policy_key_first(const struct dw_zone *zone,
                              uint64_t now,
                              struct dw_key_state *state);

// Rules about an event, `DW_KEY_...`, at `now`. `afternoon` is the minute of the local day from
// which a renewed card is the next day's key too: 960 is usual. `phone_lost` is 1 if the holder
// states so with an update code, else 0.
dw_result dw_policy_key_step(const struct dw_zone *zone,
                             uint16_t afternoon,
                             const struct dw_key_state *state,
                             uint64_t now,
                             uint8_t event,
                             uint8_t phone_lost,
                             struct dw_key_ruling *ruling);

// The number of a status by RESO's name, `ActiveUnderContract` in one word: 1 Incomplete, 2
// Coming Soon, 3 Active, 4 Active Under Contract, 5 Hold, 6 Pending, 7 Withdrawn, 8 Canceled, 9
// Expired, 10 Closed, 11 Delete, which are not the numbers of `dw_market_status`;
// `DW_NOT_FOUND` for another text.
dw_result dw_policy_status(const uint8_t *name, size_t length, uint8_t *status);

// What a status, as numbered by `dw_policy_status`, allows to people of a class, as numbered in
// `dw_gate_grant`: 1 yes, 2 with permission, 3 never.
dw_result dw_policy_access(uint8_t status,
                           uint8_t class_number,
                           uint8_t coming_soon_showings,
                           uint8_t *allowed);

// The numbers that the specification gives as defaults.
dw_result dw_policy_gate_default(struct dw_gate_parameters *parameters);

// Rules about a change of status, and what becomes of every grant and every code that was made
// for the lockbox: `fates` has room for those of the grants, then of the codes, `grant_count` and
// `code_count` together. `work` is the caller's memory of `length` words, at least
// `DW_GATE_WORDS` for each, else `DW_ERROR_LENGTH`; it shares none with any other argument.
dw_result dw_policy_gate(const struct dw_gate_parameters *parameters,
                         const struct dw_gate_change *change,
                         const struct dw_gate_grant *grants,
                         size_t grant_count,
                         const struct dw_gate_code *codes,
                         size_t code_count,
                         uint64_t *work,
                         size_t length,
                         struct dw_gate_fate *fates,
                         struct dw_gate_ruling *ruling);

// The challenge that a box with this challenge key gives when its counter stands at `counter`
// and it is handed these random bytes; for checking other implementations.
dw_result dw_challenge(const struct dw_key *challenge_key,
                       uint64_t counter,
                       const struct dw_nonce *entropy,
                       struct dw_nonce *challenge);

// The proof that the holder of a grant with this tag, a secret, gives of a request; for
// checking other implementations. The right and its argument are as in `dw_grant_present`.
dw_result dw_proof(const struct dw_key *tag,
                   const struct dw_nonce *challenge,
                   const struct dw_nonce *nonce,
                   uint16_t right,
                   const uint8_t *argument,
                   size_t length,
                   struct dw_key *given);

// The acknowledgement that a box answers `outcome` with, to a proof under a tag; for checking
// other implementations.
dw_result dw_acknowledgement(const struct dw_key *tag,
                             const struct dw_nonce *challenge,
                             const struct dw_key *given,
                             uint8_t outcome,
                             struct dw_key *answer);

// The text of a result, in English and in lower case, without a full stop; never NULL. A
// number that is no result's has a text too.
const char *dw_strerror(uint32_t result);

// Looks for the newest frame on flash, and does what a loss of power left undone.
// `DW_STORE_FAILED` where flash cannot be read or has no room for a frame.
dw_result dw_journal_mount(const struct dw_flash *flash, struct dw_journal *journal);

// Reads the snapshot saved last; `DW_NOT_FOUND` where there is none, or a newer one was
// damaged: then the box's state is lost, and it has to be provisioned anew.
dw_result dw_journal_load(struct dw_journal *journal, struct dw_snapshot *snapshot);

// Saves a snapshot in a journal: the `save` of a `dw_store` whose context is a `dw_journal`.
uint32_t dw_journal_save(void *journal, const uint8_t *snapshot, size_t length);

// A zone without daylight saving: `offset` minutes east of UTC, -900 to 900.
dw_result dw_zone_fixed(int16_t offset, struct dw_zone *zone);

// A zone with daylight saving: both offsets in minutes east of UTC, and when daylight saving
// starts and ends.
dw_result dw_zone_make(int16_t standard,
                       int16_t daylight,
                       const struct dw_zone_change *start,
                       const struct dw_zone_change *end,
                       struct dw_zone *zone);

// The offset of local time at an instant, in minutes east of UTC.
dw_result dw_zone_offset_at(const struct dw_zone *zone, uint64_t instant, int16_t *offset);

// The local date at an instant, in days since 1970-01-01; `DW_NOT_FOUND` where that has no
// number.
dw_result dw_zone_day_at(const struct dw_zone *zone, uint64_t instant, uint32_t *date);

// The first instant of a date and the first of the one after, in Unix seconds. They lie 23
// to 25 hours apart.
dw_result dw_zone_day_bounds(const struct dw_zone *zone,
                             uint32_t date,
                             uint64_t *start,
                             uint64_t *end);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* DOORWARD_H */
