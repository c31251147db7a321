"""Appointments from beginning to end, their events drawn from a repeatable stream."""

from ..policy import appointment
from ..stream import Stream
from .appointment_objects import EARLIER, EXAMPLE, START, event, group_of, other, step
from .container import Group, Members

KINDS = ("approve", "approve", "decline", "cancel", "reschedule", "release", "open", "complete", "tick")
ACTORS = ("holder", "listing_side", "listing_side", "system")


def drawn(count: int) -> Group:
    """Each goes on from the appointment that the one before left, until it is at an end."""
    stream = Stream("appointment")
    group = group_of("step", **EXAMPLE, early=600)
    before: Members | None = None
    now = EARLIER
    for _ in range(count):
        if before is None or before["state"] in ("declined", "cancelled", "no_show", "completed"):
            before, now = None, EARLIER + stream.below(4_000)
            told = event("request", now)
        else:
            kind = stream.choice(KINDS)
            actor = None if stream.below(3) else stream.choice(ACTORS)
            told = event(kind, now, actor)
            if kind == "reschedule":
                told |= {"start": now + 7_200, "end": now + 9_000}
        others = (other(START + 900, START + 1_800),) if stream.below(3) == 0 else ()
        given = step(told, before, others, showable=stream.below(8) > 0)
        group.accept("random, from where the one before left it", **given)
        result = appointment.step(given, group.parameters["rules"])
        before = result["created"] or result["appointment"]
        now += stream.choice((60, 600, 1_800))
        if before is not None and before["id"] == "P-2":
            before = before | {"id": "P-1", "replaces": None}
    return group
