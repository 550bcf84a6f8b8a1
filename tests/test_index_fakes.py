"""A small language and small records for the tests of the index, and that they are what they say."""

import re
from dataclasses import dataclass

from kb.records import Document, Passage, PublicationDate, Tag

PARTS = ("kinder", "opvang", "toeslag", "huur", "zorg", "capaciteit", "iv", "klacht")


@dataclass(frozen=True, slots=True)
class FakeTerm:
    text: str
    start: int
    end: int
    position: int
    form: str
    keys: tuple
    parts: tuple
    kind: str = "word"


class FakeLanguage:
    """Words are runs of letters and digits; the key takes a plural ending away; parts are of a list."""

    version = "fake-1"

    def analyse(self, text):
        return [
            FakeTerm(
                m[0], m.start(), m.end(), i, m[0].lower(), (self.key(m[0].lower()),), self.parts(m[0].lower())
            )
            for i, m in enumerate(re.finditer(r"\w+(?:-\w+)*", text))
        ]

    @staticmethod
    def key(form):
        return re.sub(r"(en|s)$", "", form) if len(form) > 4 else form

    def parts(self, form):
        found = []
        rest = self.key(form).replace("-", "")
        while rest:
            part = next((part for part in PARTS if rest.startswith(part)), None)
            if part is None:
                return ()
            found.append(part)
            rest = rest[len(part) :]
        return tuple(found) if len(found) > 1 else ()

    def sentence_spans(self, text):
        return [(m.start(), m.end()) for m in re.finditer(r"[^.\s][^.]*\.?", text)]


def passage(passage_id, text, document_id="doc", **more):
    values = {
        "source": "doc.txt", "kind": "text", "spans": ((0, len(text)),), "char_start": 0, "char_end": len(text),
        "section": (), "page_from": None, "page_to": None, "page_label_from": None, "page_label_to": None,
        "line_start": None, "line_end": None, "context": None, "cells": None, "footnotes": (), "speaker": None,
        "question_number": None, "publication_date": None, "reporting_year": None, "years_named": (),
        "tags": (),
    } | more  # fmt: skip
    return Passage(passage_id=passage_id, document_id=document_id, text=text, **values)


def document(document_id="doc", **more):
    values = {
        "source": f"{document_id}.txt", "sha256": "0" * 64, "media_type": "text/plain", "forms": (),
        "version": 1,
        "superseded_by": None, "url": None, "kind": None, "title": None, "organisation": None,
        "organisation_id": None, "ministry": None, "signatory": None, "kamerstuk": None, "session": None,
        "reporting_year": None, "reporting_years": (), "reporting_period": None,
        "publication_date": PublicationDate(), "relations": (), "pages": None, "passages": 0, "status": "ok",
        "problems": (),
    } | more  # fmt: skip
    return Document(document_id=document_id, **values)


def tag(type_, value, label=None):
    return Tag(type_, value, label or value, value, 0, 1, "test", 1.0)


def test_the_fake_language_splits_and_joins():
    term = FakeLanguage().analyse("De kinderopvangtoeslagen")[1]
    assert (term.keys, term.parts) == (("kinderopvangtoeslag",), ("kinder", "opvang", "toeslag"))
