"""Our components of a spaCy pipeline: sentence starts by our own rules, lemmas by our own look-up.

The only module that imports spaCy at its top; import it late, that takes a second.
"""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from kb.language.forms import normal_form
from kb.language.morphology import lemma
from kb.language.sentences import sentence_spans

SENTENCES = "kennisbank_sentences"
LEMMAS = "kennisbank_lemmas"
PLAIN_LEMMAS = "kennisbank_plain_lemmas"


@Language.component(SENTENCES, assigns=["token.is_sent_start"])
def set_sentence_starts(doc: Doc) -> Doc:
    """Sentences begin where `sentence_spans` says; a start inside a token counts for that token."""
    begins = [token.idx for token in doc]
    spans = sentence_spans(doc.text)
    starts = {0, *(bisect_right(begins, start) - 1 for start, _ in spans[1:])}  # white space may lead the first
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc


@Language.component(LEMMAS, assigns=["token.lemma"])
def set_lemmas(doc: Doc) -> Doc:
    """The likeliest lemma of every word, in normal form; anything else is its own lemma."""
    for token in doc:
        token.lemma_ = lemma(normal_form(token.text)) if token.is_alpha else token.text
    return doc


@Language.component(PLAIN_LEMMAS, assigns=["token.lemma"])
def join_lemmas(doc: Doc) -> Doc:
    """Takes the underscore out of lemmas of separable verbs and compounds, as the treebanks write them."""
    for token in doc:
        if "_" in token.lemma_ and "_" not in token.text:
            token.lemma_ = token.lemma_.replace("_", "")
    return doc
