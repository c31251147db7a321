"""Finds the rare inputs that `doorward_reference/files/found.py` lists.

Some mistakes show only when two codes happen to be equal, once in tens of thousands of days or
windows. Those inputs were looked for once, with this script, and are kept as constants; the vectors
are then computed from them by the plain reference like all others. Run `python3 search.py NAME` to
find them again: day, float, narrow, neighbour, both (a minute or a few each).
"""

import hashlib
import itertools
import sys
from collections.abc import Iterator

from doorward_reference import bits, flex, keys, numeral
from doorward_reference.files import found
from doorward_reference.stream import Stream


class FastMac:
    """HMAC-SHA-256 with both pads hashed beforehand: twice as quick as starting afresh."""

    def __init__(self, key: bytes) -> None:
        padded = key.ljust(64, b"\x00")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def digest(self, message: bytes) -> bytes:
        inner = self._inner.copy()
        inner.update(message)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()


def fast_round(mac: FastMac, digits: int, tweak: int) -> numeral.RoundFunction:
    head = bits.u8(digits) + bits.u64(tweak)

    def value(number: int, b: int, m: int) -> int:
        tag = mac.digest(head + bytes([number]) + b.to_bytes(8, "big"))
        return int.from_bytes(tag[:8], "big") * 10**m >> 64

    return value


def numbers(day_key: bytes, digits: int) -> Iterator[int]:
    """The 64-bit numbers behind a day's sixteen codes."""
    for group in range(4):
        tag = keys.mac(day_key, bytes([digits, group]))
        for place in range(4):
            yield bits.be64(tag[8 * place :])


def search_day() -> None:
    """Days on which two slots share a code, and neighbouring days that share one."""
    wanted = {
        "both in the service's half": lambda i, j: j < 7,
        "one in each half": lambda i, j: i < 8 <= j < 15,
        "both in the holder's half": lambda i, j: 8 <= i and j < 15,
        "slot 7 repeats": lambda i, j: j == 7,
        "slot 15 repeats": lambda i, j: j == 15,
    }
    across = {"earlier day's slot higher": True, "earlier day's slot lower": False}
    for epoch in itertools.count():
        before: list[int] = []
        root = keys.purpose_key(found.BOX, "day", epoch)
        for date in range(20_000, 30_000):
            today = [bits.reduce(y, 7) for y in numbers(keys.day_key(root, date), 7)]
            if len(set(today)) < len(today):
                pairs = itertools.combinations(range(16), 2)
                i, j = next((i, j) for i, j in pairs if today[i] == today[j])
                for name in [name for name, fits in wanted.items() if fits(i, j)]:
                    del wanted[name]
                    print(f"{name}: epoch {epoch} day {date} slots {i} {j}", flush=True)
            for code in set(before) & set(today):
                higher = before.index(code) > today.index(code)
                for name in [name for name, fits in across.items() if fits == higher]:
                    del across[name]
                    slots = f"{before.index(code)} {today.index(code)}"
                    print(f"{name}: epoch {epoch} days {date - 1} {date} slots {slots}", flush=True)
            before = today
            if not wanted and not across:
                return


def search_float() -> None:
    """A nine-digit code that double-precision arithmetic gets wrong."""
    root = keys.purpose_key(found.BOX, "day", 0)
    for date in itertools.count():
        for slot, y in enumerate(numbers(keys.day_key(root, date), 9)):
            if int(float(y) * 1e9 / 2.0**64) != y * 10**9 >> 64:
                print(f"float: epoch 0 day {date} slot {slot}")
                return


def narrow_reduce(y: int, m: int) -> int:
    return (y >> 32) * 10**m >> 32


def search_narrow() -> None:
    """Codes that change when only 32 bits of a MAC are used."""
    root = keys.purpose_key(found.BOX, "day", 0)
    for digits in (7, 8, 9):
        for date in itertools.count(20_000):
            ys = list(numbers(keys.day_key(root, date), digits))
            slots = [s for s in range(16) if bits.reduce(ys[s], digits) != narrow_reduce(ys[s], digits)]
            if slots:
                print(f"narrow day: digits {digits} epoch 0 day {date} slot {slots[0]}")
                break
    credential = keys.credential_key(found.ROOT, found.CREDENTIAL)
    for date in itertools.count(20_000):
        y = bits.be64(keys.mac(credential, bits.u32(date) + b"\x00"))
        if bits.reduce(y, 8) != narrow_reduce(y, 8):
            print(f"narrow renewal: day {date}")
            break
    for digits in (10, 11, 12):
        for plain in itertools.count():
            right = numeral.encipher(found.BOX, digits, 0, plain)
            bits.reduce, kept = narrow_reduce, bits.reduce
            wrong = numeral.encipher(found.BOX, digits, 0, plain)
            bits.reduce = kept
            if wrong != right:
                print(f"narrow numeral: digits {digits} plain {plain}", flush=True)
                break


def search_neighbour() -> None:
    """Windows whose code is also a payload under the tweak before or after."""
    mac = FastMac(keys.purpose_key(found.BOX, "flex", 0))
    stream = Stream("neighbour search")
    left = {(copy, step) for copy in range(4) for step in (-1, 1)}
    while left:
        tweak = stream.between(15_000, 17_000)
        rounds = {step: fast_round(mac, 10, tweak + step) for step in (-1, 0, 1)}
        for _ in range(2_000):
            place = stream.below(64)
            copy = stream.below(4)
            window = flex.Window(
                tweak * 64 + place, stream.between(1, 125), copy, stream.below(2), stream.below(2)
            )
            number = numeral.encipher_with(rounds[0], 10, flex.pack(window)[1])
            for step in (-1, 1):
                # The other tweak has to be tried while the code can still be entered.
                near = place >= 44 if step == 1 else place <= 20
                payload = numeral.decipher_with(rounds[step], 10, number)
                if payload < flex.PAYLOADS and near and (copy, step) in left:
                    left.discard((copy, step))
                    print(step, window, "also", flex.unpack(tweak + step, payload), flush=True)


def search_both() -> None:
    """Two windows with one code that can be entered at one instant, under different tweaks."""
    mac = FastMac(keys.purpose_key(found.BOX, "flex", 0))
    for tweak in itertools.count(15_600):
        edge = (tweak + 1) * 64
        early = dict(coded(mac, tweak, range(edge - 40, edge)))
        for number, late in coded(mac, tweak + 1, range(edge, edge + 10)):
            other = early.get(number)
            if other and other.op == late.op and late.start() - 120 < other.end():
                if late.start_slot < other.start_slot + 48:
                    print(other, late)
                    return
        print("tried", tweak, flush=True)


def coded(mac: FastMac, tweak: int, starts: range) -> Iterator[tuple[int, flex.Window]]:
    rounds = fast_round(mac, 10, tweak)
    for start in starts:
        for number in range(flex.PAYLOADS // 64):
            window = flex.Window(start, *flex.unpack_kind(number))
            yield numeral.encipher_with(rounds, 10, flex.pack(window)[1]), window


SEARCHES = {
    "day": search_day,
    "float": search_float,
    "narrow": search_narrow,
    "neighbour": search_neighbour,
    "both": search_both,
}

if __name__ == "__main__":
    SEARCHES[sys.argv[1]]()
