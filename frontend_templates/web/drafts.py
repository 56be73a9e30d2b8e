"""Drafts of pages and snippets, shown as readers will see them, to whoever holds the token."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from .guidance.flow import draft_page
from .kept import Kept
from .kinds import SNIPPETS, Context, draft_content
from .pages import rendered
from .site import surroundings
from .visit import NoSuchPage, Visit

_LISTS = ("articles", "events", "campaigns", "programmes", "centres", "glossary")
_FOLDERS = {
    "Article": "article", "Home": "home", "StandardPage": "standard", "AccessibilityPage": "standard",
    "KnowledgeIndex": "knowledge", "TopicPage": "topic", "GlossaryIndex": "glossary", "FundingIndex": "programmes",
    "AdviceIndex": "centres", "EventIndex": "events", "Event": "event", "CampaignIndex": "campaigns",
    "Campaign": "campaign", "GuidanceIndex": "guidance_index",
}  # fmt: skip
_SNIPPETS = {
    "GlossaryTerm": "GLOSSARY_TERM",
    "FundingProgramme": "FUNDING_PROGRAMME",
    "AdviceCentre": "ADVICE_CENTRE",
}


def preview(visit: Visit, body: QueryDict | None = None) -> Kept:
    """The draft that the visit's token opens. Raises NoSuchPage where it opens none."""
    found = visit.ask_here("Preview", token=visit.preview_token)
    if found["page"] is None:
        raise NoSuchPage("preview")
    draft = {**found["page"], **(found.get("snippet") or {})}
    site = visit.ask_here("Resolve", path="/")["municipality"]
    if draft["__typename"] == "GuidanceFlow":
        template, context, status = draft_page(visit, site, draft, body)
        return rendered(template, {**context, "preview": True}, visit, status)
    content, template = _content(visit, draft)
    context = {**surroundings(visit, site, content["page"]), **content, "preview": True}
    return rendered(template, context, visit)


def _content(visit: Visit, draft: Context) -> tuple[Context, str]:
    """What the draft's template needs, and which it is."""
    kind = draft["__typename"]
    if kind == "Topic":
        return _topic(visit, draft), "web/pages/topic/topic.html"
    if kind in _SNIPPETS:
        name = _SNIPPETS[kind]
        visit.path = draft["path"] or "/"
        return draft_content(visit, name, draft), SNIPPETS[name].template
    folder = _FOLDERS.get(kind)
    if folder is None:
        raise NoSuchPage("preview")
    visit.path = draft["path"]
    empty = {"totalCount": 0, "pageInfo": {"hasNextPage": False, "endCursor": ""}, "edges": []}
    content = {**dict.fromkeys(_LISTS, empty), "topics": [], "letters": [], "groups": [], "page": draft}
    return content, f"web/pages/{folder}/{folder}.html"


def _topic(visit: Visit, topic: Context) -> Context:
    """The page about the topic with the name and picture of the draft, and its articles."""
    about: dict[str, Any] = topic["page"] or {"body": [], "intro": "", "breadcrumbs": [], "translations": []}
    visit.path = about.get("path", "/")
    page = {
        **about,
        **{name: topic[name] for name in ("contentLocale", "isFallback", "translationState")},
        "title": topic["name"],
        "image": topic["hero"] or about.get("image"),
        "seo": {"title": topic["name"], "description": "", "noindex": True, "image": None},
    }
    return {"page": page, **visit.ask_here("TopicArticles", topic=topic["key"])}
