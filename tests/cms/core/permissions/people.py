"""People of Leipzig, and things of Dresden that must never reach them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from cms.core.actions import set_up_municipality
from cms.core.models import User
from knowledge.advice.models import CentreMember
from knowledge.feedback.models import FeedbackMessage
from tests import factories

MARK = "Elbflorenzgeheimnis"


@dataclass
class Town:
    """A city's things, one of each kind, by the name an address gives them."""

    place: Any
    pages: list[Any] = field(default_factory=list)
    snippets: list[Any] = field(default_factory=list)
    image: Any = None
    document: Any = None
    message: Any = None
    people: dict[str, User] = field(default_factory=dict)


def person(municipality: Any, role: str, groups: dict[str, Any]) -> User:
    user = User.objects.create_user(
        f"{role}-{municipality.key}", password="x", first_name=MARK if municipality.key == "dresden" else "Lena"
    )
    user.groups.add(groups[role])
    return user


def town(municipality: Any, knowledge: Any, mark: str) -> Town:
    groups = set_up_municipality(municipality)
    made = Town(municipality)
    made.people = {role: person(municipality, role, groups) for role in groups}
    made.image = factories.ImageFactory(title=f"{mark} Bild", collection=municipality.collection)
    made.document = factories.DocumentFactory(title=f"{mark} Datei", collection=municipality.collection)
    topic = factories.TopicFactory(name=f"{mark} Thema", municipality=municipality, live=False)
    article = factories.ArticlePageFactory(parent=knowledge, title=f"{mark} Artikel", live=False)
    published = factories.ArticlePageFactory(parent=knowledge, title=f"{mark} live")
    event_index = factories.EventIndexPageFactory(parent=municipality.site.root_page, title=f"{mark} Termine")
    event = factories.EventPageFactory(parent=event_index, title=f"{mark} Termin", live=False)
    made.pages = [article, published, event_index, event]
    centre = factories.AdviceCentreFactory(name=f"{mark} Beratung", municipality=municipality)
    CentreMember.objects.create(centre=centre, user=made.people["advice"])
    made.snippets = [
        topic,
        centre,
        factories.GlossaryTermFactory(term=f"{mark} Begriff", municipality=municipality, live=False),
        factories.FundingProgrammeFactory(title=f"{mark} Programm", municipality=municipality),
        factories.EnergyPriceFactory(label=f"{mark} Preis", municipality=municipality),
        factories.EmissionFactorFactory(label=f"{mark} Faktor", municipality=municipality),
    ]
    made.message = FeedbackMessage.objects.create(
        municipality=municipality,
        language="de",
        text=f"{mark} Nachricht",
        path=f"/{mark}/",
        submission_key=mark,
        email=f"{mark}@example.org",
        delete_on=timezone.localdate(),
    )
    author = made.people["editor"]
    article.get_workflow().start(article, author)
    centre.get_workflow().start(centre, author)
    article.locked, article.locked_by, article.locked_at = True, author, timezone.now()
    article.save()
    for item in (published, centre):
        source, _ = TranslationSource.update_or_create_from_instance(item)
        Translation.objects.create(source=source, target_locale=factories.locales()["en"])
    return made


def states(item: Any) -> tuple[Any, Any]:
    state = WorkflowState.objects.for_instance(item).first()
    return state, TaskState.objects.filter(workflow_state=state).first()
