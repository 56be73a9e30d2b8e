"""Every model either ends kept answers when it is written, or is known not to stand in public answers."""

from __future__ import annotations

from django.apps import apps

from cms.core.graphql.receivers import public_models

OURS = ("api", "core", "geo", "search", "topics", "funding", "advice", "glossary", "feedback", "pages", "articles",
        "events", "campaigns", "guidance", "maps", "wagtailcore", "wagtailimages", "wagtaildocs",
        "wagtailredirects")  # fmt: skip
# Never part of a public answer, or written only together with something that is.
NOT_PUBLIC = {
    "advice.CentreMember", "core.AddressChange", "core.ContentVersion", "core.MunicipalityRole", "core.Rendition",
    "core.User",
    "feedback.CountedMessage", "feedback.CountingDay", "feedback.FeedbackMessage",
    "guidance.FlowFault", "guidance.FlowUse", "guidance.PersonaOverride",
    "wagtailcore.APIToken", "wagtailcore.Comment", "wagtailcore.CommentReply",
    "wagtailcore.GroupApprovalTask", "wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission", "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription", "wagtailcore.ReferenceIndex", "wagtailcore.Revision", "wagtailcore.Task",
    "wagtailcore.TaskState", "wagtailcore.UploadedFile", "wagtailcore.Workflow", "wagtailcore.WorkflowContentType",
    "wagtailcore.WorkflowPage", "wagtailcore.WorkflowState", "wagtailcore.WorkflowTask", "wagtaildocs.Document",
    "wagtailimages.Image", "wagtailimages.Rendition",
}  # fmt: skip

# Written by the thousand: the actions that let anybody see them raise the version, which test_kept_geodata.py shows.
RAISED_BY_ACTIONS = {
    "geo.Address", "geo.BuildingNote", "geo.Cell", "geo.Dataset", "geo.DatasetVersion", "geo.Fact", "geo.Feature",
    "geo.GeodataImport", "geo.Group", "geo.GroupFigure", "geo.Membership", "geo.Shape", "geo.Statistic", "geo.Tally",
    "geo.TileArchive",
}  # fmt: skip


def test_no_model_is_forgotten():
    known = {model._meta.label for model in public_models()} | NOT_PUBLIC | RAISED_BY_ACTIONS
    ours = {model._meta.label for model in apps.get_models() if model._meta.app_label in OURS}
    assert ours - known == set()


def test_what_is_called_not_public_raises_no_version():
    assert {model._meta.label for model in public_models()} & NOT_PUBLIC == set()
