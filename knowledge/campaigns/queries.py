from __future__ import annotations

from datetime import date

from cms.core.queries.directory import Entry
from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import SnippetReading
from knowledge.topics.models import Topic
from knowledge.topics.queries import in_order, topics_of_pages
from search.queries import TOPICS_OF

from .models import CampaignPage


def days(reader: Reader) -> dict[int, tuple[date, date | None]]:
    """The first and last day of each campaign, kept with the edition."""
    rows = CampaignPage.objects.values_list("pk", "starts_on", "ends_on")
    return reader.edition.keep("days of campaigns", lambda: {pk: (starts, ends) for pk, starts, ends in rows})


def campaigns(reader: Reader, running: bool | None = None) -> list[Entry]:
    """Campaigns, the last begun first; ``running`` says whether today must, or must not, be one of their days."""
    known = days(reader)
    reader.expires_at_midnight()
    found = [
        entry
        for entry in reader.directory.of_model(CampaignPage)
        if running is None or running is covers(known[entry.pk], reader.today)
    ]
    return sorted(found, key=lambda entry: known[entry.pk][0], reverse=True)


def covers(span: tuple[date, date | None], day: date) -> bool:
    starts, ends = span
    return starts <= day and (ends is None or day <= ends)


def is_running(campaign: PageReading) -> bool:
    campaign.reader.expires_at_midnight()
    return covers((campaign.source.starts_on, campaign.source.ends_on), campaign.reader.today)


def topics_by_campaign(reader: Reader) -> dict[int, list[int]]:
    load = topics_of_pages(CampaignPage.topics.through, "campaignpage_id")
    pages = reader.pages(reader.directory.of_model(CampaignPage))
    return reader.edition.keep("topics of campaigns", lambda: load(pages))


def topics_of(campaign: PageReading) -> list[SnippetReading[Topic]]:
    if campaign.is_draft:
        return in_order(campaign.reader, [topic.pk for topic in campaign.source.topics.all()])
    return in_order(campaign.reader, topics_by_campaign(campaign.reader).get(campaign.entry.pk, ()))


TOPICS_OF[CampaignPage] = topics_of
