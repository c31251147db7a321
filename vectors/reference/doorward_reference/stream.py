"""Repeatable stand-ins for random bytes, so that vectors come out the same on every machine."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/#"


class Stream:
    """SHA-256 of a label and a counter, block after block."""

    def __init__(self, label: str) -> None:
        self._label = label.encode("utf-8")
        self._blocks = 0
        self._spare = b""

    def take(self, count: int) -> bytes:
        while len(self._spare) < count:
            counter = self._blocks.to_bytes(8, "big")
            self._spare += hashlib.sha256(self._label + b"\x00" + counter).digest()
            self._blocks += 1
        taken, self._spare = self._spare[:count], self._spare[count:]
        return taken

    def below(self, bound: int) -> int:
        """0..bound - 1. Sixteen bytes for numbers of eight at most, so the lean is negligible."""
        return int.from_bytes(self.take(16), "big") % bound

    def between(self, first: int, last: int) -> int:
        """first..last, both included."""
        return first + self.below(last - first + 1)

    def choice(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def key(self) -> bytes:
        return self.take(32)

    def name(self, length: int) -> str:
        return "".join(self.choice(ID_CHARACTERS) for _ in range(length))

    def digits(self, count: int) -> str:
        return str(self.below(10**count)).zfill(count)
