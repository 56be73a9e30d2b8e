"""The same content for everybody: 1,000 articles with six blocks, three related articles and a picture each.

Run as ``python -m bench.content`` with ``DATABASE_URL`` and ``VAR_DIR`` naming an empty place.
"""

from __future__ import annotations

import io
import json
import os
import uuid
from typing import Any

import django

ARTICLES = int(os.environ.get("BENCH_ARTICLES", "1000"))
PICTURES = 20
WORDS = "Die Wärmepumpe nutzt Wärme aus Luft, Erde oder Wasser und braucht dafür Strom aus dem Netz. "


def body(number: int) -> str:
    """Six blocks as stored JSON."""

    def block(kind: str, value: object) -> dict[str, object]:
        return {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{number}/{kind}"))}

    item = {"title": "Schritt", "text": f"<p>{WORDS}</p>"}
    items = [
        {"type": "item", "value": item, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{number}/{n}"))} for n in range(3)
    ]
    return json.dumps(
        [
            block("text", f"<p>{WORDS * 4}</p><p>{WORDS * 3}</p>"),
            block("heading", {"text": "Was Sie wissen sollten", "level": "2"}),
            block(
                "callout", {"kind": "law", "title": "Gut zu wissen", "date": "2026-07-29", "text": f"<p>{WORDS}</p>"}
            ),
            block("steps", {"items": items}),
            block("quote", {"text": WORDS, "who": "Eine Eigentümerin"}),
            block(
                "figure",
                {
                    "label": "Strom im Jahr",
                    "low": 4000,
                    "high": 6000,
                    "unit": "kWh/a",
                    "state": "estimated",
                    "method": "Beispiel",
                    "source_title": "Beispiel",
                    "source_url": "https://example.org/",
                    "year": 2026,
                    "to_check": False,
                },
            ),
        ]
    )


def picture(number: int) -> io.BytesIO:
    from PIL import Image as Drawing

    stream = io.BytesIO()
    Drawing.new("RGB", (1200, 750), ((number * 37) % 256, 120, 140)).save(stream, "PNG")
    stream.seek(0)
    return stream


def make_site() -> Any:
    """A municipality with a topic; returns the page that articles go below."""
    from wagtail.models import Locale, Page, Site

    from cms.core.models import Municipality
    from knowledge.pages.models import HomePage, KnowledgeIndexPage, TopicPage
    from knowledge.topics.models import Topic

    german, _created = Locale.objects.get_or_create(language_code="de")
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Bench", slug="bench", locale=german))
    site = Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    names = {"name_de": "Bench", "name_en": "Bench", "name_it": "Bench"}
    bench = Municipality.objects.create(site=site, key="bench", kind="region", ags="14", **names)
    HomePage.objects.update(municipality=bench)
    shared = {"locale": german, "municipality": bench}
    knowledge = home.add_child(instance=KnowledgeIndexPage(title="Wissen", slug="wissen", **shared))
    topic = Topic.objects.create(key="heating", slug="heizung", name="Heizung", locale=german)
    return knowledge.add_child(instance=TopicPage(title="Heizung", slug="heizung", topic=topic, **shared))


def make_articles(parent: Any) -> None:
    """The articles, with topics, pictures and three related ones each."""
    from django.core.files.images import ImageFile

    from cms.core.models import Image
    from knowledge.articles.models import ArticlePage, RelatedArticle

    pictures = [
        Image.objects.create(title=f"Bild {n}", alt_de=f"Bild {n}", file=ImageFile(picture(n), name=f"{n}.png"))
        for n in range(PICTURES)
    ]
    articles = []
    for number in range(ARTICLES):
        article = ArticlePage(
            title=f"Artikel {number}", slug=f"artikel-{number}", teaser=WORDS, summary=WORDS * 2, body=body(number),
            image=pictures[number % PICTURES], locale=parent.locale, municipality=parent.municipality,
            search_description=WORDS,
        )  # fmt: skip
        parent.add_child(instance=article)
        article.topics.set([parent.topic])
        article.save()
        articles.append(article)
    RelatedArticle.objects.bulk_create(
        RelatedArticle(page=article, article=articles[(number + step) % ARTICLES], sort_order=step)
        for number, article in enumerate(articles)
        for step in (1, 2, 3)
    )


def make() -> None:
    from django.core.management import call_command
    from django.utils import timezone
    from wagtail.models import Page

    call_command("migrate", verbosity=0, interactive=False)
    make_articles(make_site())
    now = timezone.now()
    Page.objects.filter(depth__gt=1).update(first_published_at=now, last_published_at=now)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.demo")
    django.setup()
    make()
