"""The flows that a municipality shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from cms.core.queries.pages import changed_at
from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import SnippetReading
from knowledge.guidance.models import GuidancePage
from knowledge.topics.models import Topic
from knowledge.topics.queries import in_order
from search.queries import TOPICS_OF

from .definitions import definition


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """What lists of flows are filtered by."""

    audience: tuple[str, ...]
    topics: tuple[int, ...]


NOTHING = FlowFacts((), ())


def flow_facts(reader: Reader) -> dict[int, FlowFacts]:
    """The facts of all flows, in two queries, kept with the edition."""
    return reader.edition.keep("facts of flows", _read_facts)


def _read_facts() -> dict[int, FlowFacts]:
    topics: dict[int, list[int]] = defaultdict(list)
    for page, topic in GuidancePage.topics.through.objects.values_list("guidancepage_id", "topic_id"):
        topics[page].append(topic)
    rows = GuidancePage.objects.filter(locale__language_code="de").values_list("pk", "audience")
    return {pk: FlowFacts(tuple(audience), tuple(topics[pk])) for pk, audience in rows}


def flows(
    reader: Reader,
    *,
    audience: str | None = None,
    topics: frozenset[int] | None = None,
    since: datetime | None = None,
) -> list[PageReading]:
    """The flows shown, in the order of the tree; one that can't be read is not among them."""
    known = flow_facts(reader)
    found = [
        entry
        for entry in reader.directory.of_model(GuidancePage)
        if (audience is None or audience in known.get(entry.pk, NOTHING).audience)
        and (topics is None or topics & set(known.get(entry.pk, NOTHING).topics))
    ]
    pages = [page for page in reader.pages(found) if definition(page) is not None]
    return [page for page in pages if since is None or ((at := changed_at(page)) and at > since)]


def flow_called(reader: Reader, slug: str) -> PageReading | None:
    """The flow with this name in addresses."""
    entries = reader.directory.of_model(GuidancePage)
    return reader.page(next((entry for entry in entries if entry.path.rstrip("/").rpartition("/")[2] == slug), None))


def audience_of(flow: PageReading) -> tuple[str, ...]:
    """Whom a flow is for; of a draft, what the draft says."""
    if flow.is_draft:
        return tuple(flow.source.audience)
    return flow_facts(flow.reader).get(flow.entry.pk, NOTHING).audience


def topics_of(flow: PageReading) -> list[SnippetReading[Topic]]:
    """What a flow is about; of a draft, what the draft says."""
    if flow.is_draft:
        return in_order(flow.reader, [topic.pk for topic in flow.source.topics.all()])
    return in_order(flow.reader, flow_facts(flow.reader).get(flow.entry.pk, NOTHING).topics)


TOPICS_OF[GuidancePage] = topics_of
