"""From JSON back to records: the reverse of `kb.records.as_json`, by the records' own types."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")


def from_json(kind: type[T], data: Any) -> T:
    """A record of type `kind` from its JSON; a field that the JSON lacks takes its default.

    Raises TypeError for JSON that does not fit, KeyError never: unknown keys are left out.
    """
    return typing.cast(T, _value(kind, data))


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(kind: type[Any]) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]


def _value(hint: Any, data: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        choices = [choice for choice in typing.get_args(hint) if choice is not type(None)]
        hint = choices[0] if len(choices) == 1 else Any
        origin = typing.get_origin(hint)
    if data is None or hint is Any:
        return data
    if origin in (tuple, list, frozenset, set):
        return _sequence(origin, typing.get_args(hint), data)
    if origin is dict:
        value_hint = typing.get_args(hint)[1]
        return {key: _value(value_hint, item) for key, item in data.items()}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _record(hint, data)
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        return hint(*data)
    return data


def _sequence(origin: Any, arguments: tuple[Any, ...], data: Any) -> Any:
    if origin is tuple and not (len(arguments) == 2 and arguments[1] is Ellipsis):  # noqa: PLR2004 - a pair
        return tuple(_value(hint, item) for hint, item in zip(arguments, data, strict=True))
    hint = arguments[0] if arguments else Any
    return origin(_value(hint, item) for item in data)


def _record(kind: type[Any], data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    given = {}
    for item in dataclasses.fields(kind):
        key = item.name.rstrip("_")
        if key in data:
            given[item.name] = _value(hints[item.name], data[key])
    return kind(**given)
