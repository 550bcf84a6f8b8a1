"""A staff member asks what hinders with IV-capaciteit, for the huurtoeslag, since 2021, and takes it along."""

from __future__ import annotations

import csv
import io
import re

import pytest
from browser_app import running_app
from browser_view import View, passage_in_sight, settled

from kennisbank import Kennisbank

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture
def own_app(tmp_path):
    """An app on a kennisbank of its own, to judge in: two years of one shortage."""
    texts = {
        2021: "Een knelpunt is het tekort aan verzekeringsartsen in de WIA: herbeoordelingen blijven liggen.",
        2022: "Het tekort aan verzekeringsartsen in de WIA blijft een knelpunt: zij blijven liggen.",
    }
    folder = tmp_path / "stukken"
    folder.mkdir()
    for year, text in texts.items():
        (folder / f"uwv-{year}.txt").write_text(f"Jaarverslag {year} van het UWV\n\n{text}\n", encoding="utf-8")
    kennisbank = Kennisbank(tmp_path / "kennisbank")
    assert kennisbank.ingest([folder]).refused == 0
    kennisbank.close()
    with running_app(tmp_path / "kennisbank") as url:
        yield url


def tick(page, name: str) -> None:
    """Click a value of a filter by the beginning of its label."""
    page.locator("[data-testid=stSidebar] label").filter(has_text=name).first.click()
    settled(page)


def number(page) -> int:
    """How many knelpunten the page says that there are."""
    return int(re.match(r"(\d+) ", page.locator("p.kb-aantal").inner_text())[1])


def exported(page) -> tuple[list[list[str]], dict[str, str]]:
    """The rows of the CSV file, and where it says that they come from."""
    page.get_by_role("button", name=re.compile("^Meenemen")).click()
    page.get_by_label("Soort bestand").click()
    page.get_by_role("option", name="CSV").click()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Downloaden").click()
    path = waiting.value.path()
    page.keyboard.press("Escape")
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    split = rows.index([])
    return rows[:split], {row[0]: row[1] for row in rows[split + 1 :]}


def test_iv_capaciteit_and_huurtoeslag_since_2021(page, app_url):
    """From the bar to the list, narrowed by theme, regeling and year; exported with where it comes from."""
    page.goto(app_url)
    settled(page)
    page.get_by_role("link", name="Knelpunten", exact=True).click()
    page.wait_for_url("**/knelpunten")
    settled(page)
    everything = number(page)
    tick(page, "IV-capaciteit en systemen")
    narrowed = number(page)
    assert 0 < narrowed < everything
    tick(page, "Huurtoeslag")
    page.get_by_role("combobox", name="Sinds verslagjaar").click()
    page.get_by_role("option", name="2022").click()
    settled(page)
    view = View(page)
    assert view.params["thema"] == ["iv-capaciteit"]
    assert view.params["regeling"] == ["huurtoeslag"]
    assert "2021" not in view.params["jaar"]
    page.get_by_role("combobox", name="Sinds verslagjaar").click()
    page.get_by_role("option", name="2021").click()
    settled(page)
    left = number(page)
    assert 0 < left <= narrowed
    rows, told = exported(page)
    assert len(rows) - 1 == left
    assert "IV-capaciteit en systemen" in told["Filters"]
    assert told["Adres"] == page.evaluate("location.href")
    assert all("IV-capaciteit" in row[rows[0].index("Thema")] for row in rows[1:])
    view.back()
    assert number(page) <= narrowed


def test_from_a_cell_to_a_record_to_its_words_and_back(page, app_url):
    """A number in the matrix narrows the list to as many; a record leads to the sentence in its document."""
    page.goto(f"{app_url}/knelpunten")
    settled(page)
    cell = page.locator(".kb-matrix .kb-cel a").first
    value = int(cell.inner_text())
    cell.click()
    page.wait_for_url("**/knelpunten?thema=*")
    settled(page)
    page.wait_for_selector(".kb-matrix a[aria-current=true]")
    assert number(page) == value
    page.locator("[class*=st-key-treffer-] a").first.click()
    page.wait_for_url("**/knelpunt?*")
    settled(page)
    words = page.locator(".kb-citaat").inner_text()
    page.get_by_role("link", name="Lees in het document").click()
    page.wait_for_selector("#doel")
    settled(page)
    assert passage_in_sight(page)
    assert words[:40] in " ".join(page.locator("#doel").inner_text().split())
    View(page).back()
    page.wait_for_url("**/knelpunt?*")
    settled(page)
    page.locator(".kb-feiten a").first.click()
    page.wait_for_url("**/knelpuntthema?*")
    settled(page)
    assert page.get_by_role("heading", name="Wie meldt het, en wanneer").count() == 1
    assert page.locator(".kb-grafiek").count() == 1


def test_a_person_decides(page, own_app):
    """Rejected, another theme, taken back; what was put together is parted: the page says it each time."""
    page.goto(f"{own_app}/knelpunten")
    settled(page)
    assert number(page) == 2
    page.locator("[class*=st-key-treffer-] a").first.click()
    page.wait_for_url("**/knelpunt?*")
    settled(page)
    assert page.locator(".kb-reeks tbody tr").count() == 2
    page.get_by_role("button", name="Hoort hier niet bij").click()
    settled(page)
    page.wait_for_selector("text=In geen ander document")
    assert page.get_by_text("gesplitst door").count() == 1
    page.get_by_role("button", name="Terugnemen").click()
    settled(page)
    page.wait_for_selector(".kb-reeks")
    page.get_by_role("button", name="Klopt niet").click()
    settled(page)
    page.wait_for_selector("text=afgewezen door")
    View(page).back()
    settled(page)
    page.wait_for_selector("text=1 knelpunt")
    assert number(page) == 1


def test_an_unknown_record_or_theme_is_told(page, app_url):
    """A link that is gone says so and leads to the list."""
    page.goto(f"{app_url}/knelpunt?id=kp-0000000000")
    settled(page)
    assert page.get_by_role("link", name="Naar alle knelpunten").count() == 1
    page.goto(f"{app_url}/knelpuntthema?thema=bestaat-niet")
    settled(page)
    assert page.get_by_role("link", name="IV-capaciteit en systemen").count() == 1
