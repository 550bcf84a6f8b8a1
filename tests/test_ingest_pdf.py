"""Reading PDF: letterheads, footnotes, boxes, drop capitals, tables, bad pages, and files that are refused."""

import contextlib
import random

import pytest

pytest.importorskip("reportlab", reason="makes PDFs with reportlab (extra dev)")

import ingest
from ingest import ocr
from ingest.made.pages import HEIGHT, WIDTH, Maker, paragraphs
from ingest.pdf import read_pdf
from ingest.pdf_device import MOST_WORDS, PageDevice
from ingest.raw import ReadError


@pytest.fixture(autouse=True)
def _no_recognition(monkeypatch):
    monkeypatch.setenv("KENNISBANK_OCR", "uit")


def lines(document, hint="alle"):
    return [document.text[line.start : line.end] for line in document.lines if hint in ("alle", line.hint)]


def text_of(seed, count=4):
    return paragraphs("kamerbrief-2023-stand-van-zaken.txt", count, random.Random(seed))


# --------------------------------------------------------------------------- letters


def letter(seed=1, labels=("Datum", "Betreft"), colon=""):
    """A letter of two pages: sender and references beside the text, labels far from their values."""
    maker = Maker(random.Random(seed), size=9, leading=12)
    maker.block("> Retouradres Postbus 20201 2500 EE Den Haag", 79, 110, 300, size=6.5)
    for at, text in enumerate(["De Voorzitter van de Tweede Kamer", "Postbus 20018", "2500 EA Den Haag"]):
        maker.block(text, 79, 140 + 12 * at, 300)
    maker.block(labels[0] + colon, 79, 290, 60)
    maker.block("9 november 2022", 141, 290, 200)
    maker.block(labels[1] + colon, 79, 302, 60)
    maker.block("Invordering bij particulieren en de betaling van oude schulden", 141, 302, 170)
    side = [("Directoraat-Generaal", True), ("Toeslagen", True), ("Korte Voorhout 7", False), ("", False),
            ("Ons kenmerk", True), ("2022-0000301156", False), ("", False), ("Uw brief (kenmerk)", True),
            ("2022Z18840", False)]  # fmt: skip
    for at, (text, bold) in enumerate(side):
        maker.block(text, 468, 155 + 9 * at, 110, size=6.5, bold=bold)
    body = text_of(seed)
    top = maker.block("Geachte voorzitter,", 79, 350, 300)
    for text in body[:2]:
        top = maker.block(text, 79, top + 12, 305)
    words = body[2].split()
    maker.block(" ".join(words[: len(words) // 2]), 79, top + 12, 305)
    maker.block("Pagina 1 van 2", 468, 800, 100, size=6.5)
    maker.new_page()
    for at, (text, bold) in enumerate(side[:2] + side[4:6]):
        maker.block(text, 468, 155 + 9 * at, 110, size=6.5, bold=bold)
    maker.block(" ".join(words[len(words) // 2 :]), 79, 150, 305)
    maker.block("Pagina 2 van 2", 468, 800, 100, size=6.5)
    return maker.data(), body


@pytest.mark.parametrize("colon", ["", ":"])
@pytest.mark.parametrize("labels", [("Datum", "Betreft"), ("Dagtekening", "Onderwerp")])
def test_labels_and_values_of_a_letter_are_fields_and_no_text(labels, colon):
    data, body = letter(3, labels, colon)
    document = read_pdf(data)
    assert document.fields[labels[0].lower()] == "9 november 2022"
    assert document.fields[labels[1].lower()].startswith("Invordering bij particulieren en de betaling")
    assert document.fields["ons kenmerk"] == "2022-0000301156"
    assert document.fields["uw brief (kenmerk)"] == "2022Z18840"
    assert document.fields["afzender"] == "Directoraat-Generaal Toeslagen"
    assert document.fields["geadresseerde"].startswith("De Voorzitter van de Tweede Kamer Postbus 20018")
    running = " ".join(lines(document, None))
    assert running.startswith("Geachte voorzitter,")
    for text in body[:3]:
        assert text in running.replace(" Pagina 1 van 2", "")


def test_the_sidebar_of_a_letter_comes_between_no_two_lines():
    data, body = letter(7)
    read = ingest.read(data, "brief.pdf")
    text = " ".join(" ".join(passage.text.split()) for passage in read.passages)
    assert body[2] in text
    assert "Directoraat" not in text
    assert "Pagina" not in text


def test_labels_in_running_text_are_no_letterhead():
    maker = Maker(random.Random(1))
    maker.block(
        "Datum en onderwerp van de brief zijn bekend. Betreft dit u, dan hoort u van ons.", 80, 200, 300
    )
    document = read_pdf(maker.data())
    assert document.fields == {}
    assert not lines(document, "letterhead")


def test_the_head_of_an_e_mail_stays_text():
    maker = Maker(random.Random(1))
    for at, (label, value) in enumerate(
        [("Van:", "iemand@voorbeeld.nl"), ("Verzonden:", "maandag 3 juli 2023"), ("Onderwerp:", "Toeslagen")]
    ):
        maker.block(label, 80, 100 + 14 * at, 80)
        maker.block(value, 160, 100 + 14 * at, 300)
    maker.block(text_of(2, 1)[0], 80, 170, 400)
    document = read_pdf(maker.data())
    assert "Onderwerp: Toeslagen" in lines(document, None)
    assert "onderwerp" not in document.fields


# --------------------------------------------------------------------------- footnotes


def noted_page(maker, number, text, note, top=100.0):
    """A paragraph whose last word bears a raised marker, and the note at the foot of the page."""
    rows = maker.lines(text, 380)
    for row in rows:
        maker.put(row, 80, top)
        top += maker.leading
    end = 80 + maker.width(" ".join(rows[-1]))
    maker.pages[-1].words.append((str(number), end + 0.2, top - maker.leading + 5.5, 5.5, False))
    maker.rule(80, 700, 120)
    maker.pages[-1].words.append((str(number), 80, 712, 4.5, False))
    return maker.block(note, 85, 708, 380, size=7, leading=8.5)


def test_raised_markers_and_small_lines_at_the_foot_are_footnotes():
    maker = Maker(random.Random(4))
    texts = text_of(4, 2)
    noted_page(maker, 1, texts[0], "Kamerstuk 31 066, nr. 1207.")
    maker.new_page()
    noted_page(maker, 1, texts[1], "Kamerstuk 36 202, nr. 41. " * 6)  # numbers begin anew on each page
    read = ingest.read(maker.data(), "noten.pdf")
    found = [
        (passage.text[: note.marker].split()[-3:], note.text)
        for passage in read.passages
        for note in passage.footnotes
        if note.marker is not None
    ]
    assert found == [
        (texts[0].split()[-3:], "Kamerstuk 31 066, nr. 1207."),
        (texts[1].split()[-3:], ("Kamerstuk 36 202, nr. 41. " * 6).strip()),
    ]


def test_a_note_that_goes_on_below_the_rule_of_the_next_page_is_one_note():
    maker = Maker(random.Random(5))
    texts = text_of(5, 2)
    noted_page(maker, 3, texts[0], "Deze noot is te lang voor de bladzijde en gaat verder")
    maker.new_page()
    maker.block(texts[1], 80, 100, 380)
    maker.rule(80, 700, 120)
    maker.block("op de volgende bladzijde.", 85, 708, 380, size=7)
    document = read_pdf(maker.data())
    notes = [(line.ref, line.level) for line in document.lines if line.hint == "footnote"]
    assert notes == [("3", 1), ("3", 1)]


def test_squares_small_print_and_ordinary_numbers_are_no_markers():
    maker = Maker(random.Random(6))
    maker.put(["een", "huis", "van", "40", "m"], 80, 100)
    end = 80 + maker.width("een huis van 40 m")
    maker.pages[-1].words.append(("2", end, 105.0, 5.5, False))
    maker.block(text_of(6, 1)[0], 80, 130, 380)
    maker.block("Bron: jaarplan 2023, 12 maanden.", 80, 700, 380, size=7)
    document = read_pdf(maker.data())
    assert document.note_marks == ()
    assert not lines(document, "footnote")


# --------------------------------------------------------------------------- boxes, capitals, turned text


def test_a_box_inside_a_paragraph_is_read_behind_it():
    maker = Maker(random.Random(7))
    text, box = text_of(7, 2)
    rows = maker.lines(text * 3, 420)
    for at, row in enumerate(rows):
        maker.put(row, 80, 100 + 12.5 * at + (90 if at > 3 else 0))
    maker.rectangle(80, 156, 420, 76, 0.85)
    maker.block(box[:150], 90, 166, 400)
    document = read_pdf(maker.data())
    assert " ".join(lines(document, None)) == " ".join(" ".join(row) for row in rows)
    assert " ".join(lines(document, "box")) == " ".join(box[:150].split())


def test_a_drop_capital_belongs_to_the_first_word():
    maker = Maker(random.Random(8))
    rows = maker.lines(text_of(8, 1)[0] * 2, 400)
    rows[0][0] = rows[0][0][1:]
    for at, row in enumerate(rows):
        maker.put(row, 80 if at > 2 else 120, 100 + 12.5 * at)
    maker.pages[-1].words.append(("W", 80, 133, 40, False))
    first = lines(read_pdf(maker.data()))[0]
    assert first.startswith("W" + rows[0][0])


def test_a_page_that_lies_on_its_side_is_read_upright():
    import io  # noqa: PLC0415 - only here

    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only where it is installed

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.rotate(90)
    for at, text in enumerate(["Eerste regel van de brede bladzijde", "Tweede regel van de brede bladzijde"]):
        canvas.drawString(60, -100 - 14 * at, text)
    canvas.save()
    document = read_pdf(out.getvalue())
    assert lines(document) == ["Eerste regel van de brede bladzijde", "Tweede regel van de brede bladzijde"]
    assert document.pages[0].width == HEIGHT


def test_text_drawn_twice_for_bold_is_read_once_and_wide_letters_are_one_word():
    maker = Maker(random.Random(9))
    for shift in (0, 0.25):
        maker.put(["Samenvatting", "van", "alles"], 80 + shift, 100)
    for at, letter_ in enumerate("VOORWOORD"):
        maker.pages[-1].words.append((letter_, 80 + 14 * at, 160, 9.5, False))
    assert lines(read_pdf(maker.data())) == ["Samenvatting van alles", "VOORWOORD"]


def test_text_in_a_picture_is_text_of_a_figure():
    import io  # noqa: PLC0415 - only here

    from PIL import Image  # noqa: PLC0415 - comes with the app
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - only where it is installed
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only where it is installed

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.drawImage(ImageReader(Image.new("L", (60, 40), 200)), 100, 400, 300, 200)
    canvas.drawString(150, 500, "Opschrift in de foto")
    canvas.drawString(100, 300, "Tekst onder de foto.")
    canvas.save()
    document = read_pdf(out.getvalue())
    assert [(line.hint, document.text[line.start : line.end]) for line in document.lines] == [
        ("figure", "Opschrift in de foto"),
        (None, "Tekst onder de foto."),
    ]


def test_printers_marks_outside_the_crop_box_are_not_read():
    import io  # noqa: PLC0415 - only here

    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only where it is installed

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.setCropBox((30, 30, WIDTH - 30, HEIGHT - 30))
    canvas.drawString(80, 700, "Wat op de bladzijde staat")
    canvas.drawString(80, 10, "rapport.indd 5 12-03-2024")
    canvas.save()
    assert lines(read_pdf(out.getvalue())) == ["Wat op de bladzijde staat"]


# --------------------------------------------------------------------------- bad pages and bad files


def two_pages(**options):
    maker = Maker(random.Random(10))
    texts = text_of(10, 2)
    maker.block(texts[0], 80, 100, 400)
    maker.new_page()
    maker.block(texts[1], 80, 100, 400)
    return maker.data(**options), texts


def test_a_bad_page_does_not_take_the_document_along(monkeypatch):
    data, texts = two_pages()
    begin = PageDevice.begin_page

    def failing(self, page, ctm):
        begin(self, page, ctm)
        if self.content.number == 1:
            raise ValueError("kapot")

    monkeypatch.setattr(PageDevice, "begin_page", failing)
    document = read_pdf(data)
    assert [page.status for page in document.pages] == ["failed", "ok"]
    assert document.problems[0].page == 1
    assert " ".join(lines(document)) == texts[1]


def test_a_page_with_absurdly_much_text_is_skipped(monkeypatch):
    assert MOST_WORDS > 10_000
    monkeypatch.setattr("ingest.pdf_device.MOST_WORDS", 20)
    document = read_pdf(two_pages()[0])
    assert [problem.code for problem in document.problems] == ["te-veel-tekst", "te-veel-tekst"]


def test_a_scan_without_text_says_what_to_do():
    maker = Maker(random.Random(11))
    maker.block(text_of(11, 1)[0], 80, 100, 400)
    maker.new_page()
    document = read_pdf(with_picture(maker.data()))
    assert document.pages[-1].status == "no-text"
    problem = document.problems[0]
    assert problem.code == "geen-tekst"
    assert "ocrmypdf" in problem.message


def with_picture(data):
    """The first page of `data`, and behind it a page that is one picture."""
    import io  # noqa: PLC0415 - only here

    from PIL import Image  # noqa: PLC0415 - comes with the app
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - only where it is installed
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only where it is installed

    assert data
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.drawString(80, 700, "Een bladzijde met tekst voor de scan.")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("size", [2_000, 5])
def test_a_truncated_file_is_refused_or_read_as_far_as_it_goes(size):
    data = two_pages()[0]
    with pytest.raises(ReadError) as caught:
        read_pdf(data[: len(data) // 4] if size > 5 else data[:size])
    assert caught.value.code == "afgebroken"
    assert "opnieuw" in caught.value.message


def test_an_encrypted_file_is_refused_and_one_without_password_is_read():
    data, _ = two_pages(encrypt="geheim")
    with pytest.raises(ReadError) as caught:
        read_pdf(data)
    assert caught.value.code == "versleuteld"
    assert "wachtwoord" in caught.value.message
    from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: PLC0415 - only where it is installed

    data, texts = two_pages(encrypt=StandardEncryption("", ownerPassword="baas", canPrint=0))
    assert " ".join(lines(read_pdf(data))) == " ".join(texts)


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr("ingest.pdf_open.LARGEST", 100)
    with pytest.raises(ReadError) as caught:
        read_pdf(two_pages()[0])
    assert caught.value.code == "te-groot"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\ntrailer<</Root 1 0 R>>\n%%EOF"]
)
def test_files_without_pages_are_refused(data):
    with pytest.raises(ReadError) as caught:
        read_pdf(data)
    assert caught.value.code in ("beschadigd", "leeg")


def test_random_damage_never_gives_anything_but_text_or_a_reason():
    data, _ = two_pages()
    rng = random.Random(12)
    for _ in range(25):
        broken = bytearray(data)
        for _ in range(rng.randint(1, 40)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        with contextlib.suppress(ReadError):
            document = read_pdf(bytes(broken))
            assert all(line.end <= len(document.text) for line in document.lines)


def test_dates_of_the_file_are_told():
    assert read_pdf(two_pages()[0]).file_dates == ("2000-01-01",)


# --------------------------------------------------------------------------- character recognition


@pytest.mark.skipif(ocr.installed() is None, reason="ocrmypdf with tesseract is not installed")
def test_a_scan_is_recognised_when_the_program_is_there(monkeypatch):
    import io  # noqa: PLC0415 - only here

    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - comes with the app

    monkeypatch.delenv("KENNISBANK_OCR")
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    text = "De Staatssecretaris stuurt de brief over de\nkinderopvangtoeslag aan de Tweede Kamer."
    draw.multiline_text((140, 200), text, fill=0, font=font, spacing=14)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    document = read_pdf(out.getvalue())
    assert document.pages[0].status in ("ocr", "uncertain")
    assert "kinderopvangtoeslag" in document.text
    assert all(line.size is None for line in document.lines)


def test_recognition_that_takes_too_long_is_stopped_and_told(monkeypatch, tmp_path):
    program = tmp_path / "ocrmypdf"
    program.write_text("#!/bin/sh\nsleep 30\n")
    program.chmod(0o755)
    monkeypatch.setattr(ocr, "installed", lambda: str(program))
    monkeypatch.setattr(ocr, "MOST_SECONDS", 0.5)
    document = read_pdf(with_picture(b"x"))
    assert document.pages[1].status == "no-text"
    assert document.problems[0].code == "tekstherkenning-mislukt"


def test_recognition_that_fails_is_told(monkeypatch, tmp_path):
    program = tmp_path / "ocrmypdf"
    program.write_text("#!/bin/sh\nexit 6\n")
    program.chmod(0o755)
    monkeypatch.setattr(ocr, "installed", lambda: str(program))
    document = read_pdf(with_picture(b"x"))
    assert document.problems[0].code == "tekstherkenning-mislukt"
    assert "6" in document.problems[0].message
