"""Text of documents, names and people that means harm, through every page: nothing of it becomes a script."""

# ruff: noqa: E501 - probes and addresses read best one on a line
from __future__ import annotations

from contextlib import closing
from urllib.parse import quote

import pytest
from browser_app import running_app
from browser_view import settled
from trust_home import Here

from kb.filters import Filters
from kennisbank import Kennisbank

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser

PROBES = (
    "<script>window.gekraakt=1</script>",
    "<img src=x onerror=window.gekraakt=1>",
    '"><svg onload=window.gekraakt=1>',
    "'-window.gekraakt=1-'",
    "[klik](javascript:window.gekraakt=1)",
    "<a href='javascript:window.gekraakt=1'>klik</a>",
    "![x](x onerror=window.gekraakt=1)",
    "$\\href{javascript:window.gekraakt=1}{klik}$",
    ":material/home: :red[rood] **vet**",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "</style><script>window.gekraakt=1</script><style>",
    "&lt;script&gt;window.gekraakt=1&lt;/script&gt;",
    "<iframe srcdoc='<script>parent.gekraakt=1</script>'></iframe>",
    "javascript:window.gekraakt=1",
)
EVIL = " ".join(PROBES)
LETTER = f"""\
Den Haag, 4 juli 2023

Betreft: {PROBES[1]} stand van zaken

Een knelpunt bij de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt {PROBES[0]} {PROBES[2]}.

In het commissiedebat van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt (CDA) toegezegd
om voor het einde van 2023 terug te komen op de huurtoeslag {PROBES[1]} {PROBES[4]} {PROBES[5]}.

In 2022 is 91,2% van de bezwaren op tijd afgehandeld {PROBES[2]} {PROBES[7]}.

1. {EVIL}

{EVIL}
"""
TABLE = f"""\
Jaarrapportage 2022 {PROBES[1]}

1 Kop met {PROBES[0]}

KPI  2021  2022
Tijdig uitbetaald {PROBES[1]}  98,1%  99,2%
Bezwaren op tijd afgehandeld {PROBES[2]}  80%  91,2%
"""


@pytest.fixture(scope="module")
def evil(tmp_path_factory):
    """An app on documents of probes, with judgements, metadata and a saved search of probes; and addresses."""
    folder = tmp_path_factory.mktemp("kwaad")
    source = folder / "bron"
    source.mkdir()
    (source / "<img src=x onerror=window.gekraakt=1>.txt").write_text(LETTER)
    (source / "jaar.txt").write_text(TABLE)
    home = folder / "huis"
    with closing(Kennisbank(home)) as kennisbank:
        report = kennisbank.ingest([source], executor=Here())
        letter, table = (item.document_id for item in report.files)
        passage = next(item for item in kennisbank.passages(letter) if "knelpunt" in item.text)
        kennisbank.judge("passage", "note", passage.passage_id, who=PROBES[1], note=EVIL)
        kennisbank.edit_metadata(letter, {"title": EVIL}, who=PROBES[0])
        kennisbank.saved.add(owner=PROBES[1], name=PROBES[0], query=EVIL, filters=Filters())
        records = {kind: kennisbank.register(kind) for kind in ("toezegging", "knelpunt", "kpi")}
        for kind in ("toezegging", "knelpunt"):
            record = records[kind][0]
            kennisbank.judge_record(kind, getattr(record, f"{kind}_id"), "note", who=PROBES[1], note=EVIL)
        first = {kind: getattr(found[0], "kpi_value_id" if kind == "kpi" else f"{kind}_id")
                 for kind, found in records.items()}  # fmt: skip
    asked = quote(EVIL)
    pages = [
        "", f"zoeken?q={asked}", "zoeken?q=capaciteit+toegezegd+bezwaren", f"zoeken?q=a&regeling={asked}&jaar={asked}",
        f"document?id={letter}", f"document?id={letter}&q={asked}&woorden={asked}", f"document?id={table}&q=bezwaren",
        f"document?id={asked}", "toezeggingen", f"toezeggingen?q={asked}", f"toezegging?id={first['toezegging']}",
        f"toezegging?id={asked}&woorden={asked}", "knelpunten", f"knelpunten?q={asked}&thema={asked}",
        f"knelpunt?id={first['knelpunt']}", f"knelpunt?id={asked}", "knelpuntthema?thema=ict", f"knelpuntthema?thema={asked}",
        "kpis", f"kpis?kpi={asked}", f"kpi?id={first['kpi']}", f"kpi?kpi={asked}&reeks={asked}", "kamerstukken",
        f"kamerstukken?q={asked}", f"kamerstuk?nr={asked}", "kamerstuk?nr=kst-31066-1207", "documenten", "bewaard",
        f"bewaard?id={asked}", "beheer", f"beheer?document={letter}", "uitleg",
    ]  # fmt: skip
    with running_app(home) as url:
        yield url, pages


def test_no_probe_becomes_a_script_on_any_page(page, evil):
    """Text, title, file name, heading, cell, note, name of a person, saved search, and every parameter."""
    url, pages = evil
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    shown = 0
    for place in pages:
        page.goto(f"{url}/{place}")
        settled(page)
        page.evaluate("document.querySelectorAll('[data-testid=stMain] summary').forEach(box => box.click())")
        settled(page)
        assert "had niet mogen gebeuren" not in page.inner_text("body"), place
        found = page.evaluate(
            """() => ({
                cracked: window.gekraakt,
                handlers: [...document.querySelectorAll('[onerror], [onload], [onclick]')].map(e => e.outerHTML),
                links: [...document.querySelectorAll('a')].map(e => e.href).filter(h => /^(javascript|data|vbscript):/i.test(h)),
                frames: [...document.querySelectorAll('iframe[srcdoc]')].length,
                pictures: [...document.querySelectorAll('img[src="x"]')].length,
                scripts: [...document.querySelectorAll('script')].filter(e => e.textContent.includes('gekraakt')).length,
            })"""
        )
        assert found.pop("cracked") is None, place
        assert found == {"handlers": [], "links": [], "frames": 0, "pictures": 0, "scripts": 0}, (place, found)
        shown += page.inner_text("body").count("gekraakt")
    assert dialogs == []
    assert shown > 20  # the probes were there to be read, as text
