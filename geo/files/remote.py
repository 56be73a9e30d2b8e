"""Data by address: OGC API Features, WFS, or a plain file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from .delivery import Answers, Asks, Layer, Question
from .fetch import checked, fetch
from .mapped import MappedDelivery
from .oapif import collect, collections_of, link, read_json
from .open_file import open_file
from .raw import RawFeature, RawFile
from .recipe import Recipe
from .refusals import refusal
from .wfs import Chained, Service, asked, is_wfs, pages_of, service_of

_HOPS = 4


def open_remote(url: str, recipe: Recipe, answers: Answers | None = None) -> RemoteDelivery:
    """What is at ``url``, read by ``recipe``; which layer is meant is asked where the service has several.

    Pages are kept for an hour, so that what broke off goes on and what was checked is imported. Close it when done.
    Raises FileError where the host may not be asked, or what it answers can't be used.
    """
    checked(url)
    answers = answers or Answers()
    folder = _folder()
    try:
        raw = _Wfs(url, folder).opened(answers) if is_wfs(url) else _open(url, folder, answers)
        return RemoteDelivery(raw, recipe, answers, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


class RemoteDelivery(MappedDelivery):
    """A delivery that removes what was fetched for it when it is closed."""

    def __init__(self, raw: RawFile, recipe: Recipe, answers: Answers, folder: Path) -> None:
        self._folder = folder
        # The layer was found by the service; its one file has but one.
        named = Answers(crs=answers.crs, encoding=answers.encoding, columns=answers.columns)
        super().__init__(raw, recipe, named)
        if isinstance(raw, _Several):
            self.questions = [raw.question]

    def close(self) -> None:
        super().close()
        shutil.rmtree(self._folder, ignore_errors=True)


class _Several:
    """A service with several layers: nothing is read until somebody has chosen one."""

    def __init__(self, name: str, layers: Sequence[str]) -> None:
        self.name = name
        self.layers: Sequence[Layer] = [Layer(each, 0, "", "") for each in layers]
        self.encodings: Mapping[str, Sequence[str]] = {}
        self.bounds: Mapping[str, tuple[float, float, float, float]] = {}
        self.question = Question(
            Asks.LAYER, list(layers), _("The service has several layers: choose the one to import.")
        )

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        return iter(())

    def close(self) -> None:
        """Nothing was opened."""


def _open(url: str, folder: Path, answers: Answers) -> RawFile:
    """A file, or a service that leads to its items by links."""
    at = url
    for _hop in range(_HOPS):
        path = folder / "fetched"
        fetched = fetch(at, path, accept="application/json, application/geo+json;q=0.9, */*;q=0.5")
        if not _is_json(path):
            return open_file(path, _name(fetched.url))
        data = read_json(path, at) if path.stat().st_size < 20_000_000 else {}
        if data.get("type") == "FeatureCollection" and not link(data, "next", at):
            return open_file(path, _name(fetched.url))
        if data.get("type") == "FeatureCollection":
            return _collected(at, folder)
        if "collections" in data:
            return _collection(url, collections_of(data, at), folder, answers)
        onward = link(data, "items", at) or link(data, "data", at)
        onward = onward or link(data, "http://www.opengis.net/def/rel/ogc/1.0/data", at)
        if onward is None:
            return open_file(path, _name(fetched.url))
        at = onward
    raise refusal(
        url.partition("?")[0], _("The service's links do not lead to features. Give the address of the items.")
    )


def _collection(url: str, found: dict[str, str], folder: Path, answers: Answers) -> RawFile:
    if answers.layer and answers.layer not in found:
        message = _("There is no layer “%(layer)s”. There are: %(known)s.")
        said = message % {"layer": answers.layer[:80], "known": ", ".join(found)[:400]}
        raise refusal(url.partition("?")[0], said, name="layer")
    chosen = answers.layer or (next(iter(found)) if len(found) == 1 else "")
    if not chosen:
        return _Several(_name(url), list(found))
    return _collected(found[chosen], folder)


def _collected(url: str, folder: Path) -> RawFile:
    path = folder / "items.geojson"
    collect(url, path)
    return open_file(path, _name(url.partition("?")[0].removesuffix("/items")) + ".geojson")


class _Wfs:
    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder

    def opened(self, answers: Answers) -> RawFile:
        path = self.folder / "capabilities.xml"
        fetch(asked(self.url, request="GetCapabilities"), path)
        service = service_of(self.url, path)
        if answers.layer and answers.layer not in service.layers:
            message = _("There is no layer “%(layer)s”. There are: %(known)s.")
            said = message % {"layer": answers.layer[:80], "known": ", ".join(service.layers)[:400]}
            raise refusal(self.url.partition("?")[0], said, name="layer")
        chosen = answers.layer or (service.layers[0] if len(service.layers) == 1 else "")
        if not chosen:
            return _Several(_name(self.url), service.layers)
        return self._layer(service, chosen)

    def _layer(self, service: Service, layer: str) -> RawFile:
        pages, is_json = pages_of(service, layer)
        suffix = ".geojson" if is_json else ".gml"
        files: list[RawFile] = []
        try:
            for number, page in enumerate(pages.files(), start=1):
                if number > 1 and self._is_empty(page):
                    break
                called = _("%(layer)s, page %(number)d") % {"layer": layer.rpartition(":")[2], "number": number}
                files.append(open_file(page, called + suffix))
        except BaseException:
            for file in files:
                file.close()
            raise
        return Chained(_name(self.url), layer, files)

    def _is_empty(self, page: Path) -> bool:
        text = page.read_bytes()
        return b'"Feature"' not in text and b"ember" not in text


def _is_json(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _folder() -> Path:
    parent = Path(settings.VAR_DIR) / "geodata" / "fetched"
    parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=parent))


def _name(url: str) -> str:
    parts = urlsplit(url)
    return Path(parts.path).name or parts.hostname or "remote"
