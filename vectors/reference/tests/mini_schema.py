"""Just enough of JSON Schema to hold the files against their schemas with no package installed.

An unknown keyword is an error, so that no schema can lean on something that is not checked here.
"""

import json
import re
from typing import Any

IGNORED = {"$schema", "title"}
TYPES: dict[str, Any] = {"object": dict, "array": list, "string": str, "integer": int}


def is_type(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and not isinstance(value, bool)


def holds(keyword: str, wanted: Any, value: Any, schema: dict[str, Any]) -> bool:
    match keyword:
        case "type":
            return is_type(value, wanted)
        case "const":
            return value == wanted and type(value) is type(wanted)
        case "enum":
            return value in wanted
        case "minimum":
            return value >= wanted
        case "maximum":
            return value <= wanted
        case "multipleOf":
            return value % wanted == 0
        case "pattern":
            return re.search(wanted.replace("$", r"\Z"), value) is not None
        case "minItems":
            return len(value) >= wanted
        case "uniqueItems":
            return not wanted or len({json.dumps(item) for item in value}) == len(value)
        case "items":
            return all(valid(item, wanted) for item in value)
        case "required":
            return all(name in value for name in wanted)
        case "properties":
            return all(valid(value[name], inner) for name, inner in wanted.items() if name in value)
        case "additionalProperties":
            return wanted is False and set(value) <= set(schema["properties"])
        case "oneOf":
            return sum(valid(value, choice) for choice in wanted) == 1
    raise ValueError(f"unknown keyword {keyword}")


def valid(value: Any, schema: dict[str, Any]) -> bool:
    return all(
        holds(keyword, wanted, value, schema)
        for keyword, wanted in schema.items()
        if keyword not in IGNORED
    )


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every part of a schema that describes an object."""
    found = []
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            found.append(schema)
        for inner in schema.values():
            found += objects(inner)
    elif isinstance(schema, list):
        for inner in schema:
            found += objects(inner)
    return found
