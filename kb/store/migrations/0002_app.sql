-- What the app keeps of people: saved searches, metadata that they corrected; and what is new since when.

-- The revision at which a document first came in: "new" is told by it, never by a later reading.
ALTER TABLE document ADD COLUMN added_revision INTEGER;
UPDATE document SET added_revision =
  (SELECT MIN(revision) FROM change WHERE change.document_id = document.document_id);

ALTER TABLE saved_search ADD COLUMN exact INTEGER NOT NULL DEFAULT 0;
ALTER TABLE saved_search ADD COLUMN written_at TEXT;

-- What people say of a document in the app: a manifest of this home that goes before all others.
CREATE TABLE own_manifest (
  document_id TEXT PRIMARY KEY,
  entry TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);

-- The state in which each record was last seen, by its words: a reading that splits otherwise makes no news.
CREATE TABLE record_news (
  type TEXT NOT NULL,
  document_id TEXT NOT NULL,
  words TEXT NOT NULL,
  record_id TEXT NOT NULL,
  state TEXT NOT NULL,
  before TEXT,
  first_revision INTEGER NOT NULL,
  changed_revision INTEGER NOT NULL,
  PRIMARY KEY (type, document_id, words)
);
