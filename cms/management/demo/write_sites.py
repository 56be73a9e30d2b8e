"""Makes languages, sites, municipalities with their homes, groups and workflow, and the demo's sign-ins."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from cms.core.actions import set_up_municipality
from cms.core.models import Municipality, MunicipalityAttribution, MunicipalityRole, User
from cms.core.values.record import LANGUAGES
from knowledge.advice.models import CentreMember
from knowledge.pages.models import HomePage

from .made import Made
from .snippets import Entry

PASSWORD = "enact-demo"  # noqa: S105 - the sign-ins of the demo are told to everybody
PAGES_BY_PURPOSE = {
    "imprint_page": "impressum", "privacy_page": "datenschutz", "accessibility_page": "barrierefreiheit",
    "easy_language_page": "leichte-sprache", "sign_language_page": "gebaerdensprache", "feedback_page": "rueckmeldung",
}  # fmt: skip


def write_locales(made: Made) -> None:
    """German, and the languages that follow it."""
    for language in LANGUAGES:
        made.locales[language], _created = Locale.objects.get_or_create(language_code=language)
    for language in LANGUAGES[1:]:
        LocaleSynchronization.objects.get_or_create(
            locale=made.locales[language], defaults={"sync_from": made.locales["de"]}
        )


def remove_welcome() -> None:
    """Remove the page and site that Wagtail makes for a start."""
    Site.objects.filter(municipality=None).delete()
    for page in Page.objects.filter(depth=2, basepage=None):
        page.delete()


def write_municipality(made: Made, entry: Entry, home: HomePage, port: int) -> Municipality:
    """The municipality of ``entry`` with its site, whose root is ``home``."""
    values = entry.values
    site = Site.objects.create(
        hostname=values["host"], port=port, site_name=values["site_name"], root_page=home,
        is_default_site=values["kind"] == Municipality.Kind.REGION,
    )  # fmt: skip
    municipality = Municipality(
        site=site, key=entry.key, kind=values["kind"], ags=values["ags"], languages=values["languages"],
        region=None if entry.key == made.demo.region else Municipality.objects.get(key=made.demo.region),
        colour_primary=values["colour_primary"], colour_primary_dark=values["colour_primary_dark_mode"],
        colour_accent=values["colour_accent"], longitude=values["longitude"], latitude=values["latitude"],
        **{f"contact_{name}": value for name, value in values["contact"].items()},
        **_by_language("name", values["name"]), **_by_language("claim", values["claim"]),
        **_by_language("data_responsible", values["responsible_for_data"]),
    )  # fmt: skip
    municipality.attributions.set([
        MunicipalityAttribution(sort_order=number, text=row["text"], licence=row["licence"], url=row["url"])
        for number, row in enumerate(values["attributions"])
    ])  # fmt: skip
    named = {
        "colour_primary_dark": "colour_primary_dark_mode",
        **{f"contact_{name}": "contact" for name in values["contact"]},
        **{f"name_{language}": "name" for language in LANGUAGES},
    }
    made.check(municipality, entry.record, named=named, skip=("site",))
    made.problems.stop_if_any()
    municipality.save()
    HomePage.objects.filter(pk=home.pk).update(municipality=municipality)
    return municipality


def finish_municipality(made: Made, entry: Entry) -> None:
    """Name its pages of purpose; give it groups, permissions and workflow, now that its homes exist."""
    municipality = Municipality.objects.get(pk=made.pk("municipality", entry.key))
    for field, address in PAGES_BY_PURPOSE.items():
        page = made.demo.page(entry.key, address)
        if page is not None and page.site == entry.key:
            setattr(municipality, f"{field}_id", made.pk("page", page.place))
    municipality.save()
    set_up_municipality(municipality)


def write_ports(made: Made, port: int) -> None:
    """Let the demo's sites say the port they are served on."""
    hosts = [entry.values["host"] for entry in made.demo.entries["municipality"]]
    for site in Site.objects.filter(hostname__in=hosts).exclude(port=port):
        site.port = port
        site.save()


def write_people(made: Made) -> None:
    """The sign-ins that no earlier load made; their names are needed before pages, their roles after."""
    for entry in made.demo.entries["person"]:
        if not made.is_new("person", entry.key):
            continue
        values = entry.values
        is_admin = values["role"] == "admin"
        person = User(
            username=values["username"], first_name=values["first_name"], last_name=values["last_name"],
            email=f"{values['username']}@example.org", is_superuser=is_admin, is_staff=is_admin,
        )  # fmt: skip
        person.set_password(PASSWORD)
        made.check(person, entry.record)
        made.problems.stop_if_any()
        person.save()
        made.note("person", entry.key, person)
        made.tick(entry.key)


def write_roles(made: Made) -> None:
    """Put the demo's people into the groups of their municipality."""
    for entry in made.demo.entries["person"]:
        municipality = entry.values["municipality"]
        if municipality is None or not made.is_new("person", entry.key):
            continue
        role = MunicipalityRole.objects.get(
            municipality_id=made.pk("municipality", municipality.key), role=entry.values["role"]
        )
        person = User.objects.get(pk=made.pk("person", entry.key))
        person.groups.add(role.group)
        centre = made.maybe(entry.values["centre"])
        if centre is not None:
            CentreMember.objects.create(centre_id=centre, user=person)


def _by_language(field: str, words: dict[str, Any]) -> dict[str, Any]:
    return {f"{field}_{language}": words.get(language, "") for language in LANGUAGES}
