"""What the index needs of the language: words as terms, and sentences. Injected, so that it can be swapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Final, Protocol

from kb.records import Span

# Texts of passages with their words: some ten megabytes.
_REMEMBERED: Final = 256


class Term(Protocol):
    """One word of a text as the shared analysis sees it; offsets into the text that was analysed.

    `form` is the normal form, `keys` what it is found by (lemma, stem), `parts` the keys of the parts
    of a compound, `position` counts words.
    """

    @property
    def text(self) -> str:
        """The word as written."""

    @property
    def start(self) -> int:
        """First offset."""

    @property
    def end(self) -> int:
        """Offset after the last character."""

    @property
    def position(self) -> int:
        """Which word it is; phrases count these."""

    @property
    def form(self) -> str:
        """Normal form: case, diacritics and ligatures taken away."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is found by: lemma, stem."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Keys of the parts of a compound; empty when it is none."""

    @property
    def kind(self) -> str:
        """word, number or reference."""


class Language(Protocol):
    """The analysis that documents and queries share; `version` changes when its outcome may."""

    @property
    def version(self) -> str:
        """Another version asks for a reindex."""

    def __hash__(self) -> int: ...

    def analyse(self, text: str) -> Sequence[Term]:
        """The terms of `text`, in order."""

    def sentence_spans(self, text: str) -> Sequence[Span]:
        """Half-open offsets of the sentences of `text`."""


@dataclass(frozen=True, slots=True)
class SharedLanguage:
    """`kb.language`, loaded when it is first needed: opening an index for its revision needs no words."""

    @property
    def version(self) -> str:
        """The version of the analysis."""
        return str(import_module("kb.language.analysis").ANALYSIS_VERSION)

    def analyse(self, text: str) -> Sequence[Term]:
        """The terms of `text`, in order."""
        terms: Sequence[Term] = import_module("kb.language.analysis").analyse(text)
        return terms

    def sentence_spans(self, text: str) -> Sequence[Span]:
        """Half-open offsets of the sentences of `text`."""
        spans: Sequence[Span] = import_module("kb.language.sentences").sentence_spans(text)
        return spans


class Remembering:
    """A language that remembers the last texts: who narrows a search sees the same passages again."""

    def __init__(self, language: Language, texts: int = _REMEMBERED) -> None:
        self._language = language
        self.analyse = lru_cache(maxsize=texts)(self._analyse)
        self.sentence_spans = lru_cache(maxsize=texts)(self._sentence_spans)

    @property
    def version(self) -> str:
        """The version of the analysis."""
        return self._language.version

    def _analyse(self, text: str) -> tuple[Term, ...]:
        return tuple(self._language.analyse(text))

    def _sentence_spans(self, text: str) -> tuple[Span, ...]:
        return tuple(self._language.sentence_spans(text))
