"""Who may change things: decided in one place, asked again at the door, and noted."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kb.journal import Journal, system_user
from kb.settings import Access, Settings, SettingsError, Watched, load
from kennisbank import Kennisbank, KennisbankError
from ui import rights
from ui.rights import Visitor, decide

APP = Path(__file__).parent.parent / "ui" / "app.py"
HERE = Visitor(here=True, host="127.0.0.1")
PROXY = Visitor(here=False, host="127.0.0.1")
OUTSIDE = Visitor(here=False, host="kennisbank.dienst.nl")
EDITOR = Visitor("A.deVries@dienst.nl", host="kennisbank.dienst.nl")
READER = Visitor("p.jansen@dienst.nl", host="kennisbank.dienst.nl")
NONE, LIST = Access(), Access(bewerkers=("a.devries@dienst.nl",), adressen=("Kennisbank.dienst.nl",))
KNOWN = Access(adressen=("kennisbank.dienst.nl",))
INNER = Access(bewerkers=("a.devries@dienst.nl",), adressen=LIST.adressen, lezen_na_aanmelden=True)
CLOSED = Access(alleen_lezen=True, bewerkers=LIST.bewerkers, adressen=LIST.adressen)


@pytest.mark.parametrize(
    ("access", "visitor", "read", "edit"),
    [
        # no list: who sits here
        (NONE, HERE, True, True),
        (NONE, PROXY, True, False),
        (NONE, OUTSIDE, False, False),
        (KNOWN, OUTSIDE, True, False),
        (KNOWN, EDITOR, True, False),
        # a name that is made to point at this machine (DNS rebinding) is not this machine
        (NONE, Visitor(here=True, host="kwaad.example"), False, False),
        (NONE, Visitor(here=True, host=None), False, False),
        # a list: who is on it and logged in, sitting here is not enough
        (LIST, EDITOR, True, True),
        (LIST, READER, True, False),
        (LIST, OUTSIDE, True, False),
        (LIST, HERE, True, False),
        (Access(bewerkers=()), HERE, True, False),
        # reading asks for a login too
        (INNER, OUTSIDE, False, False),
        (INNER, HERE, False, False),
        (INNER, READER, True, False),
        (INNER, EDITOR, True, True),
        # for reading only: nobody
        (CLOSED, EDITOR, True, False),
        (Access(alleen_lezen=True), HERE, True, False),
    ],
)
def test_who_may_do_what(access, visitor, read, edit):
    """Each way of settling it, each kind of visitor; who may not is told why."""
    decided = decide(Settings(toegang=access), visitor)
    assert (decided.read, decided.edit) == (read, edit)
    assert (decided.why_not is None) == (read and edit)
    assert not decide(Settings(toegang=access), visitor, read_only=True).edit


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({}, None),
        ({"email": "a@b.nl"}, None),  # a header or an old cookie without a login
        ({"is_logged_in": False, "email": "a@b.nl"}, None),
        ({"is_logged_in": "yes", "email": "a@b.nl"}, None),
        ({"is_logged_in": True}, None),
        ({"is_logged_in": True, "email": " "}, None),
        ({"is_logged_in": True, "email": "a@b.nl", "email_verified": False}, None),
        ({"is_logged_in": True, "email": "a@b.nl", "email_verified": "false"}, None),
        ({"is_logged_in": True, "email": "a@b.nl", "email_verified": True}, "a@b.nl"),
        ({"is_logged_in": True, "email": "a@b.nl"}, "a@b.nl"),
    ],
)
def test_a_name_is_only_what_the_login_vouches_for(told, name, tmp_path, monkeypatch):
    """Not logged in, no name, or an address that the login did not verify: nobody."""
    monkeypatch.setenv("KENNISBANK_HOME", str(tmp_path))
    assert rights._login(told) == name


def test_another_claim_can_name_people(tmp_path, monkeypatch):
    """An organisation whose mail addresses can be claimed by others uses the number of the account."""
    (tmp_path / "settings.toml").write_text('[toegang]\nkenmerk = "sub"\nbewerkers = ["42"]\n')
    monkeypatch.setenv("KENNISBANK_HOME", str(tmp_path))
    assert rights._login({"is_logged_in": True, "email": "a@b.nl", "sub": "42"}) == "42"
    assert rights._login({"is_logged_in": True, "email": "42"}) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[toegang\n", "niet te lezen"),
        ("[toegagn]\n", "onbekend deel"),
        ("[toegang]\nbewerker = []\n", "onbekende regel bewerker"),
        ("[toegang]\nbewerkers = 'a@b.nl'\n", "lijst van teksten"),
        ("[toegang]\nbewerkers = ['']\n", "lijst van teksten"),
        ("[toegang]\nalleen_lezen = 'ja'\n", "true of false"),
        ("[toegang]\nalleen_lezen = 1\n", "true of false"),
        ("[uploads]\ngrootte_mb = true\n", "geheel getal|heel getal"),
        ("[uploads]\naantal = 0\n", "vanaf 1"),
        ("toegang = 3\n", "deel met regels"),
        ("\xff\xfe", "niet te lezen"),
    ],
)
def test_wrong_settings_are_refused_and_give_no_right(text, told, tmp_path, monkeypatch):
    """A slip of the pen may never open the door: nobody may change anything until it is mended."""
    (tmp_path / "settings.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=told):
        load(tmp_path)
    monkeypatch.setenv("KENNISBANK_HOME", str(tmp_path))
    assert not rights.may_edit()
    with pytest.raises(rights.NotAllowed):
        rights.require("remove")


def test_settings_hold_at_once(tmp_path):
    """Who is struck off the list loses the right with the next click, not with the next start."""
    watched = Watched(tmp_path)
    assert watched.now() == Settings()
    file = tmp_path / "settings.toml"
    file.write_text('[toegang]\nbewerkers = ["a@b.nl"]\n')
    assert watched.now().toegang.bewerkers == ("a@b.nl",)
    file.write_text("[toegang]\nbewerkers = []\n")
    assert watched.now().toegang.bewerkers == ()
    file.write_text("[toegang\n")
    with pytest.raises(SettingsError):
        watched.now()
    file.unlink()
    assert watched.now() == Settings()


def test_nothing_gets_past_the_door_without_rights(tmp_path):
    """Every call that changes something asks who does it, before anything is done."""

    def nobody(command):
        raise rights.NotAllowed(f"niet {command}")

    with_rights = Kennisbank(tmp_path)
    (tmp_path / "brief.txt").write_text("Een brief over de huurtoeslag.\n")
    with_rights.ingest([tmp_path / "brief.txt"])
    (passage,) = with_rights.passages()
    judgement = with_rights.judge("passage", "note", passage.passage_id, who="A", note="ja")
    before = with_rights.revision
    without = Kennisbank(tmp_path, actor=nobody)
    tries = [
        lambda: without.ingest([tmp_path / "brief.txt"]),
        lambda: without.remove("brief"),
        lambda: without.remove("brief", purge=True),
        lambda: without.restore_document("brief"),
        lambda: without.judge("passage", "note", passage.passage_id, who="B", note="nee"),
        lambda: without.withdraw(judgement.judgement_id),
        lambda: without.annotate(every=True),
        without.reindex,
        lambda: without.check(repair=True),
    ]
    for attempt in tries:
        with pytest.raises(KennisbankError, match="niet "):
            attempt()
    assert with_rights.revision == before
    assert without.search("huurtoeslag").total == 1
    with_rights.close()
    without.close()


def test_the_journal_tells_who_changed_what(tmp_path):
    """Name, time, command and outcome; refusals and failures too; no text of a search."""
    home = Kennisbank(tmp_path, actor=lambda _command: "a@b.nl")
    (tmp_path / "brief.txt").write_text("Een brief over de huurtoeslag.\n")
    home.ingest([tmp_path / "brief.txt"])
    home.search("geheime vraag")
    home.remove("brief")
    with pytest.raises(KennisbankError):
        home.remove("bestaat-niet")
    home.close()
    lines = list(Journal(tmp_path).lines())
    assert [(line["command"], line["outcome"]) for line in lines] == [
        ("ingest", "klaar"), ("remove", "klaar"), ("remove", "mislukt"),
    ]  # fmt: skip
    assert {line["who"] for line in lines} == {"a@b.nl"}
    assert lines[0]["files"] == {"toegevoegd": 1}
    assert (lines[1]["document_id"], lines[2]["code"]) == ("brief", "niet-gevonden")
    assert all(line["at"].endswith("Z") for line in lines)
    (file,) = (tmp_path / "log").iterdir()
    assert "geheime" not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_searches_are_noted_only_when_switched_on(tmp_path):
    """And then without a name."""
    home = Kennisbank(tmp_path, actor=lambda _command: "a@b.nl")
    (tmp_path / "brief.txt").write_text("Een brief over de huurtoeslag.\n")
    home.ingest([tmp_path / "brief.txt"])
    (tmp_path / "settings.toml").write_text("[logboek]\nzoekvragen = true\n")
    home.search("huurtoeslag")
    home.close()
    *_, line = Journal(tmp_path).lines()
    assert (line["event"], line["query"], line["total"]) == ("search", "huurtoeslag", 1)
    assert "who" not in line


def test_a_journal_that_cannot_be_written_stops_no_work(tmp_path, caplog):
    """It says so in the program's log."""
    (tmp_path / "log").write_text("geen map")
    home = Kennisbank(tmp_path)
    (tmp_path / "brief.txt").write_text("Een brief over de huurtoeslag.\n")
    assert home.ingest([tmp_path / "brief.txt"]).refused == 0
    home.close()
    assert "journal" in caplog.text


def test_old_months_of_the_journal_are_dropped(tmp_path):
    """Names of people are kept as long as the settings say, and no longer."""
    journal = Journal(tmp_path)
    journal.folder.mkdir()
    for month in ("2019-01", "2020-12"):
        (journal.folder / f"{month}.jsonl").write_text("{}\n")
    (tmp_path / "settings.toml").write_text("[logboek]\nbewaren_dagen = 30\n")
    journal.note("change", command="remove")
    assert len(list(journal.folder.iterdir())) == 1


@pytest.fixture
def small_home(tmp_path, monkeypatch):
    """A home folder with one letter, served by the app."""
    home = Kennisbank(tmp_path / "huis")
    (tmp_path / "brief.txt").write_text("Een brief over de huurtoeslag.\n")
    home.ingest([tmp_path / "brief.txt"])
    home.close()
    monkeypatch.setenv("KENNISBANK_HOME", str(home.home))
    return home.home


def opened(page: str | None = None) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    return app.switch_page(f"views/{page}.py").run() if page else app


def shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.usefixtures("small_home")
def test_a_reader_is_offered_nothing_that_changes(monkeypatch):
    """Beheer shows why, and no button, field or form for changing."""
    monkeypatch.setattr(rights, "visitor", lambda: PROXY)
    app = opened("manage")
    assert not app.button
    assert not app.text_input
    assert "alleen op de computer" in shown(app)


def test_rights_that_end_while_a_page_is_open_end_the_buttons_too(small_home, monkeypatch):
    """The page was made for an editor; a click after his name was struck off does nothing and is noted."""
    app = opened("manage")
    app.selectbox(key="weg-document").set_value("brief").run()
    monkeypatch.setattr(rights, "visitor", lambda: PROXY)
    revision = len(list(Journal(small_home).lines()))
    app.button(key="werk-Index opbouwen").click().run()
    with closing(Kennisbank(small_home)) as still:
        assert [item.document_id for item in still.documents()] == ["brief"]
    *_, last = Journal(small_home).lines()
    assert (last["event"], last["command"]) == ("refused", "Index opbouwen")
    assert revision + 1 == len(list(Journal(small_home).lines()))


def test_the_callbacks_themselves_change_nothing_without_rights(small_home, monkeypatch):
    """As a crafted message to the app would call them: removing and restoring fail at the door."""
    monkeypatch.setattr(rights, "visitor", lambda: READER)
    with closing(Kennisbank(small_home, actor=rights.actor)) as served:
        before = served.revision
        with pytest.raises(rights.NotAllowed):
            served.remove("brief")
        assert served.revision == before
    assert json.loads((next((small_home / "log").iterdir())).read_text().splitlines()[-1])["event"] == "refused"


def test_who_may_not_read_sees_nothing(small_home, monkeypatch):
    """Another host name, or a login that is asked for: no document, no title, only why."""
    (small_home / "settings.toml").write_text("[toegang]\nlezen_na_aanmelden = true\n")
    for visitor, told in ((HERE, "Meld u aan"), (Visitor(here=True, host="kwaad.example"), "kwaad.example")):
        monkeypatch.setattr(rights, "visitor", lambda who=visitor: who)
        app = opened()
        assert told in shown(app)
        assert "brief" not in shown(app)
        assert not app.text_input


def test_the_system_user_has_a_name():
    """The command line notes who runs it."""
    assert system_user("ingest")
