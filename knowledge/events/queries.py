from __future__ import annotations

from datetime import date, datetime, time, timedelta

from cms.core.queries.directory import Entry
from cms.core.queries.pages import changed_at
from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import SnippetReading
from knowledge.topics.models import Topic
from knowledge.topics.queries import in_order, topics_of_pages
from search.queries import TOPICS_OF

from .models import EventPage


def times(reader: Reader) -> dict[int, tuple[datetime, datetime]]:
    """When each event starts and ends, kept with the edition."""
    return reader.edition.keep(
        "times of events",
        lambda: {
            pk: (starts, ends) for pk, starts, ends in EventPage.objects.values_list("pk", "starts_at", "ends_at")
        },
    )


def topics_by_event(reader: Reader) -> dict[int, list[int]]:
    load = topics_of_pages(EventPage.topics.through, "eventpage_id")
    pages = reader.pages(reader.directory.of_model(EventPage))
    return reader.edition.keep("topics of events", lambda: load(pages))


def events(
    reader: Reader,
    first_day: date | None = None,
    last_day: date | None = None,
    topics: frozenset[int] | None = None,
    since: datetime | None = None,
) -> list[Entry]:
    """Events by their start; of a range of days, all that take place on one of them at least."""
    known = times(reader)
    begin = midnight(reader, first_day) if first_day else None
    end = midnight(reader, last_day + timedelta(days=1)) if last_day else None
    found = [
        entry
        for entry in reader.directory.of_model(EventPage)
        if (begin is None or known[entry.pk][1] > begin) and (end is None or known[entry.pk][0] < end)
    ]
    if topics is not None:
        of_event = topics_by_event(reader)
        found = [entry for entry in found if topics & set(of_event.get(entry.pk, ()))]
    if since is not None:
        found = [page.entry for page in reader.pages(found) if (at := changed_at(page)) and at > since]
    return sorted(found, key=lambda entry: known[entry.pk][0])


def midnight(reader: Reader, day: date) -> datetime:
    return datetime.combine(day, time(), reader.now.tzinfo)


def topics_of(event: PageReading) -> list[SnippetReading[Topic]]:
    if event.is_draft:
        return in_order(event.reader, [topic.pk for topic in event.source.topics.all()])
    return in_order(event.reader, topics_by_event(event.reader).get(event.entry.pk, ()))


def is_past(event: PageReading) -> bool:
    ends: datetime = event.source.ends_at
    event.reader.expires(ends)
    return ends <= event.reader.now


TOPICS_OF[EventPage] = topics_of
