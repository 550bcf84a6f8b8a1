"""From the list of papers to the passage that cites one, and back; labels by keyboard."""

from __future__ import annotations

import csv
import io

import pytest
from browser_view import View, passage_in_sight, settled

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser

PAPER = "Kamerstuk 31066, nr. 1207"


def test_from_the_list_to_the_citing_passage_and_back(page, app_url):
    """A liaison looks a number up as it is written, sees who cites it, reads it there, and comes back."""
    page.goto(app_url)
    settled(page)
    page.get_by_role("link", name="Kamerstukken").click()
    page.wait_for_url("**/kamerstukken")
    settled(page)
    view = View(page)
    field = page.get_by_label("Nummer of woorden")
    field.fill("31 066, nr. 1207")
    field.press("Enter")
    page.wait_for_function("new URL(location.href).searchParams.get('q') === '31 066, nr. 1207'")
    settled(page)
    assert view.summary == "1 stuk"
    page.get_by_role("link", name=PAPER).click()
    page.wait_for_url("**/kamerstuk?nr=*")
    page.wait_for_selector("[class*=st-key-citaat-]")
    settled(page)
    assert page.locator("h1").inner_text() == PAPER
    citing = page.locator("[class*=st-key-citaat-]").last
    sentence = citing.locator(".kb-fragment").first.inner_text()
    citing.get_by_role("link").click()
    page.wait_for_selector("#doel")
    settled(page)
    assert passage_in_sight(page)
    assert sentence.strip("… ")[:40] in " ".join(page.locator("#doel").inner_text().split())
    view.back()
    page.wait_for_selector("[class*=st-key-citaat-]")
    assert page.locator("h1").inner_text() == PAPER
    view.back()
    page.wait_for_selector("text=1 stuk")
    assert (view.path, view.params) == ("/kamerstukken", {"q": ["31 066, nr. 1207"]})
    assert page.get_by_label("Nummer of woorden").input_value() == "31 066, nr. 1207"


def test_from_a_reference_in_the_text_to_the_paper_and_back(page, app_url):
    """A link in the running text leads to the page of the paper; Back comes back to the document."""
    page.goto(f"{app_url}/document?id=kamerbrief-2023-stand-van-zaken")
    settled(page)
    title = page.locator("h1").inner_text()
    page.locator(".kb-document a.kb-ref", has_text="31 066, nr. 1207").first.click()
    page.wait_for_selector("[class*=st-key-citaat-]")
    assert page.locator("h1").inner_text() == PAPER
    View(page).back()
    page.wait_for_selector(".kb-document")
    assert page.locator("h1").inner_text() == title


def test_what_is_missing_comes_along_as_a_file(page, app_url):
    """The list of missing papers as CSV, with its address."""
    page.goto(f"{app_url}/kamerstukken?q=31066&stand=ontbreekt")
    settled(page)
    total = int(View(page).summary.split()[0])
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Lijst downloaden").click()
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    split = rows.index([])
    assert len(rows[1:split]) == total > 3
    told = dict(rows[split + 1 :])
    assert told["Adres"] == page.evaluate("location.href")
    assert "nee" in rows[1]


def test_a_label_explains_itself_to_the_keyboard(page, app_url):
    """Tab to a label shows its words, Escape takes them away; a screen reader has them as description."""
    page.goto(f"{app_url}/document?id=kamerbrief-2023-stand-van-zaken")
    settled(page)
    page.locator("label").filter(has_text="Labels tonen").click()
    page.wait_for_selector(".kb-legenda")
    settled(page)
    page.get_by_role("button", name="Kopieer link").focus()
    page.keyboard.press("Tab")
    told = page.locator("#kb-uitleg-vak")
    told.wait_for(state="visible")
    focused = page.evaluate("document.activeElement.getAttribute('aria-description')")
    assert told.inner_text() == focused
    assert "Regel: " in focused
    assert "Zekerheid: " in focused
    page.keyboard.press("Escape")
    told.wait_for(state="hidden")
    page.locator(".kb-document a.kb-ref").first.hover()
    told.wait_for(state="visible")
