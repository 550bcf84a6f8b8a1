"""Taxonomy entries and the frozen collection of them: lookup by id, label or spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from kb.taxonomy.folding import letters

NEAR_ENOUGH = 0.45
"""Share of letters in common below which a name is no useful "did you mean"."""
TYPED_SO_FAR = 3
"""Letters below which likeness says nothing, and from which a part of a name counts as its beginning."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A spelling that also means something else ("HT", "Toeslagen").

    `only_with`: words (``*`` at the end for any ending) of which one must stand in the same passage.
    `only_when`: contexts of which one must hold; `not_when`: contexts in which it is something else;
    `when_start`: contexts of which one must hold where the spelling opens a sentence, because there a
    capital says nothing. A context is words around ``~``, the spelling itself: ``"commissiedebat ~"``.
    """

    spelling: str
    only_with: tuple[str, ...] = ()
    only_when: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    when_start: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a taxonomy.

    `id` is kebab-case and unique within `kind`; `label` is what people see. `spellings` are found
    without regard to case, unless short with a capital (an abbreviation: KOT, Awir); `exact` always
    with case. `not_when` are contexts (words around ``~``) in which no spelling counts, `not_compounds`
    words that begin with a spelling and yet are about something else. `hits` and `misses` are
    sentences that the entry must and must not be found in. `extra` holds what only some kinds have.
    """

    id: str
    kind: str
    label: str
    spellings: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    not_when: tuple[str, ...] = ()
    not_compounds: tuple[str, ...] = ()
    broader: str | None = None
    definition: str | None = None
    source: str | None = None
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def names(self) -> tuple[str, ...]:
        """Everything that a person may call it: id, label, spellings."""
        return (
            self.id,
            self.label,
            *self.spellings,
            *self.exact,
            *(item.spelling for item in self.ambiguous),
        )

    def get(self, key: str) -> str | None:
        """An extra field as text, None when it is not given."""
        value = self.extra.get(key)
        return None if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All taxonomies: per kind its entries in file order. Build with `kb.taxonomy.load`."""

    kinds: Mapping[str, Mapping[str, Entry]]
    by_name: Mapping[str, Mapping[str, str]]
    version: str

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """All entries of a kind, in the order of the file; empty for an unknown kind."""
        return tuple(self.kinds.get(kind, {}).values())

    def entry(self, kind: str, entry_id: str) -> Entry | None:
        """The entry with exactly this id, or None."""
        return self.kinds.get(kind, {}).get(entry_id)

    def label(self, kind: str, entry_id: str) -> str:
        """What people see for an id; an unknown id is shown as it is."""
        entry = self.entry(kind, entry_id)
        return entry.label if entry else entry_id

    def find(self, kind: str, text: str) -> Entry | None:
        """The entry that `text` names by id, label or spelling, whatever its case, accents or hyphens."""
        entry_id = self.by_name.get(kind, {}).get(letters(text))
        return self.entry(kind, entry_id) if entry_id is not None else None

    def nearest(self, kind: str, text: str, n: int = 3) -> list[Entry]:
        """The `n` entries whose names look most like `text`, best first; for "bedoelt u …"."""
        wanted = letters(text)
        best: dict[str, float] = {}
        for name, entry_id in self.by_name.get(kind, {}).items():
            score = _likeness(wanted, name)
            if score >= NEAR_ENOUGH and score > best.get(entry_id, 0.0):
                best[entry_id] = score
        ranked = sorted(best, key=lambda entry_id: -best[entry_id])[:n]
        return [self.kinds[kind][entry_id] for entry_id in ranked]

    def narrower(self, kind: str, entry_id: str) -> tuple[str, ...]:
        """The id itself and all ids below it: a filter on a parent includes its children."""
        found = [entry_id]
        entries = self.entries(kind)
        for current in found:
            found.extend(item.id for item in entries if item.broader == current and item.id not in found)
        return tuple(found)


def _likeness(wanted: str, name: str) -> float:
    """How much two folded names look alike, 0..1; a beginning that is typed so far counts as near."""
    if not wanted or not name:
        return 0.0
    shorter = min(len(wanted), len(name))
    if shorter < TYPED_SO_FAR:
        return 0.0
    ratio = SequenceMatcher(None, wanted, name).ratio()
    if wanted in name or name in wanted:
        ratio = max(ratio, 0.6 + 0.4 * shorter / max(len(wanted), len(name)))
    return ratio


def build(entries: Iterable[Entry], version: str) -> Taxonomy:
    """A taxonomy of these entries; where two entries share a name, the first one answers to it."""
    kinds: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, {})[entry.id] = entry
    by_name: dict[str, dict[str, str]] = {}
    for kind, members in kinds.items():
        names: dict[str, str] = {letters(entry_id): entry_id for entry_id in members}
        for entry in members.values():
            for name in entry.names():
                names.setdefault(letters(name), entry.id)
        by_name[kind] = names
    return Taxonomy(MappingProxyType(kinds), MappingProxyType(by_name), version)
