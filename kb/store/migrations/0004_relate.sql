-- Which passages can tell another document's date: relating a new document reads only these of the others.
-- Of documents that are here already all passages stand in it; reading or annotating them anew makes it few.
CREATE TABLE telling (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (document_id, version, ordinal)
) WITHOUT ROWID;
INSERT INTO telling SELECT document_id, version, ordinal FROM passage;
