"""The app as one tool: saved searches, what is new, the page beside the text, older versions, Beheer."""

from __future__ import annotations

from contextlib import closing
from xml.etree import ElementTree as ET

import pytest
from browser_app import running_app
from browser_view import View, settled
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kennisbank import Kennisbank

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture
def own(tmp_path):
    """An app on a kennisbank with a letter and a PDF of three pages; gives (address, home, folder)."""
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "brief.txt").write_text("Jaarrapportage 2022\n\nDe wachttijd bij bezwaar liep op.\n")
    canvas = Canvas(str(folder / "verslag.pdf"), pagesize=A4)
    for number in range(1, 4):
        canvas.setFont("Helvetica", 12)
        for line in range(30):
            words = f"Regel {line} van bladzijde {number} over de uitvoering van regelingen."
            if (number, line) == (2, 10):
                words = "Hier loopt de doorlooptijd van bezwaren weer verder op."
            canvas.drawString(72, 760 - 18 * line, words)
        canvas.showPage()
    canvas.save()
    home = tmp_path / "kennisbank"
    with closing(Kennisbank(home)) as kennisbank:
        assert kennisbank.ingest([folder]).refused == 0
    with running_app(home) as url:
        yield url, home, folder


def test_a_saved_search_tells_what_came_in(page, own):
    """Kept beside the filters; a new document is new once, in the list and in the Atom file."""
    url, home, folder = own
    page.goto(f"{url}/zoeken?q=%22wachttijd%22")
    settled(page)
    page.get_by_role("button", name="Bewaar deze zoekvraag").click()
    page.get_by_label("Naam van de zoekvraag").fill("Wachttijden")
    page.get_by_label("Uw naam").fill("Anna")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    page.wait_for_selector("text=Bewaard als “Wachttijden”.")
    (folder / "nieuw.txt").write_text("Jaarrapportage 2023\n\nOok in 2023 was er een wachttijd.\n")
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.ingest([folder])
        (saved,) = kennisbank.saved.all("Anna")
    page.goto(f"{url}/bewaard")
    settled(page)
    assert "1 nieuw document" in page.locator("[data-testid=stMain]").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Atom-bestand").click()
    entries = ET.parse(waiting.value.path()).getroot().findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 2
    link = entries[0].find("{http://www.w3.org/2005/Atom}link").get("href")
    assert link.startswith(f"{url}/document?id=nieuw")
    page.get_by_role("button", name="Gezien").click()
    page.wait_for_selector("text=niets nieuws")
    page.get_by_role("button", name="Pauzeren").click()
    page.wait_for_selector("text=gepauzeerd")
    page.get_by_role("link", name="Wachttijden").click()
    page.wait_for_url("**/zoeken?*")
    settled(page)
    assert View(page).query == '"wachttijd"'
    page.goto(link)
    page.wait_for_selector("#doel")
    with closing(Kennisbank(home)) as kennisbank:
        assert kennisbank.saved.one(saved.saved_search_id).paused
    page.goto(f"{url}/bewaard")
    settled(page)
    page.get_by_role("button", name="Verwijderen").click()
    page.wait_for_selector("text=Er zijn nog geen zoekvragen bewaard.")


def test_start_tells_what_changed_since_the_last_visit(page, own):
    """Nothing on the first visit; after half a day what came in; links go there without loading anew."""
    url, home, folder = own
    page.context.clear_cookies()
    page.goto(url)
    settled(page)
    assert page.locator(".kb-nieuws").count() == 0
    page.wait_for_function("document.cookie.includes('kb_bezoek')")
    name, value = page.evaluate(
        "document.cookie.split('; ').find(item => item.startsWith('kb_bezoek')).split('=')"
    )
    _, _, revision, moment = value.split(".")
    earlier = f"0.0.{revision}.{int(moment) - 12 * 3600}"
    page.context.add_cookies([{"name": name, "value": earlier, "url": url}])
    (folder / "erbij.txt").write_text("Jaarrapportage 2024\n\nDe <b>uitvoering</b> kwam erbij.\n")
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.ingest([folder])
    page.goto(url)
    settled(page)
    news = page.locator(".kb-nieuws")
    assert "1 nieuw document" in news.inner_text()
    assert page.locator(".kb-grafiek [role=img]").count() == 1
    page.evaluate("window.zelfde = true")
    news.get_by_role("link").first.click()
    page.wait_for_url("**/document?id=erbij")
    settled(page)
    assert page.evaluate("window.zelfde") is True
    View(page).back()
    assert page.locator(".kb-nieuws").count() == 1


def test_the_page_beside_the_text_goes_along_with_the_reader(page, own):
    """The picture of the passage's page with its word in a box, another page by hand and by reading on."""
    url, _, _ = own
    page.goto(f"{url}/document?id=verslag&pagina=2&q=doorlooptijd")
    settled(page)
    field = page.locator(".st-key-blad-nummer input")
    page.wait_for_selector(".kb-blad-beeld img[alt^='Bladzijde 2 van']")
    assert field.input_value() == "2"
    box, picture = page.locator(".kb-vak").bounding_box(), page.locator(".kb-blad-beeld img").bounding_box()
    # its letters stand on a line 580 points from the foot of an A4, after some 75 points of other words
    middle = (box["y"] + box["height"] / 2 - picture["y"]) / picture["height"]
    assert middle == pytest.approx((A4[1] - 584) / A4[1], abs=0.01)
    assert (box["x"] - picture["x"]) / picture["width"] == pytest.approx((72 + 77) / A4[0], abs=0.02)
    page.get_by_label("Bladzijde (van 3)").fill("3")
    page.get_by_label("Bladzijde (van 3)").press("Enter")
    page.wait_for_selector(".kb-blad-beeld img[alt^='Bladzijde 3 van']")
    page.evaluate(
        "document.activeElement.blur(); document.querySelector('[data-testid=stMain]').scrollTo(0, 0)"
    )
    page.wait_for_selector(".kb-blad-beeld img[alt^='Bladzijde 1 van']")
    page.locator("label").filter(has_text="Bladzijde ernaast").click()
    page.wait_for_selector(".kb-blad-beeld", state="detached")


def test_an_older_version_can_still_be_read(page, own):
    """From the newest by its address and back."""
    url, home, folder = own
    (folder / "brief.txt").write_text("Jaarrapportage 2022\n\nDe wachttijd is verdwenen.\n")
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.ingest([folder])
    page.goto(f"{url}/document?id=brief")
    settled(page)
    page.locator("summary").filter(has_text="Versies (2)").click()
    page.get_by_role("link", name="Versie 1").click()
    page.wait_for_function("location.href.includes('versie=1')")
    settled(page)
    assert "liep op" in page.locator(".kb-document").inner_text()
    assert "U leest versie 1" in page.locator(".kb-melding").first.inner_text()
    page.get_by_role("link", name="de nieuwste").click()
    page.wait_for_function("!location.href.includes('versie')")
    settled(page)
    assert "verdwenen" in page.locator(".kb-document").inner_text()


def test_metadata_is_corrected_from_the_document(page, own):
    """By its link to the form in Beheer; the title is the new one everywhere."""
    url, home, _ = own
    page.goto(f"{url}/document?id=brief")
    settled(page)
    page.get_by_role("link", name="Gegevens wijzigen").click()
    page.wait_for_url("**/beheer?document=brief")
    settled(page)
    page.get_by_label("Titel").fill("Rapportage <b>met</b> titel")
    page.get_by_role("button", name="Gegevens bewaren").click()
    page.wait_for_selector("text=De gegevens zijn bewaard.")
    page.goto(f"{url}/documenten")
    settled(page)
    assert page.get_by_role("link", name="Rapportage <b>met</b> titel").count() == 1
    with closing(Kennisbank(home)) as kennisbank:
        assert kennisbank.document("brief").title == "Rapportage <b>met</b> titel"
