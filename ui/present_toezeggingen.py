"""What the pages of the register of toezeggingen show: a line in the list, and one record with its ground."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.citation import citation
from kb.language.sentences import sentence_spans
from kb.records import Anchor, Document, Passage, Reference
from kb.registers.toezeggingen import KINDS, STATUSES, Deadline, Fulfilment, Toezegging
from kb.registers.toezeggingen.facets import status_ground
from kb.registers.toezeggingen.joining import day_of
from kb.registers.toezeggingen.kamer import KamerRecord
from kb.registers.toezeggingen.kamer_match import KamerMatch
from ui import markup, present_references
from ui.address import DocumentAddress, beginning
from ui.marks import Mark
from ui.markup import Html
from ui.present_papers import reservations
from ui.present_search import place
from ui.register_review import Field
from ui.words import count, date_text

TITLE = 110
"""Characters of a record's name in a list."""
UNSURE = 0.75
"""Below this confidence a record is shown with its reasons."""
LINKED = "gekoppeld door "
"""How the reason begins of a document that a person linked."""
MOST_LINKS = 300
"""Documents that can be chosen from to link one as the answer."""
ALONE_A_GUESS = "Dit is een vermoeden: open het stuk en kijk of het klopt."

Documents = Mapping[str, Document]


def name(record: Toezegging) -> str:
    """What a record is called: its subject, else the beginning of its words."""
    text = record.subject or record.quote
    cut = text if len(text) <= TITLE else f"{text[:TITLE].rsplit(' ', 1)[0]} …"
    return cut[:1].upper() + cut[1:]


def people(record: Toezegging, between: str = ", ") -> str:
    """To whom, with parties: "Inge van Dijk (CDA), Kamer"."""
    return between.join(f"{item.name} ({item.party})" if item.party else item.name for item in record.to_whom)


def occasion(record: Toezegging) -> str | None:
    """Where and when it was promised: "commissiedebat Toeslagen van 22 februari 2023"."""
    day = date_text(record.occasion_date)
    if record.occasion and day:
        return f"{record.occasion} van {day}"
    return record.occasion or day


def term(deadline: Deadline) -> str | None:
    """By when, in the words of the text, with the days that they stand for."""
    if deadline.text is None and deadline.to is None and deadline.from_ is None:
        return None
    first, last = date_text(deadline.from_), date_text(deadline.to)
    days: str | None
    if first and last:
        days = last if first == last else f"{first} tot en met {last}"
    elif last:
        days = f"tot en met {last}"
    else:
        days = f"vanaf {first}" if first else None
    words = f"“{deadline.text}”" if deadline.text else None
    return " – ".join(part for part in (words, days) if part)


def status(record: Toezegging, document: Document) -> str:
    """The status, always with who says so and when."""
    return f"{record.status.capitalize()} {status_ground(record, document)}"


def late(record: Toezegging, at: str | None) -> Html:
    """That the term has passed at a day, with the ground and how far that can be known; else nothing."""
    if not record.overdue:
        return Html("")
    told = f"Termijn voorbij op {date_text(at) or 'de peildatum'}: {record.overdue_why}."
    return markup.text_tag("p", told, class_="kb-twijfel")


# --------------------------------------------------------------------------- the list


def line(record: Toezegging, document: Document, passage: Passage | None, at: str | None) -> Html:
    """What stands below a record's name in the list."""
    told = [status(record, document)]
    if (words := term(record.deadline)) and not record.overdue:
        told.append(f"termijn {words}")
    about = [f"Aan {people(record)}" if record.to_whom else None, occasion(record)]
    cited = citation(passage, document) if passage is not None else document.title or document.source
    parts = [
        markup.tag(
            "p",
            markup.join([markup.badge(record.kind), markup.esc(" · ".join(told))], " "),
            class_="kb-over",
        ),
        late(record, at),
        markup.text_tag("p", f"“{_short(record.quote)}”", class_="kb-fragment"),
        markup.text_tag("p", " · ".join([*(part for part in about if part), cited]), class_="kb-verwijzing"),
    ]
    if record.confidence < UNSURE and record.review == "open":
        why = " ".join(record.reasons[1:] or record.reasons)
        parts.append(markup.text_tag("p", f"Onzeker: {why}", class_="kb-verwijzing"))
    return markup.join(parts)


_SHOWN = 420


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


def reach(documents: Sequence[Document]) -> str:
    """How far the collection can know: how many papers, and until when."""
    days = [day for item in documents if (day := day_of(item))]
    told = f"Dit register weet alleen wat in de {count(len(documents), 'document', 'documenten')} hier staat"
    return f"{told}; het laatste is van {date_text(max(days))}." if days else f"{told}."


# --------------------------------------------------------------------------- one record


def facts(record: Toezegging, document: Document) -> Html:
    """What is known of a record; what the words themselves do not say is marked as inferred."""
    rows = [
        ("Soort", record.kind, "kind"),
        ("Door wie", record.by_whom, "by_whom"),
        ("Ministerie", record.ministry, "ministry"),
        ("Aan wie", people(record) or None, "to_whom"),
        ("Commissie", record.committee, "committee"),
        ("Gelegenheid", occasion(record), "occasion"),
        ("Termijn", term(record.deadline), "deadline"),
        ("Status", status(record, document), "status"),
        ("Registernummer", record.register_number, "register_number"),
    ]
    shown = [(title, _value(value, inferred=key in record.inferred)) for title, value, key in rows if value]
    if record.status_evidence and record.status_evidence != record.quote:
        shown.append(("Woorden over de status", markup.esc(f"“{_short(record.status_evidence)}”")))
    sure = f"{record.confidence:.2f}".replace(".", ",")
    shown.append(("Zekerheid", _value(f"{sure}. {' '.join(record.reasons)}", inferred=False)))
    return markup.facts(shown)


def _value(text: str, *, inferred: bool) -> Html:
    shown = markup.esc(text)
    if not inferred:
        return shown
    return markup.join([shown, markup.text_tag("span", "afgeleid; staat er niet zelf", class_="kb-grond")])


def in_context(record: Toezegging, passage: Passage) -> Html:
    """The passage with the record's exact words marked, under its headings."""
    where = " › ".join(passage.section)
    head = markup.text_tag("p", where, class_="kb-paragraaf") if where else Html("")
    lead = markup.text_tag("p", passage.context, class_="kb-aanloop") if passage.context else Html("")
    marks = [Mark(*span) for span in spans_of(record.quote, passage.text)]
    return markup.join(
        [head, lead, markup.tag("div", markup.paragraphs(passage.text, marks), class_="kb-citaat")]
    )


def spans_of(quote: str, text: str) -> list[tuple[int, int]]:
    """Where a quote stands in a text, however its spaces and line ends run; empty when it does not."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    match = re.search(pattern, text) if pattern else None
    return [match.span()] if match else []


def sources(references: Sequence[Reference], documents: Documents) -> Html:
    """The sources that the record names, each as a link to the paper here or at its official address."""
    if not references:
        return markup.text_tag("p", "De tekst noemt geen bron met een nummer of datum.", class_="kb-over")
    return markup.tag(
        "ul", markup.join(_source(item, documents) for item in references), class_="kb-namen kb-over"
    )


def _source(reference: Reference, documents: Documents) -> Html:
    href, told = present_references.target(reference)
    shown = present_references.name(reference)
    if href is None:
        linked = markup.esc(shown)
    elif href.startswith(("https://", "http://")):
        linked = markup.outside_link(shown, href)
    else:
        linked = markup.app_link(shown, href)
    here = documents.get(reference.resolved_to or "")
    parts = [linked, markup.esc(f" – in de kennisbank: {here.title or here.source}" if here else "")]
    if reference.urls and not (href or "").startswith("http"):
        parts += [markup.esc(" · "), markup.outside_link("officiële tekst", reference.urls[0])]
    if told and href is None:
        parts.append(markup.esc(f" {told}"))
    doubts = [markup.text_tag("p", item, class_="kb-twijfel") for item in reservations(reference)]
    return markup.tag("li", markup.join([*parts, *doubts]))


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to: what the link says, where it leads, and what stands with it."""

    key: str
    label: str
    target: DocumentAddress
    body: Html


def answers(record: Toezegging, passages: Mapping[str, Passage]) -> list[Place]:
    """Where the same paper answers, each with its words."""
    found = []
    for number, answer in enumerate(record.answers):
        passage = passages.get(answer.passage_id)
        target = DocumentAddress(
            record.document_id, beginning(answer.quote), passage.char_start if passage else None
        )
        where = place(passage) if passage is not None else None
        label = f"Naar het antwoord: {where}" if where else "Naar het antwoord"
        body = markup.text_tag("p", f"“{_short(answer.quote)}”", class_="kb-fragment")
        found.append(Place(f"antwoord-{number}", label, target, body))
    return found


def mentions(anchors: Sequence[Anchor]) -> list[Place]:
    """Where the same paper names it again."""
    return [
        Place(
            f"ook-{number}",
            "Naar deze plaats",
            DocumentAddress(item.document_id, beginning(item.exact), item.start),
            markup.text_tag("p", f"“{_short(' '.join(item.exact.split()))}”", class_="kb-fragment"),
        )
        for number, item in enumerate(anchors)
    ]


def linked(item: Fulfilment) -> bool:
    """Whether a person said that this document answers it."""
    return item.why.startswith(LINKED)


def candidate(
    record: Toezegging, item: Fulfilment, documents: Documents, passages: Mapping[str, Passage]
) -> Place | None:
    """A later document that may fulfil it, with score and reason; None when it is no longer here."""
    document = documents.get(item.document_id)
    if document is None:
        return None
    passage = passages.get(item.passage_id or "")
    target = DocumentAddress.of(passage) if passage is not None else DocumentAddress(item.document_id)
    score = f"{item.confidence:.2f}".replace(".", ",")
    told = item.why.capitalize() if linked(item) else f"Score {score}: {item.why}."
    parts = [markup.text_tag("p", told, class_="kb-over")]
    if passage is not None:
        parts.append(markup.text_tag("p", f"“{_short(nearest(record, passage.text))}”", class_="kb-fragment"))
    return Place(f"kandidaat-{item.document_id}", document.title or document.source, target, markup.join(parts))


def when(record: Toezegging, documents: Documents) -> tuple[str, str]:
    """The place of a record in its chain: by the day of its paper."""
    document = documents.get(record.document_id)
    return (day_of(document) if document is not None else None) or "9999", record.toezegging_id


def nearest(record: Toezegging, text: str) -> str:
    """The sentences of a text that share the most words with the record: one, and the one before it."""
    spans = sentence_spans(text)
    wanted = _words(f"{record.subject or ''} {record.quote}")
    shared = [len(wanted & _words(text[start:end])) for start, end in spans]
    at = max(range(len(spans)), key=lambda place: (shared[place], -place), default=0)
    found = text[spans[max(0, at - 1)][0] : spans[at][1]] if spans else text
    return " ".join(found.split())


def _words(text: str) -> frozenset[str]:
    """The longer words of a text."""
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) >= _LONG)


_LONG = 6


def kamer_line(record: KamerRecord, match: KamerMatch) -> Html:
    """A row of the Kamer's own register that may be this record, with its status there and the reason."""
    since = date_text(record.fulfilled)
    status = f"{record.kamer_status or record.status}" + (f", nagekomen op {since}" if since else "")
    told = [
        record.number,
        date_text(record.activity_date or record.created),
        record.function,
        f"status: {status}",
    ]
    score = f"{match.score:.2f}".replace(".", ",")
    return markup.join(
        [
            markup.text_tag("p", " · ".join(item for item in told if item), class_="kb-over"),
            markup.text_tag("p", f"“{_short(record.text)}”", class_="kb-fragment"),
            markup.text_tag("p", f"Score {score}: {match.why}.", class_="kb-verwijzing"),
        ]
    )


def chain_line(record: Toezegging, document: Document | None) -> Html:
    """A record of the same chain: the day of its paper, its kind and its status."""
    day = date_text(day_of(document)) if document is not None else None
    told = [day or "zonder datum", record.kind, record.status]
    if words := term(record.deadline):
        told.append(f"termijn {words}")
    shown = " · ".join(told)
    quote = markup.text_tag("p", f"“{_short(record.quote)}”", class_="kb-fragment")
    return markup.join([markup.text_tag("p", shown, class_="kb-over"), quote])


# --------------------------------------------------------------------------- what a person may correct


def fields(record: Toezegging, later: Mapping[str, str]) -> list[Field]:
    """The fields that a person may correct; `later` are documents (id → title) to link as the answer."""
    ways = "Meer leden: scheid ze met een puntkomma."
    return [
        Field("kind", "Soort", "one", record.kind, {item: item for item in KINDS}),
        Field("subject", "Onderwerp", "text", record.subject),
        Field("by_whom", "Door wie", "text", record.by_whom),
        Field("to_whom", "Aan wie", "text", people(record, "; "), help=ways),
        Field("committee", "Commissie", "text", record.committee),
        Field("occasion", "Gelegenheid", "text", record.occasion),
        Field("occasion_date", "Datum van de gelegenheid", "day", record.occasion_date),
        Field("deadline_text", "Termijn in woorden", "text", record.deadline.text),
        Field("deadline_from", "Termijn van", "day", record.deadline.from_),
        Field("deadline_to", "Termijn tot en met", "day", record.deadline.to),
        Field("status", "Status", "one", record.status, {item: item for item in STATUSES}),
        Field("register_number", "Registernummer van de Kamer", "text", record.register_number),
        Field("koppel", "Nagekomen in", "several", (), dict(later), help="Stukken die dit nakomen."),
    ]


def later_papers(record: Toezegging, documents: Documents) -> dict[str, str]:
    """Documents that can be linked as the answer: its own, the candidates, then the newest that came later."""
    own = documents.get(record.document_id)
    since = (day_of(own) if own is not None else None) or ""
    candidates = [item.document_id for item in record.fulfilled_by]
    others = sorted(
        (item for item in documents.values() if (day_of(item) or "") >= since),
        key=lambda item: day_of(item) or "", reverse=True,
    )  # fmt: skip
    wanted = dict.fromkeys([*candidates, record.document_id, *(item.document_id for item in others)])
    shown = [documents[key] for key in list(wanted)[:MOST_LINKS] if key in documents]
    return {item.document_id: item.title or item.source for item in shown}
