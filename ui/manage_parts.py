"""Parts of Beheer: metadata that people correct, how far the collection goes, upkeep, quality, taxonomies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from kb.editing import EDITABLE
from kb.records import Document, Judgement
from kennisbank import Kennisbank
from ui import markup, present_collection, present_coverage, rights, session
from ui.words import date_text, word

if TYPE_CHECKING:
    from kb.store.own_manifest import OwnEntry
    from kb.taxonomy import Taxonomy

EDITED, ASKED = "wijzig-document", "wijzig-gevraagd"
TAXONOMIES = ("kind", "regeling", "theme", "kpi", "organisation", "party")
"""The taxonomies that a reader may want to look into."""
FIELDS: dict[str, tuple[str, str]] = {
    "title": ("Titel", ""),
    "kind": ("Soort document", ""),
    "organisation": ("Organisatie", ""),
    "reporting_year": ("Verslagjaar of verslagjaren", "2022, 2023"),
    "publication_date": ("Verschenen op", "2023-05-25, 2023-05 of 2023"),
    "kamerstuk": ("Kamerstuk", "31066, nr. 1232"),
    "url": ("Adres van de publicatie", "https://…"),
    "signatory": ("Ondertekenaar", ""),
    "bijlage_bij": ("Bijlage bij", "nummer, bestand of kenmerk van het andere stuk"),
}
"""Key of a manifest → what people see, and an example."""
assert set(FIELDS) == set(EDITABLE)


def heading(text: str, place: str) -> None:
    """The heading of a part, with a place that the list beside the page leads to."""
    session.show(markup.tag("span", "", id=place, class_="kb-plaats"))
    st.subheader(text, anchor=False)


# --------------------------------------------------------------------------- metadata


def edit_box(knowledge: Kennisbank, documents: Sequence[Document]) -> None:
    """Choose a document and say what is known better."""
    heading("Gegevens van een document wijzigen", "gegevens-wijzigen")
    titles = {item.document_id: f"{item.title or item.source} ({item.document_id})" for item in documents}
    asked = (session.given().get("document") or [""])[-1]
    if asked in titles:
        if st.session_state.get(ASKED) != asked:
            st.session_state[ASKED] = st.session_state[EDITED] = asked
        session.scroll_to(hashlib.sha256(asked.encode()).hexdigest()[:16], "gegevens-wijzigen")
    chosen = st.selectbox(
        "Welk document", list(titles), key=EDITED, format_func=titles.__getitem__, index=None,
        placeholder="Kies een document",
    )  # fmt: skip
    own = knowledge.own_manifest.all()
    if chosen is not None:
        edit_form(knowledge, next(item for item in documents if item.document_id == chosen), own.get(chosen))
    if own:
        st.download_button(
            "Alle wijzigingen als manifest.toml", data=knowledge.home_manifest, file_name="manifest.toml",
            mime="application/toml", key="manifest", icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def edit_form(knowledge: Kennisbank, document: Document, own: OwnEntry | None) -> None:
    """The fields; an empty one leaves to text and manifest what it says."""
    if own is not None:
        told = f"Gewijzigd door {own.who} op {date_text(own.at)}. Een leeg veld volgt weer de tekst."
        session.show(markup.text_tag("p", told))
    else:
        session.show(
            markup.text_tag("p", "Vul alleen in wat anders moet. Het blijft ook na opnieuw inlezen gelden.")
        )
    said = own.fields if own is not None else {}
    found = known_values(document)
    kinds = {item.id: item.label for item in knowledge.taxonomy.entries("kind")}
    with st.form(f"wijzigen-{document.document_id}", border=True):
        for key, (name, example) in FIELDS.items():
            value = as_text(said.get(key))
            now = f"nu: {found[key]}" if found.get(key) else example
            field = field_key(document.document_id, key)
            if key == "kind":
                options = ["", *kinds]
                st.selectbox(
                    name, options, index=options.index(value) if value in options else 0, key=field,
                    format_func=lambda item: kinds.get(item, "volg de tekst"), help=now or None,
                )  # fmt: skip
            else:
                st.text_input(name, value=value, key=field, placeholder=now)
        left, right = st.columns(2)
        left.form_submit_button(
            "Gegevens bewaren",
            type="primary",
            key="wijzig-bewaar",
            on_click=on_edit,
            args=(document.document_id,),
        )
        if own is not None:
            right.form_submit_button(
                "Wijzigingen terugnemen",
                key="wijzig-terug",
                on_click=on_edit,
                args=(document.document_id, True),
            )


def field_key(document_id: str, key: str) -> str:
    """The key of a field: another document has other fields."""
    return f"wijzig-{key}-{document_id}"


def on_edit(document_id: str, back: bool = False) -> None:
    """Keep what was filled in, or take all of it back."""
    values = {} if back else read_values(document_id)
    with session.kept_error():
        session.knowledge().edit_metadata(document_id, values, who=rights.require("edit-metadata"))
        st.session_state["gedaan"] = (
            "De wijzigingen zijn teruggenomen." if back else "De gegevens zijn bewaard."
        )
        if back:
            for key in FIELDS:
                st.session_state.pop(field_key(document_id, key), None)


def read_values(document_id: str) -> dict[str, Any]:
    """What stands in the fields; years become numbers."""
    found: dict[str, Any] = {}
    for key in FIELDS:
        text = str(st.session_state.get(field_key(document_id, key)) or "").strip()
        if text:
            found[key] = years_of(text) if key == "reporting_year" else text
    return found


def years_of(text: str) -> list[int] | str:
    """The years in a text such as "2021, 2022 en 2023"; the text itself when it holds something else."""
    parts = [part for part in re.split(r"[\s,;]+|\ben\b", text) if part]
    return [int(part) for part in parts] if all(re.fullmatch(r"[0-9]{4}", part) for part in parts) else text


def as_text(value: Any) -> str:
    """A value of a manifest as it stands in a field."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def known_values(document: Document) -> Mapping[str, str | None]:
    """What is known of a document now, by the keys of a manifest."""
    date = document.publication_date.value
    years = ", ".join(map(str, document.reporting_years))
    return {
        "title": document.title, "kind": document.kind, "organisation": document.organisation,
        "reporting_year": years, "publication_date": date, "kamerstuk": document.kamerstuk,
        "url": document.url, "signatory": document.signatory,
    }  # fmt: skip


# --------------------------------------------------------------------------- how far it goes


def coverage_box(knowledge: Kennisbank, documents: Sequence[Document]) -> None:
    """What there is, what lacks, and what could not be read."""
    heading("Wat er is", "wat-er-is")
    labels = knowledge.taxonomy.label
    if documents:
        session.show(markup.text_tag("p", f"{present_collection.held(documents)}."))
        session.show(present_collection.kinds_and_years(documents, labels))
        session.show(present_coverage.gaps_html(documents, labels))
    problems = present_collection.problems_table(documents)
    pages = present_coverage.pages_table(documents, knowledge.coverage.page_states())
    refused = present_coverage.refused_table(knowledge.coverage.refused())
    if problems:
        st.markdown("**Niet of niet helemaal gelezen**")
        session.show(problems)
    session.show(pages)
    session.show(refused)
    if advice := knowledge.engine_advice():
        st.info(advice)
    if documents and not (problems or pages or refused):
        st.caption("Alle documenten zijn helemaal gelezen.")


def detached_box(judgements: Sequence[Judgement]) -> None:
    """What people said whose words are no longer in the document."""
    heading("Losgeraakt", "losgeraakt")
    if judgements:
        session.show(present_collection.detached_table(judgements))
    else:
        st.caption("Alle oordelen staan nog bij hun woorden.")


def quality_box(knowledge: Kennisbank) -> None:
    """The figures of the last `eval`."""
    heading("Kwaliteit", "kwaliteit")
    session.show(present_coverage.quality_html(knowledge.quality()))


def taxonomy_box(taxonomy: Taxonomy) -> None:
    """What the kennisbank knows by name: to look at; the files themselves are edited."""
    heading("Taxonomieën", "taxonomieen")
    shown = {kind: f"{word('facets', kind)} ({len(taxonomy.entries(kind))})" for kind in TAXONOMIES}
    kind = st.selectbox(
        "Lijst", list(shown), key="taxonomie", format_func=shown.__getitem__, index=None,
        placeholder="Kies een lijst",
    )  # fmt: skip
    if kind is not None:
        session.show(present_collection.taxonomy_table(taxonomy.entries(kind)))
