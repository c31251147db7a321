"""Sessions of bulletins, challenges and raises of the epoch."""

from .. import keys
from ..engine import bulletin as bulletins
from ..engine.decision import (
    APPLIED, BAD_MESSAGE, BAD_PROOF, CHALLENGE_SPENT, CLOCK_UNSET, STALE_BULLETIN, STORE_FAILED,
    SUSPENDED, UNSUPPORTED, USED_UP, WRONG_EPOCH, WRONG_LOCKBOX,
)  # fmt: skip
from ..zone import Rule, Zone
from . import zone_list
from .scenes import Scenes
from .session import Session, at

scenes = Scenes()
scene = scenes.scene

GRANTS = tuple(bytes([n]) * 8 for n in range(1, 17))


def sealed(s: Session, message: bytes, **octets: int) -> bytes:
    """`message` with bytes changed (`at_59=2`), and the tag that the service would have made."""
    body = bytearray(message[: -bulletins.TAG_BYTES])
    for name, value in octets.items():
        body[int(name.removeprefix("at_"))] = value
    key = keys.purpose_key(s.profile.box_key, "bulletin", 0)
    return bytes(body) + bulletins.tag(key, bytes(body))


@scene("the worked example of section 8, carried")
def worked(s: Session) -> None:
    s.install()
    s.tick(at(16))
    s.carried(at(16, 29), at(16, 30), sets=at(16, 30), revoked=(bytes.fromhex("a0a1a2a3a4a5a6a7"),))
    s.opens(at(16, 31), s.day())


@scene("messages that are not whole, and another version", "VersionAfterShape")
def malformed(s: Session) -> None:
    s.install()
    good = s.message(at(9))
    for message in (
        b"", b"\x01", good[:-1], good + b"\x00", good[:74], good[:106],
        sealed(s, good, at_1=0), sealed(s, good, at_1=26), sealed(s, good, at_26=1),
        sealed(s, good, at_1=10), sealed(s, good, at_59=2), sealed(s, good, at_59=255),
        sealed(s, good, at_64=13), sealed(s, good, at_65=0), sealed(s, good, at_66=7),
        sealed(s, good, at_60=0x7F), sealed(s, good, at_74=1), sealed(s, good, at_74=17),
        sealed(s, good, at_62=0xFE, at_63=0x20),
    ):  # fmt: skip
        s.deliver(at(9), message, BAD_MESSAGE)
    for message in (b"\x02", b"\x00" * 107, sealed(s, good, at_0=2), sealed(s, good, at_0=0, at_1=0)):
        s.deliver(at(9), message, UNSUPPORTED)
    s.deliver(at(9), good)


@scene("another box's bulletin, and this box's with a wrong proof", "ProofFirst")
def wrong_box(s: Session) -> None:
    s.install()
    for name in ("LB-00012346", "LB-0001234", "LB-000123450", "lb-00012345", "X" * 25, "X"):
        s.deliver(at(9), s.message(at(9), lockbox=name), WRONG_LOCKBOX)
    s.deliver(at(9), s.message(at(9), lockbox="LB-1", box_key=bytes(32)), WRONG_LOCKBOX)
    s.deliver(at(9), s.message(at(9), box_key=bytes(32)), BAD_PROOF)
    good = s.message(at(9))
    for place in (27, 43, 50, 58, 59, 75, 106):
        message = bytearray(good)
        message[place] ^= 1
        s.deliver(at(9), bytes(message), BAD_PROOF)
    s.deliver(at(9), good)


@scene("a carried bulletin's sequence has to rise; a live one's may stay", "CarriedMayRepeat", "LiveMustRise")
def sequences(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), sequence=5)
    s.carried(at(9), at(9), sequence=5, expect=STALE_BULLETIN)
    s.carried(at(9), at(9), sequence=4, expect=STALE_BULLETIN)
    s.live(at(9, 1), at(9, 1), sequence=5)
    s.live(at(9, 2), at(9, 2), sequence=4, expect=STALE_BULLETIN)
    s.carried(at(9, 2), at(9), sequence=2**32 - 1)
    s.live(at(9, 3), at(9, 3), sequence=2**32 - 1)
    s.carried(at(9, 3), at(9), sequence=2**32 - 1, expect=STALE_BULLETIN)


@scene("the epoch of a bulletin may not be lower, and raises the box's", "RowsKeptAfterEpoch", epoch=5)
def epochs(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.carried(at(10), at(9), epoch=4, expect=WRONG_EPOCH)
    s.carried(at(10), at(9), epoch=4, sequence=0, expect=WRONG_EPOCH)
    s.carried(at(10, 1), at(9), epoch=5)
    s.opens(at(10, 2), s.day())
    s.carried(at(10, 3), at(9), epoch=1_000_000)
    s.wrong(at(10, 4), s.day(epoch=5))
    s.opens(at(10, 5), s.day(), until=at(11, 5))
    s.live(at(10, 6), at(10, 6), epoch=2**32 - 1)
    s.restart()
    s.opens(at(10, 7), s.day(), until=at(11, 7))
    s.live(at(10, 8), at(10, 8), epoch=999_999, expect=WRONG_EPOCH)


@scene("the epoch code: one to sixteen steps", "EpochStepUnbounded", epoch=3)
def epoch_code(s: Session) -> None:
    s.install()
    for epoch in (0, 2, 3, 20, 1_048_575):
        s.wrong(at(9, 10), s.raise_epoch(epoch))
    s.applied(at(9, 11), s.raise_epoch(4))
    s.wrong(at(9, 12), s.raise_epoch(4))
    s.applied(at(9, 13), s.raise_epoch(20))
    s.epoch = 20
    s.wrong(at(10), s.day(epoch=3))
    s.opens(at(10, 2), s.day())


@scene("a raise of the epoch ends the repeat of a jammed door and keeps the rest")
def epoch_rest(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=3)
    s.opens(at(10), s.flex(at(10)))
    s.wrong(at(10), times=2)
    s.applied(at(10, 0, 10), s.raise_epoch(2))
    s.wrong(at(10, 0, 20), s.flex(at(10)))
    s.wrong(at(10, 0, 20), times=2)
    s.epoch = 2
    s.opens(at(10, 0, 20), s.flex(at(10)))


@scene("suspended: neither new codes nor activated ones open; service codes and bulletins work",
       "SuspendedSkipsRows", "SuspendedSilences")  # fmt: skip
def suspended(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.carried(at(10, 1), at(10), suspended=True)
    s.enter(at(10, 2), s.day(), SUSPENDED)
    s.enter(at(10, 2), s.day(1), SUSPENDED)
    s.enter(at(10, 2), s.guess(), SUSPENDED)
    s.applied(at(10, 3), s.cancel_day(1))
    s.applied(at(10, 3), s.clock(at(10, 3)), set_clock=at(10, 3))
    s.restart()
    s.enter(at(10, 4), s.day(), SUSPENDED)
    s.carried(at(10, 4), at(10))
    s.opens(at(10, 5), s.day())


@scene("a list of revoked grants is replaced as a whole")
def revoked(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), revoked=GRANTS)
    s.carried(at(9), at(9), revoked=GRANTS[3:5])
    s.carried(at(9), at(9))


@scene("a carried bulletin advances a slow clock and never sets one back", "CarriedSetsBack")
def slow(s: Session) -> None:
    s.install()
    s.carried(at(10), at(9, 30))
    s.power(sets=at(10))
    s.applied(at(10), s.clock(at(10)), set_clock=at(10))
    s.carried(at(10), at(10))
    s.carried(at(10), at(10, 0, 1), sets=at(10, 0, 1))
    s.carried(at(10, 0, 1), at(15), sets=at(15))
    s.opens(at(15), s.flex(at(15)))


@scene("an unset clock stays unset with a carried bulletin", "CarriedSets")
def still_unset(s: Session) -> None:
    s.install()
    s.power(sets=at(9))
    s.carried(at(9), at(12), sets=at(12))
    s.enter(at(12), s.day(), CLOCK_UNSET)
    s.live(at(12), at(12))
    s.opens(at(12), s.day())


@scene("a live bulletin sets an unset clock, forward or back", "LiveOnlyForward")
def live_sets(s: Session) -> None:
    s.install()
    s.live(at(10), at(9, 30))
    s.opens(at(9, 30), s.flex(at(9, 30)))
    s.power(sets=at(9, 30))
    s.live(3, at(12))
    s.enter(at(12), s.flex(at(9, 30)), USED_UP)


@scene("a challenge is used once", "ChallengeAgain")
def challenge_once(s: Session) -> None:
    s.install()
    s.press(at(10))
    s.open_session(at(10))
    message = s.message(at(10), live=True)
    s.deliver(at(10), message, sets=at(10))
    s.deliver(at(10), message, CHALLENGE_SPENT)
    s.deliver(at(10), s.message(at(10), live=True), CHALLENGE_SPENT)


@scene("a challenge lasts 60 s", "ChallengeLate")
def challenge_late(s: Session) -> None:
    s.install()
    for late, expect in ((61, CHALLENGE_SPENT), (60, APPLIED)):
        s.connect(at(10, late))
        s.deliver(at(10, late, late), s.message(at(10, late), live=True), expect,
                  sets=at(10, late) if expect == APPLIED else None)  # fmt: skip


@scene("a challenge does not survive the clock going behind it")
def challenge_early(s: Session) -> None:
    s.install()
    s.press(at(10))
    s.open_session(at(10))
    s.deliver(at(10) - 1, s.message(at(10), live=True), CHALLENGE_SPENT)
    s.deliver(at(10), s.message(at(10), live=True), sets=at(10))


@scene("a bulletin that is refused does not spend the challenge", "RefusalSpendsChallenge")
def challenge_kept(s: Session) -> None:
    s.install()
    s.press(at(10))
    s.open_session(at(10))
    s.deliver(at(10), s.message(at(10), live=True, epoch=0), WRONG_EPOCH)
    s.deliver(at(10), s.message(at(10), live=True, sequence=0), STALE_BULLETIN)
    s.deliver(at(10), s.message(at(10), live=True, box_key=bytes(32)), BAD_PROOF)
    s.deliver(at(10), s.message(at(10), live=True), STORE_FAILED, fails=1)
    s.deliver(at(10, 0, 30), s.message(at(10), live=True), sets=at(10))


@scene("a nonce nobody gave, an older challenge, and one from before the restart", "OlderChallenge")
def challenge_other(s: Session) -> None:
    s.install()
    s.deliver(at(10), s.message(at(10), nonce=bytes(15) + b"\x01"), CHALLENGE_SPENT)
    s.press(at(10))
    s.open_session(at(10))
    older = s.message(at(10), live=True)
    s.connect(at(10, 0, 5))
    s.deliver(at(10, 0, 6), older, CHALLENGE_SPENT)
    newer = s.message(at(10), live=True)
    s.restart()
    s.deliver(at(10, 0, 7), newer, CHALLENGE_SPENT)


@scene("a carried bulletin leaves the challenge alone")
def challenge_and_carried(s: Session) -> None:
    s.install()
    s.press(at(10))
    s.open_session(at(10))
    s.carried(at(10), at(9))
    s.deliver(at(10), s.message(at(10), live=True), sets=at(10))


@scene("a challenge takes a key press of the last 30 s, and each press gives one", "PressNotNeeded")
def press(s: Session) -> None:
    s.install()
    s.open_session(at(10), CHALLENGE_SPENT)
    s.press(at(10))
    s.open_session(at(10, 0, 31), CHALLENGE_SPENT)
    s.open_session(at(10) - 1, CHALLENGE_SPENT)
    s.open_session(at(10, 0, 30))
    s.open_session(at(10, 0, 30), CHALLENGE_SPENT)
    s.disconnect()
    s.open_session(at(10, 0, 30), CHALLENGE_SPENT)
    s.press(at(10, 1))
    s.restart()
    s.open_session(at(10, 1), CHALLENGE_SPENT)
    s.press(at(10, 1))
    s.press(at(10, 2))
    s.open_session(at(10, 2, 30))


@scene("the counter of challenges: used, then raised, saved before the challenge is given",
       "CounterRaisedFirst")  # fmt: skip
def counter(s: Session) -> None:
    s.press(100)
    s.open_session(100)
    s.disconnect()
    s.press(101)
    s.open_session(101, STORE_FAILED, fails=1)
    s.open_session(101)
    s.restart()
    s.press(102)
    s.open_session(102)


@scene("a challenge keeps its age when a clock code sets the clock in between", "ClockAgesChallenge")
def live_after_code(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.applied(at(10, 0, 10), s.clock(at(11)), set_clock=at(11))
    s.deliver(at(11, 0, 51), s.message(at(11), live=True), CHALLENGE_SPENT)
    s.connect(at(11, 1))
    s.applied(at(11, 1, 10), s.clock(at(12)), set_clock=at(12))
    s.deliver(at(12, 0, 50), s.message(at(12), live=True), sets=at(12))


@scene("a live bulletin for an instant before 2024 leaves the box unset")
def live_before_2024(s: Session) -> None:
    s.live(5, 1_704_067_199)
    s.enter(1_704_067_199, s.day(), CLOCK_UNSET)
    s.opens(1_704_067_200, s.day_of(19_722))


@scene("a box in Central Europe moves to Nepal", "ZoneKept", zone=zone_list.BERLIN)
def moves(s: Session) -> None:
    noon = 20_589 * 86_400 + 10 * 3_600
    s.install(noon)
    s.opens(noon, s.day_of(20_589))
    s.carried(noon, noon, zone=zone_list.STANDING["Kathmandu"])
    end = 20_590 * 86_400 - 345 * 60
    s.opens(end - 1, s.day_of(20_589, 1), until=end)
    s.opens(end, s.day_of(20_590))
    s.enter(end + 121, s.day_of(20_589), USED_UP)


@scene("a zone whose changes can fall in either order is no zone; one whose changes are close is",
       "OrderUnchecked")  # fmt: skip
def zone_order(s: Session) -> None:
    s.install()
    standard, daylight = s.zone.standard_minutes, s.zone.daylight_minutes
    first, second, third = (Rule(3, week, 0, 120) for week in (1, 2, 3))
    s.carried(at(9), at(9), BAD_MESSAGE, zone=Zone(standard, daylight, second, Rule(3, 2, 1, 120)))
    s.live(at(9), at(9), BAD_MESSAGE, zone=Zone(standard, daylight, Rule(12, 5, 6, 1_440), Rule(1, 1, 0, 0)))
    s.opens(at(9), s.day(), until=at(10))
    s.carried(at(9), at(9), zone=Zone(standard, daylight, first, third))
    s.opens(at(9), s.day(1))


@scene("the first sequence: a live bulletin may say 0, a carried one may not")
def first_sequence(s: Session) -> None:
    s.carried(5, at(9), sequence=0, expect=STALE_BULLETIN)
    s.live(5, at(9), sequence=0)
    s.carried(at(9), at(9), sequence=0, expect=STALE_BULLETIN)
    s.carried(at(9), at(9), sequence=1)


@scene("the highest epoch: no epoch code reaches it", epoch=2**32 - 1)
def highest_epoch(s: Session) -> None:
    s.install()
    s.wrong(at(10), s.raise_epoch(0))
    s.wrong(at(10), s.raise_epoch(1_048_575))
    s.opens(at(10), s.day())
    s.applied(at(10), s.cancel_day())
    s.carried(at(10), at(10), epoch=2**32 - 2, expect=WRONG_EPOCH)
    s.carried(at(10), at(10))


@scene("the highest epoch an epoch code can give", epoch=1_048_559)
def highest_code(s: Session) -> None:
    s.applied(5, s.raise_epoch(1_048_575))
    s.wrong(5, s.raise_epoch(1_048_575))


@scene("what a refused bulletin says is not heeded")
def refused(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), sequence=3)
    said = {"suspended": True, "zone": zone_list.STANDING["UTC"], "revoked": GRANTS}
    s.carried(at(9), at(15), STALE_BULLETIN, sequence=3, **said)
    s.carried(at(9), at(15), WRONG_EPOCH, epoch=0, **said)
    s.opens(at(10), s.day(), until=at(11))
    s.carried(at(10), at(9))
