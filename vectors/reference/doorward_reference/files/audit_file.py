"""audit.json: rows of an audit log, the head after each, and rows and heads that are not genuine.

Every vector stands alone: the key of its row follows from the group and the sequence. An invalid one
is a row or a head that a service has to refuse. No sequence in it lies far beyond the others, so
that nobody has to step through millions of keys to find that out.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace

from .. import audit, bits, keys
from ..audit import Entry, Log
from ..stream import Stream
from . import schema
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .grant_inputs import LAST_INSTANT

NOTES = pick("LittleEndian", "Truncated31", "Truncated16") | {
    "Forged": REFUSED + "not what this box would have written at this point of its life: the tag does not fit",
    "BadLength": REFUSED + "a row of another length than 64 bytes, or a head of another than 28",
    "BadEntry": REFUSED + "an event, outcome, method or operation that does not exist, or a last word that is not zero",
    "AuditFromBoxKey": KILLS + "derives the first audit key from the box key",
    "GenerationIgnored": KILLS + "derives the audit key without the generation",
    "IdPadded": KILLS + "pads an id to 25 bytes before it enters a derivation",
    "KeyNotMoved": KILLS + "makes every row with the first key",
    "KeyMovedEarly": KILLS + "makes a row with the key of the next one",
    "KeyMovedTwice": KILLS + "moves the key on for the head as well",
    "KeyPerEpoch": KILLS + "begins with the first key again when the epoch rises",
    "KeyWithNumber": KILLS + "puts the sequence into the step from one key to the next",
    "HeadWithRowKey": KILLS + "makes the head with the key of the row before it",
    "HeadTellsRow": KILLS + "puts the sequence of the last row into the head",
    "HeadWithoutInstant": KILLS + "leaves the instant out of the head's tag",
    "LastWordLeftOut": KILLS + "leaves the last four bytes out of the row's tag",
    "LabelLeftOut": KILLS + "makes tags without a label",
    "OneLabel": KILLS + "makes rows and heads under one label",
    "TagLastHalf": KILLS + "takes the last 16 bytes of the MAC",
    "TagHalf": KILLS + "compares the first eight bytes of a tag",
    "TagUnread": KILLS + "does not compare the tag",
    "Detail32": KILLS + "keeps 32 bits of the detail",
    "DetailAsDouble": KILLS + "reads the detail as a double-precision number",
    "DetailSigned": KILLS + "keeps 63 bits of the detail",
    "Instant32": KILLS + "keeps 32 bits of an instant",
    "MethodEventSwapped": KILLS + "exchanges the places of method and event",
    "NearKeyTaken": KILLS + "tries the keys of the rows before and after as well",
    "TrailingIgnored": KILLS + "ignores bytes behind the tag",
    "FieldsUnchecked": KILLS + "takes any byte for an event, outcome, method or operation",
    "LastWordIgnored": KILLS + "does not look at the last four bytes of an entry",
}

ROOT = bytes(range(32))
FAR = (1_000, 1_001, 4_095, 4_096, 65_535, 65_536)


def log_of(group: Members) -> Log:
    return Log(bytes.fromhex(group["root"]), group["lockbox"], group["generation"])


def entry_of(test: Members) -> Entry:
    given = {name: test[name] for name in NUMBERS}
    return Entry(**given, subject=bytes.fromhex(test["subject"]), detail=int(test["detail"]))


def evaluate(group: Members, test: Members) -> Members:
    log = log_of(group)
    if "sequence" in test:
        entry = entry_of(test)
        row, head = audit.row(log, entry), audit.head(log, entry.sequence + 1, entry.instant)
        return {"row": row.hex(), "head": head.hex()}
    if "row" in test:
        audit.verify_row(log, bytes.fromhex(test["row"]))
    else:
        audit.verify_head(log, bytes.fromhex(test["head"]))
    return {}


def code_subject(family: int, slot: int, place: int, payload: int) -> bytes:
    return bits.u8(family) + bits.u8(slot) + bytes(2) + bits.u32(place) + bits.u32(payload) + bytes(4)


def some_entry(stream: Stream, sequence: int, **fixed: object) -> Entry:
    given = Entry(
        sequence=sequence,
        epoch=stream.below(1_000),
        instant=stream.between(1_735_689_600, 2_000_000_000),
        event=stream.between(1, 7),
        outcome=stream.below(27),
        method=stream.below(6),
        operation=stream.choice(audit.OPERATIONS),
        subject=stream.take(16),
        detail=stream.below(2**32),
    )
    return replace(given, **fixed)


def members(entry: Entry) -> Members:
    return asdict(entry) | {"subject": entry.subject.hex(), "detail": str(entry.detail)}


class Writer:
    """One log as it grows."""

    def __init__(self, root: bytes, lockbox: str, generation: int) -> None:
        self.group = Group({"root": root.hex(), "lockbox": lockbox, "generation": generation})
        self.log = Log(root, lockbox, generation)
        self.next = 0

    def some(self, stream: Stream, **fixed: object) -> Entry:
        return some_entry(stream, self.next, **fixed)

    def accept(self, comment: str, entry: Entry, *flags: str) -> None:
        self.group.accept(comment, *flags, **members(entry))
        self.next = entry.sequence + 1

    def accept_all(self, stream: Stream, lines: Iterable[tuple[str, Members, tuple[str, ...]]]) -> None:
        for comment, fixed, flags in lines:
            self.accept(comment, self.some(stream, **fixed), *flags)


def example() -> Group:
    writer = Writer(ROOT, "LB-00012345", 0)
    first = Entry(0, 1, 1_778_951_100, 1, 0, 1, 1, code_subject(1, 0, 20_589, 0), 0)
    writer.accept("worked example: a day code opens", first, "LittleEndian", "AuditFromBoxKey",
                  "LastWordLeftOut", "LabelLeftOut", "TagLastHalf", "HeadWithRowKey", "HeadTellsRow",
                  "HeadWithoutInstant", "KeyMovedEarly", "KeyMovedTwice", "IdPadded",
                  "OneLabel")  # fmt: skip
    second = Entry(1, 1, 1_778_966_400, 1, 0, 2, 1, code_subject(2, 0, 988_314, 3_098), 0)
    writer.accept("worked example: a flex code opens", second, "KeyNotMoved", "KeyWithNumber")
    return writer.group


def day(stream: Stream) -> Group:
    """A life of a box in rows: each event, with what a box would note of it."""
    writer = Writer(stream.key(), stream.name(11), 0)
    grant, epoch, now = stream.take(16), 4, 1_790_000_000
    nobody = bytes(16)

    def row(comment: str, event: int, outcome: int, method: int, operation: int, subject: bytes,
            detail: int, *flags: str) -> None:  # fmt: skip
        nonlocal now
        now += stream.between(5, 4_000)
        entry = Entry(writer.next, epoch, now, event, outcome, method, operation, subject, detail)
        writer.accept(comment, entry, *flags)

    row("a bulletin is applied", 3, 1, 5, 0, nobody, 1)
    row("a day code opens", 1, 0, 1, 1, code_subject(1, 0, 20_717, 0), 0)
    row("a flex code opens", 1, 0, 2, 2, code_subject(2, 0, 994_444, 1_999), 0, "MethodEventSwapped")
    row("a wrong code, once", 1, 2, 0, 1, nobody, 1)
    row("wrong codes, 37 of them", 1, 2, 0, 1, nobody, 37)
    row("throttled, 4,294,967,296 times", 1, 4, 0, 1, nobody, 2**32, "Detail32")
    row("a grant opens", 2, 0, 4, 1, grant, 0)
    row("a grant opens, handed on", 2, 0, 4, 1, grant, bits.be64(stream.take(8)), "Detail32")
    row("a grant releases the shackle", 2, 0, 4, 2, grant, 0)
    row("a grant reads the log", 2, 1, 4, 4, grant, 0)
    row("a grant updates the firmware", 2, 1, 4, 8, grant, 0)
    row("a grant acts as owner", 2, 1, 4, 16, grant, 0)
    row("a grant is revoked", 2, 20, 4, 1, grant, 1)
    row("a service code cancels", 4, 1, 3, 0, code_subject(3, 0, 0, 0), 0)
    row("the clock is set", 5, 1, 5, 0, nobody, 1_789_999_000)
    row("power comes back", 6, 1, 0, 0, nobody, now)
    epoch = 5
    row("the epoch is raised", 7, 1, 5, 0, nobody, 4, "KeyPerEpoch")
    row("a day code of the new epoch opens", 1, 0, 1, 1, code_subject(1, 15, 20_718, 0), 0, "KeyPerEpoch",
        "KeyNotMoved", "KeyWithNumber")  # fmt: skip
    epoch = 2**32 - 1
    row("the last epoch", 7, 1, 3, 0, nobody, 5, "KeyPerEpoch")
    return writer.group


def fields(stream: Stream) -> Group:
    writer = Writer(stream.key(), stream.name(16), 1)

    def lines() -> Iterable[tuple[str, Members, tuple[str, ...]]]:
        for event in audit.EVENTS:
            yield f"event {event}", {"event": event}, ()
        for outcome in audit.OUTCOMES:
            yield f"outcome {outcome}", {"outcome": outcome}, ()
        for method in audit.METHODS:
            yield f"method {method}", {"method": method}, ()
        for operation in audit.OPERATIONS:
            yield f"operation {operation}", {"operation": operation}, ()
        for epoch in (0, 1, 255, 256, 65_536, 2**31 - 1, 2**31, 2**32 - 1):
            flags = ("Truncated16",) if epoch == 65_536 else ("Truncated31",) if epoch >= 2**31 else ()
            yield f"epoch {epoch}", {"epoch": epoch}, flags
        for instant in (0, 1, 2**31, 2**32 - 1, 2**32, LAST_INSTANT):
            yield f"instant {instant}", {"instant": instant}, ("Instant32",) if instant >= 2**32 else ()
        for detail in (0, 1, 255, 2**32 - 1, 2**32, 2**53, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1):
            flags = ("Detail32",) if detail >= 2**32 else ()
            flags += ("DetailAsDouble",) if float(detail) != detail else ()
            flags += ("DetailSigned",) if detail >= 2**63 else ()
            yield f"detail {detail}", {"detail": detail}, flags
        for comment, subject in (
            ("subject of zeros", bytes(16)),
            ("subject of ones", b"\xff" * 16),
            ("day code, slot 15, last day", code_subject(1, 15, 2**32 - 1, 0)),
            ("flex code, first payload of half hour 0", code_subject(2, 0, 0, 0)),
            ("flex code, largest numbers", code_subject(2, 0, 2**32 - 1, 127_999)),
            ("service code", code_subject(3, 0, 0, 0)),
        ):
            yield comment, {"subject": subject}, ()

    writer.accept_all(stream, lines())
    return writer.group


def far(stream: Stream) -> Group:
    """Rows far along a chain. They may be checked in any order, without the rows between them."""
    writer = Writer(stream.key(), stream.name(6), 0)
    for sequence in FAR:
        flags = ["KeyNotMoved"] if sequence == 1_000 else []
        flags += ["Truncated16"] if sequence == 65_536 else []
        writer.accept(f"row {sequence}", some_entry(stream, sequence), *flags)
    writer.accept("row 2, after all of these", some_entry(stream, 2))
    return writer.group


def generations(stream: Stream) -> list[Group]:
    listed = []
    root, name = stream.key(), "LB-7"
    lines = [("the same rows of each generation", {"epoch": 9, "instant": 1_800_000_000 + i, "event": 1,
              "outcome": 0, "method": 1, "operation": 1, "subject": code_subject(1, i, 20_833, 0),
              "detail": 0}) for i in range(2)]  # fmt: skip
    for generation in (0, 1, 2, 65_536, 2**31, 2**32 - 1):
        writer = Writer(root, name, generation)
        flags = ("GenerationIgnored",) if generation else ("IdPadded",)
        flags += ("Truncated16",) if generation == 65_536 else ("Truncated31",) if generation >= 2**31 else ()
        writer.accept_all(stream, ((comment, fixed, flags) for comment, fixed in lines))
        listed.append(writer.group)
    return listed


def ids(stream: Stream) -> list[Group]:
    listed = []
    root = stream.key()
    for name in ("!", "LB-1", "lb-1", stream.name(24), stream.name(25)):
        writer = Writer(root, name, 0)
        flags = ("IdPadded",) if len(name) < 25 else ()
        writer.accept_all(stream, [(f"lockbox id of length {len(name)}", {}, flags)])
        listed.append(writer.group)
    return listed


def chain(stream: Stream) -> Group:
    writer = Writer(stream.key(), stream.name(20), 3)
    instant, epoch = 1_800_000_000, 65_535
    for number in range(24):
        instant += stream.between(1, 7_200)
        epoch += number % 8 == 7
        flags = ["KeyPerEpoch"] if epoch > 65_535 else []
        flags += ["KeyWithNumber"] if number == 5 else []
        writer.accept("one row after the other", writer.some(stream, instant=instant, epoch=epoch), *flags)
    return writer.group


# Byte, bit, name. Flipped in the sequence: low bits alone, so that it does not end up far away.
ROW_FLIPS = (
    (2, 0, "sequence"), (3, 0, "sequence"), (3, 3, "sequence"), (4, 7, "epoch"), (7, 0, "epoch"),
    (8, 7, "instant"), (12, 2, "instant"), (15, 0, "instant"), (16, 1, "event"), (17, 0, "outcome"),
    (18, 1, "method"), (19, 0, "operation"), (20, 0, "subject"), (27, 4, "subject"), (35, 7, "subject"),
    (36, 7, "detail"), (40, 3, "detail"), (43, 0, "detail"), (44, 7, "last word"), (47, 0, "last word"),
    (48, 0, "tag"), (51, 2, "tag"), (55, 7, "tag"), (56, 7, "tag"), (59, 5, "tag"), (63, 0, "tag"),
)  # fmt: skip
HEAD_FLIPS = (
    (2, 0, "next"), (3, 0, "next"), (3, 4, "next"), (4, 7, "instant"), (8, 1, "instant"), (11, 0, "instant"),
    (12, 0, "tag"), (15, 6, "tag"), (19, 7, "tag"), (20, 7, "tag"), (23, 3, "tag"), (27, 0, "tag"),
)  # fmt: skip


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def refusals(stream: Stream) -> Group:
    writer = Writer(stream.key(), "LB-00012345", 2)
    group, log = writer.group, writer.log
    entry = some_entry(stream, 5, event=1, outcome=0, method=1, operation=1, epoch=8)
    writer.accept("the row itself", entry)
    row, head = audit.row(log, entry), audit.head(log, 6, entry.instant)
    packed, stated = row[: audit.ENTRY_BYTES], head[: -audit.TAG_BYTES]

    def forged(what: str, comment: str, data: bytes, *flags: str) -> None:
        group.refuse(comment, "Forged", "TagUnread", *flags, **{what: data.hex()})

    for at, bit, name in ROW_FLIPS:
        comment = f"row, {name}: bit {bit} of byte {at} flipped"
        flags = ["TagHalf"] if at >= audit.ENTRY_BYTES + 8 else []
        if name == "last word":
            group.refuse(comment, "Forged", row=flipped(row, at, bit).hex())
            continue
        forged("row", comment, flipped(row, at, bit), *flags)
    for at, bit, name in HEAD_FLIPS:
        flags = ["TagHalf"] if at >= 20 else []
        forged("head", f"head, {name}: bit {bit} of byte {at} flipped", flipped(head, at, bit), *flags)

    def tagged(key: bytes) -> bytes:
        return packed + audit.row_tag(key, packed)

    def headed(key: bytes) -> bytes:
        return stated + audit.head_tag(key, stated)

    forged("row", "row under the key of the row before", tagged(log.key_at(4)), "NearKeyTaken")
    forged("row", "row under the key of the next row", tagged(log.key_at(6)), "NearKeyTaken", "KeyMovedEarly")
    forged("row", "row under the first key", tagged(log.key_at(0)), "KeyNotMoved")
    forged("head", "head under the key of the row before it", headed(log.key_at(5)), "NearKeyTaken",
           "HeadWithRowKey")  # fmt: skip
    forged("head", "head under the key after the next", headed(log.key_at(7)), "NearKeyTaken", "KeyMovedTwice")
    forged("head", "head under the first key", headed(log.key_at(0)), "KeyNotMoved")
    for comment, other, flags in (
        ("another box", replace(log, lockbox="LB-00012346"), ()),
        ("a box whose id differs in case", replace(log, lockbox="lb-00012345"), ()),
        ("the generation before", replace(log, generation=1), ()),
        ("generation 0", replace(log, generation=0), ("GenerationIgnored",)),
        ("the generation after", replace(log, generation=3), ()),
        ("another root", replace(log, root=stream.key()), ()),
    ):
        forged("row", f"row of {comment}", audit.row(other, entry), *flags)
        forged("head", f"head of {comment}", audit.head(other, 6, entry.instant), *flags)
    box = keys.box_key(log.root, log.lockbox, log.generation)
    forged("row", "row under the box key", tagged(box))
    mac = keys.mac(log.key_at(5), keys.VERSION + b"audit-entry\x00" + packed)
    forged("row", "last half of the MAC", packed + mac[16:], "TagLastHalf")
    forged("row", "half of the tag, then zeros", row[:56] + bytes(8), "TagHalf")
    forged("row", "tag of zeros", packed + bytes(16))
    forged("row", "row with the label of a head", packed + audit.head_tag(log.key_at(5), packed), "OneLabel")
    forged("head", "head with the label of a row", stated + audit.row_tag(log.key_at(6), stated), "OneLabel")
    forged("row", "row without a label", packed + keys.mac(log.key_at(5), packed)[:16], "LabelLeftOut")
    forged("head", "head without a label", stated + keys.mac(log.key_at(6), stated)[:16], "LabelLeftOut")
    short = audit.row_tag(log.key_at(5), packed[:-4])
    forged("row", "row whose tag leaves out the last four bytes", packed + short, "LastWordLeftOut")
    alone = audit.head_tag(log.key_at(6), stated[:4])
    forged("head", "head whose tag leaves out the instant", stated + alone, "HeadWithoutInstant")
    early = replace(entry, sequence=4)
    forged("row", "the row before, given this number", packed + audit.row(log, early)[48:])
    for length in (0, 4, 48, 63):
        group.refuse(f"row cut to {length} bytes", "BadLength", row=row[:length].hex())
    for more in (b"\x00", b"abcd", mac[16:]):
        group.refuse(f"row with {len(more)} bytes behind the tag", "BadLength", "TrailingIgnored",
                     row=(row + more).hex())  # fmt: skip
    group.refuse("two rows", "BadLength", "TrailingIgnored", row=(row + row).hex())
    for length in (0, 12, 27):
        group.refuse(f"head cut to {length} bytes", "BadLength", head=head[:length].hex())
    group.refuse("head with a byte behind the tag", "BadLength", "TrailingIgnored", head=head.hex() + "00")

    def bad_entry(comment: str, at: int, value: bytes, flag: str) -> None:
        changed = packed[:at] + value + packed[at + len(value) :]
        genuine = changed + audit.row_tag(log.key_at(5), changed)
        group.refuse(comment, "BadEntry", flag, row=genuine.hex())

    for event in (0, 8, 255):
        bad_entry(f"event {event}", 16, bits.u8(event), "FieldsUnchecked")
    for outcome in (27, 255):
        bad_entry(f"outcome {outcome}", 17, bits.u8(outcome), "FieldsUnchecked")
    for method in (6, 255):
        bad_entry(f"method {method}", 18, bits.u8(method), "FieldsUnchecked")
    for operation in (3, 31, 32, 128):
        bad_entry(f"operation {operation}", 19, bits.u8(operation), "FieldsUnchecked")
    for word in (1, 2**24, 2**32 - 1):
        bad_entry(f"last word {word}", 44, bits.u32(word), "LastWordIgnored")
    return group


def groups() -> list[Group]:
    stream = Stream("audit")
    listed = [example(), day(stream), fields(stream), far(stream), *generations(stream), *ids(stream)]
    return [*listed, chain(stream), refusals(stream)]


NUMBERS = {
    "sequence": schema.integer(0, schema.U32 - 1),
    "epoch": schema.U32_NUMBER,
    "instant": schema.INSTANT,
    "event": schema.integer(1, 7),
    "outcome": schema.integer(0, 26),
    "method": schema.integer(0, 5),
    "operation": schema.one_of(*audit.OPERATIONS),
}
SHAPE = schema.Shape(
    group={"root": schema.KEY, "lockbox": schema.text("^[!-~]{1,25}$"), "generation": schema.U32_NUMBER},
    valid=[
        NUMBERS
        | {
            "subject": schema.octets(audit.SUBJECT_BYTES),
            "detail": schema.TWEAK,
            "row": schema.octets(audit.ROW_BYTES),
            "head": schema.octets(audit.HEAD_BYTES),
        }
    ],
    invalid=[{"row": schema.ANY_OCTETS}, {"head": schema.ANY_OCTETS}],
)
FILE = VectorFile(
    "audit", "section 10", NOTES, evaluate, groups, schema.build("audit", "section 10", NOTES, SHAPE)
)
