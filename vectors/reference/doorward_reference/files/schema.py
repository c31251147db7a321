"""JSON Schemas (draft 2020-12) of the vector files, built beside the vectors they describe."""

from dataclasses import dataclass

from .container import SCHEMA, Members

DIALECT = "https://json-schema.org/draft/2020-12/schema"
U8, U16, U32 = 2**8 - 1, 2**16 - 1, 2**32 - 1
INSTANT_MAX = 2**53 - 1  # what a JSON reader with double-precision numbers keeps exactly


def integer(first: int, last: int) -> Members:
    return {"type": "integer", "minimum": first, "maximum": last}


def text(pattern: str) -> Members:
    return {"type": "string", "pattern": pattern}


def digits(fewest: int, most: int) -> Members:
    return text(f"^[0-9]{{{fewest},{most}}}$")


def octets(count: int) -> Members:
    return text(f"^[0-9a-f]{{{2 * count}}}$")


def one_of(*values: object) -> Members:
    return {"enum": list(values)}


def list_of(items: Members, unique: bool = True) -> Members:
    return {"type": "array", "items": items, "uniqueItems": unique}


def object_of(members: Members) -> Members:
    """An object with exactly these members."""
    return {
        "type": "object",
        "properties": members,
        "required": list(members),
        "additionalProperties": False,
    }


ANY_TEXT: Members = {"type": "string"}
ANY_OCTETS = text("^([0-9a-f]{2})*$")
KEY = octets(32)
INSTANT = integer(0, INSTANT_MAX)
U8_NUMBER = integer(0, U8)
U32_NUMBER = integer(0, U32)
TWEAK = text("^(0|[1-9][0-9]{0,19})$")


@dataclass(frozen=True)
class Shape:
    """Members of the groups, and of each kind of test that may stand in them."""

    group: Members
    valid: list[Members]
    invalid: list[Members]


def build(algorithm: str, spec: str, notes: dict[str, str], shape: Shape) -> Members:
    flags = {"type": "array", "items": one_of(*notes), "uniqueItems": True}

    def test(result: str, members: Members) -> Members:
        head = {"id": integer(1, U32), "comment": ANY_TEXT, "flags": flags}
        return object_of(head | {"result": {"const": result}} | members)

    kinds = [test("valid", members) for members in shape.valid]
    kinds += [test("invalid", members) for members in shape.invalid]
    tests = {"type": "array", "minItems": 1, "items": {"oneOf": kinds}}
    notes_schema = object_of({flag: ANY_TEXT for flag in notes})
    notes_schema["required"] = []
    whole = object_of(
        {
            "schema": {"const": SCHEMA},
            "algorithm": {"const": algorithm},
            "spec": {"const": spec},
            "numberOfTests": integer(1, U32),
            "notes": notes_schema,
            "groups": {"type": "array", "minItems": 1, "items": object_of(shape.group | {"tests": tests})},
        }
    )
    return {"$schema": DIALECT, "title": f"Doorward test vectors: {algorithm}"} | whole
