"""A researcher compares an indicator over years, sees a contradiction, and reads both sources."""

from __future__ import annotations

import csv
import io

import pytest
from browser_view import View, passage_in_sight, settled

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser

TIMELY = "Percentage toeslagen dat tijdig wordt uitbetaald"
POINTS = "[data-testid=stVegaLiteChart] [aria-roledescription=point]"


def target(page) -> str:
    """The words of the passage that the document's page points at."""
    page.wait_for_selector("#doel")
    settled(page)
    assert passage_in_sight(page)
    return " ".join(page.locator("#doel").inner_text().split())


def test_from_the_list_to_both_sources_of_a_contradiction(page, app_url):
    """2021 and 2022 of "tijdig uitbetaald": two reports disagree; each source opens at its row."""
    page.goto(app_url)
    settled(page)
    page.get_by_role("link", name="KPI's").click()
    page.wait_for_url("**/kpis")
    settled(page)
    page.locator(".kb-reeksen").get_by_role("link", name=TIMELY).click()
    page.wait_for_url("**/kpis?kpi=tijdig-uitbetaald*")
    page.wait_for_selector(POINTS)
    settled(page)
    heads = page.locator(".kb-kpi thead th").all_inner_texts()
    assert heads == ["Jaar", "Uitkomst", "Norm", "Streefwaarde"]
    rows = page.locator(".kb-kpi tbody tr")
    told = {
        year: " ".join(
            rows.filter(has=page.get_by_role("rowheader", name=year)).locator("td").first.inner_text().split()
        )
        for year in ("2021", "2022")
    }
    assert all("tegenspraak" in cell for cell in told.values())
    assert ("90,98 %" in told["2021"], "99,98%" in told["2021"]) == (True, True)
    assert ("99,79 %" in told["2022"], "99,97%" in told["2022"]) == (True, True)
    contradiction = page.locator(".kb-verschillen > li", has_text="90,98 %")
    assert "waarschijnlijk een typefout" in contradiction.inner_text()
    for place, words in ((0, "90,98 %"), (1, "99,98%")):
        page.locator(".kb-verschillen > li", has_text="90,98 %").locator("a").nth(place).click()
        page.wait_for_url("**/document?*")
        assert words in target(page)
        View(page).back()
        page.wait_for_selector(POINTS)
        settled(page)
    assert View(page).params["kpi"] == ["tijdig-uitbetaald"]


def test_a_point_of_the_chart_leads_to_its_row(page, app_url):
    """A click on the value of 2021 in the chart opens the report that gives it."""
    page.goto(f"{app_url}/kpis?kpi=tijdig-uitbetaald")
    settled(page)
    page.wait_for_selector(POINTS)
    chart = page.locator("[data-testid=stVegaLiteChart]")
    assert chart.locator("[aria-label*='tegengesproken']").count() == 4
    chart.locator("[aria-label^='2021: 90,98']").click()
    page.wait_for_url("**/document?*")
    assert "90,98 %" in target(page)


def test_choosing_indicators_and_taking_them_along(page, app_url):
    """Two indicators are chosen by typing; the file holds every value of both with its source."""
    page.goto(f"{app_url}/kpis")
    settled(page)
    for typed, name in (("tijdig uitb", TIMELY), ("ontvangen kl", "Aantal ontvangen klachten")):
        field = page.get_by_label("Indicatoren")
        field.click()
        field.fill(typed)
        page.get_by_role("option", name=name).click()
        page.keyboard.press("Escape")
        page.wait_for_function("name => document.body.innerText.includes(name)", arg=name)
        settled(page)
    assert View(page).params["kpi"] == ["tijdig-uitbetaald", "aantal-ontvangen-klachten"]
    page.wait_for_function("document.querySelectorAll('[data-testid=stVegaLiteChart]').length === 2")
    total = int(View(page).summary.split()[0])
    page.get_by_role("button", name="Meenemen").click()
    page.get_by_label("Soort bestand").click()
    page.get_by_role("option", name="CSV").click()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Downloaden").click()
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text.split("\r\n\r\n")[0], newline=""), delimiter=";"))
    assert len(rows) == total
    assert {row["Indicator"] for row in rows} == {TIMELY, "Aantal ontvangen klachten"}
    assert all(row["Vindplaats"] and row["Bladzijde"] for row in rows)
