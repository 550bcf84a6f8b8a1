"""A small knowledge base with something of everything, for tests that damage it: made once, then copied."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from contextlib import closing
from pathlib import Path

from kennisbank import Kennisbank

LETTER = """\
Den Haag, 4 juli 2023

Betreft: Stand van zaken toeslagen

In het commissiedebat Toeslagen van 22 februari 2023 (Kamerstuk 31 066, nr. 1207) is richting het lid Omtzigt
(CDA) toegezegd om voor het einde van 2023 terug te komen op de huurtoeslag.

Een knelpunt bij de uitvoering van de huurtoeslag is dat de capaciteit voor IV-systemen ontbreekt. Daardoor
kunnen wijzigingen in wetgeving niet op tijd worden ingevoerd.

Na de zomer zal ik uw Kamer een brief sturen over de kinderopvangtoeslag.

De Staatssecretaris van Financiën,
A. de Vries
"""
SECOND = """\
Den Haag, 12 december 2023

Betreft: Huurtoeslag en wetgeving

Met deze brief doe ik de toezegging aan het lid Omtzigt (CDA) gestand om terug te komen op de huurtoeslag, zie
mijn brief van 4 juli 2023. In 2023 is 91,2% van de bezwaren op tijd afgehandeld.

De harde grens in de vermogenstoets van de huurtoeslag is een knelpunt voor burgers.
"""
REPORT = """\
Jaarrapportage 2022 Dienst Toeslagen

1 Inleiding

Dienst Toeslagen keerde in 2022 de zorgtoeslag uit aan 4,6 miljoen burgers. De dienst telde 1.547 medewerkers.

2 Knelpunten in de uitvoering

De capaciteit voor IV-systemen was in 2022 onvoldoende. Dit knelpunt raakt de huurtoeslag en de zorgtoeslag.
"""
TEXTS = {"brief-juli.txt": LETTER, "brief-december.txt": SECOND, "jaarrapportage.txt": REPORT}


class Here(Executor):
    """Does at once, in this process, what it is given: readers of text need no process of their own here."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # what a worker would hand back
            future.set_exception(error)
        return future


def written(folder: Path, texts: dict[str, str] = TEXTS) -> Path:
    """A folder with the texts as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def made(place: Path) -> Path:
    """A home folder at `place` with the three texts and two judgements."""
    source = written(place.parent / f"{place.name}-bron")
    with closing(Kennisbank(place)) as kennisbank:
        report = kennisbank.ingest([source], executor=Here())
        assert [item.status for item in report.files] == ["toegevoegd"] * 3
        passage = next(item for item in kennisbank.passages("brief-juli") if "knelpunt" in item.text)
        kennisbank.judge("passage", "note", passage.passage_id, who="A. Jansen", note="nakijken")
        kennisbank.judge("tag", "add", passage.passage_id, who="A. Jansen", value="regeling:zorgtoeslag",
                         start=0, end=12)  # fmt: skip
    return place
