"""The normal form of a reference: one text for one thing cited, however it was written."""

from __future__ import annotations

from collections.abc import Callable

from kb.records import Reference
from kb.taxonomy import fold_word, kebab


def normal_form(reference: Reference) -> str:
    """What a reference cites, as one word: "kst-31066-1232", "h-tk-20222023-83-26", "motie:lodders,weyenberg".

    Two references with the same normal form cite the same thing. Numbers of a list are joined by commas.
    """
    return _FORMS[reference.type](reference)


def surname(name: str) -> str:
    """The part of a member's name that mentions share: "Helma Lodders" and "Lodders" → "lodders"."""
    words = [fold_word(word) for word in name.replace("-", " ").split()]
    return words[-1] if words else ""


def _kamerstuk(reference: Reference) -> str:
    return "-".join(part for part in ("kst", reference.dossier, ",".join(reference.numbers)) if part)


def _handelingen(reference: Reference) -> str:
    session = (reference.session or "").replace("-", "")
    rest = reference.item or reference.page_ref
    chamber = (reference.chamber or "TK").lower()
    return "-".join(part for part in ("h", chamber, session, ",".join(reference.numbers), rest) if part)


def _aanhangsel(reference: Reference) -> str:
    session = (reference.session or "").replace("-", "")
    return "-".join(("ah", (reference.chamber or "TK").lower(), session, ",".join(reference.numbers)))


def _gazette(reference: Reference) -> str:
    return "-".join((reference.name or "stb", reference.date or "", ",".join(reference.numbers)))


def _numbered(reference: Reference) -> str:
    prefix = "blg-" if reference.type == "bijlage" else ""
    return prefix + ",".join(reference.numbers)


def _motion(reference: Reference) -> str:
    return f"{reference.name or 'motie'}:" + ",".join(surname(name) for name in reference.members)


def _dated(reference: Reference) -> str:
    return f"{reference.type}:{reference.date or '?'}"


def _law(reference: Reference) -> str:
    article = f" art {reference.article}" if reference.article else ""
    return f"wet:{reference.law_id or kebab(reference.law or '')}{article}"


def _european(reference: Reference) -> str:
    return f"eu:{reference.name}:{','.join(reference.numbers)}"


def _report(reference: Reference) -> str:
    return "rapport:" + kebab(reference.name or "")


def _address(reference: Reference) -> str:
    return reference.urls[0] if reference.urls else reference.text


_FORMS: dict[str, Callable[[Reference], str]] = {
    "kamerstuk": _kamerstuk,
    "handelingen": _handelingen,
    "aanhangsel": _aanhangsel,
    "bijlage": _numbered,
    "document": _numbered,
    "toezegging": _numbered,
    "staatsblad": _gazette,
    "brief": _dated,
    "debat": _dated,
    "motie": _motion,
    "wet": _law,
    "eu": _european,
    "rapport": _report,
    "url": _address,
}
