"""The C library, called by its header alone: nothing is compiled."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cffi import FFI

HEADER = Path(__file__).parents[1] / "include" / "doorward.h"
LIMITS = {"UINT32_MAX": 2**32 - 1, "INT32_MIN": -(2**31)}
DOTALL = re.DOTALL


def _declarations(header: str) -> str:
    """The header as a C compiler before C23 reads it, which is what cffi has no part for."""
    code = re.sub(r"/\*.*?\*/", "", header, flags=DOTALL)
    code = re.sub(r"//.*", "", code)
    code = re.sub(r"#if defined\(__cplusplus\).*?#endif", "", code, flags=DOTALL)
    code = re.sub(
        r"#ifndef __cplusplus\s#if.*?#else(.*?)#endif\s*#endif", r"\1", code, flags=DOTALL
    )
    code = re.sub(r"#ifdef __cplusplus.*?#endif", "", code, flags=DOTALL)
    for name, value in LIMITS.items():
        code = re.sub(rf"\b{name}\b", str(value), code)
    lines = code.splitlines()
    return "\n".join(line for line in lines if re.match(r"(?!#)|#define DW_\w+ ", line))


ffi = FFI()
ffi.cdef(_declarations(HEADER.read_text()))
lib: Any = ffi.dlopen(os.environ["DOORWARD_LIBRARY"])


class Refused(Exception):
    """What a function answers instead of `DW_OK`."""

    def __init__(self, result: int) -> None:
        super().__init__(ffi.string(lib.dw_strerror(result)).decode())
        self.result = result


class NoRoom(Exception):
    """A value that the library's types have no room for: refused before it gets there. A number
    out of its type's range is an ``OverflowError``."""


def new(name: str, **members: Any) -> Any:
    """A struct, zero but for these members."""
    made = ffi.new(f"struct dw_{name} *")
    for member, value in members.items():
        setattr(made, member, value)
    return made


def call(name: str, *arguments: Any) -> None:
    """Calls a function."""
    result = getattr(lib, f"dw_{name}")(*arguments)
    if result != lib.DW_OK:
        raise Refused(result)


def made(name: str, function: str, *arguments: Any) -> Any:
    """The struct that a function writes."""
    out = new(name)
    call(function, *arguments, out)
    return out


def number(kind: str, function: str, *arguments: Any) -> int:
    """The number that a function writes."""
    out = ffi.new(f"{kind} *")
    call(function, *arguments, out)
    found: int = out[0]
    return found


def octets(text: Any) -> bytes:
    """Bytes of a file, which are hexadecimal."""
    if not isinstance(text, str):
        raise NoRoom("no bytes")
    return bytes.fromhex(text)


def fixed(name: str, text: Any) -> Any:
    """A struct that is bytes and nothing else."""
    given, filled = octets(text), new(name)
    if len(given) != len(filled.bytes):
        raise NoRoom("another length")
    filled.bytes = given
    return filled


def shown(struct: Any) -> str:
    """The bytes of such a struct."""
    return bytes(ffi.buffer(struct.bytes)).hex()


def text(struct: Any, length: int) -> str:
    """The text of a struct that has one."""
    return bytes(struct.text)[:length].decode()


def named(text: str) -> Any:
    """The id of a lockbox or a card."""
    given = text.encode()
    return made("id", "id_make", given, len(given))


def name(text: Any) -> Any:
    """The name of somebody or something."""
    if not isinstance(text, str):
        raise NoRoom("no text")
    given = text.encode()
    return made("name", "name_make", given, len(given))


def name_of(struct: Any) -> str | None:
    """A name as files have it; one without a letter is null."""
    return text(struct, struct.length) or None


def of_bits(items: Sequence[Any], bits: int) -> list[Any]:
    """The items whose bits are set, in their order."""
    return [item for place, item in enumerate(items) if bits >> place & 1]
