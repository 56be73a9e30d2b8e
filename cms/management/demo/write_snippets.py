"""Makes images, topics, glossary terms, funding programmes, advice centres and parameters, in German."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.core.files.base import ContentFile

from cms.core.models import EmissionFactor, EnergyPrice, Image, Municipality, SnippetBase
from cms.core.values.record import LANGUAGES
from geo.models import HeatPlan, MapLayer
from geo.values import Point
from knowledge.advice.models import AdviceCentre, Closure, OpeningHours
from knowledge.funding.models import FundingProgramme, FundingRate
from knowledge.glossary.models import GlossaryTerm
from knowledge.topics.models import Topic

from .blocks import NAMESPACE
from .made import Made
from .publish import publish
from .snippets import Entry, in_days
from .write_maps import layer_fields, plan_fields

Values = dict[str, Any]
DATED = ("valid_from", "valid_to", "status", "legal_basis", "source_title", "source_url", "checked_on")
MODELS: dict[str, type[SnippetBase]] = {
    "topic": Topic, "term": GlossaryTerm, "funding": FundingProgramme, "advice": AdviceCentre, "price": EnergyPrice,
    "emission": EmissionFactor, "plan": HeatPlan, "layer": MapLayer,
}  # fmt: skip
# The fields with words: name in the model, name in the file.
WORDS: dict[str, tuple[str, ...]] = {
    "topic": ("name",), "term": ("term", "forms", "definition"),
    "funding": ("title", "provider", "summary", "what", "steps"), "advice": ("name", "summary", "accessibility"),
    "price": ("label", "method"), "emission": ("label", "method"),
    "plan": ("title", "summary", "how_to_comment", "decided_by"), "layer": ("title", "explanation"),
}  # fmt: skip


def write_images(made: Made) -> None:
    """Put the illustrations into the region's collection, the library."""
    collection = Municipality.objects.get(pk=made.pk("municipality", made.demo.region)).collection
    for entry in new(made, made.demo.entries["image"]):
        content = Path(made.demo.folder, "images", entry.values["file"]).read_bytes()
        image = Image(
            title=entry.values["title"], collection=collection, credit=entry.values["credit"],
            licence=entry.values["licence"], file_size=len(content),
            **{f"alt_{language}": entry.values["alt"].get(language, "") for language in LANGUAGES},
        )  # fmt: skip
        image.file = ContentFile(content, name=entry.values["file"])
        image._set_image_file_metadata()
        image.save()
        made.files.append(image.file)
        made.note("image", entry.key, image)
        made.tick(entry.key)


def write_snippets(made: Made, kinds: Iterable[str]) -> None:
    """Make the German records of ``kinds`` and publish them."""
    for kind in kinds:
        for entry in new(made, entries(made, kind)):
            snippet = MODELS[kind](
                locale=made.locales["de"], translation_key=uuid5(NAMESPACE, unique_key(entry)), live=False,
                **{name: entry.values[name].get("de", "") for name in WORDS[kind]}, **ATTRIBUTES[kind](made, entry),
            )  # fmt: skip
            if "topics" in entry.values:
                snippet.topics.set(Topic.objects.filter(pk__in=made.all_of(entry.values["topics"])))
            CHILDREN.get(kind, _no_children)(made, entry, snippet)
            made.check(snippet, entry.record, named=NAMES.get(kind), skip=("municipality",))
            made.problems.stop_if_any()
            publish(snippet)
            made.note(kind, row_key(entry), snippet)
            made.tick(entry.key)
    if "term" in kinds:
        _relate_terms(made)


def entries(made: Made, kind: str) -> list[Entry]:
    """The entries of ``kind``."""
    source = "parameter" if kind in ("price", "emission") else kind
    return [entry for entry in made.demo.entries[source] if entry.kind == kind]


def new(made: Made, candidates: Iterable[Entry]) -> list[Entry]:
    """Those that no earlier load made."""
    return [entry for entry in candidates if made.is_new(entry.kind, row_key(entry))]


def row_key(entry: Entry) -> str:
    """What tells an entry apart; a parameter has a row for each time it was valid."""
    since = entry.values.get("valid_from")
    return f"{entry.key}@{since or ''}" if entry.kind in ("price", "emission") else entry.key


def unique_key(entry: Entry) -> str:
    return f"{entry.kind}:{row_key(entry)}"


def _topic(made: Made, entry: Entry) -> Values:
    position = [other.key for other in entries(made, "topic")].index(entry.key)
    return {
        "key": entry.key, "slug": entry.values["slug"], "image_id": made.maybe(entry.values["image"]),
        "sort_order": position,
    }  # fmt: skip


def _term(made: Made, entry: Entry) -> Values:
    return {"slug": entry.values["slug"], "source": entry.values["source"]}


def _funding(made: Made, entry: Entry) -> Values:
    values = entry.values
    return {
        "slug": values["slug"], "municipality_id": made.maybe(values["municipality"]), "url": values["url"],
        "image_id": made.maybe(values["image"]), "for_whom": values["for_whom"],
    }  # fmt: skip


def _advice(made: Made, entry: Entry) -> Values:
    values = entry.values
    same = (
        "slug", "street", "postal_code", "town", "phone", "email", "url", "booking_url", "languages",
        "free_of_charge", "to_check",
    )  # fmt: skip
    place = Point(values["lon"], values["lat"]).ewkt if values["lon"] is not None and values["lat"] is not None else ""
    return {
        **{name: values[name] for name in same}, "invented": values["demo"], "location": place,
        "municipality_id": made.maybe(values["municipality"]),
    }  # fmt: skip


def _parameter(made: Made, entry: Entry) -> Values:
    values = entry.values
    exact = values["value"]
    if values["unit"] != MODELS[entry.kind].unit.value:  # type: ignore[attr-defined]
        entry.record.wrong("unit", f"should be {MODELS[entry.kind].unit.value}")  # type: ignore[attr-defined]
    return {
        "key": entry.key, "slug": entry.key, "carrier": values["carrier"],
        "low": values["low"] if exact is None else exact, "high": values["high"] if exact is None else exact,
        **{name: values[name] for name in DATED},
    }  # fmt: skip


def _rates(made: Made, entry: Entry, programme: Any) -> None:
    same = ("key", "kind", "unit", "dwelling_from", "dwelling_to", *DATED)
    rates = []
    for number, row in enumerate(entry.values["rates"], start=1):
        amount = row["percent"] if row["percent"] is not None else row["amount"]
        rates.append(FundingRate(
            sort_order=number, locale=programme.locale, amount=amount, label=row["label"].get("de", ""),
            condition=row["condition"].get("de", ""), translation_key=child_key(entry, "rates", number),
            **{name: row[name] for name in same},
        ))  # fmt: skip
    programme.rates.set(rates)


def _hours(made: Made, entry: Entry, centre: Any) -> None:
    centre.opening_hours.set([
        OpeningHours(sort_order=number, day=row["day"], opens=row["opens"], closes=row["closes"])
        for number, row in enumerate(entry.values["opening_hours"], start=1)
    ])  # fmt: skip
    centre.closures.set([
        Closure(
            sort_order=number, locale=centre.locale, reason=row["reason"].get("de", ""),
            first_day=in_days(made.today, row["from_in_days"]), last_day=in_days(made.today, row["to_in_days"]),
            translation_key=child_key(entry, "closures", number),
        )
        for number, row in enumerate(entry.values["closures"], start=1)
    ])  # fmt: skip


def child_key(entry: Entry, field: str, number: int) -> Any:
    """The lasting translation key of the ``number``-th row of an entry."""
    return uuid5(NAMESPACE, f"{unique_key(entry)}#{field}{number}")


def _no_children(made: Made, entry: Entry, snippet: Any) -> None:
    """Most snippets stand alone."""


def _relate_terms(made: Made) -> None:
    for entry in new(made, entries(made, "term")):
        term = GlossaryTerm.objects.get(pk=made.pk("term", entry.key))
        term.related.set(made.all_of(entry.values["related"]))


ATTRIBUTES: dict[str, Callable[[Made, Entry], Values]] = {
    "topic": _topic, "term": _term, "funding": _funding, "advice": _advice, "price": _parameter, "emission": _parameter,
    "plan": plan_fields, "layer": layer_fields,
}  # fmt: skip
CHILDREN: dict[str, Callable[[Made, Entry, Any], None]] = {"funding": _rates, "advice": _hours}
NAMES: dict[str, dict[str, str]] = {"advice": {"location": "lon", "invented": "demo"}}
