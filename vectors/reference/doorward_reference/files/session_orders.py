"""Sessions of grants in which two checks fail at once, and of grants that raise the epoch."""

from collections.abc import Callable
from typing import Any

from .. import bits, grant
from ..engine.answer import OWN, READ_LOG, SHACKLE, UPDATE_FIRMWARE
from ..engine.decision import (
    APPLIED, BAD_MESSAGE, BAD_PROOF, BULLETIN_OWED, CLOCK_UNSET, CLOCK_WENT_BACK, LEDGER_FULL, OPERATION_NOT_GRANTED,
    REVOKED, STALE_BULLETIN, STORE_FAILED, SUSPENDED, TOO_EARLY, TOO_LATE, UNSUPPORTED, USED_UP, WRONG_EPOCH,
)  # fmt: skip
from .phone import GUEST, operations
from .scenes import Act, Scenes
from .session import Session, at

scenes = Scenes()
scene = scenes.scene

FIRST_INSTANT = 1_704_067_200
SMALL = {"rows": 3, "cancellation_rows": 1}  # two ordinary rows
LAST_EPOCH = 2**32 - 1


def order(comment: str, **box: Any) -> Callable[[Act], Act]:
    """Two checks that are neighbours, and a grant that fails both."""
    return scene(f"both: {comment}", "OrderOfGrantChecks", **box)


@order("not whole, and of another box")
def bad_and_elsewhere(s: Session) -> None:
    s.install()
    s.connect(at(10))
    elsewhere = s.answer(s.grant(at(9), at(12), lockbox="LB-1"))
    s.send(at(10), elsewhere + b"\x00", BAD_MESSAGE)
    s.send(at(10), b"\x02" + elsewhere[1:], UNSUPPORTED)


@order("not proven, and not granted")
def unproven_and_ungranted(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12), ops=2)
    s.visit(at(10), grant.Held(held.body, (), bytes(32)), BAD_PROOF)
    s.visit(at(10), held, OPERATION_NOT_GRANTED)


@order("not granted, and not in the model", lacking=8)
def not_granted(s: Session) -> None:
    s.install()
    manifest = bytes(32)
    s.visit(at(10), s.grant(at(9), at(12), ops=1), OPERATION_NOT_GRANTED, op=UPDATE_FIRMWARE, argument=manifest)
    s.visit(at(10), s.grant(at(9), at(12)), UNSUPPORTED, op=UPDATE_FIRMWARE, argument=manifest)
    s.visit(at(10), s.grant(at(9), at(12)))


@order("not in the model, and of an older epoch", lacking=2, epoch=5)
def lacking_and_older(s: Session) -> None:
    s.install()
    s.visit(at(10), s.grant(at(9), at(12), epoch=4), UNSUPPORTED, op=SHACKLE)
    s.visit(at(10), s.grant(at(9), at(12), epoch=4), WRONG_EPOCH)


@order("not in the model, and of a higher epoch, which is not raised", lacking=2)
def lacking_and_higher(s: Session) -> None:
    s.install()
    s.visit(at(10), s.grant(at(9), at(12), epoch=2), UNSUPPORTED, op=SHACKLE)
    s.opens(at(10), s.day())
    s.visit(at(10), s.grant(at(9), at(12)))


@order("of an older epoch, and the clock is unset", epoch=5)
def older_and_unset(s: Session) -> None:
    s.visit(at(10), s.grant(at(9), at(12), epoch=4), WRONG_EPOCH)
    s.owns(at(10), s.grant(at(9), at(12)), epoch=5, expect=WRONG_EPOCH)
    s.owns(at(10), s.grant(at(9), at(12)), epoch=6, expect=CLOCK_UNSET)


@order("the clock is unset, and behind")
def unset_and_behind(s: Session) -> None:
    s.install()
    s.visit(FIRST_INSTANT - 1, s.grant(0, at(12)), CLOCK_UNSET)
    s.visit(FIRST_INSTANT, s.grant(0, at(12)), CLOCK_WENT_BACK)


@order("the clock is behind, and the box is suspended")
def behind_and_suspended(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), suspended=True)
    s.visit(at(8), s.grant(at(7), at(12), ops=1), CLOCK_WENT_BACK)
    s.visit(at(9), s.grant(at(7), at(12), ops=1), SUSPENDED)


@order("suspended, and a bulletin is owed")
def suspended_and_owed(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), suspended=True)
    s.visit(at(10), s.grant(at(9), at(12), ops=1, owed=9), SUSPENDED)
    s.visit(at(10), s.grant(at(9), at(12), owed=9), BULLETIN_OWED)


@order("a bulletin is owed, and the grant is revoked")
def owed_and_revoked(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), revoked=(GUEST[:8],))
    s.visit(at(10), s.grant(at(9), at(12), owed=9), BULLETIN_OWED)
    s.visit(at(10), s.grant(at(9), at(12), owed=2), REVOKED)


@order("revoked, and too early")
def revoked_and_early(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), revoked=(GUEST[:8],))
    s.visit(at(10), s.grant(at(11), at(12)), REVOKED)


@order("too early, and too late")
def early_and_late(s: Session) -> None:
    s.install()
    s.visit(at(10), s.grant(at(11), at(9)), TOO_EARLY, from_=at(11))


@order("too late, and used up")
def late_and_used(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(11), uses=1)
    s.visit(at(10), held)
    s.confirm(at(10))
    s.visit(at(12), held, TOO_LATE)
    s.visit(at(11), held, USED_UP)


@order("used up for all that is remembered, and no row is free", **SMALL)
def forgotten_and_full(s: Session) -> None:
    s.install()
    for name in (b"a", b"b"):
        s.visit(at(10), s.grant(at(9), at(11), uses=1, grant_id=name * 16))
    s.visit(at(11, 30), s.grant(at(9), at(12), uses=1, grant_id=b"c" * 16))
    s.applied(at(11, 30), s.clock(at(10, 40)), set_clock=at(10, 40))
    s.visit(at(10, 40), s.grant(at(9), at(11), uses=1, grant_id=b"d" * 16), USED_UP)
    s.visit(at(10, 40), s.grant(at(9), at(11) + 1, uses=1, grant_id=b"d" * 16), LEDGER_FULL)


@scene("a proof that does not verify raises no epoch, nor does an operation that is not granted", "EpochUnproven")
def unproven_epoch(s: Session) -> None:
    s.install()
    higher = s.grant(at(9), at(12), epoch=2, ops=1)
    s.connect(at(10))
    s.present(at(10), grant.Held(higher.body, (), bytes(32)), BAD_PROOF)
    s.visit(at(10), higher, OPERATION_NOT_GRANTED, op=SHACKLE)
    s.opens(at(10), s.day())


@scene("a grant of a higher epoch raises the box's: rows go, and older grants and codes with them",
       "EpochNotRaised", "RowsKeptAfterEpoch")  # fmt: skip
def higher(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    old, new = s.grant(at(9), at(12), uses=1), s.grant(at(9), at(12), uses=1, epoch=300)
    s.visit(at(10), old)
    s.visit(at(10, 1), new, until=at(12))
    s.visit(at(10, 1), old, WRONG_EPOCH)
    s.wrong(at(10, 1), s.day())
    s.epoch = 300
    s.opens(at(10, 1), s.day())
    s.visit(at(10, 2), new, USED_UP)
    s.restart()
    s.visit(at(10, 2), new, USED_UP)


def raised_and_refused(what: str, number: int, now: int, before: int = 9, after: int = 12, **said: int) -> None:
    flags = ("EpochRaiseLate", "RaisePersists") if now > at(10) else ("EpochRaiseLate",)

    @scene(f"the epoch is raised at once, whatever follows: {what}", *flags)
    def act(s: Session) -> None:
        s.install()
        s.opens(at(10), s.day())
        s.visit(now, s.grant(at(before), at(after), epoch=2, **said), number)
        s.restart()
        s.wrong(at(10), s.day())
        s.epoch = 2
        s.opens(at(10), s.day())
        s.power(sets=at(10))


raised_and_refused("the clock went back", CLOCK_WENT_BACK, at(9))
raised_and_refused("the clock reads nonsense", CLOCK_UNSET, 7)
raised_and_refused("a bulletin is owed", BULLETIN_OWED, at(11), owed=9)
raised_and_refused("too early", TOO_EARLY, at(10, 30), before=11)
raised_and_refused("too late", TOO_LATE, at(11), before=9, after=10)


@scene("an unset box learns of a new epoch from a grant that it refuses", "EpochRaiseLate", "RaisePersists")
def unset_learns(s: Session) -> None:
    s.visit(at(10), s.grant(at(9), at(12), epoch=7), CLOCK_UNSET)
    s.carried(at(10), at(10), epoch=6, expect=WRONG_EPOCH)
    s.carried(at(10), at(9), epoch=7, sequence=0, expect=STALE_BULLETIN)
    s.power(sets=0)


@scene("a store that fails at the raise, and one that fails after it", "EpochRaiseLate", "AckAfterSave")
def raise_store(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    held = s.grant(at(9), at(12), epoch=2, uses=1)
    s.visit(at(10), held, STORE_FAILED, fails=1)
    s.opens(at(10), s.day())
    s.visit(at(10), held, STORE_FAILED, fails=2)
    s.wrong(at(10), s.day())
    s.visit(at(10), held)
    s.visit(at(10, 1), s.grant(at(11), at(12), epoch=3), STORE_FAILED, fails=2)
    s.visit(at(10, 1), held, WRONG_EPOCH)


@scene("a raise by a grant makes room, and ends the repeat of a jammed door", **SMALL)
def raise_makes_room(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.opens(at(10), s.flex(at(10)))
    s.visit(at(10), s.grant(at(9), at(12), uses=1), LEDGER_FULL)
    s.visit(at(10), s.grant(at(9), at(12), uses=1, epoch=2))
    s.wrong(at(10), s.flex(at(10)))


@scene("a transfer: the new epoch is above the box's", "TransferToSame", epoch=5)
def transfer(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    held = s.grant(at(9), at(12))
    for epoch in (0, 4, 5):
        s.owns(at(10), held, epoch=epoch, expect=WRONG_EPOCH)
    s.opens(at(10), s.day())
    s.owns(at(10), held, epoch=6)
    s.owns(at(10), held, epoch=7, expect=WRONG_EPOCH)
    s.wrong(at(10), s.day())
    s.epoch = 6
    s.opens(at(10), s.day())
    s.owns(at(10), s.grant(at(9), at(12)), epoch=1_000_000)


@scene("a transfer to the last epoch, and none after it")
def last_transfer(s: Session) -> None:
    s.install()
    s.owns(at(10), s.grant(at(9), at(12)), epoch=LAST_EPOCH)
    s.epoch = LAST_EPOCH
    last = s.grant(at(9), at(12))
    s.owns(at(10), last, epoch=LAST_EPOCH, expect=WRONG_EPOCH)
    s.owns(at(10), last, epoch=0, expect=WRONG_EPOCH)
    s.owns(at(10), last)
    s.opens(at(10), s.day())


@scene("a transfer by a grant of a higher epoch: raised first, and then compared", "TransferComparedFirst")
def transfer_after_raise(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12), epoch=5)
    s.owns(at(10), held, epoch=3, expect=WRONG_EPOCH)
    s.epoch = 5
    s.opens(at(10), s.day())
    s.owns(at(10), held, epoch=5, expect=WRONG_EPOCH)
    s.owns(at(10), s.grant(at(9), at(12), epoch=6), epoch=8)
    s.epoch = 8
    s.opens(at(10), s.day())


@scene("a transfer is refused like any grant: suspended without operation 16 there is none")
def transfer_refused(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), suspended=True)
    s.owns(at(10), s.grant(at(9), at(12), operations(15)), epoch=2, expect=OPERATION_NOT_GRANTED)
    s.owns(at(10), s.grant(at(11), at(12)), epoch=2, expect=TOO_EARLY)
    s.owns(at(10), s.grant(at(9), at(12), owed=9), epoch=2, expect=BULLETIN_OWED)
    s.connect(at(10))
    s.present(at(10), s.grant(at(9), at(12)), STORE_FAILED, op=OWN, argument=bits.u32(2), fails=1)
    s.owns(at(10), s.grant(at(9), at(12)), epoch=2)


@scene("a raise by bulletin or by code ends the grants of older epochs", "OldEpochTaken")
def raised_otherwise(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12), uses=2)
    s.visit(at(10), held)
    s.applied(at(10), s.raise_epoch(2))
    s.visit(at(10), held, WRONG_EPOCH)
    second = s.grant(at(9), at(12), uses=1, epoch=2)
    s.visit(at(10), second)
    s.carried(at(10), at(10), epoch=3)
    s.visit(at(10), second, WRONG_EPOCH)
    s.visit(at(10), s.grant(at(9), at(12), uses=1, epoch=3))


@scene("a model that lacks operations: refused to grants, and nothing to keyed codes", "LackingIgnored",
       "LackingBindsCodes", lacking=2 | 8)  # fmt: skip
def lacking(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12))
    s.visit(at(10), held, UNSUPPORTED, op=SHACKLE)
    s.visit(at(10), held, UNSUPPORTED, op=UPDATE_FIRMWARE, argument=bytes(32))
    s.visit(at(10), held, APPLIED, op=READ_LOG)
    s.owns(at(10), held)
    s.opens(at(10), s.flex(at(10), op=1), op=1)


@scene("a model that lacks everything but the key compartment", "LackingIgnored", lacking=30)
def lacks_all(s: Session) -> None:
    s.install()
    held = s.grant(at(9), at(12))
    for op in (SHACKLE, READ_LOG, OWN):
        s.visit(at(10), held, UNSUPPORTED, op=op)
    s.owns(at(10), held, epoch=2, expect=UNSUPPORTED)
    s.visit(at(10), held)
    s.restart()
    s.visit(at(10), held, UNSUPPORTED, op=SHACKLE)
