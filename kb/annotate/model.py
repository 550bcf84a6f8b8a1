"""What a trained pipeline adds: persons and organisations that no rule knows. It never overrules a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from kb.annotate.names import WORDS
from kb.annotate.spans import Spans
from kb.records import Tag
from kb.taxonomy import Taxonomy, kebab

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TYPES: dict[str, Literal["person", "organisation"]] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation",
}  # fmt: skip
"""Labels of nl_core_news_sm and of models trained on CoNLL; places have no tag of their own."""
CONFIDENCE = 0.6
SHORTEST = 3


def _plausible(kind: str, text: str) -> bool:
    """Whether an entity is worth a tag: models take single capitalised words for people ("Wekelijks")."""
    words = text.split()
    if kind == "person":
        return len(words) > 1 and words[-1][0].isupper()
    return not (len(words) == 1 and text in WORDS["not_names"])


def tags_of_model(doc: Doc | None, found: Iterable[Tag], taxonomy: Taxonomy) -> Iterator[Tag]:
    """Entities of `doc` that overlap no tag of a rule; nothing when no trained pipeline ran."""
    if doc is None or not doc.ents:
        return
    taken = Spans((tag.start, tag.end) for tag in found if tag.type not in {"knelpunt", "kpi"})
    for entity in doc.ents:
        kind = _TYPES.get(entity.label_)
        start, end = entity.start_char, entity.end_char
        if kind is None or end - start < SHORTEST or not entity.text[0].isupper():
            continue
        if taken.touches(start, end) or not _plausible(kind, entity.text):
            continue
        entry = taxonomy.find("organisation", entity.text) if kind == "organisation" else None
        yield Tag(
            type=kind, value=entry.id if entry else kebab(entity.text),
            label=entry.label if entry else entity.text, text=entity.text, start=start, end=end,
            rule=f"model/{entity.label_.lower()}", confidence=CONFIDENCE,
        )  # fmt: skip
