"""Which KPI a row's name or a sentence means: never forced, never dropped."""

# ruff: noqa: E501 - the names in a table stand on one line
import pytest
from kpi_builders import TOOLS

from kb.registers.kpis.labels import is_generic, label_unit, slug

LABELS = TOOLS.labels
DEFINED = "Klanttevredenheid (schaal 1-5) % van de bellers, website en baliebezoekers die een 3 of hoger scoort"


@pytest.mark.parametrize(
    ("label", "group", "organisation", "unit", "expected"),
    [
        ("Ziekteverzuim", None, "uwv", "%", "ziekteverzuim"),
        ("Telefonie", DEFINED, "dienst-toeslagen", "%", "klanttevredenheid-telefonie"),
        ("Telefonie", "Klantontevredenheid", "dienst-toeslagen", "%", "klantontevredenheid-telefonie"),
        ("Bezwaren binnen de Awb-termijn afgehandeld", None, "duo", "%", "afgehandelde-bezwaren-binnen-awb-termijn"),
        ("Afgehandelde bezwaren binnen wb-termijn", None, "ind", "%", "afgehandelde-bezwaren-binnen-awb-termijn"),
        ("Klachten binnen zes weken afgehandeld", None, "svb", "%", "klachten-binnen-zes-weken"),
        ("Burgerbelofte 1: Bij Dienst Toeslagen krijg je waar je recht op hebt", None, "dienst-toeslagen", "%",
         "burgerbelofte-recht-op"),
        ("Percentage definitief toegekende toeslagen dat niet leidt tot een terug te betalen bedrag >500", None,
         "dienst-toeslagen", "%", "definitief-toegekend-zonder-terugvordering"),
        ("Definitief vaststellen toeslagen (voortgang jaar 1-1)", None, "dienst-toeslagen", "%",
         "definitief-vaststellen-toeslagen"),
        ("Gemiddelde wachttijd telefoon (minuten)", None, "duo", "minuten", "wachttijd-telefoon"),
        ("Doorlooptijd van een bezwaar in weken", None, "uwv", "weken", "doorlooptijd-bezwaar"),
        ("Studiefinanciering binnen de termijn toegekend", None, "duo", "%", "studiefinanciering-binnen-termijn"),
    ],
)  # fmt: skip
def test_names_of_known_kpis(label, group, organisation, unit, expected):
    # Words in another order or inflection, a slip of the pen, a short name under its group.
    entry = LABELS.resolve(label, group, organisation, unit)
    assert entry is not None
    assert entry.id == expected


@pytest.mark.parametrize(
    ("label", "group", "organisation", "unit"),
    [
        ("Klanttevredenheid gemeenten", None, "svb", "cijfer"),  # one word more is another indicator
        ("Telefonie", "Dienstverlening", "dienst-toeslagen", "%"),  # a theme is no KPI
        ("Afgehandelde bezwaren", None, "ind", "aantal"),  # a count is no percentage
        ("Aantal ontvangen klachten", None, "uwv", "%"),
        ("Studiefinanciering binnen de termijn toegekend", None, "uwv", "%"),  # another organisation's KPI
        ("Klachten binnen drie weken afgehandeld", None, "svb", "%"),  # another term
        ("Ernstige verstoringen", None, "duo", "aantal"),
        ("Tijdigheid", None, "uwv", "%"),
    ],
)
def test_names_that_are_not_forced(label, group, organisation, unit):
    # What fits no canonical KPI wholly keeps its own name.
    assert LABELS.resolve(label, group, organisation, unit) is None


def test_negation_is_no_slip_of_the_pen():
    # "ontevredenheid" is one prefix away from "tevredenheid" and means the opposite.
    entry = LABELS.resolve("Klantontevredenheid", None, None, "%")
    assert entry is not None
    assert entry.id == "klantontevredenheid"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Studenten die binnen de termijn zijn geholpen", "Studenten binnen termijn geholpen"),
        ("Aantal afgenomen examens", "Afgenomen examens"),
        ("Percentage geslaagde kandidaten", "Geslaagde kandidaten"),
    ],
)
def test_small_differences_do_not_part_a_series(one, other):
    # Articles, function words and words of measure do not make another indicator.
    assert slug(one) == slug(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uitslag binnen acht weken", "Uitslag binnen tien weken"),
        ("Klanttevredenheid ouders", "Klanttevredenheid studenten"),
        ("Gegronde klachten", "Ongegronde klachten"),
    ],
)
def test_other_words_part_a_series(one, other):
    # A number or a word that matters makes another indicator.
    assert slug(one) != slug(other)


def test_units_in_brackets_are_no_part_of_the_name():
    # The unit goes to the unit, other brackets stay.
    assert label_unit("Uitgaven (in miljarden euro’s)") == ("Uitgaven", "euro", "miljard")
    assert label_unit("Voortgang (jaar t-1)") == ("Voortgang (jaar t-1)", None, None)


@pytest.mark.parametrize(
    ("label", "expected"), [("Asiel", True), ("Totaal", True), ("Draagkrachtmetingen", False)]
)
def test_generic_names(label, expected):
    # One plain word names an indicator only together with the title of its table.
    assert is_generic(label) is expected


def test_a_sentence_names_a_kpi_in_scattered_words():
    # Words apart, and verbs in two parts; another organisation's KPI is not meant.
    def named(text, organisation="nvwa"):
        return {mention.entry.id for mention in LABELS.mentions(text, organisation)}

    assert "aantal-ontvangen-klachten" in named("In totaal zijn er 1.725 klachten ontvangen.")
    assert "woo-verzoeken-binnen-termijn" in named(
        "Van de Woo-verzoeken handelde de dienst 54 procent tijdig af."
    )
    assert not named("De studiefinanciering werd binnen de termijn toegekend.")
    assert not named("De klacht ging over de balie.")
