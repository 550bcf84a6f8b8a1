"""Did you mean: a typed word that is nowhere, and the word of the collection it was probably meant to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from index.forward import Forward
from index.words import Language, Term

# How often a normal form occurs in the collection.
Known: TypeAlias = Callable[[str], int]
# From a normal form to the one that was meant, None when it is a word or nothing is near.
Speller: TypeAlias = Callable[[str, Known], str | None]


def no_speller(_form: str, _known: Known) -> str | None:
    """Knows no other spelling."""
    return None


def shared_speller(form: str, known: Known) -> str | None:
    """That of `kb.language`, loaded when first needed."""
    found: str | None = import_module("kb.language.spelling").suggest(form, known)
    return found


@dataclass(slots=True)
class Spelling:
    """The words of one collection, and a speller over them."""

    forward: Forward
    speller: Speller
    language: Language
    _counts: npt.NDArray[np.int64] | None = field(default=None)

    def meant(self, term: Term) -> str | None:
        """What a word that is nowhere was meant to be; None when nothing is near that stands here.

        A good word that this collection lacks is no typing error: another word that it lacks as well helps
        nobody.
        """
        meant = self.speller(term.form, self.count)
        return meant if meant is not None and self._stands(meant) else None

    def _stands(self, form: str) -> bool:
        """Whether a word stands in the collection, in any inflection, alone or as a part of a compound."""
        vocabulary = self.forward.vocabulary
        if self.count(form):
            return True
        return any(
            key in vocabulary.by_key or key in vocabulary.by_part
            for term in self.language.analyse(form)
            for key in term.keys
        )

    def nowhere(self, term: Term) -> bool:
        """Whether a word stands nowhere: in no form, and not as part of a compound."""
        vocabulary = self.forward.vocabulary
        known = any(key in vocabulary.by_key or key in vocabulary.by_part for key in term.keys)
        return term.kind == "word" and not known

    def count(self, form: str) -> int:
        """How often a normal form stands in the collection."""
        numbers = self.forward.vocabulary.by_form.get(form)
        if not numbers:
            return 0
        if self._counts is None:
            size = len(self.forward.vocabulary.kinds)
            self._counts = np.bincount(self.forward.words, minlength=size)
        return int(self._counts[numbers].sum())
