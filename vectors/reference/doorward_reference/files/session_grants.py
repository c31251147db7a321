"""Sessions of grants: what is well formed, proven and in force, and in which order that is asked."""

from .. import bits, grant
from ..engine.answer import KEY_COMPARTMENT, OWN, READ_LOG, SHACKLE, UPDATE_FIRMWARE
from ..engine.decision import (
    APPLIED, BAD_MESSAGE, BAD_PROOF, BULLETIN_OWED, CHALLENGE_SPENT, CLOCK_UNSET, CLOCK_WENT_BACK,
    KEYPAD_STOPPED, OPEN, OPERATION_NOT_GRANTED, REVOKED, STORE_FAILED, SUSPENDED, THROTTLED, TOO_EARLY,
    TOO_LATE, UNSUPPORTED, USED_UP, WRONG_LOCKBOX,
)  # fmt: skip
from .phone import GUEST, delegate, not_after, not_before, operations
from .scenes import Scenes
from .session import WORKED_BOX, Session, at, found_by

scenes = Scenes()
scene = scenes.scene

MANIFEST = bytes(range(32))
WORKED_START, WORKED_END = 1_778_976_000, 1_778_977_800


@scene("the worked example of section 7: its challenge, its proof, its acknowledgement",
       initial=found_by(challenges=7))  # fmt: skip
def worked(s: Session) -> None:
    s.press(WORKED_START)
    s.add("open_session", APPLIED, now=WORKED_START, entropy="c0c1c2c3c4c5c6c7c8c9cacbcccdcecf")
    s.challenge = bytes.fromhex("60c310324b015172d816a57863073026")
    held = s.grant(WORKED_START, WORKED_END, not_after(1_778_977_200), operations(1), ops=9, uses=1, owed=1)
    message = bytearray(s.answer(held))
    message[101:117] = bytes(range(0xD0, 0xE0))
    message[120:] = bytes.fromhex("22cdd3c25c389f1d87e285c0e8d3237c4f1bb000a190504da5ac76c9715ec13c")
    s.send(WORKED_START, bytes(message), OPEN)


@scene("the five operations, and a transfer", "FirmwareUnnamed")
def all_operations(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12))
    s.visit(at(10), held, until=at(12))
    s.visit(at(10), held, op=SHACKLE, until=at(12))
    s.visit(at(10), held, APPLIED, op=READ_LOG)
    s.visit(at(10), held, APPLIED, op=UPDATE_FIRMWARE, argument=MANIFEST)
    s.owns(at(10), held)
    s.owns(at(10), held, epoch=2)


def changed(message: bytes, **octets: int) -> bytes:
    data = bytearray(message)
    for name, value in octets.items():
        data[int(name.removeprefix("at_"))] = value
    return bytes(data)


@scene("messages that are not whole, or say what has no meaning", "ShapeUnchecked")
def malformed(s: Session) -> None:
    s.install()
    s.connect(at(10))
    plain, narrowed = s.grant(at(9), at(12)), s.grant(at(9), at(12), operations(1), not_after(at(11)))
    good, longer = s.answer(plain), s.answer(narrowed)
    for message in (
        b"", good[:1], good[:86], good[:87], good[:103], good[:-1], good + b"\x00", longer[:90],
        changed(good, at_1=1), changed(good, at_2=32), changed(good, at_60=0), changed(good, at_60=26),
        changed(good, at_60=10), changed(good, at_85=1), changed(good, at_63=0x20), changed(good, at_86=1),
        changed(longer, at_86=1), changed(longer, at_87=5), changed(longer, at_88=3), changed(longer, at_90=32),
        changed(longer, at_91=3), changed(longer, at_92=7),
    ):  # fmt: skip
        s.send(at(10), message, BAD_MESSAGE)
    for op, argument in ((0, b""), (3, b""), (32, b""), (256, b""), (1, b"\x00"), (4, bytes(32)),
                         (8, b""), (8, bytes(31)), (8, bytes(33)), (16, bytes(3)), (16, bytes(32))):  # fmt: skip
        s.send(at(10), s.answer(plain, op, argument), BAD_MESSAGE)
    nine = s.answer(grant.Held(plain.body, (operations(1),) * 9, plain.tag))
    s.send(at(10), nine, BAD_MESSAGE)


@scene("other versions are not supported, whatever follows", "GrantShapeFirst")
def versions(s: Session) -> None:
    s.install()
    s.connect(at(10))
    good = s.answer(s.grant(at(9), at(12)))
    for message in (b"\x00", b"\x02", bytes(152), changed(good, at_0=2), changed(good, at_0=255, at_60=0)):
        s.send(at(10), message, UNSUPPORTED)


@scene("a message that is no grant ends the challenge", "ChallengeKeptAfterBadMessage")
def ended_by_bad(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12))
    for message, expect in ((b"", BAD_MESSAGE), (b"\x02", UNSUPPORTED)):
        s.connect(at(10))
        s.send(at(10), message, expect)
        s.present(at(10), held, CHALLENGE_SPENT)
    s.connect(at(10))
    s.present(at(10), s.grant(at(9), at(12), lockbox="LB-1"), WRONG_LOCKBOX)
    s.present(at(10), held, CHALLENGE_SPENT)


@scene("another box's grant, before its proof is looked at", "GrantProofFirst", "GrantIdBeginning")
def wrong_box(s: Session) -> None:
    s.install()
    for name in ("LB-00012346", "LB-0001234", "LB-000123450", "lb-00012345", "X" * 25, "X"):
        s.connect(at(10))
        s.present(at(10), s.grant(at(9), at(12), lockbox=name), WRONG_LOCKBOX)
    s.disconnect()
    s.present(at(10), s.grant(at(9), at(12), lockbox="X"), WRONG_LOCKBOX)


@scene("without a challenge that is alive, no proof is looked at", "ChallengeNotNeeded")
def no_challenge(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12))
    s.present(at(10), held, CHALLENGE_SPENT)
    s.present(at(10), grant.Held(held.body, (), bytes(32)), CHALLENGE_SPENT)
    s.visit(at(10), held)
    s.present(at(10), held, CHALLENGE_SPENT)


@scene("proofs that do not verify are noted, and not acknowledged", "ProofUnread", "BadProofAcknowledged",
       "BadProofUnlogged")  # fmt: skip
def bad_proof(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12), operations(1), ops=3)
    for octets in ({"at_2": 19}, {"at_6": 2}, {"at_11": 0}, {"at_27": 0}, {"at_50": 0}, {"at_58": 0},
                   {"at_59": 9}, {"at_90": 3}, {"at_108": 2}):  # fmt: skip
        s.connect(at(10))
        s.send(at(10), changed(s.answer(held), **octets), BAD_PROOF)
    for place in (91, 106, 110, 141):
        s.connect(at(10))
        message = s.answer(held)
        s.send(at(10), changed(message, **{f"at_{place}": message[place] ^ 1}), BAD_PROOF)


@scene("a proof for an older challenge, and an answer that is played back")
def old_proof(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12))
    s.connect(at(10))
    first = s.answer(held)
    s.send(at(10), first, OPEN)
    s.open_session(at(10))
    s.send(at(10), first, BAD_PROOF)
    s.connect(at(10, 1))
    s.present(at(10, 1), held)


@scene("a caveat taken away or added without its tag", "ProofUnread")
def caveats_unproven(s: Session) -> None:
    s.install()
    narrowed = s.grant(at(9), at(12), operations(1), not_after(at(11)))
    for caveats in ((), narrowed.caveats[:1], narrowed.caveats[1:], narrowed.caveats[::-1],
                    (*narrowed.caveats, operations(1))):  # fmt: skip
        s.connect(at(10))
        s.send(at(10), s.answer(grant.Held(narrowed.body, caveats, narrowed.tag)), BAD_PROOF)
    s.visit(at(10), narrowed, until=at(11))


@scene("the grants of the five operations one by one", "OperationsIgnored")
def one_operation(s: Session) -> None:
    s.install()
    arguments = {KEY_COMPARTMENT: b"", SHACKLE: b"", READ_LOG: b"", UPDATE_FIRMWARE: MANIFEST, OWN: b""}
    for allowed in (KEY_COMPARTMENT, SHACKLE, READ_LOG, UPDATE_FIRMWARE, OWN):
        held = s.grant(at(9), at(12), ops=allowed)
        for op, argument in arguments.items():
            accepted = OPEN if op in (KEY_COMPARTMENT, SHACKLE) else APPLIED
            s.visit(at(10), held, accepted if op == allowed else OPERATION_NOT_GRANTED, op=op, argument=argument)


@scene("a grant of no operation, and caveats that leave none", "OperationsIgnored", "OperationsAdded")
def nothing_left(s: Session) -> None:
    s.install()
    s.visit(at(10), s.grant(at(9), at(12), ops=0), OPERATION_NOT_GRANTED)
    s.visit(at(10), s.grant(at(9), at(12), operations(3), operations(2)), OPERATION_NOT_GRANTED)
    s.visit(at(10), s.grant(at(9), at(12), operations(2), operations(1)), OPERATION_NOT_GRANTED)
    s.visit(at(10), s.grant(at(9), at(12), operations(3), operations(6)), op=SHACKLE)
    s.visit(at(10), s.grant(at(9), at(12), operations(31), ops=2), OPERATION_NOT_GRANTED)


@scene("not before: the tolerance in front of it, and what the answer tells", "GrantWithoutTolerance",
       "FromWithTolerance")  # fmt: skip
def early(s: Session) -> None:
    s.install()
    held = s.grant(at(10), at(12))
    s.visit(at(9, 57, 59), held, TOO_EARLY, from_=at(10))
    s.visit(at(9, 58), held, until=at(12))


@scene("not after: the tolerance behind it, and an end that is told without it", "GrantWithoutTolerance",
       "UntilWithTolerance")  # fmt: skip
def late(s: Session) -> None:
    s.install()
    held = s.grant(at(10), at(12))
    s.visit(at(11, 59, 59), held, until=at(12))
    s.visit(at(12), held, until=at(12))
    s.visit(at(12, 2), held, until=at(12))
    s.visit(at(12, 2, 1), held, TOO_LATE)


@scene("caveats move not before and not after: the greatest and the least hold", "LastCaveatHolds",
       "CaveatsUnread")  # fmt: skip
def narrowed_times(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(15), not_before(at(11)), not_before(at(10)), not_after(at(12)), not_after(at(13)))
    s.visit(at(10, 30), held, TOO_EARLY, from_=at(11))
    s.visit(at(11), held, until=at(12))
    s.visit(at(12, 3), held, TOO_LATE)


@scene("caveats that would widen a grant do nothing", "LastCaveatHolds")
def widening(s: Session) -> None:
    s.install()
    held = s.grant(at(10), at(12), not_before(0), not_after(2**64 - 1), operations(31), ops=1)
    s.visit(at(9, 30), held, TOO_EARLY, from_=at(10))
    s.visit(at(11), held, until=at(12))
    s.visit(at(12, 30), held, TOO_LATE)
    s.visit(at(11), held, OPERATION_NOT_GRANTED, op=SHACKLE)


@scene("eight caveats, delegates among them")
def eight(s: Session) -> None:
    s.install()
    names = [delegate(bytes([n]) * 16) for n in range(1, 6)]
    held = s.grant(at(9), at(15), *names, not_before(at(10)), not_after(at(11)), operations(3))
    s.visit(at(10, 30), held, until=at(11))
    s.visit(at(10, 30), held, OPERATION_NOT_GRANTED, op=READ_LOG)


@scene("suspended: a grant opens only if operation 16 is left in it", "SuspendedOwner", "SuspendedGrants",
       "SuspendedBodyOwner")  # fmt: skip
def suspended(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), suspended=True)
    s.visit(at(10), s.grant(at(9), at(12), ops=15), SUSPENDED)
    s.visit(at(10), s.grant(at(9), at(12), ops=15), SUSPENDED, op=READ_LOG)
    s.visit(at(10), s.grant(at(9), at(12), operations(1)), SUSPENDED)
    s.visit(at(10), s.grant(at(9), at(12), operations(17)))
    s.visit(at(10), s.grant(at(9), at(12)), APPLIED, op=READ_LOG)
    s.owns(at(10), s.grant(at(9), at(12), ops=16))
    s.carried(at(10), at(10))
    s.visit(at(10), s.grant(at(9), at(12), ops=1))


@scene("a grant that names a bulletin waits for it", "BulletinNotOwed", "OwedExactly")
def owed(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12), owed=5)
    s.visit(at(10), held, BULLETIN_OWED)
    s.carried(at(10), at(10), sequence=4)
    s.visit(at(10), held, BULLETIN_OWED)
    s.carried(at(10), at(10), sequence=5)
    s.visit(at(10), held)
    s.carried(at(10), at(10), sequence=6)
    s.visit(at(10), held)
    s.visit(at(10), s.grant(at(9), at(12), owed=2**32 - 1), BULLETIN_OWED)


@scene("the bulletin that is owed may come over the same connection, and revoke the grant")
def owed_and_revoked(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12), owed=2)
    s.connect(at(10))
    s.deliver(at(10), s.message(at(10), live=True, sequence=2, revoked=(GUEST[:8],)), sets=at(10))
    s.present(at(10), held, REVOKED)


@scene("revoked: by the first eight bytes of the id", "RevokedIgnored", "RevokedBySeven", "RevokedByFirst")
def revoked(s: Session) -> None:
    s.install()
    others = tuple(bytes([n]) * 8 for n in range(15))
    s.carried(at(9), at(9), revoked=(*others, GUEST[:8]))
    for op in (KEY_COMPARTMENT, OWN):
        s.visit(at(10), s.grant(at(9), at(12)), REVOKED, op=op)
    s.visit(at(10), s.grant(at(9), at(12), grant_id=GUEST[:8] + bytes(8)), REVOKED)
    s.visit(at(10), s.grant(at(9), at(12), grant_id=GUEST[:7] + bytes(9)))
    s.visit(at(10), s.grant(at(9), at(12), grant_id=GUEST[8:] + GUEST[:8]))
    s.visit(at(10), s.grant(at(9), at(12), grant_id=bytes([9]) * 16), REVOKED)
    s.carried(at(10), at(10))
    s.visit(at(10), s.grant(at(9), at(12)))


@scene("grants need a set clock that is not behind, and the live bulletin comes first in a visit",
       "UnsetGrants")  # fmt: skip
def clocks(s: Session) -> None:
    held = s.grant(at(9), at(18))
    s.visit(at(10), held, CLOCK_UNSET)
    s.carried(at(10), at(11), sets=at(11))
    s.visit(at(11), held, CLOCK_UNSET)
    s.connect(at(11))
    s.deliver(at(11), s.message(at(11), live=True), sets=at(11))
    s.present(at(11), held)
    s.tick(at(15))
    s.visit(at(14), held, CLOCK_WENT_BACK)
    s.visit(at(14, 57, 59), held)
    s.visit(at(14, 57, 58), held, CLOCK_WENT_BACK)
    s.power(sets=at(15))
    s.visit(at(15), held, CLOCK_UNSET)
    s.owns(at(15), held, expect=CLOCK_UNSET)


@scene("the clock is behind: the owner's grant is refused as well")
def owner_behind(s: Session) -> None:
    s.install()
    s.tick(at(15))
    s.owns(at(14), s.grant(at(9), at(18)), expect=CLOCK_WENT_BACK)
    s.owns(at(15), s.grant(at(9), at(18)))


@scene("access hours are for codes", "GrantKeepsHours", access_from=480, access_to=1_320)
def hours(s: Session) -> None:
    s.install()
    s.visit(at(23), s.grant(at(9), at(30)))


@scene("the keypad's waits and stops leave grants alone, and grants leave them alone", "GrantThrottled",
       "GrantClearsRun", "FailedGrantCounts", total_stop=7)  # fmt: skip
def throttle(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(18))
    s.wrong(at(10), times=6)
    s.visit(at(10, 0, 1), held)
    s.visit(at(10, 0, 2), s.grant(at(9), at(18), ops=2), OPERATION_NOT_GRANTED)
    s.enter(at(10, 0, 59), s.guess(), THROTTLED, until=at(10, 1))
    s.wrong(at(10, 1))
    s.visit(at(10, 1), held)
    s.enter(at(10, 5), s.guess(), KEYPAD_STOPPED)
    s.visit(at(10, 5), held, APPLIED, op=READ_LOG)
    s.enter(at(10, 6), s.guess(), KEYPAD_STOPPED)


@scene("the owner's grant clears both counts and the wait", "OwnerKeepsCounts", total_stop=7)
def owner_clears(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(18))
    s.wrong(at(10), times=6)
    s.owns(at(10, 0, 1), s.grant(at(9), at(18), ops=1), expect=OPERATION_NOT_GRANTED)
    s.enter(at(10, 0, 2), s.guess(), THROTTLED, until=at(10, 1))
    s.owns(at(10, 0, 3), held)
    s.wrong(at(10, 0, 4), times=5)
    s.opens(at(10, 0, 5), s.day())
    s.wrong(at(10, 1), times=2)
    s.enter(at(10, 1), s.guess(), KEYPAD_STOPPED)
    s.owns(at(10, 2), held, epoch=2)
    s.epoch = 2
    s.opens(at(10, 2), s.day())


@scene("an accepted grant persists the instant, a refused one does not", "RefusedGrantPersists")
def persists(s: Session) -> None:
    s.install()
    s.visit(at(10), s.grant(at(9), at(12), ops=2), OPERATION_NOT_GRANTED)
    s.power(sets=at(9))
    s.applied(at(9), s.clock(at(9, 30)), set_clock=at(9, 30))
    s.visit(at(10), s.grant(at(9), at(12)), APPLIED, op=READ_LOG)
    s.power(sets=at(10))


@scene("a store that fails at a grant: acknowledged, and nothing is remembered", "AckAfterSave",
       "MemoryAheadOfStore")  # fmt: skip
def store(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12), uses=1)
    s.visit(at(10), held, STORE_FAILED, fails=1)
    s.open_session(at(10), CHALLENGE_SPENT)
    s.visit(at(10), held)
    s.confirm(at(10))
    s.visit(at(10), held, STORE_FAILED, fails=1)
    s.visit(at(10), held, USED_UP)
    s.connect(at(10))
    s.send(at(10), s.answer(held)[:-1] + b"\x00", STORE_FAILED, fails=1)


@scene("a grant that is refused without its proof needs no store")
def no_store(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.send(at(10), b"", BAD_MESSAGE, fails=1)
    s.send(at(10), b"\x02", UNSUPPORTED, fails=1)
    s.send(at(10), s.answer(s.grant(at(9), at(12), lockbox="X")), WRONG_LOCKBOX, fails=1)
    s.send(at(10), s.answer(s.grant(at(9), at(12))), CHALLENGE_SPENT, fails=1)


@scene("a transfer takes four bytes, with zeros in front", "ZeroTransferIsOwn")
def transfer_zero(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12))
    s.visit(at(10), held, 18, op=OWN, argument=bits.u32(0))
    s.owns(at(10), held, epoch=1, expect=18)
    s.owns(at(10), held, epoch=2)
    assert s.profile.lockbox == WORKED_BOX
