import re
from xml.etree import ElementTree as ET

import pytest

from tests.factories.consultations import days_from_today, make_big_question, make_consultation, make_stage
from tests.factories.texts import make_figure, make_update

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def locations(client, address: str) -> list[str]:
    """Return the addresses that a file of the sitemap names."""
    xml = client.get(address).content.decode()
    return [found.removeprefix("http://testserver") for found in re.findall(r"<loc>([^<]+)</loc>", xml)]


def test_the_sitemap_names_public_pages_in_every_language(client):
    consultation = make_consultation(slug="plan")
    make_stage(consultation=consultation, slug="first")
    make_big_question(consultation=consultation, key="focus")
    make_update(consultation=consultation, key="news")
    make_update(consultation=consultation, key="tomorrow", published_on=days_from_today(1))
    make_stage(consultation=make_consultation(slug="hidden", is_public=False), slug="hidden-stage")

    parts = locations(client, "/sitemap.xml")
    found = {address for part in parts for address in locations(client, part)}

    pages = ["", "glossary/", "consultations/plan/", "consultations/plan/stages/first/"]
    pages += ["consultations/plan/questions/focus/", "consultations/plan/updates/news/"]
    assert {f"/{code}/{page}" for code in ("en", "fr", "es") for page in pages} <= found
    assert [address for address in found if "hidden" in address or "tomorrow" in address] == []
    xml = client.get("/sitemap-consultations.xml").content.decode()
    assert 'hreflang="fr" href="http://testserver/fr/consultations/plan/"' in xml


def test_a_long_sitemap_comes_in_files_of_some_hundred_addresses(client):
    consultation = make_consultation()
    for _number in range(201):
        make_stage(consultation=consultation)

    parts = [part for part in locations(client, "/sitemap.xml") if "parts" in part]

    assert parts == ["/sitemap-parts.xml", "/sitemap-parts.xml?p=2"]
    assert [len(locations(client, part)) for part in parts] == [600, 3]


def test_robots_are_told_where_the_sitemap_is(client, settings):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert lines[-1] == f"Sitemap: {settings.SITE_URL}/sitemap.xml"
    assert "Disallow: /admin/" in lines


def test_the_feed_speaks_the_language_of_its_address(client):
    consultation = make_consultation(slug="plan")
    make_figure(consultation=consultation, key="many")
    make_update(
        consultation=consultation,
        key="news",
        title_fr="Des nouvelles",
        body_fr="Déjà {figure:many}.\n\n<script>alert(1)</script>",
    )

    response = client.get("/fr/updates.atom")

    feed = ET.fromstring(response.content)  # noqa: S314 -- our own feed
    entry = feed.find(f"{ATOM}entry")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert entry.findtext(f"{ATOM}title") == "Des nouvelles"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/fr/consultations/plan/updates/news/"
    assert entry.findtext(f"{ATOM}summary") == (
        "<p>Déjà 4\u202f500\u00a0engagements.</p>\n\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
    assert client.cookies == {}
