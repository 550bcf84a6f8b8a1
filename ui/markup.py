"""All HTML of the app is made here, and everything that comes from a document or a person is escaped.

Text from documents is hostile until `esc` has had it. Nothing outside this module writes a tag; the
presenters ask for pieces by name. `Html` marks what is made here, so that the type checker sees when
raw text is about to be shown as HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NewType

from kb.records import Cell, Cells, Footnote, Span
from ui.marks import LABEL_CODES, label_classes, whole
from ui.marks import Mark as Mark  # noqa: PLC0414 - handed on: who marks speaks with this module

Html = NewType("Html", str)

SHORT_CELL = 12
"""Characters of a table cell that is not broken over lines."""

APP_PAGES = (
    "document?", "kamerstuk?", "kamerstukken?", "knelpunt?", "knelpunten?", "knelpuntthema?", "kpi?",
    "kpis?", "toezegging?", "zoeken?",
)  # fmt: skip
"""What the address of a page of the app begins with, seen from another page."""

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.html(?:#[a-z]+-[0-9]+)?")
"""A page beside this one, in a folder of plain pages."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKDOWN = re.compile(
    r"[\\`*~\[\]<$]"  # code, emphasis, links, HTML, formulas: always
    r"|(?<!\w)_|_(?!\w)"  # emphasis, but not within a word
    r"|:(?=\w)"  # icons, colours and emoji
    r"|&(?=#?\w+;)"  # character references
    r"|^[#>+=-]"  # headings, quotations, lists
)
_NUMBER_FIRST = re.compile(r"^(\d{1,9})([.)])(?=\s)")
_BULLET = re.compile(r"^\s*(?:[•·▪●○■–—*»-]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)])\s+")
_NUMBERED = re.compile(r"^\s*\(?[0-9]{1,3}[.)]\s+")


def esc(text: str) -> Html:
    """`text` safe between tags and in attributes."""
    return Html(html.escape(_CONTROL.sub("", text), quote=True))


def label(text: str) -> str:
    """`text` as the label of a Streamlit element, where Markdown would otherwise be read.

    Only what would be read is escaped: Streamlit names a field to a screen reader by the label as written.
    """
    line = _CONTROL.sub("", " ".join(text.split()))
    return _NUMBER_FIRST.sub(r"\1\\\2", _MARKDOWN.sub(lambda match: f"\\{match.group()}", line))


def join(parts: Iterable[str], between: str = "") -> Html:
    """Pieces of HTML after each other."""
    return Html(between.join(parts))


def tag(name: str, inner: str, **attributes: str | None) -> Html:
    """An element around HTML `inner`; attribute values are escaped, `_` in a name becomes ``-``.

    A trailing underscore is dropped, so that ``class_`` can be said; None leaves an attribute out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{esc(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{written}>{inner}</{name}>")


def text_tag(name: str, text: str, **attributes: str | None) -> Html:
    """An element around plain text."""
    return tag(name, esc(text), **attributes)


def outside_link(text: str, address: str) -> Html:
    """A link to another site; only http(s), anything else is shown as text."""
    if not address.startswith(("https://", "http://")):
        return esc(text)
    return tag("a", esc(text), href=address, target="_blank", rel="noopener noreferrer")


def app_link(text: str, href: str) -> Html:
    """A link within the app; `href` is an address of our own making, as `ui.address.link` gives it."""
    assert href.startswith(APP_PAGES)
    return text_tag("a", text, href=href, target="_self")


def file_link(text: str, file: str) -> Html:
    """A link to a page beside this one, in a folder of plain pages."""
    assert _FILE.fullmatch(file), file
    return text_tag("a", text, href=file)


def whole_page(title: str, style: str, body: Html) -> Html:
    """A complete HTML document in Dutch; `style` is CSS of ours, never text of a document."""
    head = join(
        [
            Html('<meta charset="utf-8">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            text_tag("title", title),
            tag("style", style),
        ]
    )
    return Html(
        "<!DOCTYPE html>\n" + tag("html", join([tag("head", head), tag("body", body)]), lang="nl") + "\n"
    )


# --------------------------------------------------------------------------- running text


def inline(
    text: str, marks: Sequence[Mark] = (), notes: Sequence[Footnote] = (), window: Span | None = None
) -> Html:
    """`text` (or its `window`) with matches marked, tags underlined and footnote numbers in place.

    Marks may overlap: the text is cut at every border, and each piece gets what holds there.
    """
    start, end = window or (0, len(text))
    here = {note.marker: note for note in notes if note.marker is not None and start <= note.marker <= end}
    borders = {start, end, *here}
    for mark in marks:
        borders.update(place for place in (mark.start, mark.end) if start < place < end)
    cuts = sorted(borders)
    pieces: list[str] = []
    numbered: set[int] = set()
    held: list[str] = []  # pieces of one link: it stays one, whatever else begins or ends within it
    link: Mark | None = None
    for position, cut in enumerate(cuts):
        now = next((mark for mark in marks if mark.href is not None and mark.start <= cut < mark.end), None)
        if now is not link and link is not None:
            pieces.append(_link(link, join(held)))
            held = []
        link = now
        into = pieces if link is None else held
        if cut in here:
            into.append(_note_marker(here[cut]))
        if position + 1 < len(cuts):
            stretch = (cut, cuts[position + 1])
            into.append(_stretch(text, stretch, marks, numbered))
    return join([*pieces, _link(link, join(held)) if link is not None else ""])


def _link(mark: Mark, inner: Html) -> Html:
    """A link around what it holds; an address of the app opens here, one of another site beside it."""
    address = mark.href or ""
    outside = address.startswith(("https://", "http://"))
    if not inner or not (outside or address.startswith(APP_PAGES) or _FILE.fullmatch(address)):
        return inner
    told = {"data_uitleg": mark.note, "aria_description": mark.note}
    if outside:
        return tag(
            "a", inner, class_="kb-ref", href=address, target="_blank", rel="noopener noreferrer", **told
        )
    return tag("a", inner, class_="kb-ref", href=address, target="_self", **told)


def _label(mark: Mark, inner: Html, *, last: bool, reachable: bool) -> Html:
    """A label around a piece of its words; the `last` piece carries its code, so that colour is not all."""
    code = LABEL_CODES.get(mark.kind or "") if last else None
    focus = {"tabindex": "0", "role": "note", "aria_description": mark.note} if reachable else {}
    classes = " ".join(label_classes(mark))
    return tag("span", inner, class_=classes, data_code=code, data_uitleg=mark.note, **focus)


def label_sample(text: str, kind: str) -> Html:
    """How a kind of label looks, for a legend."""
    mark = Mark(0, len(text), kind=kind)
    return _label(mark, esc(text), last=True, reachable=False)


def _stretch(text: str, stretch: Span, marks: Sequence[Mark], numbered: set[int]) -> Html:
    """One piece of text between two borders, inside what marks it."""
    start, end = stretch
    shown = esc(text[start:end])
    on = [mark for mark in marks if mark.start <= start and end <= mark.end]
    linked = any(mark.href is not None for mark in on)
    for mark in on:
        if mark.title is not None:
            shown = tag("span", shown, class_="kb-label", title=mark.title)
        elif mark.kind is not None:
            # A label can be reached once, where it begins; within a link the link itself can.
            reachable = mark.start == start and not linked
            shown = _label(mark, shown, last=mark.end == end, reachable=reachable)
    match = next((mark for mark in on if mark.is_match), None)
    if match is None:
        return shown
    first = match.number is not None and match.number not in numbered
    if match.number is not None:
        numbered.add(match.number)
    return tag("mark", shown, id=f"treffer-{match.number}" if first else None)


def _note_marker(note: Footnote) -> Html:
    name = f"voetnoot {note.number}"
    return tag("sup", text_tag("span", note.number, class_="kb-noot", title=note.text, aria_label=name))


def excerpt(text: str, pieces: Sequence[Span], marks: Sequence[Mark]) -> Html:
    """Stretches of a text with its marks, an ellipsis where something was left out."""
    shown: list[str] = []
    reached = 0
    for start, end in pieces:
        if start > reached:
            shown.append("… ")
        shown.append(inline(text, marks, window=(start, end)))
        shown.append(" ")
        reached = end
    if text[reached:].strip():
        shown.append("…")
    return tag("p", join(shown).strip(), class_="kb-fragment")


# --------------------------------------------------------------------------- passages


def paragraphs(text: str, marks: Sequence[Mark], notes: Sequence[Footnote] = ()) -> Html:
    """A text as paragraphs, one per line of the text."""
    return join(tag("p", inline(text, marks, notes, span)) for span in line_spans(text))


def items(text: str, marks: Sequence[Mark], notes: Sequence[Footnote] = ()) -> Html:
    """A list: a line that begins with a bullet or number opens an item, other lines go on with it."""
    groups: list[list[Span]] = []
    before: list[Span] = []
    for span in line_spans(text):
        if _BULLET.match(text[span[0] : span[1]]):
            groups.append([span])
        elif groups:
            groups[-1].append(span)
        else:
            before.append(span)
    if not groups:
        return tag("ul", join(tag("li", inline(text, marks, notes, span)) for span in before))
    numbered = all(_NUMBERED.match(text[group[0][0] : group[0][1]]) for group in groups)
    shown = []
    for group in groups:
        first = group[0]
        bullet = _BULLET.match(text[first[0] : first[1]])
        # A number is text of the source, so it stays and the list shows none of its own.
        cut = first[0] + (bullet.end() if bullet and not numbered else 0)
        rest = [inline(text, marks, notes, span) for span in group[1:]]
        shown.append(tag("li", join([inline(text, marks, notes, (cut, first[1])), *rest], " ")))
    lead = join(tag("p", inline(text, marks, notes, span)) for span in before)
    return join([lead, tag("ul", join(shown), class_="kb-genummerd" if numbered else None)])


def table(
    cells: Cells,
    words: Sequence[str],
    marks: Sequence[tuple[str, Mark]] = (),
    own: Mapping[tuple[int, int], Sequence[Mark]] | None = None,
) -> Html:
    """A table; `words` and the texts of `marks` are marked wherever they stand, or in the cells only `own`."""
    # A column without a name is no header: nothing could be read out there.
    head = join(
        tag("th", _words(name, words), scope="col") if name.strip() else tag("td", "") for name in cells.columns
    )
    within, body = own or {}, () if own else words
    rows = join(
        tag("tr", join(_table_cell(cell, body, marks, within.get((at, n), ())) for n, cell in enumerate(row)))
        for at, row in enumerate(cells.rows)
    )
    inner = join([tag("thead", tag("tr", head)) if any(cells.columns) else Html(""), tag("tbody", rows)])
    return tag("div", tag("table", inner), class_="kb-tabel", tabindex="0", role="group", aria_label="Tabel")


def _table_cell(
    cell: Cell | None, words: Sequence[str], marks: Sequence[tuple[str, Mark]], own: Sequence[Mark]
) -> Html:
    if cell is None:
        return tag("td", "")
    shown = inline(cell.text, own) if own else _words(cell.text, words, marks)
    # A number stays on one line; "12 %" over two lines is hard to read.
    return tag("td", shown, class_="kb-kort" if len(cell.text) <= SHORT_CELL else None)


def footnotes(notes: Sequence[Footnote], marks: Callable[[Footnote], Sequence[Mark]] = lambda _: ()) -> Html:
    """The footnotes of a passage, below it, each with the `marks` in its text."""
    if not notes:
        return Html("")
    shown = join(
        tag(
            "li",
            join([text_tag("span", note.number, class_="kb-nootnummer"), " ", inline(note.text, marks(note))]),
        )
        for note in notes
    )
    return tag("ol", shown, class_="kb-noten", aria_label="Voetnoten")


def line_spans(text: str) -> list[Span]:
    """The stretches of the lines of a text, without empty ones and without spaces around them."""
    found, start = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped[0])
            found.append((begin, begin + len(stripped)))
        start += len(line) + 1
    return found


def _words(text: str, words: Sequence[str], marks: Sequence[tuple[str, Mark]] = ()) -> Html:
    """A short text with whole `words` marked, whatever their case, and the texts of `marks` as they stand."""
    pattern = words_pattern(words)
    found = [Mark(*match.span()) for match in pattern.finditer(text)] if pattern else []
    for wanted, mark in marks:
        if (place := whole(wanted, text)) is not None:
            found.append(replace(mark, start=place, end=place + len(wanted)))
    return inline(text, found) if found else esc(text)


def words_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """What finds whole `words`, whatever their case; None when there are none."""
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in wanted), re.IGNORECASE)


# --------------------------------------------------------------------------- small pieces


def badge(text: str) -> Html:
    """A short label, such as the kind of a document."""
    return text_tag("span", text, class_="kb-soort")


def facts(rows: Iterable[tuple[str, Html]]) -> Html:
    """Names with what is known of them."""
    shown = (tag("div", join([text_tag("dt", name), tag("dd", value)])) for name, value in rows)
    return tag("dl", join(shown), class_="kb-feiten")


def copy_button(text: str, to_copy: str) -> Html:
    """A button that puts `to_copy` on the clipboard (the app's own script does it)."""
    return text_tag("button", text, type="button", class_="kb-knop", data_kopieer=to_copy)


def image(source: str, text: str) -> Html:
    """A picture of ours (a data address); `text` says what it shows to who does not see it."""
    assert source.startswith("data:image/")
    return Html(f'<img src="{esc(source)}" alt="{esc(text)}">')


def remember(name: str, value: str) -> Html:
    """Something that the reader's own browser keeps for a year (a cookie); the app's script does it."""
    assert name.startswith("kb_")
    return tag("span", "", hidden="", data_kb_koek=name, data_waarde=value)


def copy_address_button(text: str) -> Html:
    """A button that puts the address of the page on the clipboard."""
    return text_tag("button", text, type="button", class_="kb-knop", data_kopieer_adres="")


def folded(title: str, inner: Html) -> Html:
    """Something that opens with a click."""
    return tag("details", join([text_tag("summary", title), inner]), class_="kb-vouw")


def notice(inner: Html, kind: str = "let-op") -> Html:
    """A message in the page; `kind`: let-op, fout or uitleg."""
    return tag("div", inner, class_=f"kb-melding kb-{kind}", role="status")


def bars(rows: Sequence[tuple[str, int]], head: tuple[str, str]) -> Html:
    """Numbers as a table with a bar beside each: a chart that can be read aloud."""
    top = max((value for _, value in rows), default=0) or 1
    body = join(
        tag(
            "tr",
            join(
                [
                    text_tag("th", name, scope="row"),
                    tag(
                        "td",
                        join(
                            [
                                tag("span", "", class_="kb-staaf", style=f"width:{100 * value / top:.1f}%"),
                                text_tag("span", str(value)),
                            ]
                        ),
                    ),
                ]
            ),
        )
        for name, value in rows
    )
    heads = join(text_tag("th", name, scope="col") for name in head)
    return tag("table", join([tag("thead", tag("tr", heads)), tag("tbody", body)]), class_="kb-staven")
