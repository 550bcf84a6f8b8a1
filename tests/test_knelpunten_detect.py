"""Which passages are knelpunten, and which only look like one: tables of sentences of many organisations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.annotate import AnnotationInput, DocumentFacts, annotate_passage, annotators
from kb.annotate.knelpunten import detector
from kb.records import Cell, Cells
from kb.taxonomy import load

DETECT = detector(load())

BOTTLENECKS = [
    # named
    ("Een knelpunt is de koppeling met het handelsregister: die is al drie jaar niet bijgewerkt.", "genoemd"),
    ("Ketenpartners melden dat de termijn van twee weken knelt voor mensen zonder vast adres.", "genoemd"),
    ("Schrijnend is dat weduwen hun toeslag verliezen in de maand dat hun partner overlijdt.", "genoemd"),
    ("Wij ontvingen signalen over lange wachttijden bij de balie van het paspoortloket.", "genoemd"),
    ("De onvolkomenheid in het inkoopbeheer blijft voor het derde jaar bestaan.", "genoemd"),
    # described
    ("Er zijn te weinig keurmeesters, zodat bedrijven maanden op een inspectie wachten.", "genoemd"),
    ("Het zaaksysteem stamt uit 1994 en valt wekelijks uit.", "genoemd"),
    ("Gemeenten mogen elkaar niet laten weten dat iemand al een schuldregeling heeft.", "genoemd"),
    ("De regels zijn zo ingewikkeld dat ook adviseurs zich vergissen.", "genoemd"),
    ("Ouders raken in de problemen doordat zij duizenden euro's ineens moeten terugbetalen.", "genoemd"),
    # with what is done about it
    ("De achterstand bij de herkeuringen loopt op; daarom zetten wij extra artsen in.", "maatregel"),
    # solved, and told as solved
    ("De storingen in het betaalsysteem, die in 2021 tot veel klachten leidden, zijn verholpen.", "opgelost"),
]
LOOK_ALIKES = [
    "Het aantal bezwaren daalde met een kwart en de meeste mensen kregen binnen vier weken antwoord.",
    "In 2025 starten wij met een nieuw portaal voor werkgevers.",
    "De medewerkers verdienen alle lof voor hun inzet.",
    "Met de campagne wezen wij ouders op de kinderbijslag.",
    "Dankzij de extra capaciteit konden wij de openingstijden verruimen.",
    "Het meldpunt ontving 4.000 signalen van mogelijke fraude.",
    "Loopt u ergens tegenaan? Laat het ons weten.",
    "Knelpunten worden ieder kwartaal besproken in de stuurgroep.",
    "Er zijn geen knelpunten in de uitvoering.",
    "Om te voorkomen dat mensen in de schulden raken, bellen wij hen vooraf.",
    "De zaal heeft een capaciteit van 200 personen.",
    "Wie het niet eens is met een besluit, kan binnen zes weken bezwaar maken.",
    "Tenzij de aanvrager daar niets aan kon doen, wordt een te laat verzoek niet-ontvankelijk verklaard.",
    "De renovatie bleef binnen de begroting.",
]


def find(text, **fields):
    return DETECT.find(AnnotationInput(text, **fields))


@pytest.mark.parametrize(("text", "status"), BOTTLENECKS)
def test_a_bottleneck_is_found_with_its_status(text, status):
    # Named or only described, of any organisation; solved ones stay, with the words that say so.
    found = find(text)
    assert [finding.status for finding in found] == [status]
    assert found[0].themes
    assert 0 < found[0].confidence <= 1
    assert (found[0].evidence is None) == (status == "genoemd")


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_is_none(text):
    # Results, plans, praise, invitations, fraud signals, rules, and talk about knelpunten in general.
    assert find(text) == []


def test_documents_that_tell_of_other_things_need_clearer_words():
    """In answers to questions and the like a light word is sooner part of an argument; a named one stays."""
    light = "Het is soms lastig om vrijwilligers te vinden."
    named = "Een knelpunt is dat de gemeente geen gegevens van de zorgverzekeraar krijgt."
    answer = DocumentFacts(kind="antwoord-kamervragen")
    assert find(light)
    assert not find(light, facts=answer)
    assert find(named, facts=answer)


@pytest.mark.parametrize(
    "text",
    [
        "Het voorstel heeft geen financiële gevolgen voor de burger.",
        "Het Bbz kent voorzieningen om diensten te laten afnemen door een ander.",
        "Deelnemers voelen zich gehoord en geholpen.",
        "Vragen van het lid Jansen aan de minister over het bericht dat de overheid burgers dwingt tot fraude.",
    ],
)
def test_words_of_argument_and_praise_hinder_nobody(text):
    """What real letters, fiches and annual reports say without a bottleneck in it."""
    assert find(text) == []


def test_words_on_two_sides_of_a_colon_say_nothing_together():
    """ "kan … niet" does not reach over a semicolon."""
    assert find("Het rapport kan worden ingezien; het is niet vertrouwelijk.") == []


def test_explicit_is_what_the_words_or_a_heading_say():
    # The word stands there, or a heading above says so; else it is only described.
    assert find("Een knelpunt is het tekort aan tolken.")[0].explicit
    assert find("Er is een tekort aan tolken.", section=("3 Knelpunten in de uitvoering",))[0].explicit
    assert not find("Er is een tekort aan tolken.")[0].explicit


def test_a_passage_under_a_heading_of_bottlenecks_needs_no_word_of_its_own():
    # "Waar wij tegenaan lopen" announces what follows, also where the text has no cue.
    text = "De vermogensgrens in de huurtoeslag is 32.240 euro."
    assert find(text) == []
    assert find(text, section=("3 Waar wij tegenaan lopen",))[0].themes[0].id == "grenzen-en-voorwaarden"


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Door een tekort aan rechters liggen zaken maanden stil.", "personeelstekort"),
        ("De systemen zijn verouderd en vallen vaak uit.", "iv-capaciteit"),
        ("Gegevens van gemeenten komen te laat binnen en zijn onvolledig.", "gegevensuitwisseling"),
        ("De wet is zo ingewikkeld dat hij in de praktijk niet uitvoerbaar is.", "complexe-wetgeving"),
        ("Wie een euro boven de inkomensgrens zit, verliest de hele regeling.", "grenzen-en-voorwaarden"),
        ("Er is geen ruimte voor maatwerk, ook niet in schrijnende gevallen.", "maatwerk"),
        ("Hoge terugvorderingen brengen gezinnen in de problemen.", "terugvorderingen"),
        (
            "Bellers wachten gemiddeld twintig minuten en krijgen vaak geen antwoord.",
            "bezwaar-en-dienstverlening",
        ),
        ("Een derde van de rechthebbenden vraagt de toeslag niet aan.", "niet-gebruik"),
        ("Het toezicht schiet tekort: malafide bureaus beginnen opnieuw.", "toezicht-rechtmatigheid"),
        ("Het vertrouwen van bewoners in de overheid is ernstig geschaad.", "druk-en-vertrouwen"),
        ("Archieven zijn niet op orde en e-mail is niet doorzoekbaar.", "informatiehuishouding-avg"),
    ],
)
def test_the_main_theme(text, theme):
    # What it is about, for any organisation; at most two, the main one first.
    themes = find(text)[0].themes
    assert themes[0].id == theme
    assert len(themes) <= 2


def test_a_solution_keeps_its_words():
    # What is proposed or done, as the text says it.
    text = "Adressen van emigranten raken kwijt. Wij pleiten voor een plicht om een postadres op te geven."
    start, end = find(text)[0].solution
    assert text[start:end] == "Wij pleiten voor een plicht om een postadres op te geven."


def test_every_item_of_an_announced_list_is_one():
    # "De belangrijkste knelpunten zijn:" holds for each item below it.
    text = "▪ Lange wachttijden aan de balie;\n▪ De stand van de techniek;\n▪ Een gebrek aan tolken."
    found = find(text, kind="list", context="De belangrijkste knelpunten zijn:")
    assert [text[finding.start : finding.end] for finding in found] == [
        "Lange wachttijden aan de balie;", "De stand van de techniek;", "Een gebrek aan tolken.",
    ]  # fmt: skip
    assert all(finding.explicit for finding in found)


def test_items_of_an_ordinary_list_are_judged_one_by_one():
    # Good news between the items stays out.
    text = (
        "▪ De nieuwe app werd goed ontvangen door de ouders.\n"
        "▪ Door een tekort aan artsen wachten mensen langer dan de wet toestaat."
    )
    assert [finding.item for finding in find(text, kind="list")] == [1]


def row(*texts):
    return tuple(Cell(text, 0, len(text)) if text else None for text in texts)


TABLE = (
    "Signaal Omschrijving Oplossingsrichting\n\nPeildatum\n\nWie na 1 oktober start, krijgt niets.\n\nSchrappen"
)


@pytest.mark.parametrize(
    ("columns", "cells", "name", "description", "solution"),
    [
        (("Signaal", "Omschrijving", "Oplossingsrichtingen"), ("A", "B", "C"), "A", "B", "C"),
        (("Nr.", "Knelpunt", "Toelichting", "Voorstel"), ("1", "A", "B", "C"), "A", "B", "C"),
        (("Onderwerp", "Knelpunt", "Maatregel"), ("A", "B", "C"), "A", "B", "C"),
        (("Risico", "Beheersmaatregel"), ("A", "C"), "A", None, "C"),
    ],
)
def test_a_row_of_a_table_of_signals(columns, cells, name, description, solution):
    # Each row is one, with name, description and solution from the cells that the header says.
    words = {
        "A": "Peildatum",
        "B": "Wie later start, krijgt dat jaar niets.",
        "C": "Schrappen",
        "1": "1",
    }
    texts = [words[cell] for cell in cells]
    text = " ".join(columns) + "\n\n" + "\n\n".join(texts)
    found = find(text, kind="table", cells=Cells(columns, (row(*texts),)), context=" | ".join(columns))
    assert len(found) == 1

    def said(span):
        return None if span is None else text[span[0] : span[1]]

    wanted = [None if key is None else words[key].rstrip(".") for key in (name, description, solution)]
    assert [said(found[0].name), said(found[0].description), said(found[0].solution)] == wanted


def test_a_table_of_indicators_holds_none():
    # Labels such as "ernstige productieverstoringen" beside figures tell values, not bottlenecks.
    columns = ("Prestatie-indicator", "Waarde 2022", "Streefwaarde 2023")
    texts = ("Aantal ernstige productieverstoringen", "8", "< 10")
    text = "\n".join((" ".join(columns), " ".join(texts)))
    assert find(text, kind="table", cells=Cells(columns, (row(*texts),))) == []


def test_questions_and_pictures_tell_none():
    # Who asks whether there is a backlog does not say that there is.
    assert find("Klopt het dat er een grote achterstand is?", kind="question") == []


def test_tags_are_made_of_the_same_findings():
    # So that the facet theme and the register agree.
    text = "Door een tekort aan rechters liggen zaken maanden stil."
    tags = [
        tag for tag in annotate_passage(AnnotationInput(text), annotators(load())) if tag.type == "knelpunt"
    ]
    assert [tag.value for tag in tags] == [theme.id for theme in find(text)[0].themes]
    assert all(text[tag.start : tag.end] == tag.text for tag in tags)


def test_examples_of_the_data_files_can_be_read():
    # Every group of cues says what it is for; every theme that a group or a parent names exists.
    taxonomy = load()
    themes = {entry.id for entry in taxonomy.entries("theme")}
    for cue in DETECT.cues.all:
        assert cue.label
        assert cue.theme is None or cue.theme in themes
        assert (cue.weight < 0) == (cue.role == "gunstig" or (cue.role == "kop" and cue.weight < 0))
    for entry in taxonomy.entries("theme"):
        assert entry.get("finer") is None or entry.get("finer") in taxonomy.narrower("theme", entry.id)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["text", "list", "table", "speech", "question"]))
def test_any_text_is_read_without_error(text, kind):
    # Offsets lie within the passage; there is nothing that makes it fail.
    for finding in DETECT.find(AnnotationInput(text, kind=kind, section=("Knelpunten",))):
        assert 0 <= finding.start <= finding.core[0] < finding.core[1] <= len(text)
        assert len(finding.themes) in {1, 2}
