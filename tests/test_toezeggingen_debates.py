"""A committee debate from beginning to end: one record per promise, to the member, with the chair's words."""

from __future__ import annotations

import pytest
from toezeggingen_papers import spoken

from kb.records import Speaker
from kb.registers.toezeggingen import Recipient, context

CHAIR = Speaker("Smals", None, "voorzitter")
GOVERNMENT = Speaker("Van Ooijen", None, "staatssecretaris")


def member(name: str, party: str) -> Speaker:
    """A member who has the floor."""
    return Speaker(name, party, None)


WESTERVELD, CEDER, PETERS = (
    member("Westerveld", "GroenLinks"),
    member("Ceder", "ChristenUnie"),
    member("Peters", "CDA"),
)

DEBATE = (
    (CHAIR, ("Aan de orde is het commissiedebat Jeugdbeleid. Ik geef het woord aan mevrouw Westerveld.")),
    (
        WESTERVELD,
        (
            "De staatssecretaris heeft eerder toegezegd met cijfers over de wachtlijsten te komen. "
            "Kan hij toezeggen dat wij die voor de zomer krijgen?"
        ),
    ),
    (
        CEDER,
        (
            "Ik wil graag weten hoeveel pleeggezinnen er zijn bijgekomen. Ook hoor ik graag of de "
            "staatssecretaris bereid is met Jeugdzorg Nederland in gesprek te gaan."
        ),
    ),
    (
        GOVERNMENT,
        (
            "Mevrouw Westerveld vroeg wanneer de cijfers komen. Het CBS levert die in mei op en ik "
            "stuur ze dan direct door aan de Kamer. De heer Ceder vroeg naar de pleeggezinnen. De "
            "aantallen heb ik nu niet paraat, maar die kan ik u schriftelijk doen toekomen. Ik ga "
            "graag met Jeugdzorg Nederland in gesprek."
        ),
    ),
    (CEDER, ("Kan de staatssecretaris de uitkomst van dat gesprek met ons delen?")),
    (GOVERNMENT, ("Jazeker. Dat zal ik in de voortgangsbrief van november doen.")),
    (PETERS, ("Wat doet de staatssecretaris om de gesloten jeugdhulp af te bouwen?")),
    (
        GOVERNMENT,
        (
            "Daar kom ik zo in mijn blokje gesloten jeugdhulp op terug. Gemeenten informeren mij elk "
            "halfjaar over de afbouw. Ik zie de heer Peters knikken. Ik zeg hem toe dat ik de "
            "afbouwplannen van de regio's, zodra ze er zijn, met de Kamer deel."
        ),
    ),
)
LIST = (
    CHAIR,
    (
        "Dan lees ik de toezeggingen voor die ik heb genoteerd. - De staatssecretaris stuurt in mei "
        "de cijfers van het CBS over de wachtlijsten naar de Kamer. Dat is een toezegging aan mevrouw "
        "Westerveld. - De staatssecretaris zal de Kamer schriftelijk informeren over het aantal "
        "pleeggezinnen, op verzoek van de heer Ceder. - In de voortgangsbrief van november komt de "
        "staatssecretaris terug op het gesprek met Jeugdzorg Nederland. Klopt dat? Ik zie de "
        "staatssecretaris knikken. Ik sluit de vergadering."
    ),
)


def test_each_promise_of_a_debate_is_one_record_with_the_chairs_words():
    """Three from the list, with what was said before as a mention; one that the list forgot."""
    found = spoken(*DEBATE, LIST, date="2023-04-13")
    told = [(item.rule, item.to_whom[0], item.deadline.from_, len(item.mentions)) for item in found]
    assert told == [
        ("toezegging-hier", Recipient("Peters", "CDA"), None, 0),
        ("toezegging-lijst", Recipient("Westerveld", "GroenLinks"), "2023-05-01", 1),
        ("toezegging-lijst", Recipient("Ceder", "ChristenUnie"), None, 1),
        ("toezegging-lijst", Recipient("Ceder", "ChristenUnie"), "2023-11-01", 1),
    ]
    subjects = [item.subject for item in found]
    assert subjects[1:] == [
        "de wachtlijsten",
        "het aantal pleeggezinnen",
        "het gesprek met Jeugdzorg Nederland",
    ]
    assert {item.kind for item in found} == {"toezegging"}


def test_without_the_list_the_ministers_own_words_are_the_records():
    """By whom is who speaks; a yes to a question to be told something is a promise of what was asked."""
    found = spoken(*DEBATE, date="2023-04-13")
    assert [item.to_whom[0].name for item in found] == ["Westerveld", "Ceder", "Ceder", "Peters"]
    assert {item.by_whom for item in found} == {"staatssecretaris Van Ooijen"}
    yes = found[2]
    assert (yes.rule, yes.subject) == ("toezegging-ja", "de uitkomst van dat gesprek met ons")
    assert (yes.deadline.from_, yes.deadline.to) == ("2023-11-01", "2023-11-30")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("Kan hij ons die cijfers sturen?", "Dat ga ik niet doen."),
        ("Kan hij ons die cijfers sturen?", "Daar kom ik straks in tweede termijn op terug."),
        ("Kan hij ons die cijfers sturen?", "Wat zou ik daarmee moeten doen?"),
        ("Vindt hij dat ook een probleem?", "Ja, en daar moeten we samen iets aan doen, dat doe ik ook."),
        ("Wat gaat hij daaraan doen?", "Dat doe ik samen met de gemeenten."),
    ],
)
def test_what_is_no_yes_to_being_told_something(asked, answered):
    """Refusals, later in the same debate, questions back, and yes to something else than telling."""
    assert spoken((CEDER, asked), (GOVERNMENT, answered), date="2023-04-13") == []


def test_a_member_or_the_chair_promises_nothing():
    """What members ask, recall or thank for, and the chair's talk of the order of the meeting."""
    turns = (
        (
            CHAIR,
            "We gaan door met de staatssecretaris. De staatssecretaris vervolgt zijn betoog na de schorsing.",
        ),
        (PETERS, "Ik dank de staatssecretaris voor de toezegging dat de brief in juni komt."),
        (CHAIR, "Er zijn geen toezeggingen gedaan. Ik sluit de vergadering."),
    )
    assert spoken(*turns, date="2023-04-13") == []


def test_a_speech_without_end_is_left_alone(monkeypatch):
    """What is too long for a sentence is not analysed, in a debate neither."""
    monkeypatch.setattr(
        context, "read_sentence", lambda *_: pytest.fail("a text of 60,000 characters was analysed")
    )
    assert spoken((GOVERNMENT, "(toezegging aan " * 4000), date="2023-04-13") == []
