"""The picture of a flow: its steps and routes, drawn and as a list, with how many took which way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.permissions import page_is_own, scope_of
from knowledge.guidance.blocks.comparing import vocabulary
from knowledge.guidance.checks.drafts import Draft, read_draft
from knowledge.guidance.checks.flows import key_of_block, notes_on_flow, surroundings
from knowledge.guidance.engine.condition import Condition
from knowledge.guidance.engine.condition_reading import write_condition
from knowledge.guidance.engine.diagram import Diagram, Edge, Node, draw
from knowledge.guidance.engine.flow import RESULT, Step
from knowledge.guidance.engine.review import Code
from knowledge.guidance.files.records import SOURCE
from knowledge.guidance.models import GuidancePage
from knowledge.guidance.picture import Box, Picture, Way, lay_out
from knowledge.guidance.queries.use import Use, shown, use_of
from knowledge.guidance.values.conditions import stored_condition
from knowledge.guidance.values.sentences import sentence

DAYS = 30
LONGEST_TITLE, LONGEST_LABEL = 40, 32


@dataclass(frozen=True, slots=True)
class Drawn:
    """A step or a route as the template shows it."""

    place: Any
    title: str
    short: str
    url: str = ""
    count: str = ""
    condition: str = ""
    target: str = ""


class PictureView(WagtailAdminTemplateMixin, TemplateView):
    """Of the stored draft, as its editors see it."""

    page_title = gettext_lazy("Picture of the flow")
    header_icon = "site"
    template_name = "guidance/admin/picture.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.flow_page = get_object_or_404(GuidancePage, pk=kwargs["page_id"], alias_of=None)
        if not page_is_own(request.user, self.flow_page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.flow_page.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.flow_page.pk]), "label": self.flow_page.title}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.flow_page.get_latest_revision_as_object()
        draft = read_draft(page, surroundings(page))
        if draft.flow is None or not draft.flow.steps:
            return super().get_context_data(unreadable=True, **kwargs)
        lost = [each for each in notes_on_flow(page) if each.code == Code.UNREACHABLE_STEP]
        diagram = draw(draft.flow, {dict(each.values).get("step", "") for each in lost})
        today = timezone.localdate()
        municipalities = scope_of(self.request.user).municipalities
        use = use_of(page.translation_key, municipalities, today - timedelta(DAYS), today)
        return super().get_context_data(**Telling(draft, use).context(diagram), days=DAYS, **kwargs)


class Telling:
    """Puts steps and routes in words."""

    def __init__(self, draft: Draft, use: Use) -> None:
        self.use = use
        self.words = vocabulary()
        self.steps: dict[str, Step] = {step.key: step for step in draft.flow.steps} if draft.flow else {}
        edit = reverse("wagtailadmin_pages:edit", args=[draft.page.pk])
        blocks = draft.page.steps.raw_data
        self.urls = {key_of_block(block): f"{edit}#block-{block['id']}-section" for block in blocks}

    def context(self, diagram: Diagram) -> dict[str, Any]:
        """What the template shows."""
        lines = {node.key: 2 + bool(self.only_if(node.key)) for node in diagram.nodes if node.kind}
        picture: Picture = lay_out(diagram, lines)
        boxes = [self.box(box) for box in picture.boxes]
        ways = [self.way(way.edge, way) for way in picture.ways]
        rows = [(self.box(Box(node, 0, 0, 0)), self.routes(diagram, node)) for node in diagram.nodes]
        return {"picture": picture, "boxes": boxes, "ways": ways, "rows": rows}

    def box(self, box: Box) -> Drawn:
        """A step."""
        title = self.title(box.node.key)
        condition = self.only_if(box.node.key)
        reached = self.use.results if box.node.key == RESULT else self.use.at(box.node.key).reached
        return Drawn(
            box, title, cut(title, LONGEST_TITLE), self.urls.get(box.node.key, ""), counted(reached), condition,
            cut(condition, LONGEST_TITLE),
        )  # fmt: skip

    def way(self, edge: Edge, place: Way | None = None) -> Drawn:
        """A route."""
        condition = self.says(edge.condition)
        taken = counted(self.use.at(edge.start).ways.get(edge.end, 0))
        short = " · ".join(filter(None, [cut(condition, LONGEST_LABEL), taken]))
        return Drawn(place, condition, short, self.urls.get(edge.end, ""), taken, condition, self.title(edge.end))

    def routes(self, diagram: Diagram, node: Node) -> list[Drawn]:
        """The routes of a step, for the list."""
        return [self.way(edge) for edge in diagram.edges if edge.start == node.key]

    def title(self, key: str) -> str:
        """What a step says."""
        step = self.steps.get(key)
        return step.words.get(SOURCE) or key if step else _("Result")

    def only_if(self, key: str) -> str:
        """When a step is asked at all."""
        step = self.steps.get(key)
        return self.says(step.only_if) if step else ""

    def says(self, condition: Condition | None) -> str:
        """A condition as a sentence."""
        return sentence(stored_condition(write_condition(condition)), self.words) if condition else ""


def cut(text: str, longest: int) -> str:
    """``text`` as far as there is room; the whole of it stands in the list."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def counted(count: int) -> str:
    """A count in words; a small one is hidden."""
    if count == 0:
        return ""
    number = shown(count)
    return f"{number}×" if number is not None else _("fewer than 5×")
