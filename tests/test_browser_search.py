"""The search page in a browser: what was read goes off with a click, and reading on needs no other page."""

from __future__ import annotations

import json

import pytest
from browser_view import View, settled
from test_browser_access import axe, serious  # noqa: F401 - axe is a fixture

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser


def opened(page, app_url, query):
    """The search page at an address."""
    page.goto(f"{app_url}/zoeken?{query}")
    settled(page)
    return View(page)


def follow(page, link):
    """Click a link of the page and wait for the new state."""
    before = page.evaluate("location.href")
    link.click()
    page.wait_for_function("before => location.href !== before", arg=before)
    settled(page)


def test_what_was_read_goes_off_and_comes_back(page, app_url):
    """A word searched along: off by its cross, in the address, on again by its link; Back undoes it."""
    view = opened(page, app_url, "q=KOT")
    assert "kinderopvangtoeslag" in page.locator(".kb-gelezen").inner_text()
    many = view.summary
    follow(page, page.get_by_role("link", name="kinderopvangtoeslag uitzetten"))
    assert view.params == {"q": ["KOT"], "zonder": ["kot=kinderopvangtoeslag"]}
    assert view.summary != many
    follow(page, page.get_by_role("link", name="kinderopvangtoeslag weer aanzetten"))
    assert view.summary == many
    page.go_back()
    settled(page)
    assert view.params["zonder"] == ["kot=kinderopvangtoeslag"]


def test_years_are_clicked_and_a_value_is_left_out(page, app_url):
    """A column chooses its year, by keyboard as well; what is left out is told above the hits."""
    view = opened(page, app_url, "q=toeslagen")
    column = page.locator(".kb-jaren a[aria-label^='2022:']")
    told = column.get_attribute("aria-label")
    column.focus()
    before = page.evaluate("location.href")
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    settled(page)
    assert view.params["jaar"] == ["2022"]
    assert told.split(": ")[1].split(" ")[0] in view.summary
    assert page.locator(".kb-jaren a[aria-current]").get_attribute("aria-label").endswith("gekozen")
    page.locator(".kb-juist-niet summary").first.click()
    follow(page, page.get_by_role("link", name="Niet Jaarrapportage of jaarverslag"))
    assert view.params["niet"] == ["soort:jaarrapportage"]
    assert page.get_by_role("button", name="niet: Jaarrapportage of jaarverslag").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hit_is_read_on_without_leaving_the_list(page, app_url, axe, scheme):  # noqa: F811 - a fixture
    """What stands before and after, and what is like it; the address stays; axe finds nothing serious."""
    page.emulate_media(color_scheme=scheme)
    opened(page, app_url, "q=KOT+hardheidsclausule")
    address = page.evaluate("location.href")
    first = page.locator("[class*=st-key-treffer-]").first
    first.locator("[data-testid=stExpander] summary").click()
    first.locator(".kb-omgeving .kb-buur").nth(1).wait_for()
    first.locator(".kb-zoals-dit li").first.wait_for()
    settled(page)
    assert first.locator(".kb-midden mark").count() >= 1
    assert first.locator(".kb-zoals-dit a[href^='document?']").count() >= 1
    assert page.evaluate("location.href") == address
    page.locator(".kb-juist-niet summary").first.click()
    page.locator(".kb-gelezen details summary").first.click()
    report = serious(page, axe)
    assert report == [], json.dumps(report, indent=1)


def test_the_browser_offers_suggestions(page, app_url):
    """The field has a list of its own, with names of this collection; choosing one and Enter searches."""
    view = opened(page, app_url, "")
    field = page.get_by_label("Zoek in de documenten")
    field.focus()
    assert field.get_attribute("list") == "kb-suggesties"
    offered = page.evaluate("[...document.getElementById('kb-suggesties').options].map(item => item.value)")
    assert "Kinderopvangtoeslag" in offered
    assert len(offered) == len(set(offered)) > 50
    field.fill("Kinderopvangtoeslag")
    field.press("Enter")
    page.wait_for_function("location.search.includes('Kinderopvangtoeslag')")
    settled(page)
    assert view.query == "Kinderopvangtoeslag"


def test_a_long_filter_is_looked_through_while_one_types(page, app_url):
    """The values behind "Nog …" narrow with every letter, and one of them filters."""
    view = opened(page, app_url, "q=toeslagen")
    page.locator("[data-testid=stSidebar] summary").filter(has_text="Organisatie").click()
    settled(page)
    page.locator(".st-key-meer-organisations button").click()
    boxes = page.locator("[data-testid=stPopoverBody] [data-testid=stCheckbox]")
    boxes.first.wait_for()
    settled(page)
    many, name = boxes.count(), boxes.last.inner_text().rsplit(" (", 1)[0]
    page.get_by_label("Zoek in organisatie").press_sequentially(name.lower())
    shown = "[data-testid=stPopoverBody] [data-testid=stCheckbox]"
    page.wait_for_function(f"many => document.querySelectorAll('{shown}').length < many", arg=many)
    settled(page)
    boxes.filter(has_text=name).first.locator("label").click()
    page.wait_for_function("location.search.includes('organisatie=')")
    settled(page)
    assert page.locator(".st-key-gekozen").inner_text().strip().startswith(name)
    assert len(view.params["organisatie"]) == 1


def test_quotes_that_find_nothing_are_taken_away_with_a_click(page, app_url):
    """No hits: what was searched, and a button for the words apart."""
    view = opened(page, app_url, 'q="klachten toeslagen bezwaar"')
    assert view.summary == "Niets gevonden"
    page.get_by_role("button", name="Zoek zonder aanhalingstekens").click()
    page.wait_for_function("!location.search.includes('%22')")
    settled(page)
    assert view.params["q"] == ["klachten toeslagen bezwaar"]
    assert "passages" in view.summary


def test_filters_are_ticked_by_keyboard_and_quick_clicks_all_count(page, app_url):
    """Space and Enter tick, the focus stays where it was, quick clicks are no loss."""
    view = opened(page, app_url, "q=toeslagen&pagina=2")
    report = page.get_by_role("checkbox", name="Jaarrapportage of jaarverslag")
    report.focus()
    page.keyboard.press("Space")
    page.wait_for_function("location.search.includes('soort=jaarrapportage')")
    settled(page)
    assert report.is_checked()
    assert page.evaluate("document.activeElement.dataset.kbPlek") == "kinds=jaarrapportage"
    assert "pagina" not in view.params
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search.includes('soort=')")
    settled(page)
    assert not report.is_checked()
    page.evaluate("""() => {
        for (const place of ['kinds=jaarrapportage', 'kinds=kamerbrief', 'years=2022', 'years=2023'])
            document.querySelector(`[data-kb-plek="${place}"]`).click();
    }""")
    settled(page)
    assert view.params["soort"] == ["jaarrapportage", "kamerbrief"]
    assert view.params["jaar"] == ["2022", "2023"]
    assert {"Jaarrapportage of jaarverslag", "Kamerbrief", "2022", "2023"} <= view.ticked


def test_values_are_left_out_one_after_the_other(page, app_url):
    """What was folded open stays open, and the focus goes to its name when the value has gone."""
    opened(page, app_url, "q=toeslagen")
    around = page.locator("details[data-kb-vouw='niet:kinds']")
    around.locator("summary").click()
    for number in (1, 2):
        around.locator("li a").first.focus()
        before = page.evaluate("location.href")
        page.keyboard.press("Enter")
        page.wait_for_function("before => location.href !== before", arg=before)
        settled(page)
        around.get_by_text(f"Juist niet ({number})").wait_for()
        assert around.get_attribute("open") is not None
        assert page.evaluate("document.activeElement.dataset.kbPlek") == "niet:kinds"


def test_the_first_tab_leads_past_menu_and_filters(page, app_url):
    """In Dutch, and from there the field is the next."""
    opened(page, app_url, "q=toeslagen")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Naar de inhoud"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Zoek in de documenten"
