"""Whether a value is what a JSON Schema says; as much of the language as pydantic's models use."""

import re
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "number": (int, float), "integer": int, "boolean": bool, "null": type(None),
    "array": (list, tuple), "object": dict,
}  # fmt: skip
SILENT = {"title", "description", "default"}


def wrong(value: object, schema: dict[str, Any], at: str = "") -> list[str]:
    """What is wrong with `value`; [] when nothing is. Raises KeyError for an unknown keyword."""
    found = _type(value, schema["type"], schema) if "type" in schema else []
    if found:
        return found
    for keyword, limit in schema.items():
        if keyword not in SILENT:
            found += [f"{at}: {keyword}: {one}" for one in _RULES[keyword](value, limit, schema)]
    return found


def _type(value: Any, limit: str, _schema: object) -> list[str]:
    fits = isinstance(value, TYPES[limit])
    if isinstance(value, bool) and limit != "boolean":
        fits = False
    return [] if fits else [f"{value!r} is no {limit}"]


def _any_of(value: Any, limit: list[dict[str, Any]], _schema: object) -> list[str]:
    tried = [wrong(value, one) for one in limit]
    return [] if any(not found for found in tried) else [str(found) for found in tried]


def _properties(value: Any, limit: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    found = [f"{key} is missing" for key in schema.get("required", ()) if key not in value]
    for key, one in value.items():
        if key in limit:
            found += wrong(one, limit[key], key)
        elif schema.get("additionalProperties", True) is False:
            found.append(f"{key} is unknown")
    return found


def _when(ok: bool, value: object, limit: object) -> list[str]:
    return [] if ok else [f"{value!r} against {limit!r}"]


_RULES: dict[str, Any] = {
    "type": _type,
    "anyOf": _any_of,
    "properties": _properties,
    "required": lambda *_: [],
    "additionalProperties": lambda *_: [],
    "enum": lambda v, limit, _: _when(v in limit, v, limit),
    "const": lambda v, limit, _: _when(v is limit, v, limit),
    "minimum": lambda v, limit, _: _when(v >= limit, v, limit),
    "maximum": lambda v, limit, _: _when(v <= limit, v, limit),
    "minLength": lambda v, limit, _: _when(len(v) >= limit, v, limit),
    "maxLength": lambda v, limit, _: _when(len(v) <= limit, v, limit),
    "maxItems": lambda v, limit, _: _when(len(v) <= limit, v, limit),
    "pattern": lambda v, limit, _: _when(re.search(limit, v) is not None, v, limit),
    "items": lambda v, limit, _: [one for entry in v for one in wrong(entry, limit)],
}
