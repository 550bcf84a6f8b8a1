"""Beheer: documents in and out, what could not be read, the state of store and index."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import streamlit as st

from kb.records import Document
from kb.reports import CheckReport, IngestReport, KennisbankError
from ui import jobs, manage_parts, markup, present_collection, rights, session
from ui.address import DocumentAddress

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

MEGABYTE = 1_048_576
UPLOAD, FOLDER, CHOSEN, ROUND = "uploaden", "map", "weg-document", "ronde"
TYPES = ["txt", "pdf", "xml", "html", "htm", "docx", "toml", "zip"]


def here() -> jobs.Jobs:
    """The jobs of this app."""
    return session.all_jobs(str(session.home()))


def start(title: str, work: jobs.Work) -> None:
    """Begin long work in the name of who asks for it, or say why not."""
    try:
        actor = rights.as_editor(title)
    except rights.NotAllowed as error:
        st.session_state["fout"] = str(error)
        return
    if not here().start(title, work, actor):
        st.session_state["bezig"] = True


# --------------------------------------------------------------------------- documents in


def on_upload() -> None:
    """Keep the uploaded files in a folder of their own and read them in.

    A folder per upload: a name alone may never make one document a new version of another.
    """
    files: Sequence[UploadedFile] = st.session_state.get(f"{UPLOAD}-{st.session_state.get(ROUND, 0)}") or ()
    if not files or not allowed("ingest"):
        return
    limits = rights.settings().uploads
    if len(files) > limits.aantal or any(file.size > limits.grootte_mb * MEGABYTE for file in files):
        st.session_state["fout"] = (
            f"Hoogstens {limits.aantal} bestanden tegelijk, elk hoogstens {limits.grootte_mb} MB. "
            "Er is niets toegevoegd."
        )
        return
    folder = Path(tempfile.mkdtemp(prefix="kennisbank-"))
    for place, file in enumerate(files):
        name = safe_name(file.name) or f"bestand-{place + 1}"
        room = folder if not (folder / name).exists() else Path(tempfile.mkdtemp(dir=folder))
        (room / name).write_bytes(file.getvalue())
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1  # an empty field for the next files
    start("Inlezen", jobs.ingest_work([folder], throw_away=folder))


def allowed(command: str) -> bool:
    """True when this visitor may do `command`; else he is told why not."""
    try:
        rights.require(command)
    except rights.NotAllowed as error:
        st.session_state["fout"] = str(error)
        return False
    return True


def safe_name(name: str) -> str:
    """The last part of a file name as a browser sends it: it may not lead to another folder."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return last.replace("\0", "").lstrip(".")[:200]


def on_folder() -> None:
    """Read a folder on this machine in."""
    text = str(st.session_state[FOLDER]).strip()
    if text:
        start("Inlezen", jobs.ingest_work([Path(text).expanduser()]))


def add_box() -> None:
    """Files or a folder in."""
    manage_parts.heading("Documenten toevoegen", "toevoegen")
    with st.form("toevoegen", border=True):
        st.file_uploader(
            "Bestanden (tekst, PDF, XML, Word)",
            accept_multiple_files=True,
            key=f"{UPLOAD}-{st.session_state.get(ROUND, 0)}",
        )
        st.form_submit_button("Toevoegen", type="primary", on_click=on_upload, key="toevoegen-knop")
    with st.form("map-inlezen", border=True):
        st.text_input("Of een map op deze computer", key=FOLDER, placeholder="/home/…/documenten")
        st.form_submit_button("Map inlezen", on_click=on_folder, key="map-knop")


# --------------------------------------------------------------------------- the job


def outcome(job: jobs.Job) -> None:
    """What came of the last job."""
    if job.error:
        session.show(markup.notice(markup.text_tag("p", job.error), "fout"))
    elif isinstance(job.outcome, IngestReport):
        report = job.outcome
        refused = f", {report.refused} geweigerd" if report.refused else ""
        told = f"Klaar: {len(report.files)} bestanden{refused}, in {report.took_s:.1f} seconden."
        notice = markup.text_tag("p", told.replace(".", ",", told.count(".") - 1))
        session.show(markup.notice(notice, "let-op" if report.refused else "uitleg"))
        session.show(present_collection.ingest_table(report))
    elif isinstance(job.outcome, CheckReport):
        session.show(present_collection.check_html(job.outcome))
    else:
        told = job.outcome if isinstance(job.outcome, str) else f"{job.title}: klaar."
        session.show(markup.notice(markup.text_tag("p", told), "uitleg"))
    st.button("Melding sluiten", key="melding-weg", on_click=here().forget, type="tertiary")


def watch() -> None:
    """The job that runs, looked at every second; when it is done, the whole page is made anew."""
    job = here().current
    if job is None:
        return
    if job.done:
        st.rerun()
    st.progress(job.share, text=markup.label(job.told))
    st.caption("U kunt deze pagina verlaten; het werk gaat door.")


# --------------------------------------------------------------------------- documents out


def bin_box(documents: Sequence[Document], removed: Sequence[Document]) -> None:
    """Take a document out, and put it back."""
    manage_parts.heading("Verwijderen en terugzetten", "verwijderen")
    titles = {item.document_id: f"{item.title or item.source} ({item.document_id})" for item in documents}
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.selectbox(
        "Document", list(titles), key=CHOSEN, format_func=titles.__getitem__, index=None,
        placeholder="Kies een document",
    )  # fmt: skip
    if right.button("Verwijderen", key="verwijderen", width="stretch", disabled=not st.session_state[CHOSEN]):
        remove_dialog(st.session_state[CHOSEN], titles[st.session_state[CHOSEN]])
    if not removed:
        st.caption("De prullenbak is leeg.")
        return
    st.markdown("**Prullenbak** (documenten blijven hier 30 dagen)")
    for item in removed:
        name, back = st.columns([4, 1], vertical_alignment="center")
        with name:
            target = DocumentAddress(item.document_id).params()
            st.page_link(session.DOCUMENT, label=markup.label(item.title or item.source), query_params=target)
        back.button(
            "Terugzetten", key=f"terug-{item.document_id}", width="stretch",
            on_click=on_restore, args=(item.document_id,),
        )  # fmt: skip


@st.dialog("Document verwijderen")
def remove_dialog(document_id: str, title: str) -> None:
    """Ask first."""
    st.write(markup.label(title))
    st.write("Het document gaat naar de prullenbak en is niet meer te vinden met zoeken.")
    if st.button("Naar de prullenbak", type="primary", key="zeker"):
        on_remove(document_id)
        st.rerun()


def on_remove(document_id: str) -> None:
    """Into the bin."""
    try:
        session.knowledge().remove(document_id)
    except KennisbankError as error:
        st.session_state["fout"] = str(error)


def on_restore(document_id: str) -> None:
    """Out of the bin."""
    try:
        session.knowledge().restore_document(document_id)
    except KennisbankError as error:
        st.session_state["fout"] = str(error)


# --------------------------------------------------------------------------- state


def upkeep_box() -> None:
    """The check, the index and the labels."""
    manage_parts.heading("Onderhoud", "onderhoud")
    with st.container(horizontal=True):
        work_button("Controleer nu", "Controle", jobs.check_work(repair=False))
        work_button("Herstel", "Herstel", jobs.check_work(repair=True))
        work_button("Index opnieuw opbouwen", "Index opbouwen", jobs.reindex_work())
        work_button("Labels bijwerken", "Labels zoeken", jobs.annotate_work())
        work_button("Alle labels opnieuw", "Alle labels zoeken", jobs.annotate_work(every=True))


def work_button(label: str, title: str, work: jobs.Work) -> None:
    """A button that starts long work."""
    st.button(label, key=f"werk-{title}", on_click=start, args=(title, work))


def page() -> None:
    """The page."""
    session.title("Beheer")
    knowledge = session.knowledge()
    documents = session.documents()
    session.login_box()
    if not rights.may_edit():
        manage_parts.coverage_box(knowledge, documents)
        manage_parts.quality_box(knowledge)
        return
    contents()
    session.show_kept_error()
    if told := st.session_state.pop("gedaan", None):
        session.show(markup.notice(markup.text_tag("p", told), "uitleg"))
    if st.session_state.pop("bezig", False):
        session.show(markup.notice(markup.text_tag("p", "Er loopt al werk; wacht tot het klaar is.")))
    if error := st.session_state.pop("fout", None):
        session.show(markup.notice(markup.text_tag("p", error), "fout"))
    job = here().current
    if job is not None and job.done:
        outcome(job)
    elif job is not None:
        st.fragment(watch, run_every=1.0)()
    add_box()
    bin_box(documents, knowledge.documents(removed=True))
    manage_parts.edit_box(knowledge, documents)
    manage_parts.coverage_box(knowledge, documents)
    upkeep_box()
    manage_parts.detached_box(knowledge.judgements(detached=True))
    manage_parts.quality_box(knowledge)
    manage_parts.taxonomy_box(knowledge.taxonomy)


def contents() -> None:
    """The parts of the page, in the side bar."""
    places = {
        "toevoegen": "Documenten toevoegen", "verwijderen": "Verwijderen en terugzetten",
        "gegevens-wijzigen": "Gegevens wijzigen", "wat-er-is": "Wat er is", "onderhoud": "Onderhoud",
        "losgeraakt": "Losgeraakt", "kwaliteit": "Kwaliteit", "taxonomieen": "Taxonomieën",
    }  # fmt: skip
    with st.sidebar:
        st.header("Op deze pagina", anchor=False)
        links = [
            markup.tag("li", markup.text_tag("a", name, href=f"#{place}", target="_self"))
            for place, name in places.items()
        ]
        session.show(markup.tag("ul", markup.join(links), class_="kb-inhoud"))


page()
