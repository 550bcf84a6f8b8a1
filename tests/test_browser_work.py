"""People at work in the app: finding, reading, taking along, bringing in; and when it goes wrong."""

from __future__ import annotations

import csv
import io
import re
from contextlib import closing

import pytest
from browser_app import running_app
from browser_view import View, settled
from docx import Document as Word
from openpyxl import load_workbook

from kennisbank import Kennisbank

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture
def empty_app(tmp_path):
    """The address of an app on a kennisbank with nothing in it."""
    with running_app(tmp_path / "kennisbank") as url:
        yield url


def download(page, kind: str) -> bytes:
    """The export of this search in one of the formats."""
    page.get_by_role("button", name=re.compile("^Meenemen")).click()
    field = page.get_by_label("Soort bestand")
    field.click()
    page.get_by_role("option", name=kind).click()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Downloaden").click()
    path = waiting.value.path()
    page.keyboard.press("Escape")
    return path.read_bytes()


def clipboard(page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize(
    ("example", "path", "shown"),
    [
        ("Knelpunten met IV-capaciteit sinds 2021", "/knelpunten", "IV-capaciteit en systemen"),
        ("Toezeggingen aan het lid Grinwis", "/toezeggingen", "Grinwis (ChristenUnie)"),
        ("Tijdig uitbetaald, vergeleken over jaren", "/kpis", "tegenspraak"),
    ],
)
def test_each_example_on_start_is_one_click_away(page, app_url, example, path, shown):
    """One per group of users; what it promises is on the page, and Back leads to Start."""
    page.goto(app_url)
    settled(page)
    page.get_by_role("link", name=example).click()
    page.wait_for_url(f"**{path}?*")
    settled(page)
    assert View(page).path == path
    page.wait_for_selector(f"[data-testid=stMain] >> text={shown}")
    View(page).back()
    assert page.get_by_role("link", name=example).count() == 1


def test_a_staff_member_searches_and_takes_the_hits_along(page, app_url):
    """Narrowed, exported for a spreadsheet and for a memo."""
    page.goto(f"{app_url}/zoeken?q=knelpunten+IV-capaciteit&jaar=2021-2024")
    settled(page)
    view = View(page)
    assert view.query == "knelpunten IV-capaciteit"
    titles = page.locator(".kb-treffertitel").all_inner_texts()
    assert len(set(titles)) >= 3
    assert page.locator(".kb-fragment mark").count() > 5
    view.tick("Huurtoeslag")
    total = int(re.search(r"(\d+) passages?", view.summary)[1])
    rows = list(csv.reader(io.StringIO(download(page, "CSV").decode("utf-8-sig"), newline=""), delimiter=";"))
    split = rows.index([])
    assert len(rows[1:split]) == total
    told = {row[0]: row[1] for row in rows[split + 1 :]}
    assert told["Zoekvraag"] == "knelpunten IV-capaciteit"
    assert "Huurtoeslag" in told["Filters"]
    assert told["Adres"] == page.evaluate("location.href")
    word = Word(io.BytesIO(download(page, "Word")))
    assert sum(paragraph.style.name == "Quote" for paragraph in word.paragraphs) >= total


def test_a_liaison_finds_a_promise_and_copies_its_reference(page, app_url):
    """By the member's name to the words themselves, and the reference on the clipboard."""
    page.goto(f"{app_url}/zoeken")
    settled(page)
    View(page).search("toezegging Grinwis")
    first = page.locator("[class*=st-key-treffer-]").first
    assert "Grinwis" in first.inner_text()
    cited = first.locator(".kb-verwijzing span").first.inner_text()
    first.get_by_role("button", name="Kopieer verwijzing").click()
    page.wait_for_function("document.getElementById('kb-gezegd')?.textContent === 'Gekopieerd'")
    assert clipboard(page).startswith(f"{cited}, ")
    assert ", geraadpleegd op " in clipboard(page)
    first.get_by_role("link").click()
    page.wait_for_selector("#doel")
    settled(page)
    assert "Grinwis" in page.locator("#doel").inner_text()
    page.get_by_role("button", name="Kopieer link").click()
    page.wait_for_timeout(200)
    assert clipboard(page) == page.evaluate("location.href")


def test_a_researcher_reads_numbers_side_by_side(page, app_url):
    """Rows of tables from two years, each with its source, one click from the whole table."""
    page.goto(f"{app_url}/zoeken?q=tijdig+uitbetaald&soort=jaarrapportage")
    settled(page)
    tables = page.locator("[class*=st-key-treffer-]").filter(has=page.locator("table"))
    assert tables.count() >= 2
    sources = {tables.nth(place).get_by_role("link").inner_text() for place in range(tables.count())}
    assert len(sources) >= 2
    tables.first.get_by_role("link").click()
    page.wait_for_selector("#doel table")
    assert page.locator("#doel th").count() > 3


def test_chosen_hits_only(page, app_url):
    """What was ticked is what comes along, and the file says so."""
    page.goto(f"{app_url}/zoeken?q=capaciteit")
    settled(page)
    for place in (0, 2):
        page.locator("label").filter(has_text="Kies voor uitvoer").nth(place).click()
        settled(page)
    book = load_workbook(io.BytesIO(download(page, "Excel")))
    assert book["Treffers"].max_row == 3
    assert "2 passages, zelf gekozen" in [row[1].value for row in book["Herkomst"].iter_rows()]


def test_going_from_match_to_match(page, app_url):
    """Next and previous bring each match into view, round and round."""
    page.goto(f"{app_url}/document?id=jaarrapportage-2022&q=wendbaarheid")
    settled(page)
    total = page.locator(".kb-document mark").count()
    assert total > 1
    page.get_by_role("button", name="Volgende treffer").click()
    page.wait_for_function("document.getElementById('kb-gezegd').textContent.startsWith('Treffer 1 van')")
    page.wait_for_timeout(600)
    assert page.locator("mark.kb-huidig").evaluate("m => m.getBoundingClientRect().top > 100")
    page.get_by_role("button", name="Vorige treffer").click()
    page.wait_for_function(
        "total => document.getElementById('kb-gezegd').textContent === `Treffer ${total} van ${total}`",
        arg=total,
    )


def test_the_source_can_be_downloaded(page, app_url, filled_home):
    """Byte for byte the file that was taken in."""
    page.goto(f"{app_url}/document?id=jaarrapportage-2022")
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bronbestand downloaden").click()
    with closing(Kennisbank(filled_home)) as kennisbank:
        assert waiting.value.path().read_bytes() == kennisbank.file_path("jaarrapportage-2022").read_bytes()
    assert waiting.value.suggested_filename == "jaarrapportage-2022.txt"


def test_hostile_addresses_show_text_and_run_nothing(page, app_url):
    """Whatever an address holds is shown as text."""
    evil = "%3Cimg%20src%3Dx%20onerror%3D%22window.gekraakt%3D1%22%3E"
    for path in (
        f"zoeken?q={evil}&regeling={evil}",
        f"document?id={evil}",
        f"documenten?q={evil}",
        f"document?id=jaarrapportage-2022&woorden={evil}&q={evil}",
    ):
        page.goto(f"{app_url}/{path}")
        settled(page)
        page.wait_for_timeout(200)
        assert page.evaluate("window.gekraakt") is None
        assert page.locator("img[src=x]").count() == 0


def test_an_empty_kennisbank_is_filled_by_upload(page, empty_app, tmp_path):
    """From the empty screen to a hit: good files come in, a bad one is named, hostile text stays text."""
    url = empty_app
    page.goto(f"{url}/zoeken")
    settled(page)
    assert "nog leeg" in page.locator(".kb-melding").inner_text()
    page.get_by_role("link", name="Documenten toevoegen").click()
    page.wait_for_url("**/beheer")
    settled(page)
    evil = '<script>window.gekraakt=1</script><img src=x onerror="gekraakt=1"> **vet** [x](javascript:alert(1))'
    good = tmp_path / "Jaarverslag <b>2022.txt"
    good.write_text(
        f"Jaarrapportage 2022 {evil}\n\nDe wachttijd bij {evil} liep op door tekort aan capaciteit.\n"
    )
    bad = tmp_path / "stuk.pdf"
    bad.write_bytes(b"%PDF-1.4 dit is geen pdf")
    page.locator("input[type=file]").set_input_files([good, bad])
    settled(page)
    page.get_by_role("button", name="Toevoegen").click()
    page.wait_for_selector(".kb-melding >> text=Klaar", timeout=60_000)
    settled(page)
    report = page.locator(".kb-lijst").first.inner_text()
    assert "stuk.pdf" in report
    assert "geweigerd" in report
    assert "toegevoegd" in report
    page.goto(f"{url}/zoeken?q=wachttijd")
    settled(page)
    hit = page.locator("[class*=st-key-treffer-]").first
    assert "<script>window.gekraakt=1</script>" in hit.inner_text()
    hit.get_by_role("link").first.click()
    page.wait_for_selector("#doel")
    settled(page)
    assert "**vet** [x](javascript:alert(1))" in page.locator("#doel").inner_text()
    assert page.evaluate("window.gekraakt") is None
    assert page.locator("img[src=x]").count() == 0


@pytest.fixture
def small_app(tmp_path):
    """An app on a kennisbank with one document; gives (address, home)."""
    home, file = tmp_path / "kennisbank", tmp_path / "brief.txt"
    file.write_text("Brief\n\nDe wachttijd bij bezwaar liep op door een tekort aan capaciteit.\n")
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.ingest([file])
    with running_app(home) as url:
        yield url, home


def test_a_document_goes_to_the_bin_and_comes_back(page, small_app):
    """Asked first, then gone from search; put back it is found again."""
    url, home = small_app
    page.goto(f"{url}/beheer")
    settled(page)
    page.get_by_label("Document", exact=True).click()
    page.get_by_role("option").first.click()
    settled(page)
    page.get_by_role("button", name="Verwijderen").click()
    page.get_by_role("button", name="Naar de prullenbak").click()
    page.wait_for_selector("button:has-text('Terugzetten')")
    settled(page)
    with closing(Kennisbank(home)) as kennisbank:
        assert [item.source for item in kennisbank.documents(removed=True)] == ["brief.txt"]
        assert kennisbank.search("wachttijd").total == 0
    page.get_by_role("button", name="Terugzetten").click()
    page.wait_for_selector("text=De prullenbak is leeg.")
    page.goto(f"{url}/zoeken?q=wachttijd")
    settled(page)
    assert page.locator("[class*=st-key-treffer-]").count() == 1


def test_the_check_tells_that_all_is_well(page, app_url):
    """State of store and index, from the page."""
    page.goto(f"{app_url}/beheer")
    settled(page)
    page.get_by_role("button", name="Controleer nu").click()
    page.wait_for_selector("text=Alles is in orde.", timeout=60_000)
    assert "5" in page.locator(".kb-feiten").inner_text()
    page.get_by_role("button", name="Melding sluiten").click()
    settled(page)
    assert page.locator("text=Alles is in orde.").count() == 0
