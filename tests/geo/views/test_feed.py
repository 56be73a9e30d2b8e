from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

from django.test import Client
from django.utils import timezone

from geo.models import DatasetVersion
from tests.geo.small_city import dataset_of, version_of

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(suffix: str = "atom") -> ElementTree.Element:
    response = Client().get(f"/data/leipzig/changes.{suffix}", headers={"host": "leipzig.localhost"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def test_the_feed_tells_what_was_published_and_recalled_newest_first(published):
    DatasetVersion.objects.filter(pk=published.houses.pk).update(
        state="recalled",
        recalled_at=timezone.now() + timedelta(minutes=1),
        recall_reason="Frau Beispiel beschwert sich",
        reference_date=date(2024, 12, 31),
    )
    root = feed("en.atom")
    ids = [entry.findtext(f"{ATOM}id").rpartition(":")[2] for entry in root.findall(f"{ATOM}entry")]
    assert ids == ["recalled", "published", "published"]
    assert root.findtext(f"{ATOM}updated") == root.find(f"{ATOM}entry").findtext(f"{ATOM}updated")
    whole = ElementTree.tostring(root, encoding="unicode")
    assert "dl-de/by-2-0" in whole
    # The reason may name people.
    assert "Frau Beispiel" not in whole


def test_the_feed_is_there_in_each_language_and_names_the_others(published):
    for suffix, language in (("atom", "de"), ("en.atom", "en"), ("it.atom", "it")):
        root = feed(suffix)
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        others = {link.get("hreflang") for link in root.findall(f"{ATOM}link") if link.get("rel") == "alternate"}
        assert others == {"de", "en", "it"} - {language}


def test_confidential_data_and_those_never_published_have_no_entry(published):
    before = len(feed().findall(f"{ATOM}entry"))
    version_of(dataset_of(published.leipzig, "gas", basis="confidential"), activated_at=timezone.now())
    version_of(dataset_of(published.leipzig, "entwurf"), state="ready")
    assert len(feed().findall(f"{ATOM}entry")) == before


def test_unknown_languages_and_parameters_are_refused(published):
    client = Client(headers={"host": "leipzig.localhost"})
    assert client.get("/data/leipzig/changes.fr.atom").status_code == 404
    assert client.get("/data/leipzig/changes.atom?since=2020").status_code == 400
