"""What a phone has to load."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit

import pytest

from .installation import LEIPZIG
from .places import PLACES
from .readers import Reader

LONGEST_ARTICLE = 30_000
ALL_STYLES_GZIPPED = 40_000


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_no_article_is_longer_than_it_may_be(reader: Reader, locale: str) -> None:
    sitemap = reader.site.fetch(LEIPZIG, "/sitemap.xml").body
    paths = {urlsplit(url).path for url in re.findall(r"<loc>([^<]+)</loc>", sitemap)}
    articles = [path for path in paths if re.fullmatch(rf"/{locale}/wissen/[^/]+/[^/]+/", path)]
    assert len(articles) >= 15
    sizes = {path: len(reader.site.fetch(LEIPZIG, path).body.encode()) for path in articles}
    assert {path: size for path, size in sizes.items() if size > LONGEST_ARTICLE} == {}


def test_all_styles_together_stay_small(reader: Reader) -> None:
    body = reader.site.fetch(LEIPZIG, "/de/").body
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', body)
    assert sheets
    size = sum(len(gzip.compress(reader.site.fetch(LEIPZIG, sheet).body.encode())) for sheet in sheets)
    assert size <= ALL_STYLES_GZIPPED


def test_no_page_has_a_script_to_run(reader: Reader) -> None:
    for name, host, path in PLACES:
        body = reader.site.fetch(host, f"/de{path}").body
        scripts = re.findall(r"<script\b[^>]*>", body)
        assert [script for script in scripts if "application/ld+json" not in script] == [], name
        assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", body)), name
        assert 'style="' not in body, name
