"""The admin's pages about base texts: which there are, adopting one, deciding about what changed in one."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.models import Municipality, User
from knowledge.articles.actions.accept_base import accept_base, keep_own, may_decide
from knowledge.articles.actions.adopt_article import adopt_article, check_adoption, cities_of
from knowledge.articles.adoptions import Adoption
from knowledge.articles.comparisons import readable
from knowledge.articles.library import base_texts
from knowledge.articles.models import ArticlePage

TAKE, KEEP = "take", "keep"


class AdminView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin, by its title below the list of base texts."""

    header_icon = "copy"

    @property
    def editor(self) -> User:
        # The admin's pages are for people who have signed in.
        return cast("User", self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("base_texts:list"), "label": _("Base texts")}]
        return items if isinstance(self, BaseTextsView) else [*items, {"url": "", "label": self.get_page_title()}]


class BaseTextsView(AdminView):
    """The library's articles, with what the editor's city has made of each."""

    page_title = gettext_lazy("Base texts")
    template_name = "articles/admin/base_texts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cities = cities_of(self.request.user)
        if not cities:
            raise PermissionDenied
        city = _chosen(cities, self.request.GET.get("city"))
        return super().get_context_data(cities=cities, city=city, rows=base_texts(city), **kwargs)


class AdoptView(AdminView):
    """Asks once more, then adopts."""

    page_title = gettext_lazy("Adopt")
    template_name = "articles/admin/adopt.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.base = get_object_or_404(ArticlePage, pk=kwargs["pk"])
        self.city = _chosen(cities_of(request.user), request.GET.get("city"))
        try:
            check_adoption(self.base, self.city, self.editor)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("base_texts:list")
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Adopt for %(city)s") % {"city": self.city}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(base=self.base, city=self.city, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = adopt_article(self.base, self.city, self.editor)
        text = _("“%(title)s” is now a draft of %(city)s. Add your paragraphs, then publish it.")
        messages.success(request, text % {"title": page.title, "city": self.city})
        return redirect("wagtailadmin_pages:edit", page.pk)


class BaseChangesView(AdminView):
    """What changed in the base since it was accepted, with a decision for each place."""

    page_title = gettext_lazy("What changed in the base text")
    template_name = "articles/admin/base_changes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        page = get_object_or_404(ArticlePage, pk=kwargs["pk"], alias_of=None)
        if not may_decide(page, request.user):
            raise PermissionDenied
        adoption = Adoption.of_draft(page)
        if adoption is None or not adoption.base.live:
            raise Http404
        self.adoption = adoption
        return super().dispatch(request, *args, **kwargs)

    @property
    def seen(self) -> str:
        """What the editor has before her; decisions about anything else are not hers."""
        return f"{self.adoption.page.latest_revision_id}-{self.adoption.base.live_revision_id}"

    @property
    def decisions(self) -> dict[str, str]:
        """What the editor has decided, by the id of the change."""
        given = {change.id: self.request.POST.get(f"change-{change.id}", "") for change in self.adoption.changes}
        return {key: decision for key, decision in given.items() if decision in (TAKE, KEEP)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, base, changes = self.adoption.page, self.adoption.base, readable(self.adoption, self.decisions)
        return super().get_context_data(page=page, base=base, changes=changes, seen=self.seen, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("seen") != self.seen:
            messages.warning(request, _("The text has changed meanwhile. Please look at the changes again."))
            return redirect(request.path)
        if not self._decide(request.POST.get("all")):
            messages.error(request, _("Please decide about every change, or about all at once."))
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("Your decisions are in a new draft. Look it over, then publish it."))
        return redirect("wagtailadmin_pages:edit", self.adoption.page.pk)

    def _decide(self, everything: str | None) -> bool:
        page, decisions = self.adoption.page, self.decisions
        if everything == TAKE:
            accept_base(page, None, self.editor)
        elif everything == KEEP:
            keep_own(page, self.editor)
        elif len(decisions) == len(self.adoption.changes):
            accept_base(page, [key for key, decision in decisions.items() if decision == TAKE], self.editor)
        else:
            return False
        return True


def _chosen(cities: list[Municipality], key: str | None) -> Municipality:
    if not cities:
        raise PermissionDenied
    for city in cities:
        if key in (None, "", city.key):
            return city
    raise PermissionDenied
