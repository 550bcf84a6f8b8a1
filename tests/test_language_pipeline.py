"""The spaCy pipeline with and without a trained model, and the set-up that must not hang."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from kb.language import install_model, pipeline
from kb.language.pipeline import BLANK_NAME, ENVIRONMENT, load
from kb.language.sentences import sentence_spans

COMPONENTS = [
    "tok2vec",
    "morphologizer",
    "tagger",
    "parser",
    "trainable_lemmatizer",
    "senter",
    "attribute_ruler",
    "ner",
]
SENTENCES = [
    (["Het", "lid", "Jansen", "vraagt", "dit", "."], ["DET", "NOUN", "PROPN", "VERB", "PRON", "PUNCT"],
     ["het", "lid", "Jansen", "vragen", "dit", "."], [1, 3, 1, 3, 3, 3], ["O", "O", "U-PERSON", "O", "O", "O"]),
    (["Utrecht", "is", "een", "stad", "."], ["PROPN", "AUX", "DET", "NOUN", "PUNCT"],
     ["Utrecht", "zijn", "een", "stad", "."], [3, 3, 3, 3, 3], ["U-GPE", "O", "O", "O", "O"]),
]  # fmt: skip
TEXT = "Zie Kamerstuk 31 066, nr. 1232 van 3 mei jl. in de bijlage. Het lid Jansen vraagt dit."


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """A pipeline with the components of nl_core_news_sm, trained on two sentences."""
    nlp = spacy.blank("nl")
    nlp.meta["name"], nlp.meta["version"] = "tiny_sm", "1.2.3"
    for name in COMPONENTS:
        settings = {"parser": {"min_action_freq": 1}, "trainable_lemmatizer": {"min_tree_freq": 1}}.get(
            name, {}
        )
        nlp.add_pipe(name, name="lemmatizer" if "lemma" in name else name, config=settings)
    examples = []
    for words, pos, lemmas, heads, ents in SENTENCES:
        doc = spacy.tokens.Doc(nlp.vocab, words=words)
        facts = {
            "words": words, "pos": pos, "tags": pos, "lemmas": lemmas, "heads": heads,
            "entities": ents,
            "morphs": [""] * len(words),
            "deps": ["ROOT" if head == n else "dep" for n, head in enumerate(heads)],
            "sent_starts": [1] + [0] * (len(words) - 1),
        }  # fmt: skip
        examples.append(Example.from_dict(doc, facts))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(3):
        nlp.update(examples, sgd=optimizer)
    nlp.get_pipe("attribute_ruler").add([[{"IS_SPACE": True}]], {"TAG": "_SP"})
    folder = tmp_path_factory.mktemp("models") / "tiny"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(autouse=True)
def no_model_asked(monkeypatch):
    """No test depends on what the machine has been told to use."""
    monkeypatch.delenv(ENVIRONMENT, raising=False)


def sentences(doc):
    return [sentence.text for sentence in doc.sents]


def test_blank_pipeline_has_our_sentences_and_lemmas(monkeypatch):
    """Without a model: sentence starts and lemmas by our own rules."""
    monkeypatch.setattr(pipeline, "find_spec", lambda _: None)
    pipeline._loaded.cache_clear()
    used = load()
    assert (used.name, used.trained, used.problem) == (BLANK_NAME, False, None)
    (doc,) = used.pipe([TEXT + " De brieven zijn uitgevoerd."])
    assert sentences(doc) == [TEXT[:59], TEXT[60:], "De brieven zijn uitgevoerd."]
    assert [token.lemma_ for token in doc][-5:] == ["de", "brief", "zijn", "uitvoeren", "."]
    pipeline._loaded.cache_clear()


def test_trained_pipeline_keeps_our_sentences(tiny_model, monkeypatch):
    """With a model: its tags, lemmas and names, our sentence starts."""
    monkeypatch.setenv(ENVIRONMENT, str(tiny_model))
    used = load()
    assert (used.name, used.trained, used.problem) == ("nl_tiny_sm-1.2.3", True, None)
    (doc,) = used.pipe([TEXT])
    assert sentences(doc) == [TEXT[:59], TEXT[60:]]
    assert all(token.lemma_ and token.tag_ and "_" not in token.lemma_ for token in doc)
    assert doc.has_annotation("ENT_IOB")
    assert doc.has_annotation("DEP")


def test_a_folder_around_the_model_will_do(tiny_model):
    """The folder above the one with the config, as an unpacked package has it."""
    assert load(str(tiny_model.parent)).trained


@pytest.mark.parametrize(
    "asked", ["/geen/map", "geen_pakket", "model-1.0-py3-none-any.whl", "empty", "broken", "english"]
)
def test_a_bad_model_is_one_line_and_the_rules(asked, tmp_path, caplog):
    """Missing, empty, broken or not Dutch: one Dutch line is logged, the blank pipeline serves."""
    if asked in ("empty", "broken", "english"):
        (tmp_path / "m").mkdir()
        if asked == "broken":
            (tmp_path / "m" / "config.cfg").write_text("[nlp]\nlang = nl\n[[[", encoding="utf-8")
        if asked == "english":
            spacy.blank("en").to_disk(tmp_path / "m")
        asked = str(tmp_path / "m")
    used = load(asked)
    assert (used.name, used.trained) == (BLANK_NAME, False)
    (record,) = caplog.records
    assert record.getMessage() == used.problem
    assert asked in used.problem
    assert "\n" not in used.problem
    assert "eigen regels" in used.problem
    assert sentences(next(used.pipe(["Een zin. Nog een."]))) == ["Een zin.", "Nog een."]


@pytest.mark.parametrize("text", ["", " ", "Een zin. " * 40, "woord" * 60, "\n\n" * 90, " Aa. Bb. " * 30])
def test_a_long_text_is_done_in_pieces(text, monkeypatch):
    """Pieces of a text are joined to one Doc with the text and the sentences of the whole."""
    monkeypatch.setattr(pipeline, "MAX_CHARACTERS", 50)
    used = load("")
    doc, other = used.pipe([text, "Klaar."])
    assert doc.text == text
    assert other.text == "Klaar."
    assert "".join(pipeline._pieces(text)) == text
    assert all(len(piece) <= 50 for piece in pipeline._pieces(text))
    if "woord" not in text:
        assert [part.text.strip() for part in doc.sents if part.text.strip()] == [
            text[a:b] for a, b in sentence_spans(text)
        ]


def test_many_texts_keep_their_order():
    """More texts than a batch holds come back in order."""
    texts = [f"Tekst {n}." for n in range(200)]
    assert [doc.text for doc in load().pipe(texts)] == texts


def test_standin_model():
    """The stand-in named in the environment works, where there is one."""
    folder = os.environ.get("KENNISBANK_TEST_STANDIN", "")
    if not Path(folder).is_dir() or not folder:
        pytest.skip("no stand-in model named in KENNISBANK_TEST_STANDIN")
    (doc,) = load(folder).pipe([TEXT])
    assert sentences(doc) == [TEXT[:59], TEXT[60:]]


def test_set_up_ends_what_hangs(tmp_path):
    """A download that hangs is ended with all that it started, and counts as failed."""
    note = tmp_path / "pid"
    child = "import time; time.sleep(60)"
    parent = (
        "import subprocess, sys, time, pathlib;"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}]);"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid)); time.sleep(60)"
    )
    assert install_model.run_bounded([sys.executable, "-c", parent], 1.0) is False
    status = Path(f"/proc/{note.read_text()}/stat")
    for _ in range(100):  # the kernel may need a moment to end it
        if not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("the child of a hanging download lives on")


def test_set_up_says_one_line(monkeypatch, capsys, tiny_model):
    """Whatever happens, one Dutch line and success."""
    attempts = []
    monkeypatch.setattr(install_model, "run_bounded", lambda command, _: attempts.append(command))
    monkeypatch.setattr(install_model, "find_spec", lambda _: None)
    for asked, expected, tries in (
        ("", BLANK_NAME, 1),
        (str(tiny_model), "nl_tiny_sm-1.2.3", 0),
        ("/geen", "niet", 0),
    ):
        monkeypatch.setenv(ENVIRONMENT, asked)
        attempts.clear()
        assert install_model.main(["--seconds", "5"]) == 0
        (line,) = capsys.readouterr().out.splitlines()
        assert line.startswith("Taalmodel: ")
        assert expected in line
        assert len(attempts) == tries
    monkeypatch.setenv(ENVIRONMENT, "")
    attempts.clear()
    assert install_model.main(["--seconds", "0"]) == 0
    assert attempts == []


def test_a_wheel_goes_first(monkeypatch, tmp_path, capsys):
    """A wheel in the environment is installed without its dependencies, nothing is downloaded."""
    wheel = tmp_path / "nl_x_sm-1.0-py3-none-any.whl"
    wheel.write_bytes(b"")
    monkeypatch.setenv(ENVIRONMENT, str(wheel))
    attempts = []
    monkeypatch.setattr(install_model, "run_bounded", lambda command, _: attempts.append(list(command)))
    assert install_model.main([]) == 0
    assert [command[1:] for command in attempts] == [
        ["-m", "pip", "install", "--quiet", "--no-deps", str(wheel)]
    ]
    assert "niet geïnstalleerd" in capsys.readouterr().out
