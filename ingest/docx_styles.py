"""Styles and numbering of a DOCX: which paragraphs are headings, which are bold, which number they bear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.docx_package import attribute, local

_HEADING = re.compile(r"(?:heading|kop|überschrift|titre)\s*([1-9])(?!\d)", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|titel)$", re.IGNORECASE)
_MOST_PARENTS = 20
_LEVELS = 9
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a style: heading level (1 highest), bold, its list (id, level)."""

    level: int | None = None
    bold: bool = False
    number: tuple[str, int] | None = None


class Styles:
    """The styles of a document; what a style does not say it has from the one it is based on."""

    def __init__(self, part: Element | None) -> None:
        self._elements = {
            attribute(style, "styleId"): style
            for style in (part if part is not None else ())
            if local(style) == "style"
        }
        self._known: dict[str, Style] = {}

    def of(self, paragraph: Element) -> Style:
        """The style of a paragraph, with what the paragraph itself says of its outline level."""
        properties = _child(paragraph, "pPr")
        style = self._style(attribute(_child(properties, "pStyle"), "val") if properties is not None else "")
        outline = attribute(_child(properties, "outlineLvl"), "val")
        if outline.isdigit() and int(outline) < _LEVELS and style.level is None:
            return Style(int(outline) + 1, style.bold, style.number)
        return style

    def numbered(self, paragraph: Element) -> tuple[str, int] | None:
        """The list that a paragraph is an item of, by itself or by its style."""
        own = _number(_child(paragraph, "pPr"))
        if own is not None:
            return own if own[0] != "0" else None
        return self.of(paragraph).number

    @staticmethod
    def bold_run(run: Element) -> bool | None:
        """Whether a run is bold by its own word; None when it does not say."""
        bold = _child(_child(run, "rPr"), "b")
        return None if bold is None else attribute(bold, "val") not in ("0", "false", "off")

    def _style(self, key: str) -> Style:
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def _resolved(self, key: str) -> Style:
        level: int | None = None
        bold: bool | None = None
        number: tuple[str, int] | None = None
        for _ in range(_MOST_PARENTS):
            element = self._elements.get(key)
            if element is None:
                break
            name = attribute(_child(element, "name"), "val") or key
            heading = _HEADING.match(name) or _HEADING.match(key)
            properties = _child(element, "pPr")
            outline = attribute(_child(properties, "outlineLvl"), "val")
            if level is None and heading:
                level = int(heading[1])
            elif level is None and outline.isdigit() and int(outline) < _LEVELS:
                level = int(outline) + 1
            elif level is None and _TITLE.match(name):
                level = 1
            own = _child(_child(element, "rPr"), "b")
            if bold is None and own is not None:
                bold = attribute(own, "val") not in ("0", "false", "off")
            number = number or _number(properties)
            key = attribute(_child(element, "basedOn"), "val")
        return Style(level, bool(bold), number if number and number[0] != "0" else None)


def _child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if local(child) == name), None)


def _number(properties: Element | None) -> tuple[str, int] | None:
    element = _child(properties, "numPr")
    if element is None:
        return None
    level = attribute(_child(element, "ilvl"), "val") if _child(element, "ilvl") is not None else "0"
    key = attribute(_child(element, "numId"), "val") if _child(element, "numId") is not None else ""
    return (key, int(level) if level.isdigit() and len(level) == 1 else 0) if key else None


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts the numbers of lists and headings as Word shows them."""

    def __init__(self, part: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        for element in part if part is not None else ():
            if local(element) == "abstractNum":
                self._levels[attribute(element, "abstractNumId")] = _levels(element)
            elif local(element) == "num":
                self._lists[attribute(element, "numId")] = attribute(_child(element, "abstractNumId"), "val")

    def next(self, item: tuple[str, int] | None) -> tuple[str, bool]:
        """The number of the next item of a list ("2.1", "a)", "•"), and whether it is an item at all."""
        if item is None:
            return "", False
        key, level = item
        abstract = self._lists.get(key, "")
        levels = self._levels.get(abstract, {})
        form = levels.get(level)
        if form is None or form.form == "none":
            return "", form is None
        if form.form == "bullet":
            return "•", True
        counts = self._counts.setdefault(abstract, [None] * 10)
        before = counts[level]
        counts[level] = form.start if before is None else before + 1
        counts[level + 1 :] = [None] * (9 - level)

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = levels.get(at)
            count = counts[at] if at < len(counts) else None
            start = own.start if own else 1
            return _shown(start if count is None else count, own.form if own else "decimal")

        return re.sub(r"%([1-9])", shown, form.text).strip(), True


def _levels(element: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in element:
        at = attribute(level, "ilvl")
        if local(level) != "lvl" or not at.isdigit() or len(at) > 1:
            continue
        start = attribute(_child(level, "start"), "val") if _child(level, "start") is not None else "1"
        form = _child(level, "numFmt")
        text = _child(level, "lvlText")
        found[int(at)] = _Level(
            attribute(form, "val") if form is not None else "decimal",
            attribute(text, "val") if text is not None else "",
            int(start) if start.isdigit() and len(start) < 6 else 1,  # noqa: PLR2004
        )
    return found


def _shown(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 40:  # noqa: PLR2004
        text = ""
        for value, sign in _ROMAN:
            while count >= value:
                text += sign
                count -= value
        return text.upper() if form == "upperRoman" else text
    return str(count)
