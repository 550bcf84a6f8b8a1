"""The sentence splitter: real turns of phrase, the gold figure, and bounds on hostile text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import sentences
from kb.language.evaluate import read_sentences, score_sentences
from kb.language.sentences import sentence_spans

GOLD = Path(__file__).parent / "gold" / "sentences.jsonl"

# One row per turn of phrase; | is where a sentence must end, and it may end nowhere else.
ROWS = [
    # abbreviations that go on
    "Zie Kamerstuk 31 066, nr. 1232 voor de brief.| Die is bekend.",
    "De brief van 3 februari jl. is verzonden.| De Kamer wacht.",
    "Dat gebeurt o.a. Bij de balie niet, m.b.t. De Wet wel.",
    "Op grond van art. 38, eerste lid, Awir.| Dat volstaat.",
    "Mr. drs. A.B. de Vries en prof. dr. Jansen tekenden.| Zij deden dat d.d. 3 mei 2021.",
    "Het lid A. Omtzigt vroeg dit.| De Kamer ook.",
    "De Stb. 2022, 532 en Stcrt. 2023, 1234 zeggen dit.| Klaar.",
    "Advies no. W13.20.0254/III is uitgebracht.| Het volgt hierna.",
    # abbreviations that can end a sentence
    "Denk aan huur, zorg, enz. Daarna volgt de rest.".replace("enz. ", "enz.| "),
    "De motie van het lid Lodders c.s. (Kamerstuk 36 202, nr. 12) is aangenomen.",
    "De brief is van 3 mei jl.| De Kamer heeft haar ontvangen.",
    # numbers
    "Het bedrag was 1.547 euro of 73,1 procent.| In 2023 niet.",
    "Dat was in 2022.| In 2023 niet.",
    "De strategie is van 31 mei 2023.1| In deze brief staat meer.",
    "Dit is verzonden.12| De ambitie blijft.",
    "Zie paragraaf 3.1 De uitvoering voor meer.",
    "1. Inleiding en leeswijzer bij deze brief",
    "Het besluit is genomen in de vergadering van 2 juni.| 3 op de 10 mensen weten dat.",
    "Zie Kamerstuk 31 066, nr. 12.| De brief volgt.",
    "Zie bijlage A.| De tabel staat daar.",
    # quotes and brackets
    "De burgerbelofte “Je weet waar je aan toe bent.” ligt onder de norm.",
    "Hij zei: «Dat kan niet.»| Daarna ging hij weg.",
    "Zie het antwoord op «Hoe gebruiksvriendelijk is DigiD?» (vanaf p. 74).| Meer niet.",
    "Dat is zo (zie de bijlage).| De rest volgt.",
    "Dat is zo (Zie p. 3. Meer staat er niet.) en blijft zo.",
    "Dit is nog niet af (Kamerstuk 31 066, nr. 1207 is er wel.| Daarna (CDA) volgt meer.",
    "Zie onder a.| 20 Memorie van toelichting, paragraaf 4.2.| 21 Europese Commissie, Richtsnoeren.",
    # questions, exclamations, three dots
    "Kan dat?| Ja.| Graag!| Goed … dan niet…| Einde.",
    "Zo ja, waarom?| Zo nee, waarom niet?",
    "'s Avonds is het stil.| 's Ochtends niet.",
    # lines and lists
    "De projecten zijn:|\n• het herstel;|\n• de dienst; en|\n• de rest.",
    "De projecten zijn:|\n- het herstel|\n- de dienst",
    "Wij doen:|\n1. herstel;|\n2. dienst.",
    "De Staatssecretaris van Financiën\n– Fiscaliteit en Belastingdienst – tekent.",
    "Een regel die\nverder loopt.| En nog\neen.",
    "Kop zonder punt|\n\nTekst onder de kop.",
    # no white space between two sentences
    "Dat betreft houding en gedrag.|Eind 2023 volgt meer.",
    "Zie www.Rijksoverheid.nl/Toeslagen en toeslagen.nl voor meer.",
    # what does not look like a beginning
    "Dat is vgl. dit, en ca. 3 procent, excl. btw.",
]


@pytest.mark.parametrize("row", ROWS)
def test_a_turn_of_phrase_is_split_where_marked(row):
    """Each row is split at its bars and nowhere else."""
    text = row.replace("|", "")
    assert [text[start:end] for start, end in sentence_spans(text)] == [part.strip() for part in row.split("|")]


def test_gold_figure():
    """F1 on the annotated passages stays above its floor, and far above a bare full stop rule."""
    passages = read_sentences(GOLD)

    def naive(text):
        pieces = text.replace(". ", ".\0").split("\0")
        starts = [sum(len(piece) for piece in pieces[:n]) + n - n for n in range(len(pieces))]
        return [(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True)]

    ours, baseline = score_sentences(passages), score_sentences(passages, naive)
    assert ours.gold >= 200
    assert ours.f1 >= 0.98
    assert ours.f1 > baseline.f1 + 0.1


@given(st.text(alphabet="aA.?!1 \n•-()«»\"'ëĳ", max_size=200) | st.text(max_size=100))
def test_every_letter_stands_in_one_sentence(text):
    """Spans are in order, do not overlap, are trimmed, and hold all that is no white space."""
    spans = sentence_spans(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", [".", "a.", ". ", "A. ", "(", ") ", "\n", " ", "\n- ", "1. ", "aaa.Aa", "nr.", "»", "1"]
)
def test_work_grows_with_length_only(unit, monkeypatch):
    """Twice as much rubbish asks twice as many decisions, each over a bounded window."""
    counts = []
    original = sentences._ends_sentence

    def counting(text, left, right, line):
        counts[-1] += 1
        return original(text, left, right, line)

    monkeypatch.setattr(sentences, "_ends_sentence", counting)
    for size in (2_000, 4_000):
        counts.append(0)
        sentence_spans(unit * size)
    assert counts[1] <= 2 * counts[0] + 10
