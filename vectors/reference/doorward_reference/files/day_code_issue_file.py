"""day-code-issue.json: which slot the issuer hands out next."""

from .. import day
from ..stream import Stream
from . import found, schema
from .container import KILLS, REFUSED, Group, Members, VectorFile

NOTES = {
    "NoneLeft": REFUSED + "every slot of this half is taken or repeats a lower slot's code",
    "RepeatIssued": KILLS + "hands out a slot whose code a lower slot has",
    "OwnHalfOnly": KILLS + "looks for repeats among the lower slots of the same half only",
    "TakenOnly": KILLS + "looks for repeats among the slots handed out only",
    "LowerOfPairSkipped": KILLS + "skips the lower of two slots with one code as well",
    "HalvesIgnored": KILLS + "starts at slot 0 for the holder of the day's key",
    "HalfOverrun": KILLS + "goes on to slot 8 when the service's half is used up",
    "CountsTaken": KILLS + "takes the number of slots handed out for the next slot",
    "AfterHighest": KILLS + "goes on after the highest slot taken and never back to a free one",
}


def evaluate(group: Members, test: Members) -> Members:
    key = day.key(bytes.fromhex(group["box_key"]), group["epoch"], group["day"])
    slot, code = day.issue(key, group["digits"], test["half"], test["taken"])
    return {"slot": slot, "code": code}


def plain(stream: Stream, digits: int) -> Group:
    group = Group(
        {
            "box_key": stream.key().hex(),
            "epoch": stream.below(100),
            "day": stream.between(19_723, 30_000),
            "digits": digits,
        }
    )
    group.accept("the service's first", half="service", taken=[])
    group.accept("the holder's first", "HalvesIgnored", half="holder", taken=[])
    group.accept("the service's second", half="service", taken=[0])
    group.accept("the holder's second", "HalvesIgnored", half="holder", taken=[8])
    group.accept("the other half is full", half="service", taken=list(range(8, 16)))
    group.accept("the other half is full", half="holder", taken=[*range(8), 8])
    group.accept("a gap", "CountsTaken", "AfterHighest", half="service", taken=[0, 1, 3, 6])
    group.accept("a gap at the front", "AfterHighest", half="holder", taken=[15, 9, 12])
    group.accept("taken in any order", half="service", taken=[2, 0, 1])
    group.accept("the service's last", half="service", taken=list(range(7)))
    group.accept("the holder's last", half="holder", taken=list(range(8, 15)))
    group.refuse("the service's half is full", "NoneLeft", "HalfOverrun",
                 half="service", taken=list(range(8)))  # fmt: skip
    group.refuse("the holder's half is full", "NoneLeft", "HalvesIgnored",
                 half="holder", taken=list(range(8, 16)))  # fmt: skip
    group.refuse("all sixteen are taken", "NoneLeft", half="holder", taken=list(range(16)))
    return group


def repeat(pair: found.SharedDay) -> Group:
    """A day on which `pair.higher` must never be handed out."""
    group = Group({"box_key": found.BOX.hex(), "epoch": pair.epoch, "day": pair.day, "digits": 7})
    half = "service" if pair.higher < 8 else "holder"
    slots = day.HALVES[half]
    before = [slot for slot in slots if slot < pair.higher]
    flags = ["RepeatIssued"]
    if pair.lower not in slots:
        flags.append("OwnHalfOnly")
    issue = group.refuse if pair.higher == slots[-1] else group.accept
    reason = ["NoneLeft"] if pair.higher == slots[-1] else []
    where = f"slot {pair.higher} repeats slot {pair.lower}"
    issue(f"{where}: its turn", *reason, *flags, half=half, taken=before)
    others = [slot for slot in before if slot != pair.lower]
    if pair.lower in slots:
        group.accept(f"{where}: the lower one is free", "LowerOfPairSkipped", half=half, taken=others)
    else:
        issue(f"{where}: nobody has the lower one", *reason, "TakenOnly", half=half, taken=before)
        lower_half = list(range(pair.lower))
        group.accept(f"{where}: the lower one's turn", "LowerOfPairSkipped",
                     half="service", taken=lower_half)  # fmt: skip
    if pair.higher != slots[-1]:
        rest = [slot for slot in slots if slot != pair.higher]
        group.refuse(f"{where}: all others are taken", "NoneLeft", "RepeatIssued", half=half, taken=rest)
        group.accept(f"{where}: already handed out, by mistake", half=half, taken=[*before, pair.higher])
    return group


def groups() -> list[Group]:
    stream = Stream("day-code-issue")
    listed = [plain(stream, digits) for digits in (7, 8, 9)]
    pairs = (found.BOTH_SERVICE, found.ONE_IN_EACH_HALF, found.BOTH_HOLDER, found.LAST_SERVICE)
    return listed + [repeat(pair) for pair in (*pairs, found.LAST_HOLDER)]


SLOT = schema.integer(0, day.SLOTS - 1)
INPUTS = {"half": schema.one_of(*day.HALVES), "taken": schema.list_of(SLOT)}
SHAPE = schema.Shape(
    group={
        "box_key": schema.KEY,
        "epoch": schema.U32_NUMBER,
        "day": schema.U32_NUMBER,
        "digits": schema.integer(day.MIN_DIGITS, day.MAX_DIGITS),
    },
    valid=[INPUTS | {"slot": SLOT, "code": schema.digits(7, 9)}],
    invalid=[INPUTS],
)
FILE = VectorFile(
    "day-code-issue", "section 2", NOTES, evaluate, groups,
    schema.build("day-code-issue", "section 2", NOTES, SHAPE),
)  # fmt: skip
