"""What a page or a snippet needs before it is published, asked by the form and at every other door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db.models import Manager, Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Comment

from .models import Image, source_locale


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps something from being published: where it is, and what is missing or wrong, in words."""

    place: str
    message: Any


Check = Callable[[Any], Iterable[Fault]]
_checks: dict[type[Model], Check] = {}


def register_check(model: type[Model], check: Check) -> None:
    """Have ``check`` look at every ``model`` that is otherwise finished before it is published."""
    _checks[model] = check


def checked(record: Any) -> list[Fault]:
    """What the check registered for the model of ``record`` finds."""
    check = _checks.get(type(record))
    return list(check(record)) if check is not None else []


def missing_words(cleaned: dict[str, Any], needed: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of ``needed`` that are empty, each with what it is needed for."""
    for name, reason in needed.items():
        value = cleaned.get(name)
        if name in cleaned and (not value or (hasattr(value, "exists") and not value.exists())):
            yield name, reason


def missing_alternative_text(image: Image | None) -> SafeString | None:
    """Says that ``image`` has no German alternative text, with the way to where it is written."""
    if image is None or image.alt_de:
        return None
    return format_html(
        '{} <a href="{}">{}</a>',
        _("This picture has no alternative text yet."),
        reverse("wagtailimages:edit", args=[image.pk]),
        _("Describe the picture"),
    )


def unfinished(form_class: Any, values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What ``form_class`` wants filled before something with these ``values`` is published, by field."""
    yield from missing_words(values, form_class.needed_now(values))
    if told := missing_alternative_text(values.get("image")):
        yield "image", told


def faults(record: Any) -> list[Fault]:
    """Everything that keeps ``record`` as it is from being published; nothing where it may be."""
    found = list(_faults_of_fields(record))
    # A translation has words only, and falls back to the source where it has none.
    if record.locale_id == source_locale().pk:
        found += [*_faults_of_blocks(record), *_faults_of_rows(record), *_unfinished(record)]
        found += [] if found else checked(record)
    return found


def _faults_of_fields(record: Model, exclude: set[str] | None = None) -> Iterator[Fault]:
    try:
        record.full_clean(exclude=exclude)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield from (Fault(_label(record, name), message) for message in messages)


def _faults_of_blocks(record: Model) -> Iterator[Fault]:
    for field in record._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(record, field.name)
            try:
                field.stream_block.clean(stream)
            except ValidationError as error:
                yield from _faults_in_stream(_label(record, field.name), stream, error)


def _faults_in_stream(label: str, stream: Any, error: Any) -> Iterator[Fault]:
    yield from (Fault(label, message) for each in error.non_block_errors.as_data() for message in each.messages)
    for index, inner in error.block_errors.items():
        kind = capfirst(str(stream[index].block.label))
        place = _("%(field)s, block %(number)d (%(kind)s)") % {"field": label, "number": index + 1, "kind": kind}
        yield from (Fault(place, message) for message in _messages_in(inner))


def _messages_in(error: Any) -> Iterator[str]:
    """The messages of an error of a block, however deep."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from error.messages
        return
    yield from (message for each in error.non_block_errors.as_data() for message in each.messages)
    for each in inner.values() if isinstance(inner, dict) else inner:
        if each is not None:
            yield from _messages_in(each)


def _faults_of_rows(record: Model) -> Iterator[Fault]:
    for relation in get_all_child_relations(type(record)):
        if relation.related_model is Comment:
            continue
        for number, row in enumerate(getattr(record, relation.get_accessor_name()).all(), start=1):
            name = capfirst(str(row._meta.verbose_name))
            for fault in _faults_of_fields(row, {relation.field.name}):
                yield Fault(f"{name} {number}, {fault.place}".removesuffix(", "), fault.message)


def _unfinished(record: Any) -> Iterator[Fault]:
    form_class = getattr(record.get_edit_handler(), "base_form_class", None)
    if hasattr(form_class, "needed_now"):
        for name, reason in unfinished(form_class, _Values(record)):
            yield Fault(_label(record, name), reason)


class _Values(dict[str, Any]):
    """The fields of a record as a form would have cleaned them."""

    def __init__(self, record: Any) -> None:
        names = [field.name for field in record._meta.get_fields() if hasattr(record, field.name)]
        found = {name: getattr(record, name) for name in names}
        super().__init__({name: value.all() if isinstance(value, Manager) else value for name, value in found.items()})


def _label(record: Model, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return ""
    try:
        return capfirst(str(record._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name
