"""Checks the taxonomies, and shows what an entry is and hits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.taxonomy.contexts import parse_context
from kb.taxonomy.entries import Entry, Taxonomy
from kb.taxonomy.folding import letters
from kb.taxonomy.matching import Matcher

COMPOUND_KINDS = frozenset({"regeling", "theme"})
"""Kinds whose spellings also count at the beginning of a longer word."""
_LINKS = (("broader", None), ("organisation", "organisation"), ("law", "law"), ("ministry", "ministry"))


@dataclass(frozen=True, slots=True)
class TaxonomyProblem:
    """Something wrong in a taxonomy; `message` is Dutch and says what to do."""

    code: str
    kind: str
    entry_id: str
    message: str


def check(taxonomy: Taxonomy) -> list[TaxonomyProblem]:
    """Double spellings, unknown links, unreadable contexts, examples that do not hold."""
    problems: list[TaxonomyProblem] = []
    for kind in taxonomy.kinds:
        problems.extend(_doubles(taxonomy, kind))
        problems.extend(_links(taxonomy, kind))
        bad_contexts = list(_contexts(taxonomy, kind))
        problems.extend(bad_contexts)
        if not bad_contexts:
            problems.extend(_examples(taxonomy, kind))
    return problems


def show(taxonomy: Taxonomy, kind: str, name: str) -> dict[str, Any] | None:
    """Everything about the entry that `name` names: fields, children, what its examples hit; or None."""
    entry = taxonomy.find(kind, name)
    if entry is None:
        return None
    matcher = Matcher(taxonomy, kind, compounds=kind in COMPOUND_KINDS)
    return {
        "kind": kind,
        "id": entry.id,
        "label": entry.label,
        "spellings": [*entry.spellings, *entry.exact, *(item.spelling for item in entry.ambiguous)],
        "not_when": list(entry.not_when),
        "broader": entry.broader,
        "narrower": [child for child in taxonomy.narrower(kind, entry.id) if child != entry.id],
        "definition": entry.definition,
        "source": entry.source,
        "extra": dict(entry.extra),
        "hits": [{"sentence": sentence, "found": _found(matcher, entry, sentence)} for sentence in entry.hits],
        "misses": [
            {"sentence": sentence, "found": _found(matcher, entry, sentence)} for sentence in entry.misses
        ],
    }


def _found(matcher: Matcher, entry: Entry, sentence: str) -> list[str]:
    return [match.text for match in matcher.find(sentence) if match.entry.id == entry.id]


def _doubles(taxonomy: Taxonomy, kind: str) -> Iterator[TaxonomyProblem]:
    owners: dict[str, str] = {}
    for entry in taxonomy.entries(kind):
        names = {letters(name) for name in (*entry.spellings, *entry.exact)}
        for name in sorted(names):
            owner = owners.setdefault(name, entry.id)
            if owner != entry.id:
                yield TaxonomyProblem(
                    "dubbele-spelling", kind, entry.id,
                    f"“{name}” is ook een spelling van {owner}; laat haar bij één van beide staan.",
                )  # fmt: skip


def _links(taxonomy: Taxonomy, kind: str) -> Iterator[TaxonomyProblem]:
    for entry in taxonomy.entries(kind):
        for name, target in _LINKS:
            value = entry.broader if name == "broader" else entry.get(name)
            if value is not None and taxonomy.entry(target or kind, value) is None:
                near = ", ".join(item.id for item in taxonomy.nearest(target or kind, value))
                yield TaxonomyProblem(
                    "onbekende-verwijzing", kind, entry.id,
                    f"{name} = “{value}” bestaat niet; bedoelt u {near or 'iets anders'}?",
                )  # fmt: skip


def _contexts(taxonomy: Taxonomy, kind: str) -> Iterator[TaxonomyProblem]:
    for entry in taxonomy.entries(kind):
        contexts = list(entry.not_when)
        for item in entry.ambiguous:
            contexts += [*item.only_when, *item.not_when, *item.when_start]
        for context in contexts:
            try:
                parse_context(context)
            except ValueError as error:
                yield TaxonomyProblem("context", kind, entry.id, f"{error}; schrijf bijvoorbeeld “de ~”.")


def _examples(taxonomy: Taxonomy, kind: str) -> Iterator[TaxonomyProblem]:
    matcher = Matcher(taxonomy, kind, compounds=kind in COMPOUND_KINDS)
    for entry in taxonomy.entries(kind):
        for sentence in entry.hits:
            if not _found(matcher, entry, sentence):
                yield TaxonomyProblem("voorbeeld", kind, entry.id, f"moet raken, maar raakt niet: “{sentence}”")
        for sentence in entry.misses:
            if _found(matcher, entry, sentence):
                yield TaxonomyProblem("voorbeeld", kind, entry.id, f"mag niet raken, maar raakt: “{sentence}”")
