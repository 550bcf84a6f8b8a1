"""Who may do what, as a browser meets it: logged in or not, on the list or not, by another host name."""

from __future__ import annotations

import json
from contextlib import closing

import pytest
from browser_app import running_app
from browser_view import settled
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from trust_home import made

from kb.journal import Journal
from kennisbank import Kennisbank

pytest_plugins = ["browser"]
pytestmark = pytest.mark.browser

SECRET = "een geheim dat alleen deze proef kent"
SECRETS = f"""
[auth]
redirect_uri = "http://127.0.0.1/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "proef"
client_secret = "proef"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
"""
CRAFTED = (
    "beheer?weg-document=brief-juli&verwijderen=1&zeker=1&verwijder=brief-juli&map=/etc&actie=verwijderen",
    "document?id=brief-juli&verwijderen=ja&oordeel=afgewezen&verb=reject",
    "document?id=../../../../etc/passwd",
    "document?id=brief-juli%00&versie=-1&deel=999999999999999999999",
    "zoeken?q=%3Cscript%3Ewindow.gekraakt=1%3C/script%3E&pagina=-5&sorteer=%27;DROP%20TABLE%20document",
    "kamerstuk?nr=../../etc/passwd",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """An app with a login and one editor, on a small knowledge base; its address and home."""
    folder = tmp_path_factory.mktemp("rechten")
    home = made(folder / "huis")
    (home / "settings.toml").write_text('[toegang]\nbewerkers = ["a.devries@dienst.nl"]\n')
    secrets = folder / "secrets.toml"
    secrets.write_text(SECRETS)
    with running_app(home, STREAMLIT_SECRETS_FILES=str(secrets)) as url:
        yield url, home


def log_in(page, url: str, name: str, secret: str = SECRET, **claims) -> None:
    """Give the browser the cookie that a login would give, signed with `secret`."""
    told = {"is_logged_in": True, "email": name, "origin": url, **claims}
    value = create_signed_value(secret, "_streamlit_user", json.dumps(told)).decode()
    page.context.add_cookies([{"name": "_streamlit_user", "value": value, "url": url}])


@pytest.fixture
def browser_page(page):
    """A page whose cookies go afterwards."""
    page.context.clear_cookies()
    yield page
    page.context.clear_cookies()


def state(home) -> tuple:
    """What must not change: revision, documents, judgements."""
    with closing(Kennisbank(home)) as kennisbank:
        return (
            kennisbank.revision,
            [item.document_id for item in kennisbank.documents()],
            kennisbank.judgements(),
        )


def offers(page) -> bool:
    """True when Beheer offers to change things."""
    return page.get_by_text("Documenten toevoegen").count() > 0


EDITOR, READER = "a.devries@dienst.nl", "p.jansen@dienst.nl"


@pytest.mark.parametrize(
    ("cookie", "told"),
    [
        (None, "Meld u aan"),
        ({"name": READER}, f"aangemeld als {READER}"),
        ({"name": EDITOR, "secret": "geraden geheim"}, "Meld u aan"),
        ({"name": EDITOR, "is_logged_in": False}, "Meld u aan"),
        ({"name": EDITOR, "email_verified": False}, "Meld u aan"),
        ({"name": EDITOR, "origin": "https://elders.example"}, "Meld u aan"),
    ],
)
def test_who_is_no_editor_changes_nothing(browser_page, served, cookie, told):
    """Not logged in, not on the list, a forged cookie, an unverified address, a cookie of another site."""
    url, home = served
    before = state(home)
    if cookie is not None:
        log_in(browser_page, url, **cookie)
    browser_page.goto(f"{url}/beheer")
    settled(browser_page)
    assert told in browser_page.inner_text("body")
    assert not offers(browser_page)
    assert state(home) == before


@pytest.mark.parametrize("link", CRAFTED)
def test_a_crafted_link_changes_nothing(browser_page, served, link):
    """Not for a visitor, and not for an editor who is sent it: changes need a click in the app."""
    url, home = served
    before = state(home)
    for name in (None, "a.devries@dienst.nl"):
        if name:
            log_in(browser_page, url, name)
        browser_page.goto(f"{url}/{link}")
        settled(browser_page)
        body = browser_page.inner_text("body")
        assert "root:" not in body
        assert "had niet mogen gebeuren" not in body
        assert browser_page.evaluate("window.gekraakt") is None
    assert state(home) == before


def test_an_editor_changes_things_under_his_name(browser_page, served):
    """The page offers it, it is done, and the journal has his name; struck off the list he only reads."""
    url, home = served
    log_in(browser_page, url, "A.deVries@dienst.nl", email_verified=True)
    browser_page.goto(f"{url}/beheer")
    settled(browser_page)
    assert offers(browser_page)
    browser_page.get_by_role("button", name="Index opnieuw opbouwen").click()
    browser_page.get_by_text("De index is opnieuw opgebouwd").wait_for()
    *_, line = Journal(home).lines()
    assert (line["command"], line["who"], line["outcome"]) == ("reindex", "A.deVries@dienst.nl", "klaar")
    (home / "settings.toml").write_text("[toegang]\nbewerkers = []\n")
    try:
        browser_page.get_by_role("button", name="Controleer nu").click()
        browser_page.get_by_text("Wijzigen kunnen alleen de bewerkers").first.wait_for()
        settled(browser_page)
        assert not offers(browser_page)
        *_, line = Journal(home).lines()
        assert line["event"] == "refused"
    finally:
        (home / "settings.toml").write_text('[toegang]\nbewerkers = ["a.devries@dienst.nl"]\n')


def test_another_host_name_that_points_here_shows_nothing(browser_page, served):
    """A site on the web whose name is made to lead to this machine (DNS rebinding) gets no document.

    Browsers lead every name under .localhost to this machine: the same thing without a name server.
    """
    url, _home = served
    port = url.rsplit(":", 1)[1]
    browser_page.goto(f"http://kwaad.localhost:{port}/zoeken?q=huurtoeslag")
    browser_page.get_by_text("kwaad.localhost hoort niet bij deze kennisbank").wait_for()
    assert "Omtzigt" not in browser_page.inner_text("body")
