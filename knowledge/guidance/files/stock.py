"""What a municipality has for guidance: its own and the library's records, by their lasting names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.blocks import StreamValue
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation

from cms.core.actions.record_wording import is_complete
from cms.core.models import Municipality, source_locale
from cms.core.values.translations import UNTRANSLATED
from knowledge.funding.models import FundingProgramme
from knowledge.guidance.engine.facts import Fact
from knowledge.guidance.engine.reading import read_facts
from knowledge.guidance.models import CalculationParameter, GuidanceFact, Measure, plain_fact
from knowledge.topics.models import Topic

from .records import SOURCE, STREAM_WORDS


class Stock:
    """The records that a municipality's flows may use; its own go before the library's of the same name."""

    def __init__(self, municipality: Municipality) -> None:
        self.municipality = municipality
        self.found: dict[str, dict[str, Any]] = {
            "fact": {record.key: record for record in self._records(GuidanceFact)},
            "measure": {record.slug: record for record in self._records(Measure)},
            "parameter": {name_of_row(record): record for record in self._records(CalculationParameter)},
        }
        self.numbers: dict[tuple[str, str], int | None] = {}
        self.names: dict[tuple[str, int], str] = {}

    @property
    def kinds(self) -> dict[str, str]:
        return {key: fact.kind for key, fact in self.found["fact"].items()}

    @property
    def catalogue(self) -> dict[str, Fact]:
        """The facts as the engine has them."""
        return read_facts([plain_fact(fact, {SOURCE: fact}) for fact in self.found["fact"].values()])

    def has(self, kind: str, name: str) -> bool:
        """Whether there is something of that name."""
        if kind == "parameter":
            return any(row.key == name for row in self.found["parameter"].values())
        return self.key_of(kind, name) is not None

    def key_of(self, kind: str, name: str) -> int | None:
        """The primary key of what has a name."""
        if kind in self.found:
            record = self.found[kind].get(name)
            return record.pk if record is not None else None
        if (kind, name) not in self.numbers:
            self.numbers[kind, name] = self._look_up(kind, name)
        return self.numbers[kind, name]

    def name_of(self, kind: str, number: Any) -> str:
        """The lasting name of what has a primary key; empty where it is gone."""
        if number is None:
            return ""
        if (kind, number) not in self.names:
            self.names[kind, number] = self._name(kind, number)
        return self.names[kind, number]

    def _records(self, model: Any) -> list[Any]:
        library = Q(municipality=None) | Q(municipality_id=self.municipality.region_id or self.municipality.pk)
        shown = Q(municipality=self.municipality) | (library & Q(live=True))
        rows = model.objects.filter(shown, locale=source_locale())
        # The last of one name counts: the municipality's own.
        return [latest(row) for row in sorted(rows, key=lambda row: row.municipality_id == self.municipality.pk)]

    def _look_up(self, kind: str, name: str) -> int | None:
        if kind == "page":
            return self._page(name)
        if kind == "image":
            return None
        model, field = (FundingProgramme, "slug") if kind == "programme" else (Topic, "key")
        rows = [row for row in self._records(model) if getattr(row, field) == name]
        return rows[-1].pk if rows else None

    def _page(self, path: str) -> int | None:
        inner = path.strip("/")
        owners = [self.municipality, self.municipality.region]
        for owner in filter(None, owners):
            home = owner.site.root_page
            url_path = f"{home.url_path}{inner}/" if inner else home.url_path
            pages = Page.objects.filter(url_path=url_path, locale=home.locale)
            page = (pages if owner == self.municipality else pages.live()).first()
            if page is not None:
                return int(page.pk)
        return None

    def _name(self, kind: str, number: int) -> str:
        if kind == "page":
            url_path = Page.objects.filter(pk=number).values_list("url_path", flat=True).first()
            return "/" + str(url_path).split("/", 2)[2] if url_path else ""
        model: Any = {"measure": Measure, "programme": FundingProgramme}[kind]
        return model.objects.filter(pk=number).values_list("slug", flat=True).first() or ""


def name_of_row(row: CalculationParameter) -> str:
    """A dated row's name: that of its entry in a file."""
    return f"{row.key}@{row.valid_from}" if row.valid_from else row.key


def latest(record: Any) -> Any:
    """What an editor sees of ``record``: its draft, unless it is a published snippet."""
    is_shown = record.live and not isinstance(record, Page)
    return record if is_shown or record.latest_revision_id is None else record.get_latest_revision_as_object()


def in_languages(records: Iterable[Any]) -> dict[Any, dict[str, Any]]:
    """Each record's own and its translations' words by primary key and language; words not translated are empty."""
    sources = {record.translation_key: record for record in records}
    found: dict[Any, dict[str, Any]] = {record.pk: {SOURCE: record} for record in sources.values()}
    for model in {type(record) for record in sources.values()}:
        rows = model._default_manager.filter(translation_key__in=list(sources)).exclude(locale=source_locale())
        for row in rows.select_related("locale").order_by("locale__language_code"):
            if not getattr(row, "alias_of_id", None):
                german = sources[row.translation_key]
                found[german.pk][row.locale.language_code] = translated_words(latest(row), german)
    return found


def translated_words(record: Any, german: Any) -> Any:
    """``record`` without the words that nobody has translated yet: these are still the source's."""
    if not _is_unfinished(record):
        return record
    for field in record.translatable_fields:
        name = field.field_name
        if isinstance(getattr(record, name), StreamValue):
            blocks = {block["id"]: block["value"] for block in getattr(german, name).raw_data}
            setattr(record, name, [_blanked(each, blocks, name) for each in getattr(record, name).raw_data])
        elif field.is_translated(record) and getattr(record, name) == getattr(german, name):
            setattr(record, name, "")
    return record


def _is_unfinished(record: TranslatableMixin) -> bool:
    if record.source_text_digest:
        return bool(record.source_text_digest == UNTRANSLATED)
    translation = Translation.objects.filter(
        source__object_id=record.translation_key, target_locale_id=record.locale_id
    ).first()
    return translation is not None and not is_complete(translation)


def _blanked(block: Any, german: dict[str, Any], stream: str) -> Any:
    same = german.get(block["id"], {})
    names = [name for name in STREAM_WORDS[stream] if block["value"].get(name) == same.get(name)]
    return {**block, "value": {**block["value"], **{name: "" for name in names if name in block["value"]}}}
