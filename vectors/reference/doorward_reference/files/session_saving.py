"""Sessions of stores that fail, snapshots that are damaged, and boxes of other profiles."""

from ..engine.crc import crc32c
from ..engine.decision import (
    CANCELLED, KEYPAD_STOPPED, LEDGER_FULL, MALFORMED, OUTSIDE_HOURS, STATE_LOST, STORE_FAILED,
    THROTTLED, USED_UP,
)  # fmt: skip
from ..engine.memory import DAY, FLEX, GrantRow, Row
from .scenes import Scenes
from .session import Session, at, found_by

scenes = Scenes()
scene = scenes.scene
WHOLE = found_by()


def lost(s: Session) -> None:
    """Everything is refused, and nothing is saved."""
    s.enter(at(10), s.day(), STATE_LOST)
    s.enter(at(10), "1", STATE_LOST)
    s.enter(at(10), s.clock(at(10)), STATE_LOST)
    s.confirm(at(10), STATE_LOST)
    s.tick(at(15), STATE_LOST)
    s.power(expect=STATE_LOST)
    s.press(at(15))
    s.open_session(at(15), STATE_LOST)
    s.carried(at(15), at(15), STATE_LOST)
    s.deliver(at(15), b"\x02", STATE_LOST)
    s.restart()
    s.enter(at(16), s.guess(), STATE_LOST)


def again(data: bytes) -> bytes:
    """With a check that is right."""
    return data[:1_532] + crc32c(data[:1_532]).to_bytes(4, "big")


@scene("a whole snapshot, found at the start", initial=WHOLE)
def whole(s: Session) -> None:
    s.opens(at(10), s.day())
    s.enter(at(11), s.day(), USED_UP)


scene("a snapshot of an unknown version", "VersionIgnored", initial=again(b"\x03" + WHOLE[1:]))(lost)
scene("a snapshot of version 1", "VersionOneRefused", initial=again(b"\x01" + WHOLE[1:]))(whole)
scene("a snapshot with one damaged bit", "CheckIgnored",
      initial=WHOLE[:17] + bytes([WHOLE[17] ^ 1]) + WHOLE[18:])(lost)  # fmt: skip
scene("a blank snapshot: erased flash", initial=b"\xff" * 1_536)(lost)
scene("a blank snapshot: zeros", initial=bytes(1_536))(lost)


def spoilt(**octets: int) -> bytes:
    """A whole snapshot with single bytes changed (`at_121=1`), and a check that is right."""
    data = bytearray(WHOLE)
    for name, value in octets.items():
        data[int(name.removeprefix("at_"))] = value
    return again(bytes(data))


LONG_AGO = Row(DAY, 20_000, 1_234_567, slot=15, used=True, first=1_728_000_000, last=1_728_000_000)


def version_one(data: bytes) -> bytes:
    return again(b"\x01" + data[1:])


def saved_once(s: Session) -> None:
    """The save shows what was taken over."""
    s.wrong(at(10), s.guess())


scene("version 1: the repeat of a code that may be used again is not taken over", "RepeatOfReusable",
      initial=version_one(found_by(LONG_AGO, unconfirmed=1)))(saved_once)  # fmt: skip
scene("version 1: the repeat of a single-use code is taken over", "VersionOneRefused",
      initial=version_one(found_by(LONG_AGO, unconfirmed=1, day_code_use=1)))(saved_once)  # fmt: skip
scene("version 1: no repeat of a grant is taken over", "RepeatOfReusable",
      initial=version_one(found_by(GrantRow(bytes(16), at(12), 1), unconfirmed=1)))(saved_once)  # fmt: skip


@scene("a whole snapshot with its fields at the ends of their ranges",
       initial=found_by(LONG_AGO, unconfirmed=1, suspended=True, revoked=[b"\xff" * 8] * 16, run=255))  # fmt: skip
def at_the_ends(s: Session) -> None:
    s.tick(at(10))
    s.carried(at(10), at(9))
    s.opens(at(10), s.day())


def out_of_range(what: str, **octets: int) -> None:
    scene(f"out of its range: {what}", "RangesIgnored", initial=spoilt(**octets))(lost)


def not_zero(what: str, **octets: int) -> None:
    scene(f"not zero: {what}", "UnusedIgnored", initial=spoilt(**octets))(lost)


out_of_range("an unknown flag", at_1=1 | 8)
out_of_range("the zone's month", at_80=13)
out_of_range("a zone whose changes fall in either order", at_85=3, at_86=2, at_87=1)
out_of_range("a limit: repeats for 601 s", at_98=2, at_99=0x59)
out_of_range("a limit: no total", at_101=0)
out_of_range("two limits: the longest wait below the first", at_104=0, at_105=59)
out_of_range("two limits: as many rows for cancellations as rows", at_117=8)
out_of_range("the unconfirmed row", at_120=33)
out_of_range("the kind of a row", at_128=4, at_129=2)
out_of_range("the flags of a row", at_128=1, at_129=2 | 4)
out_of_range("the slot of a row", at_128=1, at_129=2, at_130=16)
out_of_range("the payload of a row: 128,000", at_128=2, at_129=2, at_136=1, at_137=0xF4)
out_of_range("the count of revoked grants", at_1056=17)
out_of_range("the count of audit rows", at_1221=5)
out_of_range("a row behind the last audit row", at_1222=1)
out_of_range("an open entry with a sequence", at_1481=1, at_1494=1, at_1521=1)
out_of_range("an open entry of no event", at_1495=2, at_1521=1)
out_of_range("an open entry of a bulletin", at_1494=3, at_1521=1)
out_of_range("an open entry of no failure", at_1494=1, at_1495=2)
out_of_range("an open entry with something in its last bytes", at_1494=2, at_1495=16, at_1521=1, at_1525=1)
out_of_range("a grant's row without an opening", at_128=3, at_129=2)
out_of_range("a grant's row that was not used", at_128=3, at_129=4, at_130=1)
out_of_range("a grant's row that was cancelled", at_128=3, at_129=3, at_130=1)
out_of_range("a grant's row with a flag that nobody knows", at_128=3, at_129=10, at_130=1)
out_of_range("a limit: three audit rows held", at_119=3)
out_of_range("a model without the key compartment", at_121=1)
out_of_range("a model that lacks what nobody knows", at_121=32)
not_zero("the first reserved byte", at_122=1)
not_zero("the last reserved byte", at_1531=0x80)
not_zero("the last bytes of a row", at_128=1, at_129=2, at_156=1)
not_zero("the digits of a free row", at_1042=1)
not_zero("the unused place of a revoked grant", at_1056=1, at_1065=1)


VOID_ROW = Row(FLEX, at(10) // 1_800, 9_876_543_210, payload=192 + at(10) // 1_800 % 64, used=True,
               first=at(8), last=at(8))  # fmt: skip


@scene("rows void when found: cleared, and the next save has neither flag nor rows",
       "VoidFlagIgnored", initial=found_by(VOID_ROW, rows_void=True))  # fmt: skip
def void(s: Session) -> None:
    s.tick(at(10))
    s.opens(at(10), s.day())


@scene("a store that fails at each save of an entry that opens", "MemoryAheadOfStore", "CountAfterCompare")
def opening(s: Session) -> None:
    s.install()
    s.enter(at(10), s.flex(at(10)), STORE_FAILED, fails=1)
    for _ in range(6):
        s.enter(at(10), s.flex(at(10)), STORE_FAILED, fails=2)
    s.enter(at(10), s.flex(at(10)), THROTTLED, until=at(10, 1))
    s.opens(at(10, 1), s.flex(at(10)))
    s.confirm(at(10, 1), STORE_FAILED, fails=1)
    s.opens(at(10, 1, 30), s.flex(at(10)))


@scene("a store that fails at the count: nothing is compared, nothing counted", "ComparedUnsaved")
def count(s: Session) -> None:
    s.install()
    for _ in range(7):
        s.enter(at(10), s.guess(), STORE_FAILED, fails=1)
    s.enter(at(10), s.clock(at(10)), STORE_FAILED, fails=1)
    s.wrong(at(10), times=5)
    s.opens(at(10), s.day())


@scene("a store that fails when a refusal is to be noted: the entry stays counted, and nothing is told",
       "NoteUnsaved")  # fmt: skip
def second_of_refusal(s: Session) -> None:
    s.install()
    s.enter(at(10), s.guess(), STORE_FAILED, fails=2)
    s.enter(at(10), s.cancel_day(epoch=2), STORE_FAILED, fails=2)
    s.wrong(at(10))
    s.enter(at(10), s.guess(), STORE_FAILED, fails=2)
    s.enter(at(10), "1", MALFORMED, fails=1)
    s.wrong(at(10), times=2)
    s.enter(at(10), s.day(), THROTTLED, until=at(10, 1))


@scene("a store that fails at the second save of each service command", "MemoryAheadOfStore")
def commands(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(1))
    for code in (s.cancel_flex(at(12)), s.cancel_day(), s.clock(at(10, 1)), s.raise_epoch(2)):
        s.enter(at(10), code, STORE_FAILED, fails=2)
    s.opens(at(10), s.day(1))
    s.opens(at(10), s.day())
    s.applied(at(10), s.clock(at(10, 1)), set_clock=at(10, 1))
    s.applied(at(10, 1), s.raise_epoch(2))


@scene("a store that fails when a row was freed for the newcomer", rows=2, cancellation_rows=1)
def freeing(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(9, 30), 1))
    s.enter(at(11), s.flex(at(11)), STORE_FAILED, fails=2)
    s.enter(at(11), s.flex(at(9, 30), 1), USED_UP)
    s.opens(at(11), s.flex(at(11)))
    s.wrong(at(11), s.flex(at(9, 30), 1))


@scene("a store that fails at a bulletin, a tick, a return of power and a new session")
def others(s: Session) -> None:
    s.install()
    s.deliver(at(10), s.message(at(12), suspended=True, epoch=2), STORE_FAILED, fails=1)
    s.opens(at(10), s.day())
    s.tick(at(11), STORE_FAILED, fails=1)
    s.tick(at(10, 30), fails=1)
    s.power(expect=STORE_FAILED, fails=1)
    s.power(sets=at(10))
    s.press(at(10))
    s.open_session(at(10), STORE_FAILED, fails=1)
    s.live(at(10, 0, 1), at(10, 1))


@scene("a raise of the epoch that could not be saved leaves rows and epoch", "MemoryAheadOfStore")
def epoch(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.enter(at(10, 0, 10), s.raise_epoch(2), STORE_FAILED, fails=2)
    s.opens(at(10, 0, 20), s.flex(at(10)))
    s.enter(at(10, 0, 30), s.flex(at(10)), USED_UP)


@scene("a restart between any two steps changes nothing that was saved")
def restarts(s: Session) -> None:
    s.install()
    acts = (
        lambda: s.opens(at(10), s.day(), until=at(11)),
        lambda: s.wrong(at(10)),
        lambda: s.applied(at(10), s.cancel_flex(at(12))),
        lambda: s.opens(at(10, 10), s.flex(at(10))),
        lambda: s.opens(at(10, 10), s.flex(at(10))),
        lambda: s.enter(at(10, 10), s.flex(at(10)), USED_UP),
        lambda: s.enter(at(12), s.flex(at(12)), CANCELLED),
        lambda: s.opens(at(12), s.flex(at(12), use=1, op=1), op=1),
        lambda: s.carried(at(12), at(12)),
        lambda: s.opens(at(12), s.day(4)),
    )
    for each in acts:
        s.restart()
        each()


longer = Scenes()
longest = Scenes()


@longer.scene("8 and 11 digits: one length for each family", "SevenDigitsOnly")
def digits_8(s: Session) -> None:
    s.install()
    s.enter(at(10), s.day()[:7], MALFORMED)
    s.enter(at(10), s.day() + "0", MALFORMED)
    s.enter(at(10), s.flex(at(10))[:10], MALFORMED)
    s.opens(at(10), s.day(3), until=at(11))
    s.opens(at(10), s.flex(at(10)), until=at(12))
    s.opens(at(10, 1), s.flex(at(10)))
    s.wrong(at(10, 1))
    s.applied(at(10, 2), s.cancel_day(3))
    s.applied(at(10, 2), s.cancel_flex(at(10)))
    s.applied(at(10, 2), s.cancel_flex(at(11), copy=3, use=1, op=1))
    s.enter(at(10, 3), s.day(3), CANCELLED)
    s.enter(at(11), s.flex(at(11), copy=3, use=1, op=1), CANCELLED, op=1)


@longest.scene("9 and 10 digits: a day code of nine, and it is no flex code", "SevenDigitsOnly", "ZerosDropped")
def digits_9(s: Session) -> None:
    s.install()
    slot = next(n for n in range(16 * 40) if s.day(n % 16, n // 16).startswith("0"))
    code = s.day(slot % 16, slot // 16)
    s.carried(at(9), at(10, days=slot // 16), sets=at(10, days=slot // 16))
    s.enter(at(10, days=slot // 16), code[1:], MALFORMED)
    s.wrong(at(10, days=slot // 16), "0" + code)
    s.opens(at(10, days=slot // 16), code)
    s.applied(at(10, days=slot // 16), s.cancel_day(slot % 16, slot // 16))
    s.enter(at(10, days=slot // 16), code, CANCELLED)


@longest.scene("a box with two rows: one first use, one cancellation", rows=2, cancellation_rows=1)
def two_rows(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.enter(at(10), s.day(1), LEDGER_FULL)
    s.applied(at(10), s.cancel_day(1))
    s.enter(at(10), s.cancel_day(2), LEDGER_FULL)


LEAST = {
    "reuse": 60, "access_from": 0, "access_to": 1, "repeat": 0, "free_refusals": 0, "total_stop": 1,
    "first_wait": 1, "longest_wait": 1, "fall_every": 3_600, "tolerance": 0, "drift_ppm": 0,
    "largest_tolerance": 0, "day_code_slots": 1, "rows": 2, "cancellation_rows": 1,
}  # fmt: skip
MOST = {
    "day_code_use": 1, "outlasts_midnight": 1, "reuse": 43_200, "access_from": 1_439, "access_to": 1_440,
    "repeat": 600, "free_refusals": 20, "total_stop": 100, "first_wait": 3_600, "longest_wait": 43_200,
    "fall_every": 604_800, "tolerance": 1_800, "drift_ppm": 1_000, "largest_tolerance": 1_800,
    "day_code_slots": 16, "rows": 32, "cancellation_rows": 8,
}  # fmt: skip


@longest.scene("every limit as low as it can be", **LEAST)
def least(s: Session) -> None:
    s.install(at(0))
    s.opens(at(0, 0, 59), s.day(), until=at(0, 1, 59))
    s.enter(at(0, 1), s.day(), OUTSIDE_HOURS)
    s.enter(at(1, 0, 59), s.guess(), KEYPAD_STOPPED)
    s.enter(at(1, 1), s.flex(at(1)), LEDGER_FULL)
    s.enter(at(2), s.day(1), KEYPAD_STOPPED)
    s.wrong(at(2, 1), s.day(1))


@longest.scene("every limit as high as it can be", **MOST)
def most(s: Session) -> None:
    s.install()
    s.opens(at(23, 59), s.day(), until=at(35, 59))
    s.opens(at(23, 59, 59), s.day(), until=at(35, 59))
    s.enter(at(23, 59, 59), s.day(), USED_UP)
    s.enter(at(24), s.day(0, 1), OUTSIDE_HOURS)
    s.wrong(at(24), times=18)
    s.wrong(at(24))
    s.enter(at(24) + 3_599, s.guess(), THROTTLED, until=at(25))
    s.opens(at(25), s.flex(at(25, 30)))


@longest.scene("nine rows, eight of them for cancellations", rows=9, cancellation_rows=8)
def nine_rows(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(15))
    for slot in range(8):
        s.applied(at(10), s.cancel_day(slot))
    s.enter(at(10), s.cancel_day(8), LEDGER_FULL)
    s.enter(at(10), s.day(8), LEDGER_FULL)
    s.enter(at(10), s.day(7), CANCELLED)
