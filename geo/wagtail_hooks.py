"""Geodata in the admin: the menu, its pages, and who may go to them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.core.permissions.doors import anybody, register_doors
from cms.core.reports import Report, register_report

from .log_actions import register_log_actions
from .reports import notes_due, undecided_data, waiting_versions
from .views import datasets, doors, facts, imports, layers, notes, versions
from .viewsets import GeodataViewSetGroup

register_snippet(GeodataViewSetGroup)
hooks.register("register_log_actions", register_log_actions)

register_doors(anybody, "geodata:begin", "geodata:buildings", "geodata:look", "geodata:propose")
register_doors(doors.own_dataset, "dataset:inspect", "geodata:roll_back")
register_doors(
    doors.own_version,
    "geodata:version",
    "geodata:sample",
    "geodata:activate",
    "geodata:recall",
    "geodata:compare",
    "geodata:discard",
)
register_doors(
    doors.own_import, "geodata:import", "geodata:import_questions", "geodata:import_columns", "geodata:import_report",
    "geodata:import_progress", "geodata:import_preview", "geodata:import_cancel",
)  # fmt: skip
register_doors(doors.own_building, "geodata:building", "geodata:write_fact")
register_doors(doors.own_fact, "geodata:withdraw_fact")
register_doors(doors.own_note, "geodata:note")
register_report(
    Report("building-notes", _("Corrections and objections"), _("What people say of buildings, and until when it must"
           " be answered."), "comment", notes_due)
)  # fmt: skip
register_report(
    Report("undecided-data", _("Data without a decision"), _("They are imported, but nothing of them may be shown"
           " of single buildings."), "lock", undecided_data)
)  # fmt: skip
register_report(
    Report("waiting-versions", _("Geodata to activate"), _("Imported; a second person looks at them and makes them"
           " public."), "table", waiting_versions)
)  # fmt: skip


@hooks.register("register_admin_urls")
def geodata_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("buildings/", facts.BuildingsView.as_view(), name="buildings"),
        path("buildings/<int:pk>/", facts.BuildingView.as_view(), name="building"),
        path("buildings/<int:pk>/write/", facts.WriteView.as_view(), name="write_fact"),
        path("facts/<int:pk>/withdraw/", facts.WithdrawView.as_view(), name="withdraw_fact"),
        path("notes/<int:pk>/", notes.NoteView.as_view(), name="note"),
        path("datasets/<int:pk>/roll-back/", datasets.RollBackView.as_view(), name="roll_back"),
        path("versions/<int:pk>/", versions.VersionView.as_view(), name="version"),
        path("versions/<int:pk>/sample.json", versions.SampleView.as_view(), name="sample"),
        path("versions/<int:pk>/activate/", versions.ActivateView.as_view(), name="activate"),
        path("versions/<int:pk>/recall/", versions.RecallView.as_view(), name="recall"),
        path("versions/<int:pk>/discard/", versions.DiscardView.as_view(), name="discard"),
        path("versions/<int:pk>/compare/", versions.CompareView.as_view(), name="compare"),
        path("import/", imports.BeginView.as_view(), name="begin"),
        path("import/<int:pk>/", imports.WhereView.as_view(), name="import"),
        path("import/<int:pk>/questions/", imports.QuestionsView.as_view(), name="import_questions"),
        path("import/<int:pk>/columns/", imports.ColumnsView.as_view(), name="import_columns"),
        path("import/<int:pk>/report/", imports.ReportView.as_view(), name="import_report"),
        path("import/<int:pk>/progress.json", imports.ProgressView.as_view(), name="import_progress"),
        path("import/<int:pk>/preview.json", imports.PreviewView.as_view(), name="import_preview"),
        path("import/<int:pk>/cancel/", imports.CancelView.as_view(), name="import_cancel"),
        path("legend/propose.json", layers.propose, name="propose"),
        path("legend/look.json", layers.look, name="look"),
    ]
    return [path("geodata/", include((urls, "geodata")))]
