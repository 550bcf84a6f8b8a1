"""From JSON back to records: the reverse of `kb.records.as_json`, by the records' own types.

What a type asks for is worked out once: a register of ten thousands of records is decoded in seconds.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
Decode = Callable[[Any], Any]


def from_json(kind: type[T], data: Any) -> T:
    """A record of type `kind` from its JSON; a field that the JSON lacks takes its default.

    Raises TypeError for JSON that does not fit, KeyError never: unknown keys are left out.
    """
    hint: Any = kind
    decode = _decoder(hint)
    return typing.cast(T, data if data is None or decode is None else decode(data))


@cache
def _decoder(hint: Any) -> Decode | None:
    """How a value of a type is made of its JSON, which is not null; None where it is the value itself."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        choices = [choice for choice in typing.get_args(hint) if choice is not type(None)]
        return _decoder(choices[0]) if len(choices) == 1 else None
    if origin in (tuple, list, frozenset, set):
        return _sequence(origin, typing.get_args(hint))
    if origin is dict:
        return _mapping(typing.get_args(hint)[1])
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _record(hint)
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return lambda data: hint(*data)
    return None


def _value(decode: Decode | None, data: Any) -> Any:
    return data if decode is None or data is None else decode(data)


def _sequence(origin: Any, arguments: tuple[Any, ...]) -> Decode:
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):  # noqa: PLR2004 - a pair
        each = [_decoder(hint) for hint in arguments]
        return lambda data: tuple(_value(decode, item) for decode, item in zip(each, data, strict=True))
    decode = _decoder(arguments[0]) if arguments else None
    if decode is None:
        return typing.cast(Decode, origin)
    return lambda data: origin(_value(decode, item) for item in data)


def _mapping(hint: Any) -> Decode:
    decode = _decoder(hint)
    return lambda data: {key: _value(decode, item) for key, item in data.items()}


def _record(kind: type[Any]) -> Decode:
    fields: list[tuple[str, str, Decode | None]] = []

    def decode(data: dict[str, Any]) -> Any:
        if not fields:  # not before it is needed: a record may hold records of its own kind
            hints = typing.get_type_hints(kind)
            fields.extend(
                (item.name, item.name.rstrip("_"), _decoder(hints[item.name]))
                for item in dataclasses.fields(kind)
            )
        return kind(**{name: _value(each, data[key]) for name, key, each in fields if key in data})

    return decode
