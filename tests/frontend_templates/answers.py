"""Answers of the API as a frontend gets them: what a test does not care about is filled in."""

from __future__ import annotations

from typing import Any

Fields = dict[str, Any]


def link(title: str, path: str, kind: str = "STANDARD") -> Fields:
    return {"title": title, "path": path, "kind": kind}


def site(**changed: Any) -> Fields:
    return {
        "key": "leipzig",
        "kind": "CITY",
        "name": "Leipzig",
        "claim": "Leipzig heizt um",
        "siteUrl": "http://leipzig.test",
        "languages": ["DE", "EN", "IT"],
        "region": {"name": "Sachsen", "siteUrl": "http://sachsen.test"},
        "colours": {"primary": "#0b3f7a", "primaryDark": "#86b9f2", "accent": "#b8860b"},
        "logo": None,
        "contact": {
            "name": "Amt", "street": "Weg 1", "postalCode": "04109", "town": "Leipzig", "email": "amt@example.org",
            "phone": "",
        },
        "dataResponsible": "Amt für Wärme",
        "attributions": [],
        "menu": [link("Wissen", "/wissen/", "KNOWLEDGE_INDEX"), link("Beratung", "/beratung/", "ADVICE_INDEX")],
        "footer": [],
        "imprint": link("Impressum", "/impressum/"),
        "privacy": link("Datenschutz", "/datenschutz/"),
        "accessibility": link("Barrierefreiheit", "/barrierefreiheit/", "ACCESSIBILITY"),
        "easyLanguage": link("Leichte Sprache", "/leichte-sprache/"),
        "signLanguage": link("Gebärdensprache", "/gebaerdensprache/"),
        "feedback": link("Rückmeldung", "/rueckmeldung/"),
        **changed,
    }  # fmt: skip


def found(kind: str, **of_site: Any) -> Fields:
    return {"municipality": site(**of_site), "resolve": {"__typename": "PageFound", "kind": kind}}


def nothing(*suggestions: Fields) -> Fields:
    return {"municipality": site(), "resolve": {"__typename": "NotFound", "suggestions": list(suggestions)}}


def page(typename: str, **changed: Any) -> Fields:
    return {
        "__typename": typename,
        "id": "id",
        "title": "Titel",
        "teaser": "Kurz gesagt.",
        "path": "/wissen/x/",
        "canonicalUrl": "http://leipzig.test/de/wissen/x/",
        "isLibrary": False,
        "municipality": {"key": "leipzig", "name": "Leipzig", "siteUrl": "http://leipzig.test"},
        "requestedLocale": "DE",
        "contentLocale": "DE",
        "isFallback": False,
        "translationState": "CURRENT",
        "image": None,
        "translations": [],
        "breadcrumbs": [{"title": "Start", "path": "/"}, {"title": "Wissen", "path": "/wissen/"}],
        "seo": {"title": "Titel", "description": "Beschreibung", "noindex": False, "image": None},
        "publishedAt": "2026-10-01T08:00:00+00:00",
        "changedAt": "2026-10-02T08:00:00+00:00",
        "licence": "CC BY 4.0",
        "attribution": "Leipzig",
        **changed,
    }


def connection(*things: Fields, more: bool = False) -> Fields:
    return {
        "totalCount": len(things),
        "pageInfo": {"hasNextPage": more, "endCursor": "CURSOR"},
        "edges": [{"node": thing} for thing in things],
    }


def article(**changed: Any) -> Fields:
    return page(
        "Article",
        **{
            "summary": "Das Wichtigste.",
            "body": [],
            "audience": ["OWNER"],
            "topics": [],
            "related": connection(),
            "validFrom": "2026-07-29",
            "validTo": None,
            "legalBasis": "WPG § 3",
            "lawOrMoney": True,
            "toCheck": False,
            "checkedOn": "2026-08-31",
            "sources": [],
            "origin": None,
            "glossaryTerms": [],
            "germanUrl": None,
            "readingMinutes": 3,
            **changed,
        },
    )


def block(typename: str, **fields: Any) -> Fields:
    return {"__typename": typename, "id": f"b{len(fields)}{typename}", "isLocal": False, **fields}


def every_block() -> list[Fields]:
    """One of each, with hostile words."""
    hostile = "<script>alert(1)</script>"
    card = {
        "title": hostile, "teaser": hostile, "path": "/wissen/y/", "contentLocale": "DE", "isLibrary": False,
        "image": None,
    }  # fmt: skip
    figure = {
        "text": "4,6 TWh/a", "state": "ESTIMATED", "method": hostile, "year": 2038, "toCheck": True,
        "source": {"title": hostile, "publisher": "", "url": ""},
    }  # fmt: skip
    image = {
        "alt": hostile, "credit": hostile, "licence": "CC0",
        "rendition": {"url": "/media/x.svg", "width": None, "height": None},
    }  # fmt: skip
    centre = {
        "name": hostile, "summary": hostile, "path": "/beratung/x/", "contentLocale": "DE", "street": hostile,
        "postalCode": "04109", "town": "Leipzig", "phone": "", "languages": ["de"], "freeOfCharge": True,
        "invented": True, "toCheck": True, "isClosedToday": False,
    }  # fmt: skip
    programme = {
        "title": hostile, "provider": hostile, "summary": hostile, "path": "/foerderung/x/", "contentLocale": "DE",
        "forWhom": [], "state": "TO_CHECK", "asOf": "2026-11-22", "image": None,
    }  # fmt: skip
    return [
        block("TextBlock", html="<p>Text</p>"),
        block("StepsBlock", items=[{"title": hostile, "html": "<p>x</p>"}]),
        block("HeadingBlock", text=hostile, level=3, anchor="a"),
        block("HeadingBlock", text=hostile, level=2, anchor="b"),
        block("ImageBlock", alt=hostile, caption=hostile, image=image),
        block("FigureBlock", label=hostile, figure=figure),
        block("CalloutBlock", kind="LAW", title=hostile, date="2026-07-29", html="<p>x</p>"),
        block("TableBlock", caption=hostile, header=[hostile, "b"], rows=[[hostile, hostile]]),
        block("AccordionBlock", items=[{"title": hostile, "html": "<p>x</p>"}]),
        block("QuoteBlock", quote=hostile, who=hostile),
        block("VideoBlock", title=hostile, url="https://video.example/x", host="video.example", captions=True,
              transcript=hostile, poster=None),
        block("DownloadsBlock", documents=[
            {"title": hostile, "url": "/documents/1/", "size": 1500, "fileType": "application/pdf", "language": "DE",
             "tagged": False, "note": hostile},
        ]),
        block("FundingBlock", note=hostile, programme=programme),
        block("AdviceBlock", note=hostile, centre=centre),
        block("TeaserBlock", note=hostile, page=card),
        block("MapBlock", title=hostile, mapText=hostile, place={"lon": 12.37, "lat": 51.34}, zoom=13),
    ]  # fmt: skip
