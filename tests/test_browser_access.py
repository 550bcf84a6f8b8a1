"""Accessible: axe-core finds nothing serious, the keyboard reaches all, 390 pixels suffice."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import closing

import pytest
from browser_app import ROOT
from browser_view import View, settled

from kennisbank import Kennisbank
from ui import plain_page, plain_register

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser

AXE = "4.10.3"
TOOLS = ROOT / "test-output" / "npm"
PAGES = {
    "start": "",
    "zoeken": "zoeken?q=knelpunten+IV-capaciteit&jaar=2022",
    "niets": "zoeken?q=xyzzyplugh&regeling=huurtoeslag",
    "document": "document?id=jaarrapportage-2022&q=capaciteit",
    "kamerstukken": "kamerstukken?q=31+066",
    "kamerstuk": "kamerstuk?nr=kst-31066-1207",
    "knelpunten": "knelpunten?thema=ict&jaar=2022",
    "knelpuntthema": "knelpuntthema?thema=iv-capaciteit",
    "documenten": "documenten",
    "toezeggingen": "toezeggingen",
    "kpis": "kpis?kpi=tijdig-uitbetaald",
    "bewaard": "bewaard",
    "beheer": "beheer?document=jaarrapportage-2022",
    "uitleg": "uitleg",
    "toegankelijkheid": "toegankelijkheid",
}


@pytest.fixture(scope="session")
def axe() -> str:
    """The axe-core script, fetched once by npm; without npm or its registry the test is skipped."""
    script = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm ontbreekt: zonder axe-core is er geen toets op toegankelijkheid.")
        TOOLS.mkdir(parents=True, exist_ok=True)
        command = [
            npm,
            "install",
            "--prefix",
            str(TOOLS),
            f"axe-core@{AXE}",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=90, check=True)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"axe-core is niet te krijgen ({error}); de toets op toegankelijkheid is overgeslagen.")
    return script.read_text(encoding="utf-8")


def serious(page, axe: str) -> list[tuple]:
    """What axe finds on the page that is serious or critical."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        (item["id"], item["impact"], node["target"], node["html"][:160], node.get("failureSummary", "")[:200])
        for item in found
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_among_labels(page, app_url, axe, scheme):
    """With all labels on, their legend, and the list of what the document cites."""
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{app_url}/document?id=kamerbrief-2023-stand-van-zaken&q=capaciteit")
    settled(page)
    page.locator("label").filter(has_text="Labels tonen").click()
    page.wait_for_selector(".kb-legenda")
    page.locator("summary").filter(has_text="Verwijzingen in dit document").click()
    page.wait_for_selector(".kb-verwijzingen")
    settled(page)
    report = serious(page, axe)
    assert report == [], json.dumps(report, indent=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(page, app_url, axe, name, scheme):
    """No serious or critical finding, in Streamlit's own elements neither."""
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{app_url}/{PAGES[name]}")
    settled(page)
    page.wait_for_timeout(500)
    report = serious(page, axe)
    assert report == [], json.dumps(report, indent=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plain_pages_have_no_fault_at_all(page, axe, filled_home, scheme):
    """Every document and register: axe finds nothing, of any weight; skip link and landmarks are there."""
    page.emulate_media(color_scheme=scheme)
    with closing(Kennisbank(filled_home)) as kennisbank:
        documents = kennisbank.documents()
        here = {item.document_id for item in documents}
        made = [plain_page.page_of(kennisbank, item, here) for item in documents]
        made += [plain_register.register_page(kennisbank, kind) for kind in plain_register.FILES]
        for html in made:
            page.set_content(html)
            page.evaluate(axe)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
            told = [(item["id"], item["impact"], item["nodes"][0]["html"][:200]) for item in found]
            # The levels of headings are those of the document itself.
            assert [item for item in told if item[0] != "heading-order"] == []
            assert page.locator("main, nav, header, footer").count() >= 3


def test_the_page_says_that_it_is_dutch(page, app_url):
    """A screen reader reads it aloud in Dutch."""
    page.goto(f"{app_url}/zoeken")
    settled(page)
    page.wait_for_function("document.documentElement.lang === 'nl'")


def test_no_english_of_streamlit_is_left(page, app_url):
    """Names that a screen reader says, and the words of the upload field, are Dutch."""
    for path in ("zoeken?q=capaciteit", "beheer", "documenten"):
        page.goto(f"{app_url}/{path}")
        settled(page)
        page.wait_for_timeout(300)
        said = page.evaluate(
            """() => [...document.querySelectorAll('[aria-label], [title], [placeholder]')]
                .flatMap(part => ['aria-label', 'title', 'placeholder'].map(name => part.getAttribute(name)))
                .concat(document.body.innerText.split('\\n')).filter(Boolean)"""
        )
        english = {
            "Sidebar",
            "Collapse sidebar",
            "Expand sidebar",
            "App pages",
            "Open",
            "Upload",
            "Browse files",
            "Drag and drop files here",
            "200MB per file",
            "file upload",
            "Press Enter to submit form",
            "Choose an option",
            "Deploy",
            "Stop",
            "Rerun",
        }
        assert not english & {text.strip() for text in said}


def test_everything_can_be_reached_with_the_keyboard(page, app_url):
    """Tab goes through search and hits, one sees where one is, Enter opens, the passage gets the focus."""
    page.goto(f"{app_url}/zoeken?q=capaciteit")
    settled(page)
    page.get_by_label("Zoek in de documenten").focus()
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => {
                const part = document.activeElement, style = getComputedStyle(part);
                const around = part.closest('label, [data-baseweb], div') || part;
                const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
                    || getComputedStyle(around).boxShadow !== 'none' || part.type === 'checkbox';
                return [part.tagName, part.innerText?.trim() || part.getAttribute('aria-label') || '', seen];
            }"""
            )
        )
    names = [name for _, name, _ in reached]
    assert any("Meenemen" in name for name in names)
    hits = [place for place, (tag, _, _) in enumerate(reached) if tag == "A"]
    assert hits
    assert all(seen for tag, _, seen in reached if tag in ("A", "BUTTON"))
    page.locator("[class*=st-key-treffer-] a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#doel")
    settled(page)
    page.wait_for_function("document.activeElement.id === 'doel'")


@pytest.mark.parametrize("name", PAGES)
def test_a_telephone_is_wide_enough(page, app_url, name):
    """At 390 pixels nothing hangs over the edge."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app_url}/{PAGES[name]}")
    settled(page)
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(part => {
            const box = part.getBoundingClientRect();
            return box.width && box.right > innerWidth + 1 && !part.closest('.kb-tabel, [role=tooltip]')
                && getComputedStyle(part).visibility !== 'hidden';
        }).map(part => part.outerHTML.slice(0, 120))"""
    )
    assert too_wide == []


def test_filters_are_one_tap_away_on_a_telephone(page, app_url):
    """The button in the bar opens menu and filters, and a filter works there."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app_url}/zoeken?q=capaciteit")
    settled(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    View(page).tick("2022")
    assert View(page).params["jaar"] == ["2022"]
