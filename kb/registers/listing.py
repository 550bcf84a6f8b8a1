"""A register as a list: what is wanted of it, how many records each choice has, and what a choice is called."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, get_args

from kb.anchors import fold
from kb.filters import Filters, YearRange
from kb.records import RecordType, Review
from kb.reports import UnknownValue
from kb.taxonomy import Taxonomy, kebab

FIELDS = {
    "kinds": "type",
    "themes": "theme",
    "kpis": "kpi",
    "regelingen": "regeling",
    "organisations": "organisation",
    "parties": "party",
    "documents": "document",
    "years": "year",
}
"""Field of `Filters` → field of records."""

NARROWED = ("theme",)
"""Fields in which a wanted value stands for all that lie below it."""

SHOWN_REVIEWS = frozenset(get_args(Review)) - {"afgewezen"}
"""What people rejected is left out of a list unless it is asked for."""


TEXTS = (
    "name", "subject", "quote", "label", "description", "solution", "by_whom", "occasion", "committee",
    "organisation", "register_number", "text",
)  # fmt: skip
"""Fields of records in which words are looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as people left it, with what it can be filtered on: field → values."""

    record: Any
    said: Mapping[str, tuple[str, ...]]

    def holds(self, words: Sequence[str]) -> bool:
        """True when each word (letters and digits, as `kb.anchors.fold` leaves them) stands in its texts.

        A part of a word will do: who types "termijn" finds "beslistermijn".
        """
        told = [getattr(self.record, name, None) for name in TEXTS]
        told += [item.name for item in getattr(self.record, "to_whom", ())]
        letters = fold(" ".join(item for item in told if isinstance(item, str))).text
        return all(word in letters for word in words)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field that records can be chosen by, what people see for it, and how many have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The records of a register that were asked for, in reading order, and the choices there are.

    `choices` holds per field its values; they are counted over what passes all *other* fields, so that a
    second value can be added to a first. `whole` is how many records the register holds, without what people
    rejected. `at` is the day (ISO) at which "overdue" is seen, None in registers without terms.
    """

    kind: RecordType
    records: tuple[Any, ...]
    total: int
    whole: int
    choices: Mapping[str, tuple[Choice, ...]]
    revision: int
    at: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a register: of the records' own fields, and of the passages that they stand in."""

    own: Mapping[str, frozenset[str]]
    without: Mapping[str, frozenset[str]]
    years: tuple[YearRange, ...]
    of_passages: Filters

    @classmethod
    def of(
        cls,
        said: Collection[str],
        filters: Filters,
        chosen: Mapping[str, Collection[str]],
        taxonomy: Taxonomy,
    ) -> Wanted:
        """Filters parted into what records say themselves (the fields in `said`) and what passages say."""
        own = {
            name: frozenset(_with_narrower(name, values, taxonomy)) for name, values in chosen.items() if values
        }
        own.setdefault("review", SHOWN_REVIEWS)
        years = "year" in said and filters.year_kind == "reporting"
        fields = {name: field for name, field in FIELDS.items() if field in said and (field != "year" or years)}
        for name, field in fields.items():
            if name != "years" and getattr(filters, name):
                own[field] = frozenset(_with_narrower(field, getattr(filters, name), taxonomy))
        without: dict[str, frozenset[str]] = {}
        for name, value in filters.excluded:
            if name in fields:
                field = fields[name]
                without[field] = without.get(field, frozenset()) | set(_with_narrower(field, [value], taxonomy))
        rest: dict[str, Any] = dict.fromkeys(fields, ())
        rest["excluded"] = tuple(pair for pair in filters.excluded if pair[0] not in fields)
        return cls(own, without, filters.years if years else (), dataclasses.replace(filters, **rest))

    def failing(self, entry: Entry) -> set[str]:
        """The fields in which a record is not what is wanted; none for a record that is."""
        said = entry.said
        failing = {name for name, values in self.own.items() if values.isdisjoint(said.get(name, ()))}
        failing |= {name for name, values in self.without.items() if not values.isdisjoint(said.get(name, ()))}
        if self.years and not any(_within(self.years, year) for year in said.get("year", ())):
            failing.add("year")
        return failing


def _within(years: Sequence[YearRange], year: str) -> bool:
    return any(int(year) in item for item in years)


def _with_narrower(field: str, values: Iterable[str], taxonomy: Taxonomy) -> Iterator[str]:
    for value in values:
        yield from taxonomy.narrower(field, value) if field in NARROWED else (value,)


def chosen_of(entries: Iterable[Entry], wanted: Wanted) -> tuple[list[Entry], Mapping[str, Mapping[str, int]]]:
    """The entries that are wanted, and per field how many records have each of its values."""
    found: list[Entry] = []
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        failing = wanted.failing(entry)
        if len(failing) > 1:
            continue
        if not failing:
            found.append(entry)
        for name in failing or entry.said:
            counts.setdefault(name, Counter()).update(set(entry.said.get(name, ())))
    return found, counts


def labels_of(
    entries: Iterable[Entry], taxonomy: Taxonomy, own: Mapping[tuple[str, str], str] = MappingProxyType({})
) -> Mapping[tuple[str, str], str]:
    """(field, value) → what people see: as the records say it (`own`), else as the taxonomies do."""
    found: dict[tuple[str, str], str] = {}
    for entry in entries:
        for name, values in entry.said.items():
            for value in values:
                if (name, value) not in found:
                    field = "kind" if name == "type" else name
                    plain = name in ("kind", "year", "document")
                    label = value if plain else taxonomy.label(field, value)
                    found[name, value] = own.get((name, value), label) if label == value else label
    return found


def choices_of(
    counts: Mapping[str, Mapping[str, int]], labels: Mapping[tuple[str, str], str]
) -> dict[str, tuple[Choice, ...]]:
    """The choices of each field, the most frequent first; years the newest first."""
    found: dict[str, tuple[Choice, ...]] = {}
    for name, values in counts.items():
        several = [Choice(value, labels.get((name, value), value), count) for value, count in values.items()]
        order = _by_year if name == "year" else _by_count
        found[name] = tuple(sorted(several, key=order))
    return found


def _by_count(choice: Choice) -> tuple[int, str]:
    return -choice.count, choice.label.casefold()


def _by_year(choice: Choice) -> tuple[int, str]:
    return -int(choice.value), choice.label


def chosen_value(text: str, known: Mapping[str, str]) -> str:
    """The value that `text` means among `known` (value → label). Raises `UnknownValue` with the nearest.

    A value or label as it is goes first, then the one label that begins with the text.
    """
    wanted = kebab(text)
    for value, label in known.items():
        if wanted in (kebab(value), kebab(label)):
            return value
    begun = [value for value, label in known.items() if wanted and kebab(label).startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    names = [known[value] for value in begun] or get_close_matches(text, list(known.values()), n=3, cutoff=0.4)
    hint = f" Bedoelt u: {', '.join(names[:3])}?" if names else " Er zijn hier geen waarden voor dit filter."
    if not names and known:
        hint = f" Wel: {', '.join(sorted(known.values())[:8])}{' …' if len(known) > 8 else ''}."  # noqa: PLR2004
    raise UnknownValue(f'Onbekende waarde "{text}" voor dit filter.{hint}', tuple(names[:3]))
