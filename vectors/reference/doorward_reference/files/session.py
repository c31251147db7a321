"""Sessions: running the steps of one against the engine, and writing them down.

A `Session` acts each step out while it is written, and its author states every answer. So each
expectation in the file was given twice, once by a person and once by the engine.
"""

import dataclasses
import hashlib
from typing import Any

from .. import day, flex, keys, service
from ..engine import bulletin, decision, limits, memory
from ..engine.box import Box, Profile
from ..engine.bulletin import Bulletin
from ..engine.limits import Limits
from ..engine.snapshot import encode_snapshot
from ..stream import Stream
from ..zone import Zone, parse
from . import zone_list
from .container import Group, Members, WritingError
from .phone import Phone

DIGEST_BYTES = 16
OUTCOME = ("decision", "saved")
"""The outputs among the members of a step."""

MIDNIGHT = 1_778_914_800  # the worked example's date begins: 2026-05-16, Pacific time
TODAY = 20_589


def at(hour: int, minute: int = 0, second: int = 0, days: int = 0) -> int:
    """An instant of the worked example's date, by the clock on the wall."""
    return MIDNIGHT + (days * 24 + hour) * 3_600 + minute * 60 + second


def digest(data: bytes) -> str:
    return hashlib.sha256(data).digest()[:DIGEST_BYTES].hex()


def profile_of(group: Members) -> Profile:
    box_key = bytes.fromhex(group["box_key"])
    return Profile(group["lockbox"], box_key, group["day_digits"], group["flex_digits"])


def box_of(group: Members, test: Members) -> Box:
    if test["initial"]:
        return Box(profile_of(group), bytes.fromhex(test["initial"]))
    given = test["provision"]
    first = memory.provisioned(
        given["epoch"],
        parse(bytes.fromhex(given["zone"])),
        limits.parse(bytes.fromhex(given["limits"])),
        bytes.fromhex(group["audit_0"]),
        given.get("lacking", 0),
    )
    return Box.provision(profile_of(group), first)


def act(box: Box, step: Members) -> Members:
    """One step: its decision and what it saved."""
    now, fails_at = step.get("now"), step.get("store_fails")
    match step["op"]:
        case "restart":
            box.restart()
            return {}
        case "key_pressed":
            box.key_pressed(now)
            return {}
        case "disconnect":
            box.disconnect()
            return {}
        case "enter":
            given: tuple[str, Any, ...] = ("enter_code", step["op_chosen"], step["code"])
        case "open_session":
            given = ("open_session", bytes.fromhex(step["entropy"]))
        case "bulletin":
            given = ("apply_bulletin", bytes.fromhex(step["message"]))
        case "present":
            given = ("present_grant", bytes.fromhex(step["message"]))
        case "replace_limits":
            given = ("replace_limits", bytes.fromhex(step["limits"]))
        case "confirm":
            given = ("confirm_opened",)
        case name:
            given = (name,)
    answer = box.perform(given[0], now, *given[1:], fails_at=fails_at)
    return {"decision": answer, "saved": [digest(data) for data in box.store.saves]}


def evaluate(group: Members, test: Members) -> Members:
    box = box_of(group, test)
    first = {} if test["initial"] else {"first_saved": digest(box.store.latest)}
    steps = []
    for step in test["steps"]:
        inputs = {name: value for name, value in step.items() if name not in OUTCOME}
        steps.append(inputs | act(box, inputs))
    return first | {"steps": steps}


def bare(outputs: Members) -> Members:
    """Of each step its outcome alone; a step that is not answered has none."""
    steps = [{name: step[name] for name in OUTCOME if name in step} for step in outputs["steps"]]
    return outputs | {"steps": steps}


class Session(Phone):
    """A session being written. Instants are the box's clock; `expect` is a decision number."""

    def __init__(
        self, group: Group, comment: str, flags: tuple[str, ...],
        zone: Zone = zone_list.LOS_ANGELES, epoch: int = 1, initial: bytes = b"", lacking: int = 0, **changed: int,
    ) -> None:  # fmt: skip
        self.group, self.comment, self.flags = group, comment, flags
        self.zone, self.epoch, self.sequence = zone, epoch, 1 if initial else 0
        self.profile = profile_of(group.parameters)
        self.inputs: Members = {"initial": initial.hex()}
        if not initial:
            self.inputs["provision"] = {
                "epoch": epoch,
                "zone": zone.to_bytes().hex(),
                "limits": Limits(**changed).to_bytes().hex(),
            } | ({"lacking": lacking} if lacking else {})
        self.steps: list[Members] = []
        self.box = box_of(group.parameters, self.inputs)
        self.stream = Stream(f"session: {comment}")
        self.challenge = bytes(16)

    # Writing

    def add(self, op: str, expect: int | None, **inputs: Any) -> Members:
        step = {"op": op} | {name: value for name, value in inputs.items() if value is not None}
        outcome = act(self.box, step)
        self.steps.append(step)
        found = outcome["decision"]["number"] if expect is not None else None
        if found != expect:
            where = f"{self.comment}, step {len(self.steps)}"
            raise WritingError(f"{where}: {found}, not {expect}: {step}")
        return outcome.get("decision", {})

    def finish(self) -> None:
        self.group.accept(self.comment, *self.flags, **self.inputs, steps=self.steps)

    # Steps

    def enter(
        self, now: int, code: str, expect: int, op: int = 0,
        until: int | None = None, fails: int | None = None,
    ) -> None:  # fmt: skip
        found = self.add("enter", expect, now=now, op_chosen=op, code=code, store_fails=fails)
        if until is not None and found.get("until") != until:
            raise WritingError(f"{self.comment}: until {found.get('until')}, not {until}")

    def opens(self, now: int, code: str, until: int | None = None, op: int = 0) -> None:
        self.enter(now, code, decision.OPEN, op, until)

    def wrong(self, now: int, code: str | None = None, times: int = 1) -> None:
        for _ in range(times):
            self.enter(now, code or self.guess(), decision.WRONG_CODE)

    def applied(self, now: int, code: str, set_clock: int | None = None) -> None:
        found = self.add("enter", decision.APPLIED, now=now, op_chosen=0, code=code)
        if found["set_clock"] != set_clock:
            raise WritingError(f"{self.comment}: sets {found['set_clock']}, not {set_clock}")

    def confirm(self, now: int, expect: int = decision.APPLIED, fails: int | None = None) -> None:
        self.add("confirm", expect, now=now, store_fails=fails)

    def tick(self, now: int, expect: int = decision.APPLIED, fails: int | None = None) -> None:
        self.add("tick", expect, now=now, store_fails=fails)

    def power(self, sets: int | None = None, expect: int = 1, fails: int | None = None) -> None:
        found = self.add("power_restored", expect, store_fails=fails)
        if sets is not None and found["set_clock"] != sets:
            raise WritingError(f"{self.comment}: power sets {found['set_clock']}, not {sets}")

    def restart(self) -> None:
        self.add("restart", None)

    def message(self, issued_at: int, live: bool = False, **fields: Any) -> bytes:
        """A bulletin: the next sequence, the box's epoch and zone, nothing suspended or revoked."""
        said = Bulletin(
            lockbox=fields.get("lockbox", self.profile.lockbox).encode("ascii"),
            nonce=fields.get("nonce", self.challenge if live else bulletin.CARRIED),
            sequence=fields.get("sequence", self.sequence + 1),
            epoch=fields.get("epoch", self.epoch),
            issued_at=issued_at,
            suspended=fields.get("suspended", False),
            zone=fields.get("zone", self.zone),
            revoked=tuple(fields.get("revoked", ())),
        )
        key = keys.purpose_key(fields.get("box_key", self.profile.box_key), "bulletin", 0)
        return bulletin.build(key, said)

    def deliver(
        self, now: int, message: bytes, expect: int = decision.APPLIED,
        sets: int | None = None, fails: int | None = None,
    ) -> None:  # fmt: skip
        found = self.add("bulletin", expect, now=now, message=message.hex(), store_fails=fails)
        if expect == decision.APPLIED:
            if found["set_clock"] != sets:
                raise WritingError(f"{self.comment}: sets {found['set_clock']}, not {sets}")
            said = bulletin.parse(message)
            self.sequence, self.zone, self.epoch = said.sequence, said.zone, said.epoch

    def carried(self, now: int, issued_at: int, expect: int = 1, sets: int | None = None, **said: Any) -> None:
        self.deliver(now, self.message(issued_at, **said), expect, sets)

    def live(self, now: int, issued_at: int, expect: int = decision.APPLIED, **said: Any) -> None:
        """Press, challenge and answer within a second, on a connection of its own."""
        self.connect(now)
        sets = issued_at if expect == decision.APPLIED else None
        self.deliver(now, self.message(issued_at, live=True, **said), expect, sets)
        self.disconnect()

    def install(self, instant: int = at(9)) -> None:
        """The first live bulletin: from here on the clock is set."""
        self.live(1_000, instant)

    # Codes

    def guess(self) -> str:
        return self.stream.digits(self.profile.flex_digits)

    def day(self, slot: int = 0, days: int = 0, epoch: int | None = None) -> str:
        """The code of a slot of the worked example's date, or of `days` after it."""
        return self.day_of(TODAY + days, slot, epoch)

    def day_of(self, date: int, slot: int = 0, epoch: int | None = None) -> str:
        key = day.key(self.profile.box_key, self.epoch if epoch is None else epoch, date)
        return day.code(key, self.profile.day_digits, slot)

    def flex(
        self, start: int, hours: float = 2, op: int = 0, use: int = 0, copy: int = 0,
        epoch: int | None = None,
    ) -> str:  # fmt: skip
        meant = window(start, hours, op, use, copy)
        chosen = self.epoch if epoch is None else epoch
        return flex.code(self.profile.box_key, chosen, self.profile.flex_digits, meant)

    def cancel_flex(
        self, start: int, hours: float = 2, op: int = 0, use: int = 0, copy: int = 0,
        epoch: int | None = None,
    ) -> str:  # fmt: skip
        chosen = self.epoch if epoch is None else epoch
        command = service.CancelFlex(window(start, hours, op, use, copy), chosen % 16)
        return service.code(self.profile.box_key, command)

    def cancel_day(self, slot: int = 0, days: int = 0, epoch: int | None = None) -> str:
        chosen = self.epoch if epoch is None else epoch
        return service.code(self.profile.box_key, service.CancelDay(TODAY + days, slot, chosen % 16))

    def clock(self, instant: int) -> str:
        return service.code(self.profile.box_key, service.SetClock(instant))

    def raise_epoch(self, epoch: int) -> str:
        return service.code(self.profile.box_key, service.RaiseEpoch(epoch))


def window(start: int, hours: float, op: int, use: int, copy: int) -> flex.Window:
    assert start % flex.SLOT_SECONDS == 0, "windows begin on a half hour"
    duration = flex.duration_of(round(hours * 3_600))
    return flex.Window(start // flex.SLOT_SECONDS, duration, copy, op, use)


def group_of(lockbox: str, root: bytes, day_digits: int = 7, flex_digits: int = 10) -> Group:
    return Group(
        {
            "lockbox": lockbox,
            "box_key": keys.box_key(root, lockbox, 0).hex(),
            "audit_0": keys.first_audit_key(root, lockbox, 0).hex(),
            "day_digits": day_digits,
            "flex_digits": flex_digits,
        }
    )


WORKED_ROOT = bytes(range(32))
WORKED_BOX = "LB-00012345"
LIMIT_NAMES = {each.name for each in dataclasses.fields(Limits)}


def found_by(row: memory.Row | None = None, **fields: Any) -> bytes:
    """A snapshot as a box finds it at its start: set at nine o'clock, and `fields` as given."""
    changed = {name: value for name, value in fields.items() if name in LIMIT_NAMES}
    audit_0 = keys.first_audit_key(WORKED_ROOT, WORKED_BOX, 0)
    state = memory.provisioned(1, zone_list.LOS_ANGELES, Limits(**changed), audit_0)
    state.clock_set, state.sequence = True, 1
    state.persisted = state.last_sync = at(9)
    state.rows[0] = row
    for name, value in fields.items():
        if name not in changed:
            setattr(state, name, value)
    return encode_snapshot(state)
