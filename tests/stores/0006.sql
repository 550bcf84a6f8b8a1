-- A store as the program of schema 6 left it: three made letters, two judgements, one saved search.
PRAGMA user_version = 6;
BEGIN TRANSACTION;
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
INSERT INTO "annotation" VALUES(1,'brief-juli',1,0,'date','2023-07-04/2023-07-04','4 juli 2023','4 juli 2023',10,21,'datum/dag',0.97);
INSERT INTO "annotation" VALUES(2,'brief-juli',1,1,'reference','debat:2023-02-22','commissiedebat Toeslagen van 22 februari 2023','commissiedebat Toeslagen van 22 februari 2023',7,52,'debat/datum',0.9);
INSERT INTO "annotation" VALUES(3,'brief-juli',1,1,'date','2023-02-22/2023-02-22','22 februari 2023','22 februari 2023',36,52,'datum/dag',0.97);
INSERT INTO "annotation" VALUES(4,'brief-juli',1,1,'reference','kst-31066-1207','Kamerstuk 31 066, nr. 1207','Kamerstuk 31 066, nr. 1207',54,80,'kamerstuk/kop',0.99);
INSERT INTO "annotation" VALUES(5,'brief-juli',1,1,'person','omtzigt','Omtzigt (CDA)','Omtzigt',102,109,'persoon/lid',0.95);
INSERT INTO "annotation" VALUES(6,'brief-juli',1,1,'party','cda','CDA','CDA',111,114,'partij/haakjes',0.97);
INSERT INTO "annotation" VALUES(7,'brief-juli',1,1,'date','2023-10-01/2023-12-31','het einde van 2023','het einde van 2023',134,152,'datum/deel-van-jaar',0.95);
INSERT INTO "annotation" VALUES(8,'brief-juli',1,1,'regeling','huurtoeslag','Huurtoeslag','huurtoeslag',174,185,'regeling/woord',0.97);
INSERT INTO "annotation" VALUES(9,'brief-juli',1,1,'regeling','huurtoeslag','Huurtoeslag','huurtoeslag',226,237,'regeling/woord',0.97);
INSERT INTO "annotation" VALUES(10,'brief-juli',1,1,'knelpunt','iv-capaciteit','IV-capaciteit en systemen','IV-systemen',264,275,'knelpunt/genoemd',0.87);
INSERT INTO "annotation" VALUES(11,'brief-juli',1,1,'knelpunt','complexe-wetgeving','Complexe wetgeving','wetgeving',318,327,'knelpunt/genoemd',0.87);
INSERT INTO "annotation" VALUES(12,'brief-juli',1,1,'date','2023-09-01/2023-11-30','Na de zomer','Na de zomer',360,371,'datum/moment',0.7);
INSERT INTO "annotation" VALUES(13,'brief-juli',1,1,'regeling','kinderopvangtoeslag','Kinderopvangtoeslag','kinderopvangtoeslag',413,432,'regeling/woord',0.97);
INSERT INTO "annotation" VALUES(14,'brief-juli',1,1,'person','staatssecretaris-van-financien','Staatssecretaris van Financiën','Staatssecretaris van Financiën',438,468,'persoon/functie',0.9);
INSERT INTO "annotation" VALUES(15,'brief-juli',1,1,'person','a-de-vries','A. de Vries','A. de Vries',470,481,'persoon/ondertekening',0.96);
INSERT INTO "annotation" VALUES(16,'brief-december',1,0,'date','2023-12-12/2023-12-12','12 december 2023','12 december 2023',10,26,'datum/dag',0.97);
INSERT INTO "annotation" VALUES(17,'brief-december',1,1,'person','omtzigt','Omtzigt (CDA)','Omtzigt',48,55,'persoon/lid',0.95);
INSERT INTO "annotation" VALUES(18,'brief-december',1,1,'party','cda','CDA','CDA',57,60,'partij/haakjes',0.97);
INSERT INTO "annotation" VALUES(19,'brief-december',1,1,'regeling','huurtoeslag','Huurtoeslag','huurtoeslag',94,105,'regeling/woord',0.97);
INSERT INTO "annotation" VALUES(20,'brief-december',1,1,'reference','brief:2023-07-04','brief van 4 juli 2023','brief van 4 juli 2023',116,137,'brief/datum',0.9);
INSERT INTO "annotation" VALUES(21,'brief-december',1,1,'date','2023-07-04/2023-07-04','4 juli 2023','4 juli 2023',126,137,'datum/dag',0.97);
INSERT INTO "annotation" VALUES(22,'brief-december',1,1,'date','2023-01-01/2023-12-31','2023','2023',142,146,'datum/jaar',0.93);
INSERT INTO "annotation" VALUES(23,'brief-december',1,1,'amount','91.2 %','91,2%','91,2%',150,155,'bedrag/eenheid',0.9);
INSERT INTO "annotation" VALUES(24,'brief-december',1,1,'knelpunt','bezwaar-en-dienstverlening','Bezwaar en dienstverlening','bezwaren',163,171,'knelpunt/genoemd',0.85);
INSERT INTO "annotation" VALUES(25,'brief-december',1,1,'knelpunt','grenzen-en-voorwaarden','Grenzen en voorwaarden','harde grens',197,208,'knelpunt/genoemd',0.85);
INSERT INTO "annotation" VALUES(26,'brief-december',1,1,'regeling','huurtoeslag','Huurtoeslag','huurtoeslag',237,248,'regeling/woord',0.97);
INSERT INTO "annotation" VALUES(27,'jaarrapportage',1,0,'organisation','dienst-toeslagen','Dienst Toeslagen','Dienst Toeslagen',0,16,'organisation/woord',0.97);
INSERT INTO "annotation" VALUES(28,'jaarrapportage',1,0,'date','2022-01-01/2022-12-31','2022','2022',27,31,'datum/jaar',0.93);
INSERT INTO "annotation" VALUES(29,'jaarrapportage',1,0,'regeling','zorgtoeslag','Zorgtoeslag','zorgtoeslag',35,46,'regeling/woord',0.97);
INSERT INTO "annotation" VALUES(30,'jaarrapportage',1,0,'amount','4600000 burgers','4,6 miljoen burgers','4,6 miljoen burgers',55,74,'bedrag/aantal',0.9);
INSERT INTO "annotation" VALUES(31,'jaarrapportage',1,0,'amount','1547 medewerkers','1.547 medewerkers','1.547 medewerkers',92,109,'bedrag/aantal',0.9);
INSERT INTO "annotation" VALUES(32,'jaarrapportage',1,1,'knelpunt','iv-capaciteit','IV-capaciteit en systemen','IV-systemen',19,30,'knelpunt/genoemd',0.85);
INSERT INTO "annotation" VALUES(33,'jaarrapportage',1,1,'date','2022-01-01/2022-12-31','2022','2022',38,42,'datum/jaar',0.93);
INSERT INTO "annotation" VALUES(34,'jaarrapportage',1,1,'regeling','huurtoeslag','Huurtoeslag','huurtoeslag',78,89,'regeling/woord',0.97);
INSERT INTO "annotation" VALUES(35,'jaarrapportage',1,1,'regeling','zorgtoeslag','Zorgtoeslag','zorgtoeslag',96,107,'regeling/woord',0.97);
CREATE TABLE change (
  revision INTEGER NOT NULL,
  document_id TEXT NOT NULL, found INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (revision, document_id)
) WITHOUT ROWID;
INSERT INTO "change" VALUES(1,'brief-juli',1);
INSERT INTO "change" VALUES(2,'brief-december',1);
INSERT INTO "change" VALUES(3,'jaarrapportage',1);
INSERT INTO "change" VALUES(4,'brief-december',1);
INSERT INTO "change" VALUES(4,'brief-juli',1);
INSERT INTO "change" VALUES(4,'jaarrapportage',1);
INSERT INTO "change" VALUES(5,'brief-juli',1);
INSERT INTO "change" VALUES(6,'brief-juli',1);
INSERT INTO "change" VALUES(7,'brief-juli',0);
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
, added_revision INTEGER);
INSERT INTO "document" VALUES('brief-juli',NULL,'/bron','brief-juli.txt',1,NULL,NULL,'Stand van zaken toeslagen','Ministerie van Financiën','ministerie-van-financien','FIN','A. de Vries',NULL,NULL,'[2023]','{"from": "2023-01-01", "to": "2023-12-31", "label": "2023"}','2023-07-04','day',NULL,'colofon','Den Haag, 4 juli 2023','[]','{"title": "Betreft: Stand van zaken toeslagen", "organisation": "De Staatssecretaris van Financiën", "signatory": "De Staatssecretaris van Financiën, A. de Vries", "reporting_year": "Den Haag, 4 juli 2023", "publication_date": "Den Haag, 4 juli 2023"}',NULL,'ok','[]','2026-11-21T20:05:43Z','2026-11-21T20:05:43Z',NULL,1);
INSERT INTO "document" VALUES('brief-december',NULL,'/bron','brief-december.txt',1,NULL,NULL,'Huurtoeslag en wetgeving',NULL,NULL,NULL,NULL,NULL,NULL,'[2023]','{"from": "2023-01-01", "to": "2023-12-31", "label": "2023"}','2023-12-12','day','2023-07-04','colofon','Den Haag, 12 december 2023','[]','{"title": "Betreft: Huurtoeslag en wetgeving", "reporting_year": "Den Haag, 12 december 2023", "publication_date": "Den Haag, 12 december 2023"}',NULL,'ok','[]','2026-11-21T20:05:43Z','2026-11-21T20:05:43Z',NULL,2);
INSERT INTO "document" VALUES('jaarrapportage',NULL,'/bron','jaarrapportage.txt',1,NULL,'jaarrapportage','Jaarrapportage 2022 Dienst Toeslagen','Dienst Toeslagen','dienst-toeslagen','FIN',NULL,NULL,NULL,'[2022]','{"from": "2022-01-01", "to": "2022-12-31", "label": "2022"}',NULL,NULL,NULL,NULL,NULL,'[]','{"kind": "Jaarrapportage 2022 Dienst Toeslagen", "title": "Jaarrapportage 2022 Dienst Toeslagen", "organisation": "Jaarrapportage 2022 Dienst Toeslagen", "reporting_year": "Jaarrapportage 2022 Dienst Toeslagen"}',NULL,'ok','[]','2026-11-21T20:05:43Z','2026-11-21T20:05:43Z',NULL,3);
CREATE TABLE file (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  name TEXT NOT NULL,
  added_at TEXT NOT NULL
);
INSERT INTO "file" VALUES('d79e2f6ef3d16a21142ba0b8c5e0253d3be7ffa698d244cc5d63b0e671af8151',542,'text/plain','brief-juli.txt','2026-11-21T20:05:43Z');
INSERT INTO "file" VALUES('a11b85434d7901d5cea09f9a64406c2e0e020a67d9fcfcd2f553f2359e5b2c3a',342,'text/plain','brief-december.txt','2026-11-21T20:05:43Z');
INSERT INTO "file" VALUES('76339fd67370911265ce09be528ab4c2792d11a262e9152c7e6fd3c9e3a4c313',303,'text/plain','jaarrapportage.txt','2026-11-21T20:05:43Z');
CREATE TABLE form (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES file (sha256),
  media_type TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (document_id, version, sha256)
);
INSERT INTO "form" VALUES('brief-juli',1,'d79e2f6ef3d16a21142ba0b8c5e0253d3be7ffa698d244cc5d63b0e671af8151','text/plain','brief-juli.txt');
INSERT INTO "form" VALUES('brief-december',1,'a11b85434d7901d5cea09f9a64406c2e0e020a67d9fcfcd2f553f2359e5b2c3a','text/plain','brief-december.txt');
INSERT INTO "form" VALUES('jaarrapportage',1,'76339fd67370911265ce09be528ab4c2792d11a262e9152c7e6fd3c9e3a4c313','text/plain','jaarrapportage.txt');
CREATE TABLE joining_card (
  card INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  document_id TEXT NOT NULL,
  words TEXT NOT NULL,
  rarest TEXT NOT NULL,
  facts TEXT NOT NULL,
  UNIQUE (kind, name)
);
INSERT INTO "joining_card" VALUES(1,'toezegging','brief-december.t35f6dd2728d2','brief-december','{"omtzigt": 1.0, "gestand": 1.0, "huurtoeslag": 1.0, "wetgeving": 0.16650000000000004}','[]','{"day": "2023-12-12", "dated": "12 december 2023", "ministry": null, "organisation": null, "shown": {"omtzigt": "Omtzigt", "gestand": "gestand", "huurtoeslag": "huurtoeslag", "wetgeving": "wetgeving"}, "kind": "toezegging", "status": "afgedaan", "number": null, "members": ["Omtzigt"], "occasion": "2023-07-04", "from": null, "to": null}');
INSERT INTO "joining_card" VALUES(2,'plaats','brief-december.6a6aa079','brief-december','{"huurtoeslag": 1.0, "wetgeving": 1.0, "omtzigt": 1.0, "gestand": 1.0, "bezwaar": 1.0, "afhandel": 1.0, "hard": 1.0, "grens": 1.0, "vermogenstoets": 1.0, "knelpunt": 1.0, "burger": 1.0}','[]','{"day": "2023-12-12", "dated": "12 december 2023", "ministry": null, "organisation": null, "place": 1}');
INSERT INTO "joining_card" VALUES(3,'knelpunt','kp-40b6880f88','brief-december','{"hard": 1.5, "grens": 1.5, "vermogenstoets": 3.0, "vermogen": 0.75, "toets": 0.7650000000000003, "huurtoeslag": 1.5, "huur": 0.2699999999999999, "toeslag": 0.68625, "knelpunt": 1.5, "burger": 0.44237035399425695, "brief": 1.5, "toezegging": 0.9750000000000001, "omtzigt": 1.0, "cda": 0.4650000000000003, "gestand": 1.0, "bezwaar": 1.5, "tijd": 1.5, "afhandel": 3.0}','["brief", "omtzigt", "huurtoeslag", "knelpunt", "cda", "toeslag", "huur"]','{"theme": ["grenzen-en-voorwaarden", "bezwaar-en-dienstverlening"], "regeling": ["huurtoeslag"], "organisation": null, "ministry": null, "confidence": 0.85, "core": ["huurtoeslag", "knelpunt", "vermogenstoets"], "year": 2023, "status": "genoemd", "date": "2023-12-12", "place": 0}');
INSERT INTO "joining_card" VALUES(4,'verwijzing','brief-december','brief-december','{"brief 2023-07-04": 1.0}','[]','{"organisation": null}');
INSERT INTO "joining_card" VALUES(5,'stuk','brief-december','brief-december','{"None 2023": 1.0, "brief 2023-12-12": 1.0, "debat 2023-12-12": 1.0, "nr brief-december": 1.0, "titel huurtoeslag en wetgeving": 1.0}','[]','{"kind": null, "organisation": null}');
INSERT INTO "joining_card" VALUES(6,'kpi','brief-december','brief-december','{"?": 1.0}','[]','{"letters": "93f4976a7bf79eac9833be3d9ee5ae2da01f42146145b4cfc8a149d4cad59f9e"}');
INSERT INTO "joining_card" VALUES(7,'toezegging','brief-juli.t7f8eaf485f65','brief-juli','{"kamerstuk": 1.0, "richting": 0.20999999999999996, "omtzigt": 1.0, "einde": 0.11000000000000032, "huurtoeslag": 1.0}','[]','{"day": "2023-07-04", "dated": "4 juli 2023", "ministry": "FIN", "organisation": "ministerie-van-financien", "shown": {"kamerstuk": "Kamerstuk", "richting": "richting", "omtzigt": "Omtzigt", "einde": "einde", "huurtoeslag": "huurtoeslag"}, "kind": "toezegging", "status": "openstaand", "number": null, "members": ["Omtzigt"], "occasion": "2023-02-22", "from": "2023-07-04", "to": "2023-12-31"}');
INSERT INTO "joining_card" VALUES(8,'toezegging','brief-juli.te4a274d9367f','brief-juli','{"kinderopvangtoeslag": 1.0, "egezegd": 0.3, "einde": 0.03300000000000009, "huurtoeslag": 0.3, "knelpunt": 0.3, "uitvoering": 0.15299999999999994, "capaciteit": 0.18899999999999997, "ivsysteem": 0.3, "ontbreek": 0.18299999999999997, "daardoor": 0.10350000000000005, "wijziging": 0.219, "wetgeving": 0.16650000000000004, "invoer": 0.20249999999999993}','[]','{"day": "2023-07-04", "dated": "4 juli 2023", "ministry": "FIN", "organisation": "ministerie-van-financien", "shown": {"kinderopvangtoeslag": "kinderopvangtoeslag", "egezegd": "egezegd", "einde": "einde", "huurtoeslag": "huurtoeslag", "knelpunt": "knelpunt", "uitvoering": "uitvoering", "capaciteit": "capaciteit", "ivsysteem": "IV-systemen", "ontbreek": "ontbreekt", "daardoor": "Daardoor", "wijziging": "wijzigingen", "wetgeving": "wetgeving", "invoer": "ingevoerd"}, "kind": "aankondiging", "status": "openstaand", "number": null, "members": [], "occasion": null, "from": "2023-09-01", "to": "2023-11-30"}');
INSERT INTO "joining_card" VALUES(9,'plaats','brief-juli.d6b20b67','brief-juli','{"kamerstuk": 1.0, "richting": 1.0, "omtzigt": 1.0, "einde": 1.0, "huurtoeslag": 1.0, "knelpunt": 1.0, "uitvoering": 1.0, "capaciteit": 1.0, "ivsysteem": 1.0, "ontbreek": 1.0, "daardoor": 1.0, "wijziging": 1.0, "wetgeving": 1.0, "invoer": 1.0, "kinderopvangtoeslag": 1.0, "financien": 1.0, "vries": 1.0}','[]','{"day": "2023-07-04", "dated": "4 juli 2023", "ministry": "FIN", "organisation": "ministerie-van-financien", "place": 1}');
INSERT INTO "joining_card" VALUES(10,'knelpunt','kp-fe86d2cf71','brief-juli','{"knelpunt": 1.5, "uitvoering": 0.5399999999999998, "huurtoeslag": 1.5, "huur": 0.2699999999999999, "toeslag": 0.915, "capaciteit": 1.5, "ivsysteem": 1.5, "systeem": 1.5, "ontbreek": 1.5, "commissiedebat": 1.0, "commissie": 0.09750000000000014, "debat": 0.13000000000000012, "kamerstuk": 1.0, "richting": 0.06000000000000005, "omtzigt": 1.0, "cda": 0.4650000000000003, "toezeg": 1.0, "daardoor": 0.19500000000000028, "wijziging": 1.5900000000000007, "wetgeving": 1.5, "invoer": 2.49, "zomer": 0.10000000000000009, "zul": 0.4700000000000002, "brief": 0.1499999999999999, "stuur": 0.13500000000000023, "kinderopvangtoeslag": 1.0, "opvang": 0.27249999999999996, "staatssecretaris": 0.4849999999999999, "secretaris": 0.23250000000000015, "financien": 0.4718973611519446, "vries": 0.52}','["capaciteit", "ivsysteem", "systeem", "omtzigt", "huurtoeslag", "knelpunt", "toeslag", "cda"]','{"theme": ["iv-capaciteit", "complexe-wetgeving"], "regeling": ["huurtoeslag", "kinderopvangtoeslag"], "organisation": "ministerie-van-financien", "ministry": "FIN", "confidence": 0.87, "core": ["capaciteit", "huurtoeslag", "ivsysteem", "knelpunt", "ontbreek", "uitvoering"], "year": 2023, "status": "maatregel", "date": "2023-07-04", "place": 0}');
INSERT INTO "joining_card" VALUES(11,'verwijzing','brief-juli','brief-juli','{"debat 2023-02-22": 1.0, "nr kst-31066-1207": 1.0}','[]','{"organisation": "ministerie-van-financien"}');
INSERT INTO "joining_card" VALUES(12,'stuk','brief-juli','brief-juli','{"None 2023": 1.0, "brief 2023-07-04": 1.0, "debat 2023-07-04": 1.0, "nr brief-juli": 1.0, "titel stand van zaken toeslagen": 1.0}','[]','{"kind": null, "organisation": "ministerie-van-financien"}');
INSERT INTO "joining_card" VALUES(13,'knelpunt','kp-e7504cc744','jaarrapportage','{"capaciteit": 1.5, "ivsysteem": 1.5, "systeem": 1.5, "onvoldoend": 1.5, "knelpunt": 1.0, "raak": 0.43999999999999995, "huurtoeslag": 1.0, "huur": 0.17999999999999994, "toeslag": 0.4575, "zorgtoeslag": 1.0}','["capaciteit", "ivsysteem", "systeem", "huurtoeslag", "knelpunt", "toeslag", "huur"]','{"theme": ["iv-capaciteit"], "regeling": ["huurtoeslag", "zorgtoeslag"], "organisation": "dienst-toeslagen", "ministry": "FIN", "confidence": 0.85, "core": ["capaciteit", "ivsysteem", "onvoldoend"], "year": 2022, "status": "genoemd", "date": "", "place": 0}');
INSERT INTO "joining_card" VALUES(14,'stuk','jaarrapportage','jaarrapportage','{"jaarrapportage 2022": 1.0, "nr jaarrapportage": 1.0, "titel jaarrapportage 2022 dienst toeslagen": 1.0}','[]','{"kind": "jaarrapportage", "organisation": "dienst-toeslagen"}');
CREATE TABLE joining_count (
  kind TEXT NOT NULL,
  word TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (kind, word)
) WITHOUT ROWID;
INSERT INTO "joining_count" VALUES('knelpunt','afhandel',1);
INSERT INTO "joining_count" VALUES('knelpunt','bezwaar',1);
INSERT INTO "joining_count" VALUES('knelpunt','brief',2);
INSERT INTO "joining_count" VALUES('knelpunt','burger',1);
INSERT INTO "joining_count" VALUES('knelpunt','capaciteit',2);
INSERT INTO "joining_count" VALUES('knelpunt','cda',2);
INSERT INTO "joining_count" VALUES('knelpunt','commissie',1);
INSERT INTO "joining_count" VALUES('knelpunt','commissiedebat',1);
INSERT INTO "joining_count" VALUES('knelpunt','daardoor',1);
INSERT INTO "joining_count" VALUES('knelpunt','debat',1);
INSERT INTO "joining_count" VALUES('knelpunt','financien',1);
INSERT INTO "joining_count" VALUES('knelpunt','gestand',1);
INSERT INTO "joining_count" VALUES('knelpunt','grens',1);
INSERT INTO "joining_count" VALUES('knelpunt','hard',1);
INSERT INTO "joining_count" VALUES('knelpunt','huur',3);
INSERT INTO "joining_count" VALUES('knelpunt','huurtoeslag',3);
INSERT INTO "joining_count" VALUES('knelpunt','invoer',1);
INSERT INTO "joining_count" VALUES('knelpunt','ivsysteem',2);
INSERT INTO "joining_count" VALUES('knelpunt','kamerstuk',1);
INSERT INTO "joining_count" VALUES('knelpunt','kinderopvangtoeslag',1);
INSERT INTO "joining_count" VALUES('knelpunt','knelpunt',3);
INSERT INTO "joining_count" VALUES('knelpunt','omtzigt',2);
INSERT INTO "joining_count" VALUES('knelpunt','ontbreek',1);
INSERT INTO "joining_count" VALUES('knelpunt','onvoldoend',1);
INSERT INTO "joining_count" VALUES('knelpunt','opvang',1);
INSERT INTO "joining_count" VALUES('knelpunt','raak',1);
INSERT INTO "joining_count" VALUES('knelpunt','richting',1);
INSERT INTO "joining_count" VALUES('knelpunt','secretaris',1);
INSERT INTO "joining_count" VALUES('knelpunt','staatssecretaris',1);
INSERT INTO "joining_count" VALUES('knelpunt','stuur',1);
INSERT INTO "joining_count" VALUES('knelpunt','systeem',2);
INSERT INTO "joining_count" VALUES('knelpunt','tijd',1);
INSERT INTO "joining_count" VALUES('knelpunt','toeslag',3);
INSERT INTO "joining_count" VALUES('knelpunt','toets',1);
INSERT INTO "joining_count" VALUES('knelpunt','toezeg',1);
INSERT INTO "joining_count" VALUES('knelpunt','toezegging',1);
INSERT INTO "joining_count" VALUES('knelpunt','uitvoering',1);
INSERT INTO "joining_count" VALUES('knelpunt','vermogen',1);
INSERT INTO "joining_count" VALUES('knelpunt','vermogenstoets',1);
INSERT INTO "joining_count" VALUES('knelpunt','vries',1);
INSERT INTO "joining_count" VALUES('knelpunt','wetgeving',1);
INSERT INTO "joining_count" VALUES('knelpunt','wijziging',1);
INSERT INTO "joining_count" VALUES('knelpunt','zomer',1);
INSERT INTO "joining_count" VALUES('knelpunt','zorgtoeslag',1);
INSERT INTO "joining_count" VALUES('knelpunt','zul',1);
INSERT INTO "joining_count" VALUES('kpi','?',1);
INSERT INTO "joining_count" VALUES('plaats','afhandel',1);
INSERT INTO "joining_count" VALUES('plaats','bezwaar',1);
INSERT INTO "joining_count" VALUES('plaats','burger',1);
INSERT INTO "joining_count" VALUES('plaats','capaciteit',1);
INSERT INTO "joining_count" VALUES('plaats','daardoor',1);
INSERT INTO "joining_count" VALUES('plaats','einde',1);
INSERT INTO "joining_count" VALUES('plaats','financien',1);
INSERT INTO "joining_count" VALUES('plaats','gestand',1);
INSERT INTO "joining_count" VALUES('plaats','grens',1);
INSERT INTO "joining_count" VALUES('plaats','hard',1);
INSERT INTO "joining_count" VALUES('plaats','huurtoeslag',2);
INSERT INTO "joining_count" VALUES('plaats','invoer',1);
INSERT INTO "joining_count" VALUES('plaats','ivsysteem',1);
INSERT INTO "joining_count" VALUES('plaats','kamerstuk',1);
INSERT INTO "joining_count" VALUES('plaats','kinderopvangtoeslag',1);
INSERT INTO "joining_count" VALUES('plaats','knelpunt',2);
INSERT INTO "joining_count" VALUES('plaats','omtzigt',2);
INSERT INTO "joining_count" VALUES('plaats','ontbreek',1);
INSERT INTO "joining_count" VALUES('plaats','richting',1);
INSERT INTO "joining_count" VALUES('plaats','uitvoering',1);
INSERT INTO "joining_count" VALUES('plaats','vermogenstoets',1);
INSERT INTO "joining_count" VALUES('plaats','vries',1);
INSERT INTO "joining_count" VALUES('plaats','wetgeving',2);
INSERT INTO "joining_count" VALUES('plaats','wijziging',1);
INSERT INTO "joining_count" VALUES('stuk','None 2023',2);
INSERT INTO "joining_count" VALUES('stuk','brief 2023-07-04',1);
INSERT INTO "joining_count" VALUES('stuk','brief 2023-12-12',1);
INSERT INTO "joining_count" VALUES('stuk','debat 2023-07-04',1);
INSERT INTO "joining_count" VALUES('stuk','debat 2023-12-12',1);
INSERT INTO "joining_count" VALUES('stuk','jaarrapportage 2022',1);
INSERT INTO "joining_count" VALUES('stuk','nr brief-december',1);
INSERT INTO "joining_count" VALUES('stuk','nr brief-juli',1);
INSERT INTO "joining_count" VALUES('stuk','nr jaarrapportage',1);
INSERT INTO "joining_count" VALUES('stuk','titel huurtoeslag en wetgeving',1);
INSERT INTO "joining_count" VALUES('stuk','titel jaarrapportage 2022 dienst toeslagen',1);
INSERT INTO "joining_count" VALUES('stuk','titel stand van zaken toeslagen',1);
INSERT INTO "joining_count" VALUES('toezegging','capaciteit',1);
INSERT INTO "joining_count" VALUES('toezegging','daardoor',1);
INSERT INTO "joining_count" VALUES('toezegging','egezegd',1);
INSERT INTO "joining_count" VALUES('toezegging','einde',2);
INSERT INTO "joining_count" VALUES('toezegging','gestand',1);
INSERT INTO "joining_count" VALUES('toezegging','huurtoeslag',3);
INSERT INTO "joining_count" VALUES('toezegging','invoer',1);
INSERT INTO "joining_count" VALUES('toezegging','ivsysteem',1);
INSERT INTO "joining_count" VALUES('toezegging','kamerstuk',1);
INSERT INTO "joining_count" VALUES('toezegging','kinderopvangtoeslag',1);
INSERT INTO "joining_count" VALUES('toezegging','knelpunt',1);
INSERT INTO "joining_count" VALUES('toezegging','omtzigt',2);
INSERT INTO "joining_count" VALUES('toezegging','ontbreek',1);
INSERT INTO "joining_count" VALUES('toezegging','richting',1);
INSERT INTO "joining_count" VALUES('toezegging','uitvoering',1);
INSERT INTO "joining_count" VALUES('toezegging','wetgeving',2);
INSERT INTO "joining_count" VALUES('toezegging','wijziging',1);
INSERT INTO "joining_count" VALUES('verwijzing','brief 2023-07-04',1);
INSERT INTO "joining_count" VALUES('verwijzing','debat 2023-02-22',1);
INSERT INTO "joining_count" VALUES('verwijzing','nr kst-31066-1207',1);
CREATE TABLE joining_pair (
  kind TEXT NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (kind, one, other)
) WITHOUT ROWID;
INSERT INTO "joining_pair" VALUES('knelpunt','kp-e7504cc744','kp-fe86d2cf71',0.57,'zelfde woorden: capaciteit, ivsysteem, huurtoeslag, knelpunt; zelfde hoofdthema; zelfde regeling');
CREATE TABLE joining_word (
  kind TEXT NOT NULL,
  word TEXT NOT NULL,
  card INTEGER NOT NULL,
  PRIMARY KEY (kind, word, card)
) WITHOUT ROWID;
INSERT INTO "joining_word" VALUES('knelpunt','afhandel',3);
INSERT INTO "joining_word" VALUES('knelpunt','bezwaar',3);
INSERT INTO "joining_word" VALUES('knelpunt','brief',3);
INSERT INTO "joining_word" VALUES('knelpunt','brief',10);
INSERT INTO "joining_word" VALUES('knelpunt','burger',3);
INSERT INTO "joining_word" VALUES('knelpunt','capaciteit',10);
INSERT INTO "joining_word" VALUES('knelpunt','capaciteit',13);
INSERT INTO "joining_word" VALUES('knelpunt','cda',3);
INSERT INTO "joining_word" VALUES('knelpunt','cda',10);
INSERT INTO "joining_word" VALUES('knelpunt','commissie',10);
INSERT INTO "joining_word" VALUES('knelpunt','commissiedebat',10);
INSERT INTO "joining_word" VALUES('knelpunt','daardoor',10);
INSERT INTO "joining_word" VALUES('knelpunt','debat',10);
INSERT INTO "joining_word" VALUES('knelpunt','financien',10);
INSERT INTO "joining_word" VALUES('knelpunt','gestand',3);
INSERT INTO "joining_word" VALUES('knelpunt','grens',3);
INSERT INTO "joining_word" VALUES('knelpunt','hard',3);
INSERT INTO "joining_word" VALUES('knelpunt','huur',3);
INSERT INTO "joining_word" VALUES('knelpunt','huur',10);
INSERT INTO "joining_word" VALUES('knelpunt','huur',13);
INSERT INTO "joining_word" VALUES('knelpunt','huurtoeslag',3);
INSERT INTO "joining_word" VALUES('knelpunt','huurtoeslag',10);
INSERT INTO "joining_word" VALUES('knelpunt','huurtoeslag',13);
INSERT INTO "joining_word" VALUES('knelpunt','invoer',10);
INSERT INTO "joining_word" VALUES('knelpunt','ivsysteem',10);
INSERT INTO "joining_word" VALUES('knelpunt','ivsysteem',13);
INSERT INTO "joining_word" VALUES('knelpunt','kamerstuk',10);
INSERT INTO "joining_word" VALUES('knelpunt','kinderopvangtoeslag',10);
INSERT INTO "joining_word" VALUES('knelpunt','knelpunt',3);
INSERT INTO "joining_word" VALUES('knelpunt','knelpunt',10);
INSERT INTO "joining_word" VALUES('knelpunt','knelpunt',13);
INSERT INTO "joining_word" VALUES('knelpunt','omtzigt',3);
INSERT INTO "joining_word" VALUES('knelpunt','omtzigt',10);
INSERT INTO "joining_word" VALUES('knelpunt','ontbreek',10);
INSERT INTO "joining_word" VALUES('knelpunt','onvoldoend',13);
INSERT INTO "joining_word" VALUES('knelpunt','opvang',10);
INSERT INTO "joining_word" VALUES('knelpunt','raak',13);
INSERT INTO "joining_word" VALUES('knelpunt','richting',10);
INSERT INTO "joining_word" VALUES('knelpunt','secretaris',10);
INSERT INTO "joining_word" VALUES('knelpunt','staatssecretaris',10);
INSERT INTO "joining_word" VALUES('knelpunt','stuur',10);
INSERT INTO "joining_word" VALUES('knelpunt','systeem',10);
INSERT INTO "joining_word" VALUES('knelpunt','systeem',13);
INSERT INTO "joining_word" VALUES('knelpunt','tijd',3);
INSERT INTO "joining_word" VALUES('knelpunt','toeslag',3);
INSERT INTO "joining_word" VALUES('knelpunt','toeslag',10);
INSERT INTO "joining_word" VALUES('knelpunt','toeslag',13);
INSERT INTO "joining_word" VALUES('knelpunt','toets',3);
INSERT INTO "joining_word" VALUES('knelpunt','toezeg',10);
INSERT INTO "joining_word" VALUES('knelpunt','toezegging',3);
INSERT INTO "joining_word" VALUES('knelpunt','uitvoering',10);
INSERT INTO "joining_word" VALUES('knelpunt','vermogen',3);
INSERT INTO "joining_word" VALUES('knelpunt','vermogenstoets',3);
INSERT INTO "joining_word" VALUES('knelpunt','vries',10);
INSERT INTO "joining_word" VALUES('knelpunt','wetgeving',10);
INSERT INTO "joining_word" VALUES('knelpunt','wijziging',10);
INSERT INTO "joining_word" VALUES('knelpunt','zomer',10);
INSERT INTO "joining_word" VALUES('knelpunt','zorgtoeslag',13);
INSERT INTO "joining_word" VALUES('knelpunt','zul',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','brief',3);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','capaciteit',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','capaciteit',13);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','cda',3);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','cda',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','huur',3);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','huur',13);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','huurtoeslag',3);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','huurtoeslag',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','huurtoeslag',13);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','ivsysteem',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','ivsysteem',13);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','knelpunt',3);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','knelpunt',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','knelpunt',13);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','omtzigt',3);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','omtzigt',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','systeem',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','systeem',13);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','toeslag',3);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','toeslag',10);
INSERT INTO "joining_word" VALUES('knelpunt-zeldzaam','toeslag',13);
INSERT INTO "joining_word" VALUES('kpi','?',6);
INSERT INTO "joining_word" VALUES('plaats','afhandel',2);
INSERT INTO "joining_word" VALUES('plaats','bezwaar',2);
INSERT INTO "joining_word" VALUES('plaats','burger',2);
INSERT INTO "joining_word" VALUES('plaats','capaciteit',9);
INSERT INTO "joining_word" VALUES('plaats','daardoor',9);
INSERT INTO "joining_word" VALUES('plaats','einde',9);
INSERT INTO "joining_word" VALUES('plaats','financien',9);
INSERT INTO "joining_word" VALUES('plaats','gestand',2);
INSERT INTO "joining_word" VALUES('plaats','grens',2);
INSERT INTO "joining_word" VALUES('plaats','hard',2);
INSERT INTO "joining_word" VALUES('plaats','huurtoeslag',2);
INSERT INTO "joining_word" VALUES('plaats','huurtoeslag',9);
INSERT INTO "joining_word" VALUES('plaats','invoer',9);
INSERT INTO "joining_word" VALUES('plaats','ivsysteem',9);
INSERT INTO "joining_word" VALUES('plaats','kamerstuk',9);
INSERT INTO "joining_word" VALUES('plaats','kinderopvangtoeslag',9);
INSERT INTO "joining_word" VALUES('plaats','knelpunt',2);
INSERT INTO "joining_word" VALUES('plaats','knelpunt',9);
INSERT INTO "joining_word" VALUES('plaats','omtzigt',2);
INSERT INTO "joining_word" VALUES('plaats','omtzigt',9);
INSERT INTO "joining_word" VALUES('plaats','ontbreek',9);
INSERT INTO "joining_word" VALUES('plaats','richting',9);
INSERT INTO "joining_word" VALUES('plaats','uitvoering',9);
INSERT INTO "joining_word" VALUES('plaats','vermogenstoets',2);
INSERT INTO "joining_word" VALUES('plaats','vries',9);
INSERT INTO "joining_word" VALUES('plaats','wetgeving',2);
INSERT INTO "joining_word" VALUES('plaats','wetgeving',9);
INSERT INTO "joining_word" VALUES('plaats','wijziging',9);
INSERT INTO "joining_word" VALUES('stuk','None 2023',5);
INSERT INTO "joining_word" VALUES('stuk','None 2023',12);
INSERT INTO "joining_word" VALUES('stuk','brief 2023-07-04',12);
INSERT INTO "joining_word" VALUES('stuk','brief 2023-12-12',5);
INSERT INTO "joining_word" VALUES('stuk','debat 2023-07-04',12);
INSERT INTO "joining_word" VALUES('stuk','debat 2023-12-12',5);
INSERT INTO "joining_word" VALUES('stuk','jaarrapportage 2022',14);
INSERT INTO "joining_word" VALUES('stuk','nr brief-december',5);
INSERT INTO "joining_word" VALUES('stuk','nr brief-juli',12);
INSERT INTO "joining_word" VALUES('stuk','nr jaarrapportage',14);
INSERT INTO "joining_word" VALUES('stuk','titel huurtoeslag en wetgeving',5);
INSERT INTO "joining_word" VALUES('stuk','titel jaarrapportage 2022 dienst toeslagen',14);
INSERT INTO "joining_word" VALUES('stuk','titel stand van zaken toeslagen',12);
INSERT INTO "joining_word" VALUES('toezegging','capaciteit',8);
INSERT INTO "joining_word" VALUES('toezegging','daardoor',8);
INSERT INTO "joining_word" VALUES('toezegging','egezegd',8);
INSERT INTO "joining_word" VALUES('toezegging','einde',7);
INSERT INTO "joining_word" VALUES('toezegging','einde',8);
INSERT INTO "joining_word" VALUES('toezegging','gestand',1);
INSERT INTO "joining_word" VALUES('toezegging','huurtoeslag',1);
INSERT INTO "joining_word" VALUES('toezegging','huurtoeslag',7);
INSERT INTO "joining_word" VALUES('toezegging','huurtoeslag',8);
INSERT INTO "joining_word" VALUES('toezegging','invoer',8);
INSERT INTO "joining_word" VALUES('toezegging','ivsysteem',8);
INSERT INTO "joining_word" VALUES('toezegging','kamerstuk',7);
INSERT INTO "joining_word" VALUES('toezegging','kinderopvangtoeslag',8);
INSERT INTO "joining_word" VALUES('toezegging','knelpunt',8);
INSERT INTO "joining_word" VALUES('toezegging','omtzigt',1);
INSERT INTO "joining_word" VALUES('toezegging','omtzigt',7);
INSERT INTO "joining_word" VALUES('toezegging','ontbreek',8);
INSERT INTO "joining_word" VALUES('toezegging','richting',7);
INSERT INTO "joining_word" VALUES('toezegging','uitvoering',8);
INSERT INTO "joining_word" VALUES('toezegging','wetgeving',1);
INSERT INTO "joining_word" VALUES('toezegging','wetgeving',8);
INSERT INTO "joining_word" VALUES('toezegging','wijziging',8);
INSERT INTO "joining_word" VALUES('verwijzing','brief 2023-07-04',4);
INSERT INTO "joining_word" VALUES('verwijzing','debat 2023-02-22',11);
INSERT INTO "joining_word" VALUES('verwijzing','nr kst-31066-1207',11);
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
INSERT INTO "judgement" VALUES(1,'passage','notitie','brief-juli','In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt
(CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag.

Een knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt. Daardoor
kunnen wijzigingen in wetgeving niet op tijd worden ingevoerd.

Na de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag.

De Staatssecretaris van Financiën,
A. de Vries','eft: Stand van zaken toeslagen

','
',59,'text-1+steps-1',NULL,'nakijken','A. Jansen','2026-11-21T20:05:45Z',0,'brief-juli.d6b20b67',59,540);
INSERT INTO "judgement" VALUES(2,'tag','toegevoegd','brief-juli','In het commi','eft: Stand van zaken toeslagen

','ssiedebat Toeslagen van 22 febru',59,'text-1+steps-1','{"type": "regeling", "value": "zorgtoeslag", "label": "Zorgtoeslag"}',NULL,'A. Jansen','2026-11-21T20:05:46Z',0,'brief-juli.d6b20b67',59,71);
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
INSERT INTO "line" VALUES('brief-december',1,0,0,26,NULL,1,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-december',1,1,27,27,NULL,2,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-december',1,2,28,61,NULL,3,NULL,NULL,0,'heading');
INSERT INTO "line" VALUES('brief-december',1,3,62,62,NULL,4,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-december',1,4,63,173,NULL,5,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-december',1,5,174,255,NULL,6,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-december',1,6,256,256,NULL,7,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-december',1,7,257,341,NULL,8,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-december',1,8,342,342,NULL,9,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-juli',1,0,0,21,NULL,1,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-juli',1,1,22,22,NULL,2,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-juli',1,2,23,57,NULL,3,NULL,NULL,0,'heading');
INSERT INTO "line" VALUES('brief-juli',1,3,58,58,NULL,4,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-juli',1,4,59,168,NULL,5,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-juli',1,5,169,245,NULL,6,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-juli',1,6,246,246,NULL,7,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-juli',1,7,247,354,NULL,8,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-juli',1,8,355,417,NULL,9,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-juli',1,9,418,418,NULL,10,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-juli',1,10,419,492,NULL,11,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-juli',1,11,493,493,NULL,12,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('brief-juli',1,12,494,528,NULL,13,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-juli',1,13,529,540,NULL,14,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('brief-juli',1,14,541,541,NULL,15,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('jaarrapportage',1,0,0,36,NULL,1,NULL,NULL,0,'heading');
INSERT INTO "line" VALUES('jaarrapportage',1,1,37,37,NULL,2,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('jaarrapportage',1,2,38,49,NULL,3,NULL,NULL,0,'heading');
INSERT INTO "line" VALUES('jaarrapportage',1,3,50,50,NULL,4,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('jaarrapportage',1,4,51,161,NULL,5,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('jaarrapportage',1,5,162,162,NULL,6,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('jaarrapportage',1,6,163,192,NULL,7,NULL,NULL,0,'heading');
INSERT INTO "line" VALUES('jaarrapportage',1,7,193,193,NULL,8,NULL,NULL,0,'blank');
INSERT INTO "line" VALUES('jaarrapportage',1,8,194,302,NULL,9,NULL,NULL,0,'body');
INSERT INTO "line" VALUES('jaarrapportage',1,9,303,303,NULL,10,NULL,NULL,0,'blank');
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO "meta" VALUES('store_id','e189dbba961605cfe1c951ac20f95f2c');
INSERT INTO "meta" VALUES('revision','7');
INSERT INTO "meta" VALUES('news_revision','6');
INSERT INTO "meta" VALUES('joined','7 3+simplemma-2.0.0+wordfreq-3.1.1+19ae418c 9d39c129');
CREATE TABLE own_manifest (
  document_id TEXT PRIMARY KEY,
  entry TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
);
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
INSERT INTO "passage" VALUES('brief-juli',1,0,'brief-juli.5a2324ac','text','Den Haag, 4 juli 2023',NULL,'[]','[[0, 21]]',NULL,NULL,NULL,NULL,1,1,NULL,'[]',NULL,NULL,'[2023]');
INSERT INTO "passage" VALUES('brief-juli',1,1,'brief-juli.d6b20b67','text','In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt (CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag.

Een knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt. Daardoor kunnen wijzigingen in wetgeving niet op tijd worden ingevoerd.

Na de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag.

De Staatssecretaris van Financiën, A. de Vries',NULL,'["Betreft: Stand van zaken toeslagen"]','[[59, 540]]',NULL,NULL,NULL,NULL,5,14,NULL,'[]',NULL,NULL,'[2023]');
INSERT INTO "passage" VALUES('brief-december',1,0,'brief-december.efc406b7','text','Den Haag, 12 december 2023',NULL,'[]','[[0, 26]]',NULL,NULL,NULL,NULL,1,1,NULL,'[]',NULL,NULL,'[2023]');
INSERT INTO "passage" VALUES('brief-december',1,1,'brief-december.6a6aa079','text','Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie mijn brief van 4 juli 2023. In 2023 is 91,2% van de bezwaren op tijd afgehandeld.

De harde grens in de vermogenstoets van de huurtoeslag is een knelpunt voor burgers.',NULL,'["Betreft: Huurtoeslag en wetgeving"]','[[63, 341]]',NULL,NULL,NULL,NULL,5,8,NULL,'[]',NULL,NULL,'[2023]');
INSERT INTO "passage" VALUES('jaarrapportage',1,0,'jaarrapportage.9df32af9','text','Dienst Toeslagen keerde in 2022 de zorgtoeslag uit aan 4,6 miljoen burgers. De dienst telde 1.547 medewerkers.',NULL,'["1 Inleiding"]','[[51, 161]]',NULL,NULL,NULL,NULL,5,5,NULL,'[]',NULL,NULL,'[2022]');
INSERT INTO "passage" VALUES('jaarrapportage',1,1,'jaarrapportage.44796ce8','text','De capaciteit voor IV-systemen was in 2022 onvoldoende. Dit knelpunt raakt de huurtoeslag en de zorgtoeslag.',NULL,'["2 Knelpunten in de uitvoering"]','[[194, 302]]',NULL,NULL,NULL,NULL,9,9,NULL,'[]',NULL,NULL,'[2022]');
CREATE TABLE person (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  label TEXT NOT NULL
);
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
INSERT INTO "record" VALUES('brief-juli.rb3334737e2','reference','brief-juli',1,'brief-juli.d6b20b67',NULL,'debat/datum',0.9,'{"type": "debat", "text": "commissiedebat Toeslagen van 22 februari 2023", "start": 7, "end": 52, "dossier": "31066", "numbers": ["1207"], "chamber": null, "session": null, "item": null, "date": "2023-02-22", "law": null, "law_id": null, "article": null, "members": [], "name": "commissiedebat Toeslagen", "page_ref": null, "urls": ["https://zoek.officielebekendmakingen.nl/kst-31066-1207.html"], "doubt": null, "inferred": [], "rule": "debat/datum", "confidence": 0.9, "footnote_number": null, "cited_by_text": null, "reference_id": "brief-juli.rb3334737e2", "document_id": "brief-juli", "passage_id": "brief-juli.d6b20b67", "source": "brief-juli.txt", "page": null, "line": 5, "resolved_to": null, "candidates": []}');
INSERT INTO "record" VALUES('brief-juli.r2e5503396a','reference','brief-juli',1,'brief-juli.d6b20b67',NULL,'kamerstuk/kop',0.99,'{"type": "kamerstuk", "text": "Kamerstuk 31 066, nr. 1207", "start": 54, "end": 80, "dossier": "31066", "numbers": ["1207"], "chamber": null, "session": null, "item": null, "date": null, "law": null, "law_id": null, "article": null, "members": [], "name": null, "page_ref": null, "urls": ["https://zoek.officielebekendmakingen.nl/kst-31066-1207.html"], "doubt": null, "inferred": [], "rule": "kamerstuk/kop", "confidence": 0.99, "footnote_number": null, "cited_by_text": null, "reference_id": "brief-juli.r2e5503396a", "document_id": "brief-juli", "passage_id": "brief-juli.d6b20b67", "source": "brief-juli.txt", "page": null, "line": 5, "resolved_to": null, "candidates": []}');
INSERT INTO "record" VALUES('brief-juli.t7f8eaf485f65','toezegging','brief-juli',1,'brief-juli.d6b20b67','{"document_id": "brief-juli", "exact": "In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt\n(CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag", "prefix": "eft: Stand van zaken toeslagen\n\n", "suffix": ".\n\nEen knelpunt bij de uitvoerin", "start": 59, "text_version": "text-1+steps-1"}','toezegging-gedaan',0.95,'{"toezegging_id": "brief-juli.t7f8eaf485f65", "kind": "toezegging", "document_id": "brief-juli", "passage_id": "brief-juli.d6b20b67", "source": "brief-juli.txt", "page": null, "line_start": 5, "line_end": 6, "quote": "In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt (CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag.", "anchor": {"document_id": "brief-juli", "exact": "In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt\n(CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag", "prefix": "eft: Stand van zaken toeslagen\n\n", "suffix": ".\n\nEen knelpunt bij de uitvoerin", "start": 59, "text_version": "text-1+steps-1"}, "by_whom": "A. de Vries", "ministry": "FIN", "to_whom": [{"name": "Omtzigt", "party": "CDA"}], "committee": null, "occasion": "commissiedebat Toeslagen", "occasion_date": "2023-02-22", "references": ["brief-juli.rb3334737e2", "brief-juli.r2e5503396a"], "subject": "de huurtoeslag", "register_number": null, "deadline": {"text": "voor het einde van 2023", "from": "2023-07-04", "to": "2023-12-31"}, "status": "openstaand", "status_evidence": "voor het einde van 2023", "status_date": "2023-07-04", "overdue": null, "overdue_why": null, "answers": [{"passage_id": "brief-juli.d6b20b67", "quote": "Een knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt."}, {"passage_id": "brief-juli.d6b20b67", "quote": "Daardoor kunnen wijzigingen in wetgeving niet op tijd worden ingevoerd."}], "fulfilled_by": [{"document_id": "brief-december", "passage_id": "brief-december.6a6aa079", "why": "zelfde woorden: huurtoeslag, Omtzigt; noemt Omtzigt; zegt \"met deze brief\"; verschenen binnen of kort na de termijn; later document (12 december 2023)", "confidence": 0.62}], "mentions": [], "repeats": [], "inferred": ["by_whom"], "confidence": 0.95, "rule": "toezegging-gedaan", "review": "open", "reasons": ["Er staat dat iets is toegezegd."]}');
INSERT INTO "record" VALUES('brief-juli.te4a274d9367f','toezegging','brief-juli',1,'brief-juli.d6b20b67','{"document_id": "brief-juli", "exact": "Na de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag", "prefix": "niet op tijd worden ingevoerd.\n\n", "suffix": ".\n\nDe Staatssecretaris van Finan", "start": 419, "text_version": "text-1+steps-1"}','aankondiging-zal',0.92,'{"toezegging_id": "brief-juli.te4a274d9367f", "kind": "aankondiging", "document_id": "brief-juli", "passage_id": "brief-juli.d6b20b67", "source": "brief-juli.txt", "page": null, "line_start": 11, "line_end": 11, "quote": "Na de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag.", "anchor": {"document_id": "brief-juli", "exact": "Na de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag", "prefix": "niet op tijd worden ingevoerd.\n\n", "suffix": ".\n\nDe Staatssecretaris van Finan", "start": 419, "text_version": "text-1+steps-1"}, "by_whom": "A. de Vries", "ministry": "FIN", "to_whom": [{"name": "Kamer", "party": null}], "committee": null, "occasion": null, "occasion_date": null, "references": [], "subject": "de kinderopvangtoeslag", "register_number": null, "deadline": {"text": "Na de zomer", "from": "2023-09-01", "to": "2023-11-30"}, "status": "openstaand", "status_evidence": "Na de zomer", "status_date": "2023-07-04", "overdue": null, "overdue_why": null, "answers": [], "fulfilled_by": [], "mentions": [], "repeats": [], "inferred": [], "confidence": 0.92, "rule": "aankondiging-zal", "review": "open", "reasons": ["Zegt wat het parlement zal worden gestuurd of gemeld."]}');
INSERT INTO "record" VALUES('kp-fe86d2cf71','knelpunt','brief-juli',1,'brief-juli.d6b20b67','{"document_id": "brief-juli", "exact": "In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt\n(CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag.\n\nEen knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt. Daardoor\nkunnen wijzigingen in wetgeving niet op tijd worden ingevoerd.\n\nNa de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag.\n\nDe Staatssecretaris van Financiën,\nA. de Vries", "prefix": "eft: Stand van zaken toeslagen\n\n", "suffix": "\n", "start": 59, "text_version": "text-1+steps-1"}','knelpunt/genoemd',0.87,'{"knelpunt_id": "kp-fe86d2cf71", "name": "Een knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit…", "theme": ["iv-capaciteit", "complexe-wetgeving"], "regeling": ["huurtoeslag", "kinderopvangtoeslag"], "explicit": true, "status": "maatregel", "description": "Een knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt.", "solution": null, "document_id": "brief-juli", "passage_id": "brief-juli.d6b20b67", "source": "brief-juli.txt", "page": null, "line_start": 5, "line_end": 14, "quote": "In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt (CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag.\n\nEen knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt. Daardoor kunnen wijzigingen in wetgeving niet op tijd worden ingevoerd.\n\nNa de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag.\n\nDe Staatssecretaris van Financiën, A. de Vries", "anchor": {"document_id": "brief-juli", "exact": "In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt\n(CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag.\n\nEen knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt. Daardoor\nkunnen wijzigingen in wetgeving niet op tijd worden ingevoerd.\n\nNa de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag.\n\nDe Staatssecretaris van Financiën,\nA. de Vries", "prefix": "eft: Stand van zaken toeslagen\n\n", "suffix": "\n", "start": 59, "text_version": "text-1+steps-1"}, "organisation": "Ministerie van Financiën", "organisation_id": "ministerie-van-financien", "reporting_year": 2023, "reporting_years": [2023], "status_evidence": "Daardoor kunnen wijzigingen in wetgeving niet op tijd worden ingevoerd.", "same_as": ["kp-e7504cc744"], "likenesses": [{"knelpunt_id": "kp-e7504cc744", "score": 0.57, "why": "zelfde woorden: capaciteit, ivsysteem, huurtoeslag, knelpunt; zelfde hoofdthema; zelfde regeling"}], "history": [{"year": 2022, "status": "genoemd", "knelpunt_id": "kp-e7504cc744", "document_id": "jaarrapportage"}, {"year": 2023, "status": "maatregel", "knelpunt_id": "kp-fe86d2cf71", "document_id": "brief-juli"}], "first_year": 2022, "last_year": 2023, "changed": "genoemd (2022) → maatregel (2023)", "confidence": 0.87, "rule": "knelpunt/genoemd", "cues": ["knelpunt", "te weinig", "het kan, mag of lukt niet"], "subject": ["iv systemen", "capaciteit", "ingevoerd", "wijzigingen", "wetgeving"], "inferred": [], "review": "open", "joined": [], "parted": [], "note": null, "char_start": 59, "char_end": 540, "ordinal": 0}');
INSERT INTO "record" VALUES('brief-december.rc146e91d8a','reference','brief-december',1,'brief-december.6a6aa079',NULL,'brief/datum',0.9,'{"type": "brief", "text": "brief van 4 juli 2023", "start": 116, "end": 137, "dossier": null, "numbers": [], "chamber": null, "session": null, "item": null, "date": "2023-07-04", "law": null, "law_id": null, "article": null, "members": [], "name": null, "page_ref": null, "urls": [], "doubt": null, "inferred": [], "rule": "brief/datum", "confidence": 0.9, "footnote_number": null, "cited_by_text": null, "reference_id": "brief-december.rc146e91d8a", "document_id": "brief-december", "passage_id": "brief-december.6a6aa079", "source": "brief-december.txt", "page": null, "line": 6, "resolved_to": null, "candidates": []}');
INSERT INTO "record" VALUES('brief-december.t35f6dd2728d2','toezegging','brief-december',1,'brief-december.6a6aa079','{"document_id": "brief-december", "exact": "Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie\nmijn brief van 4 juli 2023", "prefix": "reft: Huurtoeslag en wetgeving\n\n", "suffix": ". In 2023 is 91,2% van de bezwar", "start": 63, "text_version": "text-1+steps-1"}','toezegging-genoemd',0.88,'{"toezegging_id": "brief-december.t35f6dd2728d2", "kind": "toezegging", "document_id": "brief-december", "passage_id": "brief-december.6a6aa079", "source": "brief-december.txt", "page": null, "line_start": 5, "line_end": 6, "quote": "Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie mijn brief van 4 juli 2023.", "anchor": {"document_id": "brief-december", "exact": "Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie\nmijn brief van 4 juli 2023", "prefix": "reft: Huurtoeslag en wetgeving\n\n", "suffix": ". In 2023 is 91,2% van de bezwar", "start": 63, "text_version": "text-1+steps-1"}, "by_whom": null, "ministry": null, "to_whom": [{"name": "Omtzigt", "party": "CDA"}], "committee": null, "occasion": "brief", "occasion_date": "2023-07-04", "references": ["brief-december.rc146e91d8a"], "subject": "de huurtoeslag, zie mijn brief van 4 juli 2023", "register_number": null, "deadline": {"text": null, "from": null, "to": null}, "status": "afgedaan", "status_evidence": "Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie mijn brief van 4 juli 2023.", "status_date": "2023-12-12", "overdue": null, "overdue_why": null, "answers": [{"passage_id": "brief-december.6a6aa079", "quote": "In 2023 is 91,2% van de bezwaren op tijd afgehandeld."}, {"passage_id": "brief-december.6a6aa079", "quote": "De harde grens in de vermogenstoets van de huurtoeslag is een knelpunt voor burgers."}], "fulfilled_by": [], "mentions": [], "repeats": [], "inferred": [], "confidence": 0.88, "rule": "toezegging-genoemd", "review": "open", "reasons": ["Een bepaalde toezegging wordt genoemd."]}');
INSERT INTO "record" VALUES('kpi-8cc937f042','kpi','brief-december',1,'brief-december.6a6aa079','{"document_id": "brief-december", "exact": "91,2%", "prefix": "ief van 4 juli 2023. In 2023 is ", "suffix": " van de bezwaren op tijd afgehan", "start": 213, "text_version": "text-1+steps-1"}','tekst/kpi',0.8,'{"kpi_value_id": "kpi-8cc937f042", "kpi": "afgehandelde-bezwaren-binnen-awb-termijn", "label": "Afgehandelde bezwaren binnen Awb-termijn", "organisation": null, "year": 2023, "period": {"from": "2023-01-01", "to": "2023-12-31", "label": "2023"}, "role": "waarde", "value": 91.2, "unit": "%", "comparator": null, "text": "91,2%", "document_id": "brief-december", "passage_id": "brief-december.6a6aa079", "source": "brief-december.txt", "page": null, "line": 6, "explanation": null, "met": null, "definition_note": null, "confidence": 0.8, "conflicts": [], "conflict": false, "organisation_id": null, "series": "?|afgehandelde-bezwaren-binnen-awb-termijn", "label_in_text": "bezwaren op tijd afgehandeld", "where": "text", "decimals": 1, "repaired": null, "inferred": [], "rule": "tekst/kpi", "anchor": {"document_id": "brief-december", "exact": "91,2%", "prefix": "ief van 4 juli 2023. In 2023 is ", "suffix": " van de bezwaren op tijd afgehan", "start": 213, "text_version": "text-1+steps-1"}, "char_start": 213, "char_end": 218, "review": "open"}');
INSERT INTO "record" VALUES('kp-40b6880f88','knelpunt','brief-december',1,'brief-december.6a6aa079','{"document_id": "brief-december", "exact": "Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie\nmijn brief van 4 juli 2023. In 2023 is 91,2% van de bezwaren op tijd afgehandeld.\n\nDe harde grens in de vermogenstoets van de huurtoeslag is een knelpunt voor burgers", "prefix": "reft: Huurtoeslag en wetgeving\n\n", "suffix": ".\n", "start": 63, "text_version": "text-1+steps-1"}','knelpunt/genoemd',0.85,'{"knelpunt_id": "kp-40b6880f88", "name": "De harde grens in de vermogenstoets van de huurtoeslag is een knelpunt…", "theme": ["grenzen-en-voorwaarden", "bezwaar-en-dienstverlening"], "regeling": ["huurtoeslag"], "explicit": true, "status": "genoemd", "description": "De harde grens in de vermogenstoets van de huurtoeslag is een knelpunt voor burgers.", "solution": null, "document_id": "brief-december", "passage_id": "brief-december.6a6aa079", "source": "brief-december.txt", "page": null, "line_start": 5, "line_end": 8, "quote": "Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie mijn brief van 4 juli 2023. In 2023 is 91,2% van de bezwaren op tijd afgehandeld.\n\nDe harde grens in de vermogenstoets van de huurtoeslag is een knelpunt voor burgers.", "anchor": {"document_id": "brief-december", "exact": "Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie\nmijn brief van 4 juli 2023. In 2023 is 91,2% van de bezwaren op tijd afgehandeld.\n\nDe harde grens in de vermogenstoets van de huurtoeslag is een knelpunt voor burgers", "prefix": "reft: Huurtoeslag en wetgeving\n\n", "suffix": ".\n", "start": 63, "text_version": "text-1+steps-1"}, "organisation": null, "organisation_id": null, "reporting_year": 2023, "reporting_years": [2023], "status_evidence": null, "same_as": [], "likenesses": [], "history": [], "first_year": 2023, "last_year": 2023, "changed": null, "confidence": 0.85, "rule": "knelpunt/genoemd", "cues": ["knelpunt"], "subject": ["harde grens", "vermogenstoets", "bezwaren", "afgehandeld", "op tijd", "brief"], "inferred": [], "review": "open", "joined": [], "parted": [], "note": null, "char_start": 63, "char_end": 340, "ordinal": 0}');
INSERT INTO "record" VALUES('kp-e7504cc744','knelpunt','jaarrapportage',1,'jaarrapportage.44796ce8','{"document_id": "jaarrapportage", "exact": "De capaciteit voor IV-systemen was in 2022 onvoldoende. Dit knelpunt raakt de huurtoeslag en de zorgtoeslag", "prefix": "\n2 Knelpunten in de uitvoering\n\n", "suffix": ".\n", "start": 194, "text_version": "text-1+steps-1"}','knelpunt/genoemd',0.85,'{"knelpunt_id": "kp-e7504cc744", "name": "De capaciteit voor IV-systemen was in 2022 onvoldoende", "theme": ["iv-capaciteit"], "regeling": ["huurtoeslag", "zorgtoeslag"], "explicit": true, "status": "genoemd", "description": "De capaciteit voor IV-systemen was in 2022 onvoldoende.", "solution": null, "document_id": "jaarrapportage", "passage_id": "jaarrapportage.44796ce8", "source": "jaarrapportage.txt", "page": null, "line_start": 9, "line_end": 9, "quote": "De capaciteit voor IV-systemen was in 2022 onvoldoende. Dit knelpunt raakt de huurtoeslag en de zorgtoeslag.", "anchor": {"document_id": "jaarrapportage", "exact": "De capaciteit voor IV-systemen was in 2022 onvoldoende. Dit knelpunt raakt de huurtoeslag en de zorgtoeslag", "prefix": "\n2 Knelpunten in de uitvoering\n\n", "suffix": ".\n", "start": 194, "text_version": "text-1+steps-1"}, "organisation": "Dienst Toeslagen", "organisation_id": "dienst-toeslagen", "reporting_year": 2022, "reporting_years": [2022], "status_evidence": null, "same_as": ["kp-fe86d2cf71"], "likenesses": [{"knelpunt_id": "kp-fe86d2cf71", "score": 0.57, "why": "zelfde woorden: capaciteit, ivsysteem, huurtoeslag, knelpunt; zelfde hoofdthema; zelfde regeling"}], "history": [{"year": 2022, "status": "genoemd", "knelpunt_id": "kp-e7504cc744", "document_id": "jaarrapportage"}, {"year": 2023, "status": "maatregel", "knelpunt_id": "kp-fe86d2cf71", "document_id": "brief-juli"}], "first_year": 2022, "last_year": 2023, "changed": "genoemd (2022) → maatregel (2023)", "confidence": 0.85, "rule": "knelpunt/genoemd", "cues": ["kop, lijst of tabel van knelpunten", "knelpunt", "te weinig"], "subject": ["iv systemen", "capaciteit"], "inferred": [], "review": "open", "joined": [], "parted": [], "note": null, "char_start": 194, "char_end": 301, "ordinal": 0}');
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
INSERT INTO "record_news" VALUES('toezegging','brief-december','ab478492c607025d','brief-december.t35f6dd2728d2','{"kind": "toezegging", "status": "afgedaan", "status_date": "2023-12-12", "by_whom": null, "register_number": null, "deadline": null, "fulfilled_by": [], "judged": []}',NULL,4,4);
INSERT INTO "record_news" VALUES('toezegging','brief-juli','322b0359da51d869','brief-juli.t7f8eaf485f65','{"kind": "toezegging", "status": "openstaand", "status_date": "2023-07-04", "by_whom": "A. de Vries", "register_number": null, "deadline": "2023-12-31", "fulfilled_by": [], "judged": []}',NULL,4,4);
INSERT INTO "record_news" VALUES('toezegging','brief-juli','8b3a5ac050f2dcf5','brief-juli.te4a274d9367f','{"kind": "aankondiging", "status": "openstaand", "status_date": "2023-07-04", "by_whom": "A. de Vries", "register_number": null, "deadline": "2023-11-30", "fulfilled_by": [], "judged": []}',NULL,4,4);
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
INSERT INTO "run" VALUES(1,'ingest','2026-11-21T20:05:39Z','2026-11-21T20:05:45Z','0.1.0','blank-nl-1','klaar','{"files": [{"path": "brief-december.txt", "status": "toegevoegd", "document_id": "brief-december", "message": null, "code": null, "passages": 2, "problems": []}, {"path": "brief-juli.txt", "status": "toegevoegd", "document_id": "brief-juli", "message": null, "code": null, "passages": 2, "problems": []}, {"path": "jaarrapportage.txt", "status": "toegevoegd", "document_id": "jaarrapportage", "message": null, "code": null, "passages": 2, "problems": []}], "revision": 4, "took_s": 5.927, "pipeline": "blank-nl-1", "stages": {"lezen": 0.2, "begrijpen en bewaren": 3.519, "verbanden leggen": 0.531, "index": 0.919}}');
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
, exact INTEGER NOT NULL DEFAULT 0, written_at TEXT, off TEXT NOT NULL DEFAULT '[]');
INSERT INTO "saved_search" VALUES(1,'Anna','Huurtoeslag','huurtoeslag bezwaar','{"kinds": ["kamerbrief"], "regelingen": [], "themes": [], "kpis": [], "organisations": [], "persons": [], "parties": [], "documents": [], "years": [{"first": 2022, "last": 2023}], "year_kind": "reporting", "excluded": [["themes", "ict"]]}','date','week',0,'2026-11-21T21:35:10Z','2026-11-21T21:35:10Z',6,0,NULL,'["jaar:2023", "bezwaar=bezwaarschrift"]');
CREATE TABLE telling (
  document_id TEXT NOT NULL REFERENCES document (document_id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (document_id, version, ordinal)
) WITHOUT ROWID;
INSERT INTO "telling" VALUES('brief-december',1,1);
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
INSERT INTO "version" VALUES('brief-juli',1,'d79e2f6ef3d16a21142ba0b8c5e0253d3be7ffa698d244cc5d63b0e671af8151','brief-juli.txt','text/plain','Den Haag, 4 juli 2023

Betreft: Stand van zaken toeslagen

In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt
(CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag.

Een knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt. Daardoor
kunnen wijzigingen in wetgeving niet op tijd worden ingevoerd.

Na de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag.

De Staatssecretaris van Financiën,
A. de Vries
','text-1+steps-1','blank-nl-1 | taxonomie 92387fea05e3 | regels 62bf52a7-1733224c','[{"text": "Betreft: Stand van zaken toeslagen", "level": 1, "start": 23, "end": 57, "page": null, "number": null}]','[]','{}','{}','[]','2026-11-21T20:05:43Z',NULL);
INSERT INTO "version" VALUES('brief-december',1,'a11b85434d7901d5cea09f9a64406c2e0e020a67d9fcfcd2f553f2359e5b2c3a','brief-december.txt','text/plain','Den Haag, 12 december 2023

Betreft: Huurtoeslag en wetgeving

Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie
mijn brief van 4 juli 2023. In 2023 is 91,2% van de bezwaren op tijd afgehandeld.

De harde grens in de vermogenstoets van de huurtoeslag is een knelpunt voor burgers.
','text-1+steps-1','blank-nl-1 | taxonomie 92387fea05e3 | regels 62bf52a7-1733224c','[{"text": "Betreft: Huurtoeslag en wetgeving", "level": 1, "start": 28, "end": 61, "page": null, "number": null}]','[]','{}','{}','[]','2026-11-21T20:05:43Z',NULL);
INSERT INTO "version" VALUES('jaarrapportage',1,'76339fd67370911265ce09be528ab4c2792d11a262e9152c7e6fd3c9e3a4c313','jaarrapportage.txt','text/plain','Jaarrapportage 2022 Dienst Toeslagen

1 Inleiding

Dienst Toeslagen keerde in 2022 de zorgtoeslag uit aan 4,6 miljoen burgers. De dienst telde 1.547 medewerkers.

2 Knelpunten in de uitvoering

De capaciteit voor IV-systemen was in 2022 onvoldoende. Dit knelpunt raakt de huurtoeslag en de zorgtoeslag.
','text-1+steps-1','blank-nl-1 | taxonomie 92387fea05e3 | regels 62bf52a7-1733224c','[{"text": "Jaarrapportage 2022 Dienst Toeslagen", "level": 1, "start": 0, "end": 36, "page": null, "number": null}, {"text": "1 Inleiding", "level": 1, "start": 38, "end": 49, "page": null, "number": "1"}, {"text": "2 Knelpunten in de uitvoering", "level": 1, "start": 163, "end": 192, "page": null, "number": "2"}]','[]','{}','{}','[]','2026-11-21T20:05:43Z',NULL);
CREATE INDEX document_official ON document (official_id);
CREATE INDEX document_path ON document (root, path);
CREATE INDEX version_sha ON version (sha256);
CREATE INDEX form_sha ON form (sha256);
CREATE INDEX passage_id ON passage (passage_id);
CREATE INDEX annotation_passage ON annotation (document_id, version, ordinal);
CREATE INDEX record_document ON record (document_id, type);
CREATE INDEX judgement_document ON judgement (document_id);
CREATE INDEX joining_card_document ON joining_card (document_id);
CREATE INDEX joining_pair_other ON joining_pair (kind, other);
COMMIT;
