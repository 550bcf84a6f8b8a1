"""The liaison's story: from a member's name to the exact promise, its source and answer, a citation, a word."""

from __future__ import annotations

import shutil

import pytest
from browser_app import running_app
from browser_view import View, passage_in_sight, settled

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser

WORDS = "terug te komen op de vraag of een brief gestuurd kan worden (door de SVB)"


def open_grinwis(page, url):
    """Filter on the member and open the only promise to him."""
    page.goto(f"{url}/toezeggingen")
    settled(page)
    page.locator("[data-testid=stSidebar] summary").filter(has_text="Kamerlid").click()
    page.locator("[data-testid=stSidebar] label").filter(has_text="Grinwis").first.wait_for()
    View(page).tick("Grinwis")
    page.wait_for_selector("text=1 toezegging van")
    page.locator("[class*=st-key-treffer-] a").first.click()
    page.wait_for_url("**/toezegging?id=*")
    page.wait_for_selector("text=De precieze woorden")
    settled(page)


def test_the_promise_to_grinwis_with_source_answer_and_citation(page, app_url):
    """Words, source and answer are on one page; the citation is on the clipboard; Back is the same list."""
    open_grinwis(page, app_url)
    assert WORDS in " ".join(page.locator("mark").first.inner_text().split())
    told = page.locator("[data-testid=stMain]").inner_text()
    for part in (
        "Grinwis (ChristenUnie)",
        "plenaire debat Belastingplan 2023",
        "9 november 2022",
        "Afgedaan volgens",
    ):
        assert part in told
    source = page.get_by_role("link", name="Handelingen TK 2022-2023, nr. 20, item 10")
    assert source.get_attribute("href") == "kamerstuk?nr=h-tk-20222023-20-10"
    page.get_by_role("button", name="Kopieer verwijzing").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("«Aan uw Kamer is tijdens het plenaire debat")
    assert "Stand van zakenbrief Dienst Toeslagen" in copied
    page.get_by_role("link", name="Naar het antwoord").first.click()
    page.wait_for_selector("#doel")
    settled(page)
    assert passage_in_sight(page)
    View(page).back()
    page.wait_for_selector("text=De precieze woorden")
    View(page).back()
    page.wait_for_selector("text=1 toezegging van")
    assert View(page).params == {"kamerlid": ["grinwis"]}


def test_what_is_overdue_at_a_day_comes_along_as_an_annex(page, app_url):
    """At the picked day each line has its ground; the file has the three columns of a ministry's annex."""
    page.goto(f"{app_url}/toezeggingen?telaat=ja&peildatum=2024-06-01")
    settled(page)
    total = int(View(page).summary.split()[0])
    grounds = page.locator("[class*=st-key-treffer-] .kb-twijfel").all_inner_texts()
    assert len(grounds) == total > 0
    assert all("Termijn voorbij op 1 juni 2024" in item and "laatste stuk" in item for item in grounds)
    page.get_by_role("button", name="Meenemen").click()
    page.get_by_text("Als bijlage bij een brief").click()
    settled(page)
    page.get_by_role("combobox", name="Soort bestand").click()
    page.get_by_role("option", name="CSV").click()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Downloaden").click()
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    assert text.startswith("Omschrijving;Vindplaats;Stand van zaken")
    page.goto(f"{app_url}/toezeggingen?telaat=ja&peildatum=2000-01-01")
    settled(page)
    assert "Geen toezeggingen" in page.locator("[data-testid=stMain]").inner_text()


def test_a_person_rejects_a_line_and_takes_it_back(page, filled_home, tmp_path):
    """The word is there with a name, the line leaves the list, and comes back when the word is taken back."""
    home = tmp_path / "eigen"
    shutil.copytree(filled_home, home)
    with running_app(home) as url:
        open_grinwis(page, url)
        page.get_by_role("button", name="Klopt niet").click()
        page.wait_for_selector("text=Beoordeling: afgewezen")
        page.goto(f"{url}/toezeggingen?kamerlid=grinwis")
        page.wait_for_selector("text=Geen toezeggingen voldoen aan deze keuze")
        page.goto(f"{url}/toezeggingen?kamerlid=grinwis&beoordeling=afgewezen")
        settled(page)
        page.locator("[class*=st-key-treffer-] a").first.click()
        page.wait_for_selector("text=Wie wat zei")
        settled(page)
        page.get_by_role("button", name="Terugnemen").click()
        page.wait_for_selector("text=Beoordeling: nog niet beoordeeld")
