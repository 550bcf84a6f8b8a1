"""A record per promise: one over two sentences, two in one, named again; debates, the chair's list, tables."""

from __future__ import annotations

import pytest
from toezeggingen_papers import TOOLS, found_in, spoken, table

from kb.records import Speaker
from kb.registers.toezeggingen import find

MINISTER = Speaker("Schouten", None, "minister")
CHAIR = Speaker("De voorzitter", None, "voorzitter")
KAT = Speaker("Kat", "D66", None)
PALLAND = Speaker("Palland", "CDA", None)


def test_one_promise_over_two_sentences_is_one():
    # The member asks in the first sentence, the promise stands in the second.
    found = found_in(
        "Het lid Kat (D66) heeft in het commissiedebat Pensioenen van 8 maart 2023 gevraagd naar de "
        "wachttijden bij "
        "de fondsen. Daarop is toegezegd de Kamer hierover voor de zomer te informeren."
    )
    assert [(item.kind, [person.name for person in item.to_whom]) for item in found] == [
        ("toezegging", ["Kat", "Kamer"])
    ]
    assert found[0].occasion_date == "2023-03-08"
    assert found[0].status == "openstaand"


def test_a_promise_and_its_moment_in_the_next_sentence_are_one():
    # The second sentence says when; it is no record of its own.
    found = found_in(
        "Aan het lid Palland (CDA) is toegezegd dat de gevolgen voor zelfstandigen worden onderzocht. "
        "De uitkomsten hiervan worden in het najaar aan de Kamer gezonden."
    )
    assert len(found) == 1
    assert (found[0].deadline.from_, found[0].deadline.to) == ("2023-09-01", "2023-11-30")


def test_two_members_in_one_sentence_are_two():
    # To each something else is promised; each record has its own part of the sentence.
    found = found_in(
        "In het debat van 6 april 2023 heb ik toegezegd aan het lid Kat (D66) om de cijfers per regio te "
        "sturen en aan "
        "het lid Palland (CDA) om met de sector te spreken over de roosters."
    )
    assert [item.to_whom[0].name for item in found] == ["Kat", "Palland"]
    assert "roosters" not in found[0].quote
    assert "cijfers" not in found[1].quote
    assert found[0].toezegging_id != found[1].toezegging_id


def test_two_papers_at_two_moments_are_two():
    # One sentence, two announcements with their own moment.
    found = found_in(
        "Voor het zomerreces stuur ik uw Kamer de evaluatie, en in december informeer ik u over de nieuwe "
        "verdeling."
    )
    assert [item.deadline.to for item in found] == ["2023-07-04", "2023-12-31"]


def test_a_promise_named_again_is_a_mention():
    # The same member, the same subject, further on in the letter.
    found = found_in(
        "In het commissiedebat van 8 maart 2023 heb ik het lid Kat (D66) toegezegd in te gaan op de "
        "leenstelsels in "
        "Denemarken. Denemarken kent sinds 1970 een gift voor alle studenten.",
        "Hiermee doe ik de toezegging aan het lid Kat (D66) over de leenstelsels in Denemarken gestand.",
    )
    assert len(found) == 1
    assert len(found[0].mentions) == 1
    assert "gestand" in found[0].mentions[0].exact


def test_a_motie_named_again_is_a_mention():
    # Movers together make the motie, whatever stands around them.
    found = found_in(
        "In reactie op de motie Kat/Palland is een meldpunt ingericht dat sinds januari open is.",
        "Ook de uitvoering van de motie van de leden Kat en Palland is inmiddels gestart.",
    )
    assert [item.kind for item in found] == ["motie"]
    assert len(found[0].mentions) == 1


def test_different_promises_to_one_member_stay_apart():
    # Same debate, same member, other subjects.
    found = found_in(
        "In het commissiedebat van 8 maart 2023 is richting het lid Kat (D66) toegezegd in te gaan op de "
        "leeftijdsgrenzen. "
        "Die grenzen gelden sinds 2015.",
        "In het commissiedebat van 8 maart 2023 is richting het lid Kat (D66) toegezegd de Kamer te "
        "informeren over de "
        "verhuiskosten. Deze bedragen gemiddeld 400 euro.",
    )
    assert len(found) == 2
    assert not any(item.mentions for item in found)


def test_the_same_words_give_the_same_id():
    # An id hangs on the document and the letters of the quote, not on what stands around it.
    text = "Ik zal uw Kamer in het najaar over de uitkomsten informeren."
    alone, after = found_in(text)[0], found_in("De regeling loopt goed.", text)[0]
    assert alone.toezegging_id == after.toezegging_id
    assert alone.anchor.start != after.anchor.start


def test_anchor_holds_the_words_of_the_source():
    # Wrapped lines stay in the anchor; the quote is clean.
    found = found_in("De proef loopt nog.\nIk zal uw Kamer in het\nnajaar informeren over de uitkomst.")
    assert found[0].anchor.exact == "Ik zal uw Kamer in het\nnajaar informeren over de uitkomst"
    assert found[0].quote == "Ik zal uw Kamer in het najaar informeren over de uitkomst."
    assert (found[0].line_start, found[0].line_end) == (2, 3)


# --------------------------------------------------------------------------- debates


def test_in_a_debate_the_speaker_promises_and_the_member_receives():
    # Who spoke before is who is answered.
    found = spoken(
        (KAT, "Wanneer horen wij meer over de wachtlijsten?"),
        (MINISTER, "Ik kom daar voor het zomerreces schriftelijk op terug."),
    )
    assert [(item.kind, item.by_whom) for item in found] == [("toezegging", "minister Schouten")]
    assert [(item.name, item.party) for item in found[0].to_whom] == [("Kat", "D66")]


def test_what_members_say_is_no_promise():
    # Questions, wishes and reproaches of members.
    found = spoken(
        (
            KAT,
            (
                "Kan de minister toezeggen dat hij de Kamer voor de zomer informeert? Ik zeg u toe dat wij "
                "dat steunen."
            ),
        ),
        (PALLAND, "De minister heeft ons toegezegd dat er een brief komt, maar die is er nog niet."),
        (MINISTER, "Nee, dat zeg ik niet toe."),
    )
    assert found == []


def test_the_chairs_list_is_best():
    # Each sentence of the list is a promise, whatever its verb, with the member that the next one names.
    found = spoken(
        (
            CHAIR,
            (
                "Ik heb de volgende toezeggingen genoteerd. De minister gaat in gesprek met de sector over "
                "de roosters. "
                "Dat is een toezegging aan mevrouw Palland. De Kamer ontvangt voor de begroting een brief "
                "over de wachtlijsten. "
                "Ik dank de minister en sluit de vergadering."
            ),
        ),
    )
    assert [item.rule for item in found] == ["toezegging-lijst", "toezegging-lijst"]
    assert [person.name for person in found[0].to_whom] == ["Palland"]
    assert "brief over de wachtlijsten" in found[1].quote


def test_a_spoken_promise_that_the_list_repeats_is_one():
    # The chair's words are the record; what the minister said is where else it stands.
    found = spoken(
        (KAT, "Hoe staat het met de wachtlijsten bij de keuringen?"),
        (MINISTER, "Ik zal de Kamer voor de begroting een brief sturen over de wachtlijsten bij de keuringen."),
        (
            CHAIR,
            (
                "Dit zijn de toezeggingen. De minister stuurt voor de begroting een brief over de "
                "wachtlijsten bij de keuringen."
            ),
        ),
    )
    assert [item.rule for item in found] == ["toezegging-lijst"]
    assert len(found[0].mentions) == 1
    assert [person.name for person in found[0].to_whom] == ["Kat"]


# --------------------------------------------------------------------------- the annex table

ROWS = [
    [
        "De motie van het lid Kat over een meldpunt voor uitbuiting.",
        "Plenair debat van 8 maart 2023 (Kamerstuk 28 638, nr. 210)",
        "Afgedaan. De Kamer is op 1 april 2023 geïnformeerd (Kamerstuk 28 638, nr. 214).",
    ],
    [
        "De minister informeert de Kamer over de wachtlijsten per regio.",
        "Commissiedebat van 12 januari 2023",
        "De Kamer wordt in het najaar van 2023 geïnformeerd.",
    ],
    [
        "De staatssecretaris zoekt uit hoeveel tolken er zijn.",
        "Commissiedebat van 2 februari 2023",
        "Deels afgedaan met de brief van 9 mei 2023.",
    ],
    [None, "Commissiedebat", "Afgedaan"],
]


def test_annex_table_by_cells():
    # Omschrijving is the record, Vindplaats the occasion, Stand van zaken the status.
    document, made, source = table(("Omschrijving", "Vindplaats", "Stand van zaken"), ROWS)
    found = find(document, made, source, TOOLS)
    assert [(item.kind, item.status) for item in found] == [
        ("motie", "afgedaan"),
        ("toezegging", "openstaand"),
        ("toezegging", "deels afgedaan"),
    ]
    assert [item.occasion_date for item in found] == ["2023-03-08", "2023-01-12", "2023-02-02"]
    assert found[1].deadline.to == "2023-11-30"
    assert found[0].to_whom[0].name == "Kat"
    assert source[found[0].anchor.start :].startswith(found[0].anchor.exact)


def test_other_tables_are_no_annex():
    # A table of figures with a column Omschrijving.
    document, made, source = table(
        ("Omschrijving", "2022", "2023"),
        [["Aantal brieven aan burgers dat is verstuurd", "1.000", "1.200"]],
        section="Cijfers",
    )
    assert find(document, made, source, TOOLS) == []


@pytest.mark.parametrize("texts", [(), ("",), ("   \n",), ("?",), ("1.2.3", "•", "«»")])
def test_papers_without_words(texts):
    # Nothing to find is no error.
    assert found_in(*texts) == []
