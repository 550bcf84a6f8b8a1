"""The address is the only state: Back, Forward, reload and a mailed link show the right page, each time."""

from __future__ import annotations

import pytest
from browser_view import View, passage_in_sight, settled

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture
def view(page, app_url):
    """The search page, opened afresh."""
    page.goto(f"{app_url}/zoeken")
    settled(page)
    return View(page)


def test_the_story_of_the_issue(view, chromium):
    """Type a query, pick a year and a regeling, open a hit, Back twice, Forward, reload, open in a new tab."""
    page, start = view.page, view.entries
    view.search("capaciteit")
    assert view.entries == start + 1
    everything = view.summary

    view.tick("2022")
    assert view.entries == start + 2
    assert view.params == {"q": ["capaciteit"], "jaar": ["2022"]}
    of_2022 = view.summary
    assert of_2022 != everything

    view.tick("Kinderopvangtoeslag")
    assert view.entries == start + 3
    assert view.params == {"q": ["capaciteit"], "jaar": ["2022"], "regeling": ["kinderopvangtoeslag"]}
    both = view.summary
    assert both != of_2022

    title = view.open_hit(0)
    assert view.entries == start + 4
    assert view.path == "/document"
    assert page.locator("h1").inner_text() == title
    assert passage_in_sight(page)
    document = page.evaluate("location.href")

    view.back()
    assert (view.path, view.query, view.ticked) == ("/zoeken", "capaciteit", {"2022", "Kinderopvangtoeslag"})
    assert view.summary == both
    view.back()
    assert (view.query, view.ticked, view.summary) == ("capaciteit", {"2022"}, of_2022)

    view.forward()
    assert (view.ticked, view.summary) == ({"2022", "Kinderopvangtoeslag"}, both)
    page.reload()
    settled(page)
    assert (view.query, view.ticked, view.summary) == ("capaciteit", {"2022", "Kinderopvangtoeslag"}, both)
    assert view.entries == start + 4  # going to and fro and reloading made no entries

    view.forward()
    page.wait_for_selector("#doel")
    assert page.evaluate("location.href") == document
    assert passage_in_sight(page)

    other = chromium.new_page()
    other.goto(document)
    other.wait_for_selector("#doel")
    settled(other)
    assert other.locator("h1").inner_text() == title
    assert passage_in_sight(other)
    other.close()


def test_back_to_the_very_beginning_and_forward_to_the_end(view):
    """Each step of the way is shown again, in both directions, with the filters of that step."""
    view.search("bezwaar")
    view.tick("2021")
    view.tick("2022")
    view.tick("2021")
    steps = [set(), {"2021"}, {"2021", "2022"}, {"2022"}]
    for expected in reversed(steps[:-1]):
        view.back()
        assert view.ticked == expected
    view.back()
    assert (view.query, view.params) == ("", {})
    for expected in steps:
        view.forward()
        assert (view.query, view.ticked) == ("bezwaar", expected)


def test_a_new_search_after_going_back_replaces_what_lay_ahead(view):
    """As browsers do everywhere: the way forward is the new one."""
    view.search("bezwaar")
    view.search("capaciteit")
    view.back()
    view.search("wachttijd")
    view.back()
    assert view.query == "bezwaar"
    view.forward()
    assert view.query == "wachttijd"


def test_the_same_search_again_makes_no_entry(view):
    """Pressing Enter twice leaves one step back."""
    view.search("bezwaar")
    entries = view.entries
    view.page.get_by_label("Zoek in de documenten").press("Enter")
    settled(view.page)
    assert view.entries == entries


def test_order_and_pages_are_in_the_address(view):
    """Sorting and turning pages go by the address too, and a search starts at page one."""
    page = view.page
    view.search("toeslagen")
    first = page.locator(".kb-treffer").first.inner_text()
    page.get_by_role("button", name="Volgende", exact=True).click()
    page.wait_for_function("new URL(location.href).searchParams.get('pagina') === '2'")
    settled(page)
    assert view.summary.startswith("11–20 van")
    assert page.locator(".kb-treffer").first.inner_text() != first
    page.reload()
    settled(page)
    assert view.summary.startswith("11–20 van")
    view.back()
    assert page.locator(".kb-treffer").first.inner_text() == first
    view.forward()
    view.tick("2022")
    assert "pagina" not in view.params


def test_an_address_that_somebody_typed_sets_every_field(page, app_url):
    """A mailed link shows query, filters, stretch of years and order in their fields."""
    page.goto(f"{app_url}/zoeken?q=bezwaar&soort=jaarrapportage&jaar=2021-2023&sorteer=datum&exact=ja")
    settled(page)
    view = View(page)
    assert view.query == "bezwaar"
    assert "Jaarrapportage of jaarverslag" in view.ticked
    assert page.get_by_label("Van", exact=True).input_value() == "2021"
    assert page.get_by_label("Tot en met").input_value() == "2023"
    assert page.get_by_label("Volgorde").input_value() == "Nieuwste eerst"
    assert page.get_by_label("Alleen precies deze woorden").is_checked()
    entries = view.entries
    page.wait_for_timeout(500)
    assert view.entries == entries  # reading an address writes none


def test_links_are_links(view, chromium):
    """A hit and a page of the menu have an address of their own, so they can be opened in another tab."""
    view.search("capaciteit")
    href = view.page.locator("[class*=st-key-treffer-] a").first.evaluate("link => link.href")
    assert "/document?id=" in href
    other = chromium.new_page()
    other.goto(href)
    other.wait_for_selector("#doel")
    other.close()


def test_jumping_in_a_document_and_back(view):
    """A click in the table of contents stays in the document; Back comes back to where one was."""
    page = view.page
    view.search("capaciteit")
    title = view.open_hit(0)
    jump = page.locator("[data-testid=stSidebar] .kb-inhoud a[href^='#']").last
    jump.click()
    page.wait_for_function("location.hash.startsWith('#kop-')")
    view.back()
    assert page.locator("h1").inner_text() == title
    view.back()
    assert (view.path, view.query) == ("/zoeken", "capaciteit")
