"""Reading DOCX: headings by style, numbers of lists, tables, notes, text boxes; hostile and broken files."""

import io
import zipfile

import pytest

import ingest
from ingest.docx import read_docx
from ingest.raw import ReadError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="EigenKop"><w:name w:val="Rijk paragraaf"/>
 <w:basedOn w:val="Kop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Lus"><w:name w:val="Lus"/><w:basedOn w:val="Lus"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
NOTES = f"""<w:footnotes {W}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>lijn</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>
 <w:r><w:t> Kamerstuk 31 066, nr. 1207.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:t>Zie bijlage 2.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def docx(body, **parts):
    """A DOCX with a body; `parts` go before the usual styles, numbering and notes."""
    out = io.BytesIO()
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": NOTES,
        "docProps/core.xml": '<c xmlns:t="x"><t:created>2023-07-03T10:00:00Z</t:created></c>',
        **parts,
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def p(text, style=None, number=None, level=0):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text, inner=""):
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def lines(document):
    return [(line.hint, document.text[line.start : line.end]) for line in document.lines]


def test_headings_by_style_and_by_the_style_it_is_based_on():
    document = read_docx(docx(p("Inleiding", "Kop1") + p("Doel", "EigenKop") + p("Tekst.", "Lus")))
    assert [(line.hint, line.level) for line in document.lines] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", None),
    ]


def test_numbers_of_lists_are_counted_as_word_shows_them():
    body = (
        p("een", number=1) + p("sub", number=1, level=1) + p("sub twee", number=1, level=1)
        + p("diep", number=1, level=2) + p("twee", number=1) + p("sub", number=1, level=1)
        + p("teken", number=2) + p("geen", number=0)
    )  # fmt: skip
    assert [text for _, text in lines(read_docx(docx(body)))] == [
        "1. een", "a) sub", "b) sub twee", "1.1 diep", "2. twee", "a) sub", "• teken", "geen",
    ]  # fmt: skip


def test_footnotes_are_numbered_in_the_order_of_their_markers():
    body = (
        f"<w:p>{run('Brief')}<w:r><w:footnoteReference w:id='7'/></w:r>{run(' en bijlage')}"
        "<w:r><w:footnoteReference w:id='3'/></w:r></w:p>"
    )
    document = read_docx(docx(body))
    assert document.text.splitlines()[0] == "Brief1 en bijlage2"
    assert [(mark.offset, mark.number) for mark in document.note_marks] == [(5, "1"), (17, "2")]
    assert [(line.ref, document.text[line.start : line.end]) for line in document.lines[1:]] == [
        ("1", "Kamerstuk 31 066, nr. 1207."), ("2", "Zie bijlage 2."),
    ]  # fmt: skip
    assert document.file_dates == ("2023-07-03",)


def test_a_footnote_travels_with_its_passage():
    body = f"<w:p>{run('De brief is verstuurd.')}<w:r><w:footnoteReference w:id='7'/></w:r></w:p>"
    read = ingest.read(docx(body), "brief.docx")
    assert read.passages[0].text == "De brief is verstuurd."
    assert read.passages[0].footnotes[0].text == "Kamerstuk 31 066, nr. 1207."


def test_struck_out_text_and_field_codes_are_left_out():
    body = (
        f"<w:p><w:del>{run('weg')}</w:del><w:ins>{run('erbij ')}</w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:t>staats</w:t><w:noBreakHyphen/><w:t>secretaris</w:t></w:r></w:p>"
    )
    assert lines(read_docx(docx(body))) == [("paragraph", "erbij staats-secretaris")]


def test_a_text_box_is_read_once_and_behind_its_paragraph():
    box = f"<w:drawing><w:txbxContent>{p('In het kader')}</w:txbxContent></w:drawing>"
    body = (
        f'<w:p>{run("Lopende tekst")}<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(read_docx(docx(body))) == [("paragraph", "Lopende tekst"), ("box", "In het kader")]


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_tables_with_spans_and_a_header():
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Indicator')}{cell('2022')}{cell('2023')}</w:tr>"
    span = '<w:gridSpan w:val="3"/>'
    group = f"<w:tr>{cell('Dienstverlening', span)}</w:tr>"
    row = f"<w:tr>{cell('Bereikbaarheid')}{cell('84%')}{cell('79%')}</w:tr>"
    below = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('85%')}{cell('80%')}</w:tr>"
    document = read_docx(docx(f"<w:tbl>{head}{group}{row}{below}</w:tbl>"))
    cells = [
        (cell.row, cell.column, cell.columns, cell.header, document.text[cell.start : cell.end])
        for cell in document.tables[0].cells
    ]
    assert cells[:3] == [(0, 0, 1, True, "Indicator"), (0, 1, 1, True, "2022"), (0, 2, 1, True, "2023")]
    assert cells[3] == (1, 0, 3, False, "Dienstverlening")
    assert cells[-2:] == [(3, 1, 1, False, "85%"), (3, 2, 1, False, "80%")]
    tall = {document.text[cell.start : cell.end]: cell.rows for cell in document.tables[0].cells}
    assert (tall["Bereikbaarheid"], tall["84%"]) == (2, 1)


def test_the_fields_of_a_letter_are_no_running_text():
    body = (
        "<w:p><w:r><w:t>Datum</w:t><w:tab/><w:t>9 november 2022</w:t></w:r></w:p>"
        + p("Betreft: Invordering")
        + p("Geachte voorzitter,")
    )
    document = read_docx(docx(body))
    assert document.fields == {"datum": "9 november 2022", "betreft": "Invordering"}
    assert [hint for hint, _ in lines(document)] == ["letterhead", "letterhead", "paragraph"]


def _bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx(p("tekst"))[:400], "beschadigd"),
        (b"PK\x03\x04word/", "beschadigd"),
        (docx(""), "leeg"),
        (_bomb(), "te-groot"),
        (docx("", **{"word/document.xml": "<w:document"}), "beschadigd"),
        (docx("", **{"word/document.xml": "<a/>"}), "beschadigd"),
        (
            docx("", **{"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
            "beschadigd",
        ),
        (docx("<w:p>" + "<w:smartTag>" * 5000 + "</w:smartTag>" * 5000 + "</w:p>"), "beschadigd"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_a_reason(data, code):
    with pytest.raises(ReadError) as caught:
        read_docx(data)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_a_table_of_labels_at_the_head_is_letterhead_and_one_of_values_is_not():
    head = "".join(
        f"<w:tr>{cell(a)}{cell(b)}</w:tr>"
        for a, b in [("Aan", "De staatssecretaris"), ("Datum", "12 mei 2023")]
    )
    document = read_docx(docx(f"<w:tbl>{head}</w:tbl>" + p("Aanleiding", "Kop1")))
    assert document.fields == {"aan": "De staatssecretaris", "datum": "12 mei 2023"}
    assert document.tables == ()
    rows = "".join(f"<w:tr>{cell(a)}{cell(b)}</w:tr>" for a, b in [("Datum", "Aantal"), ("12 mei", "14")])
    assert len(read_docx(docx(f"<w:tbl>{rows}</w:tbl>")).tables) == 1


def test_the_head_of_an_e_mail_stays_text():
    body = p("Van: Jansen") + p("Verzonden: dinsdag") + p("Onderwerp: RE: planning")
    document = read_docx(docx(body))
    assert document.fields == {}
    assert [hint for hint, _ in lines(document)] == ["paragraph"] * 3
