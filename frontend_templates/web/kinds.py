"""Which document and which template belong to which kind of page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .filters import AUDIENCES, Filters, filters
from .maps.search import suggested
from .visit import NoSuchPage, Visit

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: the name of its document, the folder of its template, the filters above its list."""

    document: str
    folder: str
    filters: tuple[str, ...] = ()
    more: Callable[[Visit, Context, Filters], Context] | None = None
    by_path: bool = True

    @property
    def template(self) -> str:
        """Where its template is."""
        return f"web/pages/{self.folder}/{self.folder}.html"


def _events_from_today(visit: Visit, data: Context, chosen: Filters) -> Context:
    return {"today": visit.today.isoformat()}


def _compass(visit: Visit, data: Context, chosen: Filters) -> Context:
    """Where the flows begin: the page above the first of them, wherever it comes from."""
    above = [crumb["path"] for edge in data["compass"]["edges"] for crumb in edge["node"]["breadcrumbs"]]
    return {"compass": above[-1] if above else None}


def _topic_articles(visit: Visit, data: Context, chosen: Filters) -> Context:
    topic = data["page"].get("topic")
    if topic is None:
        return {"articles": None}
    return visit.ask_here("TopicArticles", topic=topic["key"], after=chosen.variables["after"])


def _by_letter(visit: Visit, data: Context, chosen: Filters) -> Context:
    """Terms under their first letters; umlauts stand with their vowels."""
    terms = [edge["node"] for edge in data["glossary"]["edges"]]
    while data["glossary"]["pageInfo"]["hasNextPage"]:
        after = data["glossary"]["pageInfo"]["endCursor"]
        data = visit.ask_here("Glossary", path=visit.path, after=after)
        terms += [edge["node"] for edge in data["glossary"]["edges"]]
    letters: dict[str, list[Context]] = {}
    for term in sorted(terms, key=lambda term: _sorting(term["term"])):
        first = _sorting(term["term"])[:1].upper()
        letters.setdefault(first if first.isalpha() else "#", []).append(term)
    return {"letters": sorted(letters.items())}


def _sorting(word: str) -> str:
    folded = word.casefold()
    for umlaut, vowel in (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss"), ("à", "a"), ("è", "e")):
        folded = folded.replace(umlaut, vowel)
    return folded


def _by_audience(visit: Visit, data: Context, chosen: Filters) -> Context:
    """Flows under those they are for; each once, under the first of them."""
    groups: dict[str, list[Context]] = {}
    for flow in data["page"]["flows"]:
        groups.setdefault(next(iter(flow["audience"]), ""), []).append(flow)
    order = [*AUDIENCES, ""]
    return {"groups": sorted(groups.items(), key=lambda group: order.index(group[0]))}


PAGES: dict[str, Kind] = {
    "HOME": Kind("Home", "home", more=_compass, by_path=False),
    "STANDARD": Kind("Standard", "standard"),
    "ACCESSIBILITY": Kind("Accessibility", "accessibility"),
    "KNOWLEDGE_INDEX": Kind("Knowledge", "knowledge", ("topic", "audience", "after")),
    "TOPIC": Kind("Topic", "topic", ("after",), _topic_articles),
    "ARTICLE": Kind("Article", "article"),
    "GLOSSARY_INDEX": Kind("Glossary", "glossary", ("after",), _by_letter),
    "FUNDING_INDEX": Kind("Programmes", "programmes", ("on", "for", "after")),
    "ADVICE_INDEX": Kind("Centres", "centres", ("language", "topic", "after")),
    "EVENT_INDEX": Kind("Events", "events", ("from", "to", "topic", "after"), _events_from_today),
    "EVENT": Kind("Event", "event"),
    "CAMPAIGN_INDEX": Kind("Campaigns", "campaigns", ("after",)),
    "CAMPAIGN": Kind("Campaign", "campaign"),
    "ENERGY_MAP": Kind("EnergyMap", "map", more=suggested),
    "GUIDANCE_INDEX": Kind("GuidanceIndex", "guidance_index", more=_by_audience),
}

SNIPPETS: dict[str, Kind] = {
    "GLOSSARY_TERM": Kind("Term", "term"),
    "FUNDING_PROGRAMME": Kind("Programme", "programme", ("on",)),
    "ADVICE_CENTRE": Kind("Centre", "centre"),
}
_MAIN = {"GLOSSARY_TERM": "term", "FUNDING_PROGRAMME": "programme", "ADVICE_CENTRE": "centre"}


def page_content(visit: Visit, kind: Kind) -> Context:
    """Everything the template of a page of ``kind`` needs of the API."""
    chosen = filters(visit.params, kind.filters)
    variables = dict(chosen.variables)
    if kind.by_path:
        variables["path"] = visit.path
    else:
        variables["today"] = visit.today.isoformat()
    if kind.document == "Events" and variables["from"] is None:
        variables["from"] = visit.today.isoformat()
    if kind.document in ("Topic", "Glossary"):
        variables.pop("after" if kind.document == "Topic" else "", None)
    data = visit.ask_here(kind.document, **variables)
    if data["page"] is None:
        raise NoSuchPage(visit.path)
    visit.no_store = visit.no_store or chosen.typed
    more = kind.more(visit, data, chosen) if kind.more else {}
    return {**data, **more, "filters": chosen}


def snippet_content(visit: Visit, name: str, slug: str) -> Context:
    """Everything the template of a snippet's page needs, with the index page above it."""
    kind = SNIPPETS[name]
    chosen = filters(visit.params, kind.filters)
    data = _with_index(visit, kind, slug, chosen)
    main = data[_MAIN[name]]
    if main is None:
        raise NoSuchPage(visit.path)
    visit.no_store = visit.no_store or chosen.typed
    return {**data, "filters": chosen, "page": _page_of(main, data["index"])}


def draft_content(visit: Visit, name: str, draft: Context) -> Context:
    """What the template of a snippet's page needs to show ``draft`` instead of what is published."""
    kind = SNIPPETS[name]
    nothing_chosen = filters({}, kind.filters)
    data = _with_index(visit, kind, visit.path.rstrip("/").rpartition("/")[2], nothing_chosen)
    return {**data, _MAIN[name]: draft, "filters": nothing_chosen, "page": _page_of(draft, data["index"])}


def _with_index(visit: Visit, kind: Kind, slug: str, chosen: Filters) -> Context:
    index = visit.path.rstrip("/").rpartition("/")[0] + "/"
    return visit.ask_here(kind.document, slug=slug, path=index, **chosen.variables)


def _page_of(main: Context, index: Context | None) -> Context:
    """What a page's head needs, for a snippet."""
    title = str(main.get("term") or main.get("title") or main.get("name") or "")
    crumbs = [*index["breadcrumbs"], {"title": index["title"], "path": index["path"]}] if index else []
    seen: dict[str, Context] = {crumb["path"]: crumb for crumb in crumbs}
    description = str(main.get("definition") or main.get("summary") or "")
    return {
        "title": title,
        "teaser": description,
        "contentLocale": main["contentLocale"],
        "isFallback": main["isFallback"],
        "translationState": main["translationState"],
        "breadcrumbs": list(seen.values()),
        "seo": {"title": title, "description": description[:300], "noindex": False, "image": None},
        "canonicalUrl": "",
        "image": main.get("hero"),
        "translations": [],
    }
