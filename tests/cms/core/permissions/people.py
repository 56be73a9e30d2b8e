"""People of Leipzig, and things of Dresden that must never reach them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from cms.core.actions import set_up_municipality
from cms.core.models import User
from geo.models import BuildingNote, GeodataImport, HeatPlan, MapLayer
from knowledge.advice.models import CentreMember
from knowledge.feedback.models import FeedbackMessage
from tests import factories
from tests.factories import geodata

MARK = "Elbflorenzgeheimnis"


@dataclass
class Town:
    """A city's things, one of each kind, by the name an address gives them."""

    place: Any
    pages: list[Any] = field(default_factory=list)
    snippets: list[Any] = field(default_factory=list)
    # A dataset, its versions, a building with a fact, an import and an objection.
    geodata: list[Any] = field(default_factory=list)
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
    made.geodata = things_of_the_map(municipality, mark)
    made.snippets += [
        MapLayer.objects.create(
            title=f"{mark} Ebene", municipality=municipality, dataset=made.geodata[0], slug=f"ebene-{municipality.key}"
        ),
        HeatPlan.objects.create(title=f"{mark} Plan", municipality=municipality, slug=f"plan-{municipality.key}"),
    ]
    author = made.people["editor"]
    article.get_workflow().start(article, author)
    centre.get_workflow().start(centre, author)
    article.locked, article.locked_by, article.locked_at = True, author, timezone.now()
    article.save()
    for item in (published, centre):
        source, _ = TranslationSource.update_or_create_from_instance(item)
        Translation.objects.create(source=source, target_locale=factories.locales()["en"])
    return made


def things_of_the_map(municipality: Any, mark: str) -> list[Any]:
    """Geodata of each kind that an address of the admin names."""
    data = geodata.dataset(municipality, title_de=f"{mark} Gebäude", name=f"gebaeude-{municipality.key}")
    old, ready = geodata.version(data), geodata.version(data, "ready")
    house = geodata.building(old, f"{mark}-1", street=f"{mark}straße", storeys=3)
    geodata.building(ready, f"{mark}-1", storeys=4)
    geodata.tell_of(house, None, dwellings=2)
    today = timezone.localdate()
    note = BuildingNote.objects.create(
        municipality=municipality, building=house, kind="objection", text=f"{mark} Widerspruch", due_on=today,
        delete_on=today, submission_key=f"note-{mark}",
    )  # fmt: skip
    job = GeodataImport.objects.create(municipality=municipality, dataset=data, file_name=f"{mark}.zip")
    return [data, old, ready, house, house.facts.get(version=None), note, job]


def states(item: Any) -> tuple[Any, Any]:
    state = WorkflowState.objects.for_instance(item).first()
    return state, TaskState.objects.filter(workflow_state=state).first()
