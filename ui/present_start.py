"""What Start tells: what changed since the last visit, when the collection was last added to, the chart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kb.records import Document
from kb.saved import RecordNews
from ui import markup
from ui.address import DocumentAddress, beginning, link
from ui.markup import Html
from ui.present_chart import Columns
from ui.present_collection import NO_YEAR
from ui.words import Labels, count, date_text, label_of, number, publication_text

if TYPE_CHECKING:
    from kennisbank import Kennisbank

AWAY_SECONDS = 30 * 60
"""Who was away longer comes back for a new visit."""
SHOWN = 6
"""Lines under each heading of what is new; the rest is told as a number."""
LONGEST_GAP = 25
"""Years without documents are shown as empty columns when the whole is not longer than this."""
_COOKIE = re.compile(r"([0-9]{1,12})\.([0-9]{1,10})\.([0-9]{1,12})\.([0-9]{1,10})")


@dataclass(frozen=True, slots=True)
class Visit:
    """What a browser remembers: revision and moment (seconds) of the visit before this one, and of now."""

    before: tuple[int, int] | None
    now: tuple[int, int]

    @classmethod
    def of(cls, cookie: str | None, revision: int, moment: int) -> Visit:
        """From what the browser remembered; a visit goes on until somebody is away for half an hour."""
        match = _COOKIE.fullmatch(cookie or "")
        if match is None:
            return cls(None, (revision, moment))
        first, then, last, at = (int(part) for part in match.groups())
        base = (last, at) if moment - at > AWAY_SECONDS else (first, then)
        return cls(base if base[1] else None, (revision, moment))

    @property
    def cookie(self) -> str:
        """What the browser is to remember."""
        revision, moment = self.before or (0, 0)
        return f"{revision}.{moment}.{self.now[0]}.{self.now[1]}"

    @property
    def day(self) -> str | None:
        """The day (ISO) of the visit before this one."""
        return datetime.fromtimestamp(self.before[1], UTC).date().isoformat() if self.before else None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since a visit: documents, records that are new or in another state, and terms that passed."""

    documents: tuple[Document, ...]
    new: tuple[Any, ...]
    changed: tuple[tuple[Any, RecordNews], ...]
    overdue: tuple[Any, ...]

    @property
    def empty(self) -> bool:
        """True when nothing changed."""
        return not (self.documents or self.new or self.changed or self.overdue)


def changes_since(knowledge: Kennisbank, documents: Sequence[Document], revision: int, day: str) -> Changes:
    """What came in or changed after `revision`, and what became overdue on or after `day` (ISO)."""
    arrived = knowledge.news.arrived_after(revision)
    records = {item.toezegging_id: item for item in knowledge.register("toezegging")}
    told = [item for item in knowledge.news.records_after(revision) if item.record_id in records]
    overdue = [
        item for item in records.values() if item.overdue and item.deadline.to and item.deadline.to >= day
    ]
    return Changes(
        documents=tuple(item for item in documents if item.document_id in arrived),
        new=tuple(records[item.record_id] for item in told if item.new),
        changed=tuple((records[item.record_id], item) for item in told if not item.new),
        overdue=tuple(sorted(overdue, key=lambda item: item.deadline.to)),
    )


def changes_html(changes: Changes, documents: Mapping[str, Document], day: str) -> Html:
    """What is new, as lists of links; or that nothing is."""
    if changes.empty:
        told = f"Niets veranderd sinds {date_text(day)}."
        return markup.text_tag("p", told)
    parts = [
        _group(
            count(len(changes.documents), "nieuw document", "nieuwe documenten"),
            [_document_line(item) for item in changes.documents],
        ),
        _group(
            count(len(changes.new), "nieuwe toezegging", "nieuwe toezeggingen"),
            [_record_line(item, documents) for item in changes.new],
        ),
        _group(
            count(len(changes.changed), "gewijzigde toezegging", "gewijzigde toezeggingen"),
            [_record_line(item, documents, _difference(news)) for item, news in changes.changed],
        ),
        _group(
            f"{count(len(changes.overdue), 'toezegging', 'toezeggingen')} nu over de termijn",
            [_record_line(item, documents, item.overdue_why or "") for item in changes.overdue],
        ),
    ]
    return markup.tag("div", markup.join(parts), class_="kb-nieuws")


def _group(title: str, lines: Sequence[Html]) -> Html:
    if not lines:
        return Html("")
    shown = [markup.tag("li", line) for line in lines[:SHOWN]]
    if len(lines) > SHOWN:
        shown.append(markup.text_tag("li", f"en nog {number(len(lines) - SHOWN)}"))
    return markup.join([markup.text_tag("h3", title), markup.tag("ul", markup.join(shown))])


def _document_line(item: Document) -> Html:
    href = link("document", DocumentAddress(item.document_id).params()).lstrip("/")
    about = ", ".join(
        part
        for part in (item.organisation, publication_text(item.publication_date))
        if part != "onbekend" and part
    )
    parts = [markup.app_link(item.title or item.source, href), markup.esc(f" ({about})" if about else "")]
    return markup.join(parts)


def _record_line(item: Any, documents: Mapping[str, Document], more: str = "") -> Html:
    """A toezegging as a link to its words, the document it stands in, and what there is to say of it."""
    place = DocumentAddress(item.document_id, beginning(item.anchor.exact), item.anchor.start)
    href = link("document", place.params()).lstrip("/")
    document = documents.get(item.document_id)
    told = [document.title or document.source if document else item.source, more]
    behind = " – ".join(part for part in told if part)
    return markup.join([markup.app_link(_short(item.quote), href), markup.esc(f" ({behind})")])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 140 else f"{line[:140].rsplit(' ', 1)[0]} …"  # noqa: PLR2004 - a line or two


def _difference(news: RecordNews) -> str:
    """What became otherwise, in words."""
    before, now = news.before or {}, news.state
    told = []
    if before.get("status") != now.get("status") and now.get("status"):
        was = f"was {before['status']}, " if before.get("status") else ""
        told.append(f"{was}nu {now['status']}")
    if before.get("judged") != now.get("judged"):
        told.append("beoordeeld door een collega")
    if before.get("fulfilled_by") != now.get("fulfilled_by"):
        told.append("mogelijk nagekomen in een ander stuk")
    if before.get("deadline") != now.get("deadline"):
        told.append("andere termijn")
    return ", ".join(told) or "andere gegevens"


# --------------------------------------------------------------------------- what there is


def last_update(run: Mapping[str, Any] | None) -> str | None:
    """When files were last taken in, and what came of it."""
    if run is None or not run.get("finished_at"):
        return None
    files = (run.get("report") or {}).get("files") or ()
    states = Counter(item.get("status") for item in files)
    told = [
        f"{number(states[name])} {name}" for name in ("toegevoegd", "bijgewerkt", "geweigerd") if states[name]
    ]
    moment = datetime.strptime(run["finished_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    when = f"{date_text(moment.date().isoformat())}, {moment:%H.%M} uur"
    behind = f" ({', '.join(told)})" if told else ""
    return f"Laatst bijgewerkt: {when}{behind}."


def by_year(documents: Sequence[Document], labels: Labels) -> Columns:
    """Documents per reporting year and kind."""
    cells: Counter[tuple[str, str]] = Counter()
    years: set[int] = set()
    for item in documents:
        kind = label_of(labels, "kind", item.kind) if item.kind else "Soort onbekend"
        years.update(item.reporting_years)
        for year in [str(year) for year in item.reporting_years] or [NO_YEAR]:
            cells[year, kind] += 1
    whole = bool(years) and max(years) - min(years) <= LONGEST_GAP
    names = [str(year) for year in (range(min(years), max(years) + 1) if whole else sorted(years))]
    if any(column == NO_YEAR for column, _ in cells):
        names.append(NO_YEAR)
    return Columns.of("Documenten per verslagjaar en soort", names, cells)
