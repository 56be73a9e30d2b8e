"""Content that is hidden in every way there is, each piece with a word that must never come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from knowledge.articles.models import ArticlePage
from knowledge.feedback.models import FeedbackMessage
from tests.factories import (
    AdviceCentreFactory,
    AdviceIndexPageFactory,
    ArticlePageFactory,
    CampaignIndexPageFactory,
    CampaignPageFactory,
    DocumentFactory,
    EmissionFactorFactory,
    EnergyPriceFactory,
    EventIndexPageFactory,
    EventPageFactory,
    FundingIndexPageFactory,
    FundingProgrammeFactory,
    GlossaryIndexPageFactory,
    GlossaryTermFactory,
    ImageFactory,
    Saxony,
    TopicFactory,
    TopicPageFactory,
    adopt,
    block,
    private_collection,
    rate,
    restrict,
    saxony,
    translate,
)

from .seeded_geodata import seed_geodata
from .seeded_guidance import seed_guidance

# In every hidden word. Readers never see it, in whatever way they ask.
MARK = "geheim"
# In the words of what Dresden shows: only who asks for Dresden by its key sees it.
DRESDEN = "nur-dresden"


@dataclass(frozen=True, slots=True)
class Seeded:
    """What is there: places, and the keys and slugs of public and of hidden things."""

    place: Saxony
    paths: tuple[str, ...]
    slugs: tuple[str, ...]
    keys: tuple[tuple[str, Any], ...]
    tokens: tuple[str, ...]
    # Ids that are made of a type's name and a key.
    ids: tuple[tuple[str, Any], ...] = ()


def seed() -> Seeded:
    """Public content at the library and at Leipzig, with hidden content behind every relation it has."""
    place = saxony()
    editor = get_user_model().objects.create_user("geheim-redaktion", "geheim@example.org", last_name="Geheim-Name")
    topic, hidden_topic = TopicFactory(name="Heizung", key="heizung"), TopicFactory(name="Geheim-Thema", live=False)
    images = hidden_files()
    snippets = seed_snippets(place, topic, images)
    pages = seed_pages(place, editor, topic, hidden_topic, images, snippets)
    seed_records(place, editor, pages["draft"])
    geodata = seed_geodata(place)
    guided = [*seed_guidance(place, pages, snippets, images), *geodata.snippets]
    hidden = [page for name, page in pages.items() if name != "main"]
    return Seeded(
        place,
        paths=("/", "/wissen/haupt/", "/nirgends/", *(f"/wissen/{page.slug}/" for page in hidden)),
        slugs=("oeffentlich", *(thing.slug for thing in (*snippets["hidden"], *guided))),
        keys=tuple((type(thing), thing.translation_key) for thing in (*pages.values(), *snippets["hidden"], *guided)),
        tokens=("", "id=1:abc:def", f"id={pages['draft'].pk}"),
        ids=geodata.ids,
    )


def hidden_files() -> dict[str, Any]:
    private = private_collection("Geheim-Sammlung")
    below = private.add_child(name="Geheim-Unterordner")
    return {
        "image": ImageFactory(title="geheim-bild", alt_de="Geheim-Alt", credit="Geheim-Urheber", collection=below),
        "document": DocumentFactory(
            title="Geheim-Datei", file=ContentFile(b"x", name="geheim.pdf"), collection=private, credit="Geheim-Autor"
        ),
        "public": ImageFactory(title="haus", uploaded_by_user=None),
    }


def seed_snippets(place: Saxony, topic: Any, files: dict[str, Any]) -> dict[str, Any]:
    home = place.region.site.root_page
    for factory in (GlossaryIndexPageFactory, FundingIndexPageFactory, AdviceIndexPageFactory):
        factory(parent=home)
    soon, past = timezone.now() + timedelta(days=3), timezone.now() - timedelta(days=3)
    programme = FundingProgrammeFactory(title="Zuschuss", slug="oeffentlich", image=files["image"], topics=[topic])
    rate(programme, 30, label="Grundförderung")
    rate(programme, 99, label="Früherer Satz", valid_to=past.date())
    term = GlossaryTermFactory(term="Wärmeplan", slug="oeffentlich")
    centre = AdviceCentreFactory(name="Beratung", slug="oeffentlich", location="SRID=4326;POINT(12.37 51.34)")
    hidden = [
        GlossaryTermFactory(term="Geheim-Begriff", slug="geheim-begriff", live=False),
        GlossaryTermFactory(term="Nur-Dresden", slug="nur-dresden", municipality=place.dresden),
        GlossaryTermFactory(term="Geheim-Ablauf", slug="geheim-ablauf", expire_at=past),
        FundingProgrammeFactory(title="Geheim-Zuschuss", slug="geheim-zuschuss", live=False),
        FundingProgrammeFactory(title="Geheim-Künftig", slug="geheim-kuenftig", go_live_at=soon),
        AdviceCentreFactory(name="Geheim-Beratung", slug="geheim-beratung", live=False),
        AdviceCentreFactory(name="Nur-Dresden", slug="nur-dresden", municipality=place.dresden),
        EnergyPriceFactory(label="Geheim-Preis", slug="geheim-preis", live=False),
        EmissionFactorFactory(label="Geheim-Faktor", slug="geheim-faktor", live=False),
    ]
    # Whatever a revision or a scheduled publishing says, these rows are as the times want them.
    for snippet in hidden:
        if snippet.expire_at or snippet.go_live_at:
            type(snippet).objects.filter(pk=snippet.pk).update(live=True)
    term.related.set([hidden[0], hidden[1]])
    draft = programme
    draft.summary = "Geheim-Entwurf"
    draft.save_revision()
    translate(term, "en", live=False, term="geheim-term")
    return {"programme": programme, "centre": centre, "term": term, "hidden": hidden}


def seed_pages(
    place: Saxony, editor: Any, topic: Any, hidden_topic: Any, files: dict[str, Any], snippets: dict[str, Any]
) -> dict[str, Any]:
    soon, past = timezone.now() + timedelta(days=3), timezone.now() - timedelta(days=3)
    at = place.leipzig_knowledge
    private = ArticlePageFactory(parent=at, title="Geheim privat", slug="geheim-privat")
    restrict(private)
    section = TopicPageFactory(parent=at, title="Geheim Bereich", slug="geheim-bereich", topic=topic)
    below = ArticlePageFactory(parent=section, title="Geheim darunter", slug="geheim-darunter")
    restrict(section)
    hidden = {
        "draft": ArticlePageFactory(parent=at, title="Geheim Entwurf", slug="geheim-entwurf", live=False),
        "private": private,
        "section": section,
        "below": below,
        "expired": ArticlePageFactory(parent=at, title="Geheim abgelaufen", slug="geheim-abgelaufen"),
        "scheduled": ArticlePageFactory(parent=at, title="Geheim geplant", slug="geheim-geplant"),
        "dresden": ArticlePageFactory(
            parent=place.dresden_knowledge, title="Geheim Dresden", slug="geheim-dd", live=False
        ),
    }
    model = type(private)
    model.objects.filter(pk=hidden["expired"].pk).update(expire_at=past)
    model.objects.filter(pk=hidden["scheduled"].pk).update(go_live_at=soon)
    body = [
        block("text", "<p>Der Wärmeplan und der Begriff.</p>"),
        block("text", "".join(f'<p><a linktype="page" id="{page.pk}">dort</a></p>' for page in hidden.values())),
        block("text", f'<p><a linktype="document" id="{files["document"].pk}">Datei</a></p>'),
        block("image", {"image": files["image"].pk, "alt": "Geheim-Beschreibung", "caption": "Geheim-Unterschrift"}),
        block("downloads", {"items": [{"document": files["document"].pk, "note": "Geheim-Notiz"}]}),
        block(
            "video",
            {
                "title": "Film",
                "url": "https://example.org/v",
                "poster": files["image"].pk,
                "captions": True,
                "transcript": "",
            },
        ),
        block("funding", {"programme": snippets["hidden"][3].pk, "note": "Geheim-Karte"}),
        block("advice", {"centre": snippets["hidden"][5].pk, "note": "Geheim-Stelle"}),
        block("funding", {"programme": snippets["programme"].pk, "note": ""}),
        block("advice", {"centre": snippets["centre"].pk, "note": ""}),
        block("teaser", {"page": hidden["private"].pk, "note": "Geheim-Hinweis"}),
    ]
    main = ArticlePageFactory(
        parent=place.library, title="Haupt", slug="haupt", body=body, image=files["public"], responsible=editor,
        topics=[topic, hidden_topic], owner=editor,
        related=[page for page in hidden.values() if isinstance(page, ArticlePage)],
    )  # fmt: skip
    main.title = "Geheim neuer Titel"
    main.save_revision(user=editor)
    translate(main, "it", live=False, title="geheim bozza")
    english = translate(main, "en", title="geheim translation")
    restrict(english)
    base = ArticlePageFactory(parent=place.library, title="Geheim Basis", slug="geheim-basis")
    city = adopt(base, at, title="Übernommen", slug="uebernommen", image=files["image"])
    restrict(base)
    hidden["base"] = base
    ArticlePageFactory(parent=place.dresden_knowledge, title="Geheim weg", slug="nur-dresden-weg").unpublish()
    seed_calls(place, files, topic)
    assert city.base_id == base.pk
    return {"main": main, **hidden}


def seed_calls(place: Saxony, files: dict[str, Any], topic: Any) -> None:
    home = place.leipzig.site.root_page
    events, campaigns = EventIndexPageFactory(parent=home), CampaignIndexPageFactory(parent=home)
    EventPageFactory(parent=events, title="Vortrag", slug="vortrag", topics=[topic], image=files["image"])
    EventPageFactory(parent=events, title="Geheim-Vortrag", slug="geheim-vortrag", live=False)
    CampaignPageFactory(parent=campaigns, title="Aktion", slug="aktion")
    CampaignPageFactory(parent=campaigns, title="Geheim-Aktion", slug="geheim-aktion", live=False)


def seed_records(place: Saxony, editor: Any, draft: Any) -> None:
    Redirect.objects.create(old_path="/geheim-alt", redirect_page=draft, site=place.leipzig.site)
    FeedbackMessage.objects.create(
        municipality=place.leipzig, language="de", text="Geheim-Nachricht", email="geheim@example.org",
        submission_key="k" * 20, delete_on=timezone.localdate(),
    )  # fmt: skip
    place.leipzig.imprint_page = draft
    place.leipzig.logo = ImageFactory(
        title="geheim-logo", alt_de="Geheim-Logo", collection=private_collection("Geheim-2")
    )
    place.leipzig.save()
