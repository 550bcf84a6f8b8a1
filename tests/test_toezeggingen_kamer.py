"""The Kamer's own register: files, both status lists, fetching with resume from a recorded API, matching."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from toezeggingen_papers import TOOLS, paper, passages

from kb.registers.toezeggingen import Recipient, find
from kb.registers.toezeggingen.kamer import RegisterError, day, read_register
from kb.registers.toezeggingen.kamer_fetch import FetchError, fetch, fetched
from kb.registers.toezeggingen.kamer_match import match

ROW = {
    "Id": "0a1b",
    "Nummer": "TZ202306-101",
    "Aanmaakdatum": "2023-06-08T17:42:13.69+02:00",
    "ActiviteitNummer": "2023A02803",
    "Naam": "Schouten, C.J.",
    "Functie": "Minister van Sociale Zaken en Werkgelegenheid",
    "Ministerie": "SZW",
    "Status": "Openstaand",
    "DatumNakoming": "0001-01-01T00:00:00Z",
    "Verwijderd": False,
    "GewijzigdOp": "2023-06-09T08:00:00Z",
    "Tekst": "De minister stuurt voor het kerstreces een overzicht van de tolkentarieven.\r\n",
    "Activiteit": {"Datum": "2023-06-08T00:00:00+02:00", "Onderwerp": "Tolken", "Soort": "Commissiedebat"},
    "ToegezegdAanPersoon": [{"Roepnaam": "Hülya", "Achternaam": "Kat"}],
    "ToegezegdAanFractie": [{"Afkorting": "D66"}],
}


def test_a_row_of_the_open_data():
    # Fields as the entity has them; 0001-01-01 is no date; text on one line.
    found = read_register(json.dumps({"value": [ROW]}).encode())[0]
    assert (found.number, found.status, found.kamer_status) == ("TZ202306-101", "openstaand", "Openstaand")
    assert (found.created, found.fulfilled, found.activity_date) == ("2023-06-08", None, "2023-06-08")
    assert found.to_whom == (Recipient("Hülya Kat", "D66"),)
    assert found.text.endswith("tolkentarieven.")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Openstaand", "openstaand"),
        ("Voldaan", "afgedaan"),
        ("Afgedaan", "afgedaan"),
        ("Deels Voldaan", "deels afgedaan"),
        ("Deels Afgedaan", "deels afgedaan"),
        ("deels afgedaan", "deels afgedaan"),
        ("Vervallen", "vervallen"),
        ("Iets", "onbekend"),
        (None, "onbekend"),
    ],
)
def test_both_status_lists(word, status):
    # The Kamer's word is kept beside ours.
    found = read_register(json.dumps([{**ROW, "Status": word}]).encode())[0]
    assert (found.status, found.kamer_status) == (status, word)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("0001-01-01T00:00:00Z", None),
        ("2024-05-01T00:00:00+02:00", "2024-05-01"),
        ("2024-05-01", "2024-05-01"),
        ("", None),
        (None, None),
        ("mei", None),
    ],
)
def test_days(value, iso):
    # No date is None, never a day in the year 1.
    assert day(value) == iso


def test_csv_with_semicolons_and_a_byte_order_mark():
    # As a spreadsheet writes it.
    data = "\ufeffNummer;Status;Tekst\nTZ1;Voldaan;De minister stuurt een brief.\nTZ2;Vervallen;\n".encode()
    assert [(item.id, item.status) for item in read_register(data)] == [
        ("TZ1", "afgedaan"),
        ("TZ2", "vervallen"),
    ]


def test_the_last_of_an_id_counts_and_deleted_ones_go():
    # A page fetched twice, a record changed later, one taken out.
    rows = [ROW, {**ROW, "Status": "Voldaan"}, {**ROW, "Id": "weg"}, {**ROW, "Id": "weg", "Verwijderd": True}]
    assert [(item.id, item.status) for item in read_register(json.dumps(rows).encode())] == [
        ("0a1b", "afgedaan")
    ]


@pytest.mark.parametrize("data", [b"{", b'{"value": [1]}', b"a,b\n1,2\n", b"\xff\xfe\x00", b'[{"Naam": "x"}]'])
def test_other_files_are_refused_in_words(data):
    # What is wrong, in Dutch.
    with pytest.raises(RegisterError, match=r"bestand|Nummer|UTF-8|JSON"):
        read_register(data, "bestand.json")


# --------------------------------------------------------------------------- fetching


class Recorded(BaseHTTPRequestHandler):
    """The open data as recorded: pages of two, `$skip` in the next link, a filter, faults on demand."""

    rows: list[dict] = []  # noqa: RUF012 - set per test
    faults: dict[int, int] = {}  # noqa: RUF012
    asked: list[str] = []  # noqa: RUF012
    elsewhere = False

    def do_GET(self):
        """One page."""
        Recorded.asked.append(self.path)
        fault = Recorded.faults.pop(len(Recorded.asked), None)
        if fault == 302:
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/elders")
            self.end_headers()
            return
        if fault:
            self.send_response(fault)
            self.send_header("Retry-After", "7")
            self.end_headers()
            return
        options = parse_qs(urlsplit(self.path).query)
        since = options.get("$filter", ["GewijzigdOp ge 0"])[0].rpartition(" ")[2]
        rows = sorted(
            (row for row in Recorded.rows if row["GewijzigdOp"] >= since), key=lambda row: row["GewijzigdOp"]
        )
        skip = int(options.get("$skip", ["0"])[0])
        page = {"@odata.context": "x", "@odata.count": len(rows), "value": rows[skip : skip + 2]}
        if skip + 2 < len(rows):
            host = "example.invalid" if Recorded.elsewhere else self.headers["Host"]
            query = self.path.split("?")[1].split("&$skip")[0]
            page["@odata.nextLink"] = f"http://{host}/Toezegging?{query}&$skip={skip + 2}"
        body = json.dumps(page).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Silent."""


@contextmanager
def served(rows, faults=()):
    """The recorded API on loopback."""
    Recorded.rows, Recorded.faults, Recorded.asked, Recorded.elsewhere = list(rows), dict(faults), [], False
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorded)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/Toezegging"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def rows_of(count):
    """So many records, each changed a day after the one before."""
    return [
        {**ROW, "Id": f"id-{n}", "Nummer": f"TZ{n}", "GewijzigdOp": f"2024-01-{n + 1:02d}T00:00:00Z"}
        for n in range(count)
    ]


def test_fetching_takes_every_page(tmp_path):
    # Five records in three pages; nothing is asked twice.
    with served(rows_of(5)) as address:
        done = fetch(tmp_path, address=address)
    assert (done.pages, done.records, done.resumed) == (3, 5, False)
    assert [item.id for item in fetched(tmp_path)] == [f"id-{n}" for n in range(5)]
    assert len(Recorded.asked) == 3


def test_a_busy_server_gets_the_patience_that_it_asks(tmp_path):
    # 503 with Retry-After: wait that long, then go on.
    waits = []
    with served(rows_of(3), {2: 503}) as address:
        fetch(tmp_path, address=address, sleep=waits.append)
    assert waits == [7.0]
    assert len(fetched(tmp_path)) == 3


def test_broken_off_it_goes_on_where_it_was(tmp_path):
    # The second page fails for good: what came stays; the next call asks the second page first.
    with served(rows_of(5), {2: 404}) as address:
        with pytest.raises(FetchError, match="blijft staan"):
            fetch(tmp_path, address=address, sleep=lambda _: None)
        assert len(fetched(tmp_path)) == 2
        done = fetch(tmp_path, address=address)
    assert (done.pages, done.resumed) == (2, True)
    assert len(fetched(tmp_path)) == 5
    assert "$skip=2" in Recorded.asked[2]


def test_a_later_fetch_asks_only_what_changed(tmp_path):
    # One record was changed and one came; one was deleted.
    with served(rows_of(4)) as address:
        fetch(tmp_path, address=address)
        Recorded.rows[0] = {**Recorded.rows[0], "Status": "Voldaan", "GewijzigdOp": "2024-02-01T00:00:00Z"}
        Recorded.rows[1] = {**Recorded.rows[1], "Verwijderd": True, "GewijzigdOp": "2024-02-02T00:00:00Z"}
        done = fetch(tmp_path, address=address)
    assert done.records < 4
    status = {item.id: item.status for item in fetched(tmp_path)}
    assert status == {"id-0": "afgedaan", "id-2": "openstaand", "id-3": "openstaand"}


def test_a_record_that_slipped_between_two_pages_is_fetched_after_all(tmp_path):
    # While the first page is read its first record changes and moves to the end: the third moves to page one.
    with served(rows_of(5)) as address:

        def meanwhile(page, _):
            if page == 1:
                Recorded.rows[0] = {**Recorded.rows[0], "GewijzigdOp": "2024-03-01T00:00:00Z"}

        fetch(tmp_path, address=address, on_page=meanwhile)
    assert {item.id for item in fetched(tmp_path)} == {f"id-{n}" for n in range(5)}


def test_other_servers_are_not_followed(tmp_path):
    # Neither in a next link nor in a redirection.
    with served(rows_of(5)) as address:
        Recorded.elsewhere = True
        with pytest.raises(FetchError, match="andere server"):
            fetch(tmp_path / "een", address=address)
    with served(rows_of(1), {1: 302}) as address, pytest.raises(FetchError, match="niet te bereiken"):
        fetch(tmp_path / "twee", address=address, sleep=lambda _: None)


def test_without_a_network_it_says_what_to_do(tmp_path):
    # Nobody listens at that port.
    waits = []
    with served([]) as address:
        pass
    with pytest.raises(FetchError, match="lees een bestand in"):
        fetch(tmp_path, address=address, sleep=waits.append)
    assert len(waits) == 4


def test_a_broken_state_begins_anew(tmp_path):
    # Half a state file after a crash of the machine.
    with served(rows_of(3)) as address:
        fetch(tmp_path, address=address)
        (tmp_path / "stand.json").write_text("{", encoding="utf-8")
        done = fetch(tmp_path, address=address)
    assert (done.resumed, len(fetched(tmp_path))) == (False, 3)


# --------------------------------------------------------------------------- matching


def matched(*texts, date="2023-10-20"):
    """The matches of ROW in a letter of these passages."""
    document = paper(date=date)
    made, source = passages(document, texts)
    records = find(document, made, source, TOOLS)
    found = match(read_register(json.dumps([ROW]).encode()), records, [document], lambda _: made)
    return found.get("0a1b", []), records


OTHERS = ("De wegen worden in de winter gestrooid.", "Uw Kamer sprak over de luchthavens en het geluid.")


def test_matched_to_the_record_of_the_same_debate_and_member():
    # Words, debate and member together, with the reason.
    found, records = matched(
        "In het commissiedebat Tolken van 8 juni 2023 is aan het lid Kat (D66) toegezegd een overzicht van "
        "de tolkentarieven te "
        "sturen. Dit overzicht vindt u in de bijlage.",
        *OTHERS,
    )
    assert found[0].toezegging_id == records[0].toezegging_id
    assert found[0].score > 0.7
    assert "zelfde debat (2023-06-08)" in found[0].why
    assert "zelfde lid" in found[0].why


def test_its_number_in_the_text_is_enough():
    # Whatever the words around it.
    found, _ = matched("Deze brief gaat over toezegging TZ202306-101.", *OTHERS)
    assert "noemt TZ202306-101" in found[0].why


def test_older_and_other_passages_are_no_match():
    # Before the debate, or about something else.
    text = "Ik zal uw Kamer een overzicht van de tolkentarieven sturen."
    assert matched(text, *OTHERS, date="2023-05-01")[0] == []
    assert matched("Ik zal uw Kamer in mei over de luchtvaart informeren.", *OTHERS)[0] == []
