"""Reading official XML: paragraphs, headings, notes, lists, tables, speakers, metadata; hostile files."""

import pytest

import ingest
from ingest.official_meta import read_metadata
from ingest.official_xml import read_official_xml
from ingest.raw import ReadError
from ingest.safexml import BrokenXml, UnsafeXml, parse

PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE officiele-publicatie SYSTEM "op.dtd">
<officiele-publicatie>
<metadata><meta name="OVERHEIDop.externMetadataRecord" content="http://x"/></metadata><kamerstuk>
 <kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2021-2022</tekstregel>

  <tekstregel inhoud="documenttype">Kamerstukken</tekstregel></kamerstukkop>
 <dossier><dossiernummer><dossiernr>31 066</dossiernr></dossiernummer><titel>Belastingdienst</titel></dossier>
 <stuk><stuknr>Nr. <ondernummer kamer="2">1098</ondernummer></stuknr>
  <titel>BRIEF VAN DE STAATSSECRETARIS</titel>
  <algemeen><vrije-tekst><tekst status="goed">
   <al>Hierbij stuur ik u de brief<noot id="n1" type="voet"><noot.nr>1</noot.nr>
    <noot.al>Kamerstuk <extref doc="kst-1">31 066,
     nr. 1</extref>.</noot.al></noot> over de <nadruk type="cur">toeslagen</nadruk>.</al>
   <divisie><kop><nr>1.</nr><titel>Inleiding</titel></kop>
    <al><nadruk type="vet">Vooraf</nadruk></al>
    <al>De UZI-server<?xpp afbm?>certificaten zijn nodig.</al>
    <divisie><kop><nr>1.1</nr><titel>Lijsten</titel></kop>
     <lijst type="expliciet"><li><li.nr>a.</li.nr><al>eerste punt;</al></li>
      <li><li.nr>b.</li.nr><al>tweede punt</al>
       <al>met een vervolg;</al><lijst><li><li.nr>–</li.nr><al>dieper.</al></li></lijst></li></lijst>
    </divisie>
   </divisie>
   <tussenkop>Tot slot</tussenkop>
   <table><title>Tabel 1 Cijfers</title><tgroup cols="3">
    <colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>
    <thead><row><entry><al>Indicator</al></entry>
     <entry namest="b" nameend="c"><al>Realisatie</al></entry></row></thead>
    <tbody><row><entry morerows="1"><al>Bezwaren</al></entry>
     <entry><al>12</al></entry><entry><al>13</al></entry></row>
     <row><entry><al>14</al></entry><entry><al>15</al></entry></row></tbody></tgroup></table>
  </tekst></vrije-tekst></algemeen></stuk>
</kamerstuk></officiele-publicatie>"""

DEBATE = """<handelingen><agendapunt><item-titel>Toeslagen</item-titel>
<spreekbeurt nieuw="ja"><spreker><voorvoegsels>De heer</voorvoegsels>
 <naam><achternaam>Omtzigt</achternaam></naam>
 (<politiek>NSC</politiek>):</spreker>
<tekst><al>Voorzitter. Dank u wel.</al></tekst>
</spreekbeurt>
<spreekbeurt><spreker>Staatssecretaris <naam><achternaam>De Vries</achternaam></naam></spreker>
<tekst><al>Ik zeg dat toe.</al></tekst>
</spreekbeurt>
<spreekbeurt><spreker>De voorzitter</spreker><tekst><al>Dan gaan wij door.</al></tekst>
</spreekbeurt>
</agendapunt></handelingen>"""


def read(text):
    return read_official_xml(text.encode())


def lines(document):
    return [(line.hint, line.level, document.text[line.start : line.end]) for line in document.lines]


def test_a_kamerstuk_with_headings_lists_and_notes():
    document = read(PAPER)
    assert lines(document)[:14] == [
        ("letterhead", None, "Vergaderjaar 2021-2022"),
        ("letterhead", None, "Kamerstukken"),
        ("heading", 1, "31 066 Belastingdienst"),
        ("heading", 1, "Nr. 1098 BRIEF VAN DE STAATSSECRETARIS"),
        ("paragraph", None, "Hierbij stuur ik u de brief1 over de toeslagen."),
        ("footnote", None, "Kamerstuk 31 066, nr. 1."),
        ("heading", 1, "1. Inleiding"),
        ("paragraph", None, "Vooraf"),
        ("paragraph", None, "De UZI-servercertificaten zijn nodig."),
        ("heading", 2, "1.1 Lijsten"),
        ("list", None, "a. eerste punt;"),
        ("list", None, "b. tweede punt"),
        ("list", None, "met een vervolg;"),
        ("list", None, "– dieper."),
    ]
    assert document.fields == {"vergaderjaar": "2021-2022", "documenttype": "Kamerstukken"}
    mark = document.note_marks[0]
    assert document.text[mark.offset : mark.offset + len(mark.number)] == "1"
    assert [document.text[line.start : line.end] for line in document.lines if line.bold] == ["Vooraf"]
    assert document.official == {}


def test_a_table_keeps_its_cells_spans_and_caption():
    document = read(PAPER)
    table = document.tables[0]
    assert table.caption == "Tabel 1 Cijfers"
    cells = [
        (cell.row, cell.column, cell.columns, cell.header, document.text[cell.start : cell.end])
        for cell in table.cells
    ]
    assert cells == [
        (0, 0, 1, True, "Indicator"), (0, 1, 2, True, "Realisatie"), (1, 0, 1, False, "Bezwaren"),
        (1, 1, 1, False, "12"), (1, 2, 1, False, "13"), (2, 1, 1, False, "14"), (2, 2, 1, False, "15"),
    ]  # fmt: skip
    assert [cell.rows for cell in table.cells] == [1, 1, 2, 1, 1, 1, 1]


def test_a_note_travels_with_its_sentence_and_its_marker_is_gone():
    passages = ingest.read(PAPER.encode(), "kst.xml").passages
    first = next(passage for passage in passages if "Hierbij" in passage.text)
    assert first.text.startswith("Hierbij stuur ik u de brief over de toeslagen.")
    assert [note.text for note in first.footnotes] == ["Kamerstuk 31 066, nr. 1."]


def test_speakers_of_a_debate():
    document = read(DEBATE)
    assert [text for _, _, text in lines(document)] == [
        "Toeslagen", "De heer Omtzigt (NSC):", "Voorzitter. Dank u wel.",
        "Staatssecretaris De Vries:", "Ik zeg dat toe.", "De voorzitter:", "Dan gaan wij door.",
    ]  # fmt: skip
    speakers = [
        passage.speaker for passage in ingest.read(DEBATE.encode(), "h.xml").passages if passage.speaker
    ]
    assert (speakers[0].name, speakers[0].party) == ("Omtzigt", "NSC")


def test_questions_are_paired_with_their_answers():
    text = (
        "<kamervragen><vraag><nr>Vraag 1</nr><al>Klopt het dat de termijn te kort is?</al></vraag>"
        "<antwoord><nr>Antwoord 1</nr><al>Ja, dat klopt.</al></antwoord></kamervragen>"
    )
    passages = ingest.read(text.encode(), "ah.xml").passages
    assert [(passage.kind, passage.question_number) for passage in passages] == [
        ("question", "1"),
        ("answer", "1"),
    ]


METADATA = """<metadata_gegevens><metadata name="DC.title" scheme="" content="Een   titel"/>
<metadata name="OVERHEIDop.indiener" content="A"/><metadata name="OVERHEIDop.indiener" content="B"/>
<metadata name="OVERHEIDop.indiener" content="A"/><metadata name="DC.leeg" content=""/></metadata_gegevens>"""


def test_metadata_by_key_each_value_once():
    assert read_metadata(METADATA.encode()) == {"DC.title": ["Een titel"], "OVERHEIDop.indiener": ["A", "B"]}
    document = read_official_xml(PAPER.encode(), METADATA.encode())
    assert document.official["DC.title"] == ["Een titel"]


def test_metadata_of_the_search_service():
    record = (
        '<meta xmlns:d="http://purl.org/dc/terms/" xmlns:w="http://standaarden.overheid.nl/wetgeving/">'
        "<d:issued>2021-05-25</d:issued><w:dossiernummer>35842</w:dossiernummer></meta>"
    )
    assert read_metadata(record.encode()) == {
        "DCTERMS.issued": ["2021-05-25"], "OVERHEIDop.dossiernummer": ["35842"],
    }  # fmt: skip


@pytest.mark.parametrize("data", [None, b"", b"<kapot", b"geen xml", b"\xff\xfe\x00"])
def test_metadata_that_cannot_be_read_does_not_stop_the_paper(data):
    assert read_metadata(data) == {}
    assert read_official_xml(PAPER.encode(), data).text


BOMB = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><stuk><al>&c;</al></stuk>'
ELSEWHERE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><stuk><al>&b;</al></stuk>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "onveilig"),
        (ELSEWHERE, "onveilig"),
        ("<stuk><al>open", "beschadigd"),
        ('<?xml version="1.0" encoding="niet-bestaand"?><stuk/>', "beschadigd"),
        ("<stuk>" * 400 + "</stuk>" * 400, "beschadigd"),
        ("<stuk><al> </al></stuk>", "leeg"),
        (METADATA, "alleen-metadata"),
        ("<iets><anders>tekst</anders></iets>", "onbekend-xml"),
    ],
)
def test_files_that_are_no_paper_are_refused_with_a_reason(text, code):
    with pytest.raises(ReadError) as caught:
        read(text)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_the_parser_knows_namespaces_and_refuses_what_is_declared():
    root = parse(b'<a xmlns="x" b="1"><c>t</c><!-- nee --></a>')
    assert (root.tag, root.get("b"), root[0].tag, root[0].text) == ("{x}a", "1", "{x}c", "t")
    with pytest.raises(UnsafeXml):
        parse(BOMB.encode())
    with pytest.raises(BrokenXml):
        parse(b"<a>" * 300)
