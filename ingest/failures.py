"""What goes wrong while a file is read, as errors that people can do something with."""

from __future__ import annotations

from ingest.raw import ReadError

TIME_LIMIT_S = 300.0
"""Seconds for one file; scans that go through character recognition need minutes."""


class WorkerDied(Exception):
    """The process that read a file ended without an answer. `why` is "tijd", "geheugen", "uitvoer" or "weg"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


_TOO_LARGE = ReadError(
    "te-veel-geheugen",
    "Het bestand vraagt te veel geheugen om te lezen. Splits het in delen en lever die aan.",
)
_STOPPED = ReadError(
    "lezer-gestopt",
    "Het lezen van dit bestand is onverwacht gestopt; waarschijnlijk is het beschadigd of vraagt het "
    "te veel geheugen. Bewaar het opnieuw of splits het, en lever dat aan.",
)


def as_read_error(error: BaseException, limit_s: float = TIME_LIMIT_S) -> ReadError:
    """What went wrong in a worker as an error that people can do something with."""
    if isinstance(error, ReadError):
        return error
    if isinstance(error, WorkerDied):
        if error.why == "tijd":
            return ReadError(
                "te-lang",
                f"Het lezen duurde langer dan {limit_s:.0f} seconden en is gestopt. Splits het bestand, "
                "of bewaar het opnieuw als PDF en probeer het nog eens.",
            )
        return _TOO_LARGE if error.why == "uitvoer" else _STOPPED
    if type(error).__name__ == "KilledWorker":  # Dask's word for a file that ended one machine after another
        return _STOPPED
    return _TOO_LARGE if isinstance(error, MemoryError) else _of_system(error)


def _of_system(error: BaseException) -> ReadError:
    if isinstance(error, PermissionError):
        return ReadError(
            "niet-te-openen", f"Het bestand kan niet geopend worden ({error.strerror}). Controleer de rechten."
        )
    if isinstance(error, FileNotFoundError):
        return ReadError("weg", "Het bestand is er niet meer. Controleer de map en probeer het opnieuw.")
    return ReadError(
        "interne-fout",
        f"Onverwachte fout bij dit bestand ({type(error).__name__}: {error}). De andere bestanden gaan door. "
        "Meld de fout met dit bestand erbij.",
    )
