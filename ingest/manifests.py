"""Which manifest speaks for a file: the one that was named, or the manifest.toml beside it."""

from __future__ import annotations

from pathlib import Path

from kb.manifest import Manifest, load_manifest

MANIFEST = "manifest.toml"


class Manifests:
    """Finds and keeps manifests while files are taken in. Raises `kb.manifest.ManifestError`."""

    def __init__(self, given: Path | None = None) -> None:
        self._given = load_manifest(given) if given else None
        self._beside: dict[Path, Manifest | None] = {}

    def of(self, path: Path) -> Manifest | None:
        """The manifest for the file at `path`, None when there is none."""
        if self._given is not None:
            return self._given
        folder = path.parent
        if folder not in self._beside:
            beside = folder / MANIFEST
            self._beside[folder] = load_manifest(beside) if beside.is_file() else None
        return self._beside[folder]
