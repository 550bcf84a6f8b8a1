"""Makes tables with known cells, and flattens them to text in the ways that PDF readers do.

`make_table(seed)` gives the truth: columns and rows as a person reads them (a cell that spans rows stands
in each of them). `flatten(table, seed)` gives the text of a small document that holds it: row by row, or
with every cell on lines of its own, as in the seeds; the header on one line, on two, or on lines per cell;
coming again after a page break.
"""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

SUBJECTS = [
    "Burgertevredenheid", "Telefonie", "Website", "Balie", "Aantal ontvangen klachten", "Ziekteverzuim",
    "Afgehandelde bezwaren binnen Awb-termijn", "Percentage aanvragen dat tijdig is beschikt",
    "Definitief vastgestelde aanvragen (voortgang jaar t-1)", "Gemiddelde wachttijd telefoon", "Omvang personeel",
    "Ernstige verstoringen", "Rechtmatige toekenning van uitkeringen", "Telefonische bereikbaarheid",
    "Het percentage besluiten dat niet leidt tot een terug te betalen bedrag", "Uitbetaalde vergoedingen",
    "Doorlooptijd van een bezwaar in weken", "Digitaal ingediende aanvragen", "Bezoekers van de balie",
    "Uitgaven aan externe inhuur", "Medewerkers met een vast contract", "Openstaande vorderingen",
    "Klachten die binnen zes weken zijn afgehandeld", "Terugbetalers met een achterstand", "Verzonden beschikkingen",
    "Beantwoorde vragen via de chat", "Tijdig geleverde gegevens door ketenpartners", "Aantal uitgevoerde controles",
]  # fmt: skip
GROUPS = [
    "Dienstverlening", "Beleving van burgers", "Tijdigheid", "Rechtmatigheid", "Bedrijfsvoering", "Klanttevredenheid",
    "Toekenningszekerheid en tijdigheid van de uitvoering", "Handhaving", "Inburgering", "Klantontevredenheid",
]  # fmt: skip
NORMS = [
    "Minimaal 70% van de bellers en bezoekers die een 3 of hoger scoort",
    "Maximaal 10% van de bellers en bezoekers die een 1,5 of lager scoort",
    "Het bedrag aan fouten is zo laag dat de betrouwbaarheid van de cijfers op het artikel niet ter discussie staat",
    "Fouten en onzekerheden blijven binnen de rapporteringstolerantie van het betreffende beleidsdepartement",
    "Minder klachten dan vorig jaar",
]  # fmt: skip


@dataclass(slots=True)
class Made:
    """A table as a person reads it: `rows` are (label, cells); `cells` is None in a group row."""

    columns: list[str]
    header: list[str]
    rows: list[tuple[str, list[str | None] | None]]
    spanning: dict[int, int] = field(default_factory=dict)
    """Row → the row whose norm it shares."""
    norm: int | None = None


def make_table(seed: int) -> Made:
    """A table of four to fourteen rows in up to three groups."""
    rng = random.Random(seed)
    columns, header = _columns(rng)
    norm = next((at for at, name in enumerate(columns) if name.startswith(("Streefwaarde", "Norm"))), None)
    remark = columns[-1] in ("Toelichting", "Opmerkingen")
    made = Made(columns, header, [], norm=norm)
    subjects = rng.sample(SUBJECTS, rng.randint(4, 14))
    groups = rng.sample(GROUPS, rng.randint(0, 3))
    starts = sorted(rng.sample(range(len(subjects)), len(groups)))
    for at, subject in enumerate(subjects):
        if at in starts:
            made.rows.append((groups[starts.index(at)], None))
        made.rows.append((subject, _cells(rng, columns, norm, remark)))
    if norm is not None and rng.random() < 0.5:
        _long_norms(rng, made)
    return made


def _columns(rng: random.Random) -> tuple[list[str], list[str]]:
    """Names of the value columns, and the lines of a one-line header split in its cells."""
    label = rng.choice(["Prestatie-indicator", "Indicator", "Onderwerp", ""])
    last = rng.randint(2019, 2024)
    style = rng.random()
    if style < 0.15:
        names = ["Q1", "Q2", "Q3", "Q4", "Jaar"]
    else:
        word = rng.choice(["Waarde", "Realisatie"])
        names = [f"{word} {year}" for year in range(last - rng.randint(1, 4), last + 1)]
    if rng.random() < 0.7:
        names.insert(len(names) - rng.randint(0, 1), f"{rng.choice(['Streefwaarde', 'Norm'])} {last}")
    if label and rng.random() < 0.25:
        names.append(rng.choice(["Toelichting", "Opmerkingen"]))
    return [label, *names], [name for name in [label, *names] if name]


def _cells(rng: random.Random, columns: list[str], norm: int | None, remark: bool) -> list[str | None]:
    kind = rng.choice(
        ["percent", "percent", "count", "decimal", "small", "word"] if norm else ["percent", "count", "decimal"]
    )
    cells: list[str | None] = []
    for at in range(1, len(columns)):
        if at == norm:
            cells.append(_norm(rng, kind))
        elif remark and at == len(columns) - 1:
            cells.append(
                rng.choice(
                    [None, None, f"Zie toelichting {rng.randint(1, 9)})", f"Zie voetnoot {rng.randint(1, 9)}"]
                )
            )
        elif rng.random() < 0.06:
            cells.append(rng.choice(["n.v.t.", "-", "–"]))
        else:
            cells.append(_value(rng, kind))
    return cells


def _value(rng: random.Random, kind: str) -> str:
    if kind == "percent":
        return f"{rng.uniform(3, 99.9):.1f}".replace(".", ",") + rng.choice(["%", "%", " %"])
    if kind == "count":
        return f"{rng.randint(1000, 2_000_000):,}".replace(",", ".")
    if kind == "decimal":
        return f"{rng.uniform(1, 9.9):.1f}".replace(".", ",")
    if kind == "word":
        return "Gerealiseerd"
    return str(rng.randint(1, 60))


def _norm(rng: random.Random, kind: str) -> str:
    value = _value(rng, "small" if kind == "word" else kind)
    if kind == "word":
        return "Gerealiseerd"
    return rng.choice(
        [f"≥ {value}", f"> {value}", f"≤ {value}", value, f"Minimaal {value}", f"Minder dan {value}", "n.v.t."]
    )


def _long_norms(rng: random.Random, made: Made) -> None:
    """One norm of words, and sometimes the rows below it share it."""
    assert made.norm is not None
    places = [at for at, (_, cells) in enumerate(made.rows) if cells is not None]
    at = rng.choice(places)
    norm = rng.choice(NORMS)
    cells = made.rows[at][1]
    assert cells is not None
    cells[made.norm - 1] = norm
    below = at + 1
    shared = rng.randint(0, 2) if len(norm) > 40 and made.norm < len(made.columns) - 1 else 0
    while shared and below < len(made.rows) and made.rows[below][1] is not None:
        other = made.rows[below][1]
        assert other is not None
        other[made.norm - 1] = norm
        made.spanning[below] = at
        below, shared = below + 1, shared - 1


INTRO = (
    "De tabel hieronder laat zien hoe de dienst in de afgelopen jaren heeft gepresteerd op de indicatoren die met\n"
    "de eigenaar zijn afgesproken. De norm is die van het verslagjaar, tenzij anders is vermeld in de toelichting.\n"
)
AFTER = (
    "Drie normen zijn niet gehaald die met het tempo van het werk te maken hebben. De toekenning bleef net onder\n"
    "de norm, doordat de aanvragen samenvielen met de start van het jaar en er te weinig medewerkers waren.\n"
)


def flatten(made: Made, seed: int) -> str:
    """The text of a document with the table in it."""
    rng = random.Random(seed * 7 + 1)
    per_cell = rng.random() < 0.35
    rows = [_by_cell(rng, made, at) if per_cell else _by_row(rng, made, at) for at in range(len(made.rows))]
    header = _header(rng, made, per_cell)
    if len(rows) > 6 and rng.random() < 0.4:
        cut = rng.randint(3, len(rows) - 2)
        if cut not in made.spanning:
            rows.insert(cut, "\f" + header)
    text = "\n\n".join([header, *rows])
    return f"2 Prestaties\n\n{INTRO}\n{text}\n\n2.1 Toelichting op de tabel\n\n{AFTER}"


def _header(rng: random.Random, made: Made, per_cell: bool) -> str:
    if per_cell:
        lines = []
        for name in made.header:
            parts = name.split() if rng.random() < 0.5 else [name]
            lines.append(rng.choice(["\n", "\n\n"]).join(parts) if len(parts) > 1 else name)
        return rng.choice(["\n", "\n\n"]).join(lines)
    words = [name.rsplit(" ", 1) for name in made.columns[1:]]
    if all(len(pair) == 2 and pair[1].isdigit() for pair in words) and rng.random() < 0.3:
        tops = [pair[0] for at, pair in enumerate(words) if at == 0 or words[at - 1][0] != pair[0]]
        label = [made.columns[0]] if made.columns[0] else []
        return " ".join([*label, *tops]) + "\n" + " ".join(pair[1] for pair in words)
    return " ".join(made.header)


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _by_row(rng: random.Random, made: Made, at: int) -> str:
    """A row on one line; a label or norm over several lines stands on lines of its own."""
    label, cells = made.rows[at]
    if cells is None:
        return label
    shown = [
        None if at in made.spanning and column + 1 == made.norm else cell for column, cell in enumerate(cells)
    ]
    labels = _lines(label, 52)
    out = "\n".join(labels) if len(labels) > 1 else labels[0] + " "
    if len(labels) > 1:
        out += "\n\n"
    line: list[str] = []
    for cell in shown:
        if cell is None:
            continue
        wrapped = _lines(cell, rng.randint(24, 34)) if len(cell) > 32 else [cell]
        if len(wrapped) > 1:
            out += " ".join(line) + "\n" if line or len(labels) == 1 else ""
            out += "".join(part + rng.choice(["\n", "\n", "\n\n"]) for part in wrapped)
            out = out.rstrip("\n") + "\n\n"
            line = []
        else:
            line.append(cell)
    return (out + " ".join(line)).rstrip()


def _by_cell(rng: random.Random, made: Made, at: int) -> str:
    """Every cell on lines of its own, with white space between, sometimes two values on a line."""
    label, cells = made.rows[at]
    if cells is None:
        return label
    parts = ["\n".join(_lines(label, 30))]
    together = False
    for column, cell in enumerate(cells):
        if cell is None or (at in made.spanning and column + 1 == made.norm):
            continue
        wrapped = _lines(cell, 24) if len(cell) > 26 else [cell]
        if together and len(wrapped) == 1 and len(parts) > 1 and "\n" not in parts[-1]:
            parts[-1] += " " + cell
        else:
            parts.append("\n".join(wrapped))
        together = len(wrapped) == 1 and rng.random() < 0.25
    return rng.choice(["\n\n", "\n \n"]).join(parts)


def truth(made: Made) -> list[tuple[str | None, ...]]:
    """The cells of every row, the label first; a group row has a label only."""
    empty: list[str | None] = [None] * (len(made.columns) - 1)
    return [(label, *(cells if cells is not None else empty)) for label, cells in made.rows]
