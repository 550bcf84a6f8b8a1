"""Files that mean harm or are broken, each with its reason to exist; made here, nothing of it is real.

`FILES` maps a name to a maker of bytes: what is slow to make is made only when it is asked for.
"""

# ruff: noqa: E501 - a table of attacks reads best with one on a line
from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

MB = 1_000_000


# --------------------------------------------------------------------------- PDF


def stream(data: bytes, facts: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (facts, len(data), data)


def packed(data: bytes, facts: bytes = b"", times: int = 1) -> bytes:
    """A stream packed `times` times over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, facts + b"/Filter[" + b"/FlateDecode" * times + b"]")


def zeros(size: int) -> bytes:
    """So many zero bytes packed, made of one packed block over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"\0" * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    times = size // MB
    check = ((times * MB % 65521) << 16) | 1
    return b"\x78\xda" + block * times + b"\x03\x00" + check.to_bytes(4, "big")


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"", end: bytes = b"") -> bytes:
    """A PDF of numbered objects; number 1 is the catalogue."""
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(
        b"trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF%s" % (max(places) + 1, trailer, start, end)
    )
    return out.getvalue()


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
HELLO = b"BT /F1 12 Tf 72 700 Td (Een brief over de huurtoeslag en de uitvoering.) Tj ET"


def one_page(content: bytes, page: bytes = b"", box: bytes = b"0 0 595 842", **more: bytes) -> bytes:
    """A PDF of one page; `content` is the object of its content stream, `more` further objects by number."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % more.pop("catalog", b""),
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>"
        % (box, more.pop("resources", b""), page),
        4: content,
        5: more.pop("font", FONT),
    }
    objects |= {int(name[1:]): body for name, body in more.items()}
    return pdf(objects)


def pages(kids: bytes, **more: bytes) -> bytes:
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: kids, 4: stream(HELLO), 5: FONT}
    return pdf(objects | {int(name[1:]): body for name, body in more.items()})


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
PDFS: dict[str, Callable[[], bytes]] = {
    "sound": lambda: one_page(stream(HELLO)),
    "stream-bomb": lambda: one_page(stream(zeros(3000 * MB), b"/Filter/FlateDecode")),
    "stream-bomb-twice": lambda: one_page(
        stream(zlib.compress(zeros(3000 * MB), 9), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "run-length-bomb": lambda: one_page(stream(b"\x81a" * 20 * MB, b"/Filter/RunLengthDecode")),
    "lzw-rubbish": lambda: one_page(stream(b"\x80\x0b\x60\x50" * 500_000, b"/Filter/LZWDecode")),
    "hundred-filters": lambda: one_page(packed(HELLO, times=100)),
    "predictor": lambda: one_page(
        stream(zeros(50 * MB), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>")
    ),
    "kids-of-itself": lambda: pages(b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "kids-in-a-circle": lambda: pages(
        b"<</Type/Pages/Kids[6 0 R]/Count 1>>", _6=b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"
    ),
    "parent-of-itself": lambda: pages(b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>", _3=PAGE),
    "deep-page-tree": lambda: pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>"}
        | {n: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(2, 3000)}
        | {3000: b"<</Type/Page/MediaBox[0 0 9 9]>>"}
    ),
    "same-page-often": lambda: pages(b"<</Type/Pages/Kids[" + b"3 0 R " * 99_999 + b"]/Count 9>>", _3=PAGE),
    "count-that-lies": lambda: pages(b"<</Type/Pages/Kids[3 0 R]/Count 99999999999>>", _3=PAGE),
    "form-of-itself": lambda: one_page(
        stream(b"/X Do"), resources=b"/XObject<</X 6 0 R>>",
        _6=stream(b"/X Do", FORM + b"/Resources<</XObject<</X 6 0 R>>>>"),
    ),
    "forms-that-double": lambda: one_page(
        stream(b"/X Do"), resources=b"/XObject<</X 6 0 R>>",
        **{
            f"_{n}": stream(
                b"/X Do " * 10 if n < 15 else HELLO,
                FORM + b"/Resources<</XObject<</X %d 0 R>>/Font<</F1 5 0 R>>>>" % (n + 1),
            )
            for n in range(6, 16)
        },
    ),
    "length-of-itself": lambda: one_page(b"<</Length 4 0 R>>stream\n" + HELLO + b"\nendstream"),
    "contents-of-itself": lambda: one_page(b"[4 0 R 4 0 R]"),
    "reference-in-a-circle": lambda: one_page(b"6 0 R", _6=b"7 0 R", _7=b"6 0 R"),
    "nested-arrays": lambda: one_page(stream(HELLO), _6=b"[" * 200_000 + b"]" * 200_000, page=b"/X 6 0 R"),
    "nested-arrays-in-content": lambda: one_page(stream(b"[" * 500_000)),
    "nested-dictionaries": lambda: one_page(stream(HELLO), page=b"/X" + b"<</X" * 50_000 + b">>" * 50_000),
    "open-brackets": lambda: one_page(stream(b"(" * 2 * MB)),
    "saved-states": lambda: one_page(stream(b"q " * MB)),
    "huge-page": lambda: one_page(stream(HELLO), box=b"0 0 1e12 1e12"),
    "page-without-size": lambda: one_page(stream(HELLO), box=b"0 0 0 0"),
    "page-upside-down": lambda: one_page(stream(HELLO), box=b"9e99 -9e99 nan inf"),
    "huge-letters": lambda: one_page(stream(b"BT /F1 1e30 Tf 1e30 -1e30 Td (groot) Tj ET")),
    "odd-matrix": lambda: one_page(stream(b"0 0 0 0 0 0 cm 1e308 1e308 1e308 1e308 1e308 1e308 cm " + HELLO)),
    "many-letters": lambda: one_page(packed(b"BT /F1 1 Tf " + b"(aaaaaaaaaa) Tj " * 200_000 + b"ET")),
    "many-lines-drawn": lambda: one_page(packed(b"0 0 m 9 9 l S " * 300_000 + HELLO)),
    "many-rectangles": lambda: one_page(
        packed(b"".join(b"%d %d 5 5 re S " % (n % 500, n // 500) for n in range(100_000)) + HELLO)
    ),
    "letters-everywhere": lambda: one_page(
        packed(b"BT /F1 6 Tf " + b"".join(
            b"1 0 0 1 %d %d Tm (a) Tj " % (n * 7919 % 590, n * 104729 % 840) for n in range(40_000)) + b"ET")
    ),
    "huge-map": lambda: one_page(
        stream(HELLO), font=b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<<>>>>]>>",
        _6=stream(b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
                  b"1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange endcmap"),
    ),
    "letters-that-are-half": lambda: one_page(
        stream(HELLO), font=FONT[:-2] + b"/ToUnicode 6 0 R>>",
        _6=stream(b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
                  b"2 beginbfchar <65> <D800> <72> <DFFF0000FFFE> endbfchar endcmap"),
    ),
    "huge-widths": lambda: one_page(
        stream(HELLO), font=b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<"
        b"/Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<<>>/W[0 2000000000 500]>>]>>",
    ),
    "huge-picture": lambda: one_page(
        stream(b"/X Do " + HELLO), resources=b"/XObject<</X 6 0 R>>",
        _6=stream(zeros(100 * MB), b"/Subtype/Image/Width 999999999/Height 999999999/BitsPerComponent 8"
                  b"/ColorSpace/DeviceRGB/Filter/FlateDecode"),
    ),
    "inline-picture-without-end": lambda: one_page(stream(b"BI /W 9 /H 9 ID " + b"x" * MB)),
    "outline-in-a-circle": lambda: one_page(
        stream(HELLO), catalog=b"/Outlines 6 0 R", _6=b"<</First 7 0 R/Last 7 0 R/Count 1>>",
        _7=b"<</Title(Kop)/Next 7 0 R/First 6 0 R/Parent 6 0 R/Dest[3 0 R/Fit]>>",
    ),
    "page-labels-in-a-circle": lambda: one_page(
        stream(HELLO), catalog=b"/PageLabels 6 0 R", _6=b"<</Kids[6 0 R]/Nums[0 7 0 R]>>", _7=b"<</S/r/St 99999999>>"
    ),
    "page-label-huge": lambda: one_page(
        stream(HELLO), catalog=b"/PageLabels<</Nums[0<</S/A/St 99999999>>]>>"
    ),
    "structure-in-a-circle": lambda: one_page(
        stream(HELLO), catalog=b"/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>", _6=b"<</K 6 0 R/P 6 0 R>>"
    ),
    "metadata-huge": lambda: one_page(
        stream(HELLO), catalog=b"/Metadata 6 0 R", _6=stream(zeros(500 * MB), b"/Filter/FlateDecode")
    ),
    "xref-of-itself": lambda: pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}, b"/Prev 0/Prev 9"
    ).replace(b"/Prev 0", b"/Prev 9"),
    "xref-far-away": lambda: one_page(stream(HELLO)).replace(b"startxref\n", b"startxref\n99999999999"),
    "xref-huge": lambda: one_page(stream(HELLO)).replace(b"xref\n0 1\n", b"xref\n0 999999999999\n", 1),
    "object-number-huge": lambda: one_page(stream(HELLO)).replace(b"4 0 obj", b"999999999999999999999 0 obj"),
    "stream-of-itself": lambda: one_page(
        stream(HELLO), _6=stream(b"7 0 6 0 <<>>", b"/Type/ObjStm/N 999999999/First 4/Extends 6 0 R")
    ),
    "encryption-of-itself": lambda: pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>", 3: b"3 0 R"}, b"/Encrypt 3 0 R"
    ),
    "encryption-unknown": lambda: pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"},
        b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 99/R 99/O()/U()/P -1/Length 999999999>>",
    ),
    "opens-a-program": lambda: one_page(
        stream(HELLO), catalog=b"/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</O<</S/URI/URI(http://127.0.0.1:9/)>>>>",
        page=b"/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>",
    ),
    "file-elsewhere": lambda: one_page(b"<</Length 0/F(/etc/passwd)/FFilter/FlateDecode>>stream\n\nendstream"),
    "only-a-header": lambda: b"%PDF-1.7",
    "half": lambda: one_page(stream(HELLO))[:400],
    "rubbish-behind": lambda: one_page(stream(HELLO)) + b"\0" * MB,
    "header-deep-inside": lambda: b"\0" * 900 + one_page(stream(HELLO)),
    "endobj-only": lambda: b"%PDF-1.4\n" + b"endobj\n" * 100_000,
    "startxref-only": lambda: b"%PDF-1.4\n1 0 obj<<>>endobj\n" + b"startxref\n5\n" * 50_000 + b"%%EOF",
}  # fmt: skip


# --------------------------------------------------------------------------- XML

LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
PAPER = b'<?xml version="1.0"?><kamerstuk><stuk><al>%s</al></stuk></kamerstuk>'
XMLS: dict[str, Callable[[], bytes]] = {
    "billion-laughs": lambda: b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY l0 "ha">' + LAUGHS + b"]><k>&l11;</k>",
    "long-entity-often": lambda: b'<!DOCTYPE k [<!ENTITY a "%s">]><k>%s</k>' % (b"a" * 50_000, b"&a;" * 50_000),
    "entity-of-itself": lambda: b'<!DOCTYPE k [<!ENTITY a "&b;"><!ENTITY b "&a;">]><k>&a;</k>',
    "file-of-the-system": lambda: b'<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]><kamerstuk>&x;</kamerstuk>',
    "type-from-elsewhere": lambda: b'<!DOCTYPE k SYSTEM "http://127.0.0.1:9/k.dtd"><kamerstuk><al>a</al></kamerstuk>',
    "parameter-entity": lambda: b'<!DOCTYPE k [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]><kamerstuk/>',
    "attribute-entity": lambda: b'<!DOCTYPE k [<!ATTLIST k a CDATA "%s">]><k>%s</k>' % (b"a" * MB, b"<k/>" * 50_000),
    "include": lambda: PAPER % b'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>',
    "style-sheet": lambda: b'<?xml-stylesheet href="http://127.0.0.1:9/"?>' + PAPER % b"tekst",
    "deep": lambda: b"<kamerstuk>" + b"<al>" * 200_000 + b"</al>" * 200_000 + b"</kamerstuk>",
    "wide": lambda: PAPER % (b"</al><al>a" * 400_000),
    "many-elements": lambda: b"<k>" + b"<a/>" * 4_000_000 + b"</k>",
    "long-attribute": lambda: b'<kamerstuk a="%s"/>' % (b"a" * 30 * MB),
    "long-name": lambda: b"<kamerstuk><%s/></kamerstuk>" % (b"a" * 5 * MB),
    "many-attributes": lambda: b"<kamerstuk " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>",
    "long-comment": lambda: b"<kamerstuk><!--" + b"- " * 5 * MB + b"--></kamerstuk>",
    "unknown-encoding": lambda: b'<?xml version="1.0" encoding="x-onbekend"?><kamerstuk/>',
    "utf-16-that-is-none": lambda: b'<?xml version="1.0" encoding="utf-16"?><kamerstuk/>',
    "utf-7": lambda: b'<?xml version="1.0" encoding="utf-7"?>+ADw-kamerstuk/+AD4-',
    "half": lambda: b"<kamerstuk><al>tekst",
    "spans-of-a-table": lambda: PAPER % (
        b'<table><tgroup cols="999999999"><tbody><row><entry morerows="99999999" namest="c1" nameend="c99999999">a'
        b"</entry></row></tbody></tgroup></table>"),
    "deep-table": lambda: PAPER % (b"<table><tgroup><tbody><row><entry>" * 40 + b"a"),
    "nul": lambda: PAPER % b"a\0b",
}  # fmt: skip


# --------------------------------------------------------------------------- DOCX

W = (
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
WORD = b"<w:document %s><w:body>%%s</w:body></w:document>" % W
PARA = b"<w:p><w:r><w:t>Een brief over de huurtoeslag en de uitvoering.</w:t></w:r></w:p>"


def docx(body: bytes = PARA, **parts: bytes) -> bytes:
    """A DOCX of a body and further parts ("word/styles.xml" is given as word_styles)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", WORD % body)
        for name, data in parts.items():
            archive.writestr(name.replace("_", "/", 1) + ".xml", data)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """A zip whose list says that every part is small."""
    place = data.index(b"PK\x01\x02")
    out = bytearray(data)
    out[place + 24 : place + 28] = (10).to_bytes(4, "little")
    out[22:26] = (10).to_bytes(4, "little")
    return bytes(out)


def flagged(data: bytes) -> bytes:
    """A zip that says it is encrypted."""
    out = bytearray(data)
    out[6] |= 1
    out[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(out)


STYLES = (
    b'<w:styles %s><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    b'<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>' % W
)
NUMBERS = (
    b'<w:numbering %s><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="999999999999"/>'
    b'<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%%1.%%1.%%1."/></w:lvl></w:abstractNum>'
    b'<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>' % W
)
CELL = b"<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>"
NOTES = (
    b'<w:footnotes %s><w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote>'
    b"</w:footnotes>" % W
)


def nested(inner: bytes, times: int) -> bytes:
    for _ in range(times):
        inner = CELL % (inner + b"<w:p/>")
    return inner


DOCXS: dict[str, Callable[[], bytes]] = {
    "sound": docx,
    "bomb": lambda: zipped({"word/document.xml": b"<w:document>" + b" " * 500 * MB}),
    "bomb-that-lies": lambda: lying(zipped({"word/document.xml": b"<w:document>" + b" " * 200 * MB})),
    "bomb-in-styles": lambda: docx(word_styles=b" " * 300 * MB),
    "text-that-packs-well": lambda: docx((b"<w:p><w:r><w:t>a</w:t></w:r></w:p>") * 400_000),
    "zip-in-zip": lambda: zipped({"word/document.xml": zipped({"word/document.xml": docx()})}),
    "many-parts": lambda: zipped({f"word/{n}.xml": b"" for n in range(25_000)}),
    "names-that-lead-out": lambda: zipped({
        "word/document.xml": WORD % PARA, "../../../../tmp/kennisbank-gekraakt": b"x", "/tmp/kennisbank-gekraakt": b"x",
    }),
    "part-twice": lambda: docx() + docx(),
    "encrypted": lambda: flagged(docx()),
    "unknown-packing": lambda: docx().replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00"),
    "entities": lambda: zipped({"word/document.xml": b"<!DOCTYPE w [<!ENTITY l0 'a'>" + LAUGHS + b"]>" + WORD % b"&l11;"}),
    "links-out": lambda: docx(
        b'<w:p><w:hyperlink r:id="1"><w:r><w:t>Klik</w:t></w:r></w:hyperlink></w:p><w:altChunk r:id="2"/>' + PARA,
        **{"word_rels/document.xml.rels": b"<Relationships/>"},
    ),
    "template-elsewhere": lambda: zipped({
        "word/document.xml": WORD % PARA,
        "word/_rels/settings.xml.rels": b'<Relationships><Relationship Id="1" TargetMode="External" '
        b'Target="http://127.0.0.1:9/a.dotm" Type="attachedTemplate"/></Relationships>',
    }),
    "styles-in-a-circle": lambda: docx(
        b'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>kop</w:t></w:r></w:p>' + PARA, word_styles=STYLES),
    "numbers-huge": lambda: docx(
        (b'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>')
        * 3 + PARA, word_numbering=NUMBERS),
    "note-of-itself": lambda: docx(
        b'<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>', word_footnotes=NOTES),
    "tables-in-tables": lambda: docx(nested(PARA, 60)),
    "tables-too-deep": lambda: docx(nested(PARA, 5_000)),
    "span-huge": lambda: docx(
        b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + PARA + b"</w:tc></w:tr></w:tbl>"),
    "numbers-that-are-none": lambda: docx(
        b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/><w:vMerge w:val="?"/></w:tcPr>' + PARA
        + b'</w:tc></w:tr></w:tbl><w:p><w:pPr><w:numPr><w:ilvl w:val="-9"/><w:numId w:val=""/></w:numPr></w:pPr></w:p>'),
    "half": lambda: docx()[:200],
    "other-office-file": lambda: zipped({"xl/workbook.xml": b"<a/>"}),
    "other-office-file-that-names-word": lambda: zipped({"xl/workbook.xml": b"word/"}, zipfile.ZIP_STORED),
}  # fmt: skip


# --------------------------------------------------------------------------- text

TEXTS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "spaces": lambda: b" \n\t" * 100_000,
    "nul": lambda: b"\0" * MB,
    "every-byte": lambda: bytes(range(256)) * 2000,
    "one-word": lambda: b"a" * 2 * MB,
    "one-line": lambda: b"woord en nog een woord " * 40_000,
    "form-feeds": lambda: b"\f" * 200_000 + b"tekst",
    "new-lines": lambda: b"a\n" * 200_000,
    "combining": ("a" + "\u0301" * 300_000).encode,
    "right-to-left": ("\u202e\u2066tekst van rechts\u2069 " * 20_000).encode,
    "utf-16": lambda: ("Een brief over de huurtoeslag. " * 100).encode("utf-16"),
    "utf-16-cut": lambda: ("Een brief. " * 100).encode("utf-16")[:-1],
    "utf-32": lambda: ("Een brief. " * 100).encode("utf-32"),
    "lone-surrogates": lambda: b"\xed\xa0\x80brief\xed\xbf\xbf" * 1000,
    "beyond-unicode": lambda: b"\xf4\x90\x80\x80 brief" * 1000,
    "private-letters": ("\ue000\U0010ffff brief\ufffe " * 2000).encode,
    "script": lambda: b"<script>alert(1)</script> <img src=x onerror=alert(1)> ${7*7} {{7*7}} %s %n\n" * 500,
    "formulas": lambda: b"=cmd|' /C calc'!A0\n@SUM(1)\n+1\n-1\n\t=1\n" * 500,
    "sql": lambda: b"'); DROP TABLE document; --\n" * 500,
}


def _often(piece: str, size: int = 120_000) -> Callable[[], bytes]:
    return (piece * (size // len(piece) + 1))[:size].encode


TRAPS = {
    "brackets": "(", "brackets-closed": "()", "hyphens": "-", "broken-words": "woord-\n", "digits": "1", "numbers": "1 ",
    "decimals": "1,", "thousands": "1.234.", "percents": "12% ", "dates": "1 januari ", "years": "2023 ",
    "years-joined": "2021-2022-", "points": ".", "points-spaced": ". ", "leaders": "Hoofdstuk ..... 3\n",
    "letters-spaced": "a ", "capitals": "A", "initials": "A.", "initials-spaced": "A. ", "quotes": "'", "slashes": "/",
    "underscores": "_", "stars": "* ", "bullets": "• a\n", "numbered": "1.1.1 ", "headings": "1 Kop\n\n",
    "questions": "Vraag 1\n", "answers": "Antwoord 1\n", "kamerstuk": "Kamerstuk ", "kamerstuk-numbers":
    "Kamerstuk 31 066, nr. 1, ", "kamerstukken": "Kamerstukken II 2022-2023, ", "numbers-of-papers":
    "nrs. 1, 2, 3 en ", "members": "het lid Omtzigt ", "members-joined": "de leden Omtzigt, ", "members-of":
    "van Omtzigt/", "parties": "(CDA) ", "articles": "artikel 1, eerste lid, ", "laws": "Wet op de ", "toegezegd":
    "toegezegd ", "toegezegd-dat": "is toegezegd dat ", "toezeggingen": "Ik zeg u toe dat ", "motie": "motie van ",
    "knelpunt": "knelpunt ", "geen": "geen ", "niet": "niet voldoende ", "capaciteit": "te weinig capaciteit ",
    "amounts": "€ 1.234,56 miljoen ", "norms": "minimaal 70% van ", "tables": "a  b  c\n", "cells": "1  2  3\n",
    "cell-of-percents": "KPI  80%  81%  82%\n", "tabs": "a\tb\n", "spaces": " a" + " " * 200, "dots-of-table": "a....1\n",
    "urls": "https://a.", "mails": "a@", "abbreviations": "o.a. ", "compound": "toeslagenuitvoeringsorganisatie",
    "joined": "huur- en zorg- en ", "notes": "woord1 woord2 ", "ligatures": "ĳ", "accents": "é", "wide": "ｗ",
    "turkish": "İ", "sharp-s": "ß", "greek": "ς", "emoji": "👩‍👩‍👧‍👦", "zero-width": "a\u200b", "soft-hyphens": "a\u00ad",
    "hard-spaces": "a\u00a0", "line-separators": "a\u2028", "carriage": "a\r", "vertical": "a\v",
}  # fmt: skip
"""Pieces that are repeated until a text is large: what a rule tries to find, over and over, and never ends."""
for _name, _piece in TRAPS.items():
    TEXTS[f"often-{_name}"] = _often(_piece)


def _as_xml(maker: Callable[[], bytes]) -> Callable[[], bytes]:
    """With the first line that makes it XML to whoever looks."""

    def make() -> bytes:
        data = maker()
        return data if data.startswith(b"<?xml") else b'<?xml version="1.0"?>' + data

    return make


XMLS = {name: _as_xml(maker) for name, maker in XMLS.items()}
FILES: dict[str, Callable[[], bytes]] = {
    f"{kind}-{name}.{kind}": maker
    for kind, makers in (("pdf", PDFS), ("xml", XMLS), ("docx", DOCXS), ("txt", TEXTS))
    for name, maker in makers.items()
}

NAMES = (
    "..brief.txt", "-rf.txt", "a b\tc.txt", "regel\nbreuk.txt", "bel\a.txt", "\u202etxt.exe.txt", "e\u0301.txt",
    "'; DROP TABLE document; --.txt", "<script>alert(1)<%2fscript>.txt", "<img src=x onerror=alert(1)>.txt",
    "%s%n%00.txt", "{0}{{1}}.txt", "=cmd.txt", "CON.txt", "brief.pdf.txt", "brief", "ünïcödé-ßŒĳ.txt", "a" * 240 + ".txt",
    "👩‍👩‍👧‍👦.txt", "\u2028.txt", "brief.TXT", "brief..txt", "~.txt", "$HOME.txt", "`id`.txt", "file:etc.txt",
)  # fmt: skip
"""Names that files can have; each gets the same short letter with its own number."""
