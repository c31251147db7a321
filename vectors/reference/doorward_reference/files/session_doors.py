"""Sessions of doors that jam: an opening that was not confirmed may be repeated, once."""

from ..engine.decision import STORE_FAILED, USED_UP, WRONG_CODE
from .scenes import Scenes
from .session import Session, at

scenes = Scenes()
scene = scenes.scene


@scene("a jammed door: the same code once more, up to 119 s later", "RepeatEndless")
def jammed(s: Session) -> None:
    s.install()
    code = s.flex(at(10))
    s.opens(at(10), code, until=at(12))
    s.opens(at(10, 1, 59), code, until=at(12))
    s.enter(at(10, 2), code, USED_UP)
    s.enter(at(10, 3), code, USED_UP)


@scene("a jammed door: 120 s are too long", "RepeatInclusive")
def jammed_too_long(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.enter(at(10, 2), s.flex(at(10)), USED_UP)


@scene("a jammed door: confirmed, so no repeat", "RepeatAfterConfirm")
def jammed_confirmed(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.confirm(at(10, 0, 1))
    s.enter(at(10, 0, 2), s.flex(at(10)), USED_UP)


@scene("a jammed door: the repeat survives a restart, once", "RepeatLostOnRestart")
def jammed_restart(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.restart()
    s.opens(at(10, 1), s.flex(at(10)))
    s.restart()
    s.enter(at(10, 1, 30), s.flex(at(10)), USED_UP)


@scene("a jammed door: another code opened in between", "RepeatForEachRow")
def jammed_other(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.opens(at(10, 0, 30), s.flex(at(10), copy=1))
    s.enter(at(10, 1), s.flex(at(10)), USED_UP)
    s.opens(at(10, 1, 30), s.flex(at(10), copy=1))
    s.enter(at(10, 1, 31), s.flex(at(10), copy=1), USED_UP)


@scene("a jammed door: a day code opened in between", "RepeatForEachRow")
def jammed_day(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.opens(at(10, 0, 30), s.day())
    s.enter(at(10, 1), s.flex(at(10)), USED_UP)


@scene("a jammed door: wrong codes in between change nothing", "RepeatEndedByRefusal")
def jammed_wrong(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.wrong(at(10, 0, 30), times=2)
    s.enter(at(10, 0, 40), s.flex(at(10)), WRONG_CODE, op=1)
    s.opens(at(10, 1), s.flex(at(10)))


@scene("a jammed door: not before the opening, by the box's clock")
def jammed_backwards(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.enter(at(9, 59, 59), s.flex(at(10)), USED_UP)
    s.opens(at(10), s.flex(at(10)))


@scene("a jammed door: the repeat needs the window's tolerance as well")
def jammed_at_the_end(s: Session) -> None:
    s.install()
    s.opens(at(11, 1), s.flex(at(10), 1))
    s.enter(at(11, 2), s.flex(at(10), 1), USED_UP)


@scene("a jammed door: the repeat is not granted when it cannot be saved")
def jammed_store(s: Session) -> None:
    s.install()
    code = s.flex(at(10))
    s.opens(at(10), code)
    s.enter(at(10, 0, 10), code, STORE_FAILED, fails=2)
    s.opens(at(10, 0, 20), code)
    s.enter(at(10, 0, 30), code, USED_UP)


@scene("a box whose openings may not be repeated", repeat=0)
def no_repeat(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.enter(at(10), s.flex(at(10)), USED_UP)


@scene("a box that leaves ten minutes for a repeat", repeat=600)
def long_repeat(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.opens(at(10, 9, 59), s.flex(at(10)))
    s.enter(at(10, 9, 59), s.flex(at(10)), USED_UP)


@scene("confirming twice, and with nothing to confirm")
def confirm_twice(s: Session) -> None:
    s.install()
    s.confirm(at(9, 10))
    s.opens(at(10), s.flex(at(10)))
    s.confirm(at(9, 59, 59))
    s.confirm(at(10, 5))
    s.enter(at(10, 5), s.flex(at(10)), USED_UP)
