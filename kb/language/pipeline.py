"""The spaCy pipeline: a trained Dutch model where there is one, our own rules where there is none.

Which one: the value of the environment variable KENNISBANK_SPACY_MODEL (the name of an installed package, the
wheel that it was installed from, or a folder), else ``nl_core_news_sm`` when it is installed, else
``spacy.blank("nl")`` with our sentence starts and look-up lemmas. In all cases sentences begin where
`kb.language.sentences` says. A model that is missing or broken is said in one line, and the rules take over.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kb.language.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ENVIRONMENT: Final = "KENNISBANK_SPACY_MODEL"
DEFAULT_MODEL: Final = "nl_core_news_sm"
BLANK_NAME: Final = "blank-nl-1"  # the number goes up when our components give other results
MAX_CHARACTERS: Final = 50_000  # of one piece given to spaCy; a longer text is processed in pieces and joined
_BATCH: Final = 64
_SENTENCE_MAKERS: Final = ("senter", "sentencizer")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pipeline:
    """A spaCy pipeline and what it is.

    `name` is stored with what the pipeline made ("blank-nl-1", "nl_core_news_sm-3.8.0"), `trained` says
    whether a model is behind it, `problem` is the Dutch line when a model that was asked for cannot be used.
    """

    name: str
    trained: bool
    problem: str | None = None
    _model: Language | None = field(default=None, repr=False)

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline itself; the blank one is made when it is first needed."""
        return self._model if self._model is not None else _blank()

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One `Doc` per text, in order; the text of each `Doc` is the text that was given, however long."""
        remaining = iter(texts)
        while batch := list(islice(remaining, _BATCH)):
            pieces = [_pieces(text) for text in batch]
            docs = self.nlp.pipe((piece for row in pieces for piece in row), batch_size=_BATCH)
            for row in pieces:
                yield _joined(list(islice(docs, len(row))))


def load(name: str | None = None) -> Pipeline:
    """The pipeline to use: `name`, else KENNISBANK_SPACY_MODEL, else nl_core_news_sm, else our own rules.

    Never raises for a model that is missing or broken: `problem` then says what is wrong, and it is logged.
    """
    asked = name or os.environ.get(ENVIRONMENT, "").strip()
    pipeline = _loaded(asked)
    if pipeline.problem:
        logger.warning("%s", pipeline.problem)
    return pipeline


@lru_cache(maxsize=2)
def _loaded(asked: str) -> Pipeline:
    if not asked and find_spec(DEFAULT_MODEL) is None:
        return Pipeline(BLANK_NAME, trained=False)
    try:
        return _trained(asked or DEFAULT_MODEL)
    except Exception as error:  # whatever a foreign model raises, the rules go on
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        problem = (
            f"Taalmodel {asked or DEFAULT_MODEL} is niet bruikbaar ({reason}); eigen regels in plaats daarvan."
        )
        return Pipeline(BLANK_NAME, trained=False, problem=problem)


def _trained(asked: str) -> Pipeline:
    """The trained model `asked`; raises OSError or ValueError with a Dutch reason when it cannot be used."""
    import spacy  # noqa: PLC0415 - takes a second, and is not needed to know that there is no model

    from kb.language import components  # noqa: PLC0415 - imports spaCy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", message=r"\[W095\]")  # made for another version of spaCy
        nlp = spacy.load(_place(asked))
    if nlp.lang != "nl":
        raise ValueError(f"het is geen Nederlands model maar '{nlp.lang}'")
    for maker in _SENTENCE_MAKERS:
        if maker in nlp.pipe_names:
            nlp.disable_pipe(maker)
    if "parser" in nlp.pipe_names:  # the parser keeps sentence starts that are set before it
        nlp.add_pipe(components.SENTENCES, before="parser")
    else:
        nlp.add_pipe(components.SENTENCES, first=True)
    nlp.add_pipe(components.PLAIN_LEMMAS if "lemmatizer" in nlp.pipe_names else components.LEMMAS)
    nlp("Een zin om te zien of alle onderdelen werken.")
    name = str(nlp.meta["name"]).removeprefix("nl_")
    return Pipeline(f"nl_{name}-{nlp.meta['version']}", trained=True, _model=nlp)


def _place(asked: str) -> str | Path:
    """Where to load `asked` from: a folder with a config, the folder inside a package folder, or a package."""
    path = Path(asked)
    if path.suffix == ".whl":
        package = path.name.split("-")[0]
        if find_spec(package) is None:
            raise OSError("de wheel is niet geïnstalleerd; doe: make setup")
        return package
    if path.is_dir():
        for depth in ("config.cfg", "*/config.cfg", "*/*/config.cfg"):
            found = sorted(path.glob(depth))
            if found:
                return found[0].parent
        raise OSError("in de map staat geen config.cfg van spaCy")
    if not asked.isidentifier():
        raise OSError("de map bestaat niet")
    if find_spec(asked) is None:
        raise OSError("het pakket is niet geïnstalleerd")
    return asked


def _blank() -> Language:
    import spacy  # noqa: PLC0415 - takes a second

    from kb.language import components  # noqa: PLC0415 - imports spaCy

    nlp = spacy.blank("nl")
    nlp.add_pipe(components.SENTENCES)
    nlp.add_pipe(components.LEMMAS)
    return nlp


def _pieces(text: str) -> list[str]:
    """`text` in pieces of at most `MAX_CHARACTERS`, cut between sentences where there is such a place."""
    if len(text) <= MAX_CHARACTERS:
        return [text]
    pieces: list[str] = []
    begin = last = 0
    for cut in [*(start for start, _ in sentence_spans(text)), len(text)]:
        if cut - begin > MAX_CHARACTERS and last > begin:
            pieces.append(text[begin:last])
            begin = last
        while cut - begin > MAX_CHARACTERS:
            pieces.append(text[begin : begin + MAX_CHARACTERS])
            begin += MAX_CHARACTERS
        last = cut
    return [*pieces, text[begin:]]


def _joined(docs: list[Doc]) -> Doc:
    """The pieces of one text as one `Doc` with the offsets of the whole."""
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc  # noqa: PLC0415 - spaCy is loaded by now

    whole: Doc | None = Doc.from_docs(docs, ensure_whitespace=False)
    if whole is None:
        raise ValueError("no text to join")
    return whole
