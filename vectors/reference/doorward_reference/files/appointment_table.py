"""Every state with every event, every actor, and each obligation of a step."""

from ..policy.names import STATES
from .appointment_objects import (
    ACTOR,
    CLOSES,
    EARLIER,
    END,
    RELEASE,
    START,
    appointment,
    event,
    group_of,
    step,
)
from .container import Group

IN_TIME = {"release": RELEASE, "open": START + 60, "complete": END, "tick": START}


def every_pair() -> Group:
    """With everything else in order, so that the state alone decides."""
    group = group_of("step")
    for state in STATES:
        for kind in ACTOR:
            told = event(kind, IN_TIME.get(kind, EARLIER))
            flags = []
            if (state, kind) in (("approved", "tick"), ("requested", "tick"), ("in_progress", "open")):
                flags.append("SequenceOnEveryEvent")
            if (state, kind) == ("in_progress", "open"):
                flags.append("LastOpening")
            if (state, kind) == ("approved", "reschedule"):
                flags += ["HolderMovesAlone", "SequenceGoesOn"]
            if kind in ("cancel", "reschedule") and state == "approved":
                flags.append("AlwaysRevokes")
            group.accept(f"{kind} while {state}", *flags, **step(told, appointment(state)))
    group.accept("request where there is none", **step(event("request", EARLIER)))
    for kind in ACTOR:
        if kind != "request":
            given = step(event(kind, IN_TIME.get(kind, EARLIER)))
            group.refuse(f"{kind} where there is none", "NoAppointment", **given)
    return group


def ticks(group: Group) -> None:
    for state, limit, after in (
        ("requested", END, "declined"),
        ("approved", CLOSES, "no show"),
        ("in_progress", CLOSES, "completed"),
    ):
        for now, word in ((limit - 1, "a second before"), (limit, "at")):
            flags = ["EdgeSecond"] if now <= limit else []
            flags += ["GraceForgotten"] if state != "requested" and now < limit else []
            group.accept(f"tick while {state}, {word} its time to be {after}", *flags,
                         **step(event("tick", now), appointment(state)))  # fmt: skip
    group.accept("tick of one requested between end and end of the grace: declined",
                 **step(event("tick", END + 1), appointment("requested")))  # fmt: skip


def actors(group: Group) -> None:
    right = {
        "request": ("holder",), "approve": ("listing_side",), "decline": ("listing_side",),
        "cancel": ("holder", "listing_side"), "reschedule": ("holder", "listing_side"),
        "release": ("system",), "open": ("system",), "complete": ("holder",), "tick": ("system",),
    }  # fmt: skip
    state = {"request": None, "approve": "requested", "decline": "requested", "open": "approved",
             "complete": "in_progress"}  # fmt: skip
    for kind, entitled in right.items():
        name = state.get(kind, "approved")
        before = None if name is None else appointment(name)
        for actor in ("holder", "listing_side", "system"):
            told = event(kind, IN_TIME.get(kind, EARLIER), actor)
            if actor in entitled and actor != ACTOR[kind]:
                group.accept(f"{kind} by the {actor}", **step(told, before))
            elif actor not in entitled:
                group.accept(f"{kind} by the {actor}: not theirs to do", "AnyActor", **step(told, before))


def obligations(group: Group) -> None:
    held = appointment(grant_released=True)
    for actor in ("holder", "listing_side"):
        group.accept(f"cancel by the {actor}, grant released", **step(event("cancel", EARLIER, actor), held))
        flags = ["HolderMovesAlone"] if actor == "holder" else []
        group.accept(f"reschedule by the {actor}, grant released", "SequenceGoesOn", "ReleaseGoesOn", *flags,
                     **step(event("reschedule", EARLIER, actor), held))  # fmt: skip
    group.accept("cancel of a request by the listing side: no grant to take back",
                 **step(event("cancel", EARLIER, "listing_side"), appointment("requested")))  # fmt: skip
    group.accept("release with no bulletin made yet", "AlwaysBulletin",
                 **step(event("release", RELEASE), appointment(), bulletin=0))  # fmt: skip
    group.accept("release a second time", "ReleaseTwice",
                 **step(event("release", RELEASE + 1), appointment(grant_released=True)))  # fmt: skip
    group.accept("release with bulletin 4294967295",
                 **step(event("release", RELEASE), appointment(), bulletin=2**32 - 1))  # fmt: skip
    group.accept("an opening learnt of minutes later",
                 **step(event("open", END, at=START + 1), appointment(grant_released=True)))  # fmt: skip
    group.accept("a second opening leaves the first instant", "LastOpening", "SequenceOnEveryEvent",
                 **step(event("open", END), appointment("in_progress")))  # fmt: skip
    group.accept("a replacement keeps what it replaced", "SequenceGoesOn", "HolderMovesAlone",
                 **step(event("reschedule", EARLIER, new_id="P-3"),
                        appointment(id="P-2", replaces="P-1", sequence=9)))  # fmt: skip
    group.accept("moved to the same window under a new id", "SequenceGoesOn",
                 **step(event("reschedule", EARLIER, "listing_side", start=START, end=END),
                        appointment()))  # fmt: skip
