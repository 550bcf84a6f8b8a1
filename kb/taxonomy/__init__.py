"""The taxonomies: readable TOML files with regelingen, themes, organisations, and their loader."""

from kb.taxonomy.checking import COMPOUND_KINDS, TaxonomyProblem, check, show
from kb.taxonomy.entries import Ambiguous, Entry, Taxonomy
from kb.taxonomy.folding import fold_word, kebab, letters
from kb.taxonomy.loader import TaxonomyError, load
from kb.taxonomy.matching import Match, Matcher
from kb.taxonomy.words import Words, words_of

__all__ = [
    "COMPOUND_KINDS", "Ambiguous", "Entry", "Match", "Matcher", "Taxonomy", "TaxonomyError",
    "TaxonomyProblem", "Words", "check", "fold_word", "kebab", "letters", "load", "show", "words_of",
]  # fmt: skip
