-- The first schema of the store. JSON columns hold the nested records of kb/records.py.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- A source file as it came in, kept in the home folder under its hash.
CREATE TABLE file (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  name TEXT NOT NULL,
  added_at TEXT NOT NULL
);

-- A document: its id never changes. `root` and `path` say where its file was first found.
CREATE TABLE document (
  document_id TEXT PRIMARY KEY,
  official_id TEXT,
  root TEXT NOT NULL,
  path TEXT NOT NULL,
  current_version INTEGER NOT NULL,
  url TEXT,
  kind TEXT,
  title TEXT,
  organisation TEXT,
  organisation_id TEXT,
  ministry TEXT,
  signatory TEXT,
  kamerstuk TEXT,
  session TEXT,
  reporting_years TEXT NOT NULL,
  reporting_period TEXT,
  publication_value TEXT,
  publication_precision TEXT,
  publication_not_before TEXT,
  publication_basis TEXT,
  publication_evidence TEXT,
  relations TEXT NOT NULL,
  evidence TEXT NOT NULL,
  manifest TEXT,
  status TEXT NOT NULL,
  problems TEXT NOT NULL,
  added_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  removed_at TEXT
);
CREATE INDEX document_official ON document (official_id);
CREATE INDEX document_path ON document (root, path);

-- One reading of a document's content; an older one stays readable.
CREATE TABLE version (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES file (sha256),
  source TEXT NOT NULL,
  media_type TEXT NOT NULL,
  text TEXT NOT NULL,
  text_version TEXT NOT NULL,
  pipeline TEXT NOT NULL,
  headings TEXT NOT NULL,
  furniture TEXT NOT NULL,
  fields TEXT NOT NULL,
  official TEXT NOT NULL,
  file_dates TEXT NOT NULL,
  read_at TEXT NOT NULL,
  superseded_by INTEGER,
  PRIMARY KEY (document_id, number)
);
CREATE INDEX version_sha ON version (sha256);

-- The files that hold one paper: PDF, XML …
CREATE TABLE form (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES file (sha256),
  media_type TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (document_id, version, sha256)
);
CREATE INDEX form_sha ON form (sha256);

CREATE TABLE page (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  number INTEGER NOT NULL,
  label TEXT,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  width REAL,
  height REAL,
  status TEXT NOT NULL,
  PRIMARY KEY (document_id, version, number)
);

CREATE TABLE line (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  page INTEGER,
  number INTEGER,
  box TEXT,
  size REAL,
  bold INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (document_id, version, ordinal)
) WITHOUT ROWID;

CREATE TABLE passage (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  passage_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  context TEXT,
  section TEXT NOT NULL,
  spans TEXT NOT NULL,
  page_from INTEGER,
  page_to INTEGER,
  page_label_from TEXT,
  page_label_to TEXT,
  line_start INTEGER,
  line_end INTEGER,
  cells TEXT,
  footnotes TEXT NOT NULL,
  speaker TEXT,
  question_number TEXT,
  years_named TEXT NOT NULL,
  PRIMARY KEY (document_id, version, ordinal)
);
CREATE INDEX passage_id ON passage (passage_id);

-- What the program found in a passage, with rule and exact words; offsets into the passage's text.
CREATE TABLE annotation (
  annotation_id INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  label TEXT NOT NULL,
  text TEXT NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
);
CREATE INDEX annotation_passage ON annotation (document_id, version, ordinal);

-- Records of the registers (toezegging, reference, kpi, knelpunt): `data` holds the contract's fields.
CREATE TABLE record (
  record_id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  passage_id TEXT,
  anchor TEXT,
  rule TEXT,
  confidence REAL,
  data TEXT NOT NULL
);
CREATE INDEX record_document ON record (document_id, type);

-- A person's word. Never derived, never overwritten: it outlives readings, versions and the bin.
CREATE TABLE judgement (
  judgement_id INTEGER PRIMARY KEY,
  target TEXT NOT NULL,
  verb TEXT NOT NULL,
  document_id TEXT NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  start INTEGER NOT NULL,
  text_version TEXT NOT NULL,
  value TEXT,
  note TEXT,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  detached INTEGER NOT NULL DEFAULT 0,
  passage_id TEXT,
  char_start INTEGER,
  char_end INTEGER
);
CREATE INDEX judgement_document ON judgement (document_id);

CREATE TABLE saved_search (
  saved_search_id INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  filters TEXT NOT NULL,
  sort TEXT NOT NULL,
  interval TEXT,
  paused INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  last_seen_at TEXT,
  last_seen_revision INTEGER
);

-- One row per command that changed something, with its report.
CREATE TABLE run (
  run_id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  program_version TEXT NOT NULL,
  pipeline TEXT,
  status TEXT NOT NULL,
  report TEXT NOT NULL
);

-- Who is meant by a name, decided once over the collection; only names that stand for a fuller one.
CREATE TABLE person (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  label TEXT NOT NULL
);

-- Which documents changed at which revision, so that the index can catch up.
CREATE TABLE change (
  revision INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  PRIMARY KEY (revision, document_id)
) WITHOUT ROWID;
