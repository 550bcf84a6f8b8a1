"""The store's tables for SQLAlchemy Core; `migrations/` makes them, a test holds the two together."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Integer, MetaData, Table, Text

metadata = MetaData()


def _json(name: str) -> Column[object]:
    """A JSON column in which None is SQL NULL."""
    return Column(name, JSON(none_as_null=True))


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


def _int(*names: str) -> list[Column[int]]:
    return [Column(name, Integer) for name in names]


meta = Table("meta", metadata, Column("key", Text, primary_key=True), *_text("value"))

file = Table(
    "file",
    metadata,
    Column("sha256", Text, primary_key=True),
    *_int("size"),
    *_text("media_type", "name", "added_at"),
)

document = Table(
    "document",
    metadata,
    Column("document_id", Text, primary_key=True),
    *_text("official_id", "root", "path"),
    *_int("current_version"),
    *_text("url", "kind", "title", "organisation", "organisation_id", "ministry", "signatory"),
    *_text("kamerstuk", "session"),
    _json("reporting_years"),
    _json("reporting_period"),
    *_text("publication_value", "publication_precision", "publication_not_before"),
    *_text("publication_basis", "publication_evidence"),
    _json("relations"),
    _json("evidence"),
    _json("manifest"),
    *_text("status"),
    _json("problems"),
    *_text("added_at", "changed_at", "removed_at"),
    *_int("added_revision"),
)

version = Table(
    "version",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    *_text("sha256", "source", "media_type", "text", "text_version", "pipeline"),
    _json("headings"),
    _json("furniture"),
    _json("fields"),
    _json("official"),
    _json("file_dates"),
    *_text("read_at"),
    *_int("superseded_by"),
)

form = Table(
    "form",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sha256", Text, primary_key=True),
    *_text("media_type", "source"),
)

page = Table(
    "page",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    *_text("label"),
    *_int("char_start", "char_end"),
    Column("width", Float),
    Column("height", Float),
    *_text("status"),
)

line = Table(
    "line",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_int("char_start", "char_end", "page", "number"),
    _json("box"),
    Column("size", Float),
    Column("bold", Boolean),
    *_text("role"),
)

passage = Table(
    "passage",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_text("passage_id", "kind", "text", "context"),
    _json("section"),
    _json("spans"),
    *_int("page_from", "page_to"),
    *_text("page_label_from", "page_label_to"),
    *_int("line_start", "line_end"),
    _json("cells"),
    _json("footnotes"),
    _json("speaker"),
    *_text("question_number"),
    _json("years_named"),
)

annotation = Table(
    "annotation",
    metadata,
    Column("annotation_id", Integer, primary_key=True),
    *_text("document_id"),
    *_int("version", "ordinal"),
    *_text("type", "value", "label", "text"),
    *_int("char_start", "char_end"),
    *_text("rule"),
    Column("confidence", Float),
)

telling = Table(
    "telling",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
)

record = Table(
    "record",
    metadata,
    Column("record_id", Text, primary_key=True),
    *_text("type", "document_id"),
    *_int("version"),
    *_text("passage_id"),
    _json("anchor"),
    *_text("rule"),
    Column("confidence", Float),
    _json("data"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("judgement_id", Integer, primary_key=True),
    *_text("target", "verb", "document_id", "exact", "prefix", "suffix"),
    *_int("start"),
    *_text("text_version", "value", "note", "who", "at"),
    Column("detached", Boolean),
    *_text("passage_id"),
    *_int("char_start", "char_end"),
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("saved_search_id", Integer, primary_key=True),
    *_text("owner", "name", "query"),
    _json("filters"),
    *_text("sort", "interval"),
    Column("paused", Boolean),
    *_text("created_at", "last_seen_at"),
    *_int("last_seen_revision"),
    Column("exact", Boolean),
    *_text("written_at"),
    _json("off"),
)

own_manifest = Table(
    "own_manifest",
    metadata,
    Column("document_id", Text, primary_key=True),
    _json("entry"),
    *_text("who", "at"),
)

record_news = Table(
    "record_news",
    metadata,
    Column("type", Text, primary_key=True),
    Column("document_id", Text, primary_key=True),
    Column("words", Text, primary_key=True),
    *_text("record_id"),
    _json("state"),
    _json("before"),
    *_int("first_revision", "changed_revision"),
)

run = Table(
    "run",
    metadata,
    Column("run_id", Integer, primary_key=True),
    *_text("command", "started_at", "finished_at", "program_version", "pipeline", "status"),
    _json("report"),
)

person = Table("person", metadata, Column("name", Text, primary_key=True), *_text("value", "label"))

change = Table(
    "change",
    metadata,
    Column("revision", Integer, primary_key=True),
    Column("document_id", Text, primary_key=True),
    Column("found", Boolean),
)

joining_card = Table(
    "joining_card",
    metadata,
    Column("card", Integer, primary_key=True),
    *_text("kind", "name", "document_id"),
    _json("words"),
    _json("rarest"),
    _json("facts"),
)

joining_word = Table(
    "joining_word",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("card", Integer, primary_key=True),
)

joining_count = Table(
    "joining_count",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    *_int("count"),
)

joining_pair = Table(
    "joining_pair",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("score", Float),
    *_text("why"),
)
