"""PostgreSQL away: a page in three languages within two seconds, whoever asks and wherever it fails."""

import time

import pytest
from django.db import connection

READ = ["/en/conversations/", "/fr/account/login/", "/en/account/", "/admin/"]


@pytest.fixture
def _database_away(django_db_blocker, django_db_setup, tmp_path, monkeypatch):
    """Point this process to a database that nobody serves."""
    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", str(tmp_path))
        yield
        connection.close()


@pytest.mark.usefixtures("_database_away")
@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("session", ["", "a" * 32])
@pytest.mark.parametrize("address", READ)
def test_pages_say_so_in_three_languages(client, settings, address, session, debug):
    settings.DEBUG = debug
    client.raise_request_exception = False
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session

    start = time.monotonic()
    response = client.get(address)
    seconds = time.monotonic() - start

    if response.status_code == 302 or (response.status_code == 200 and not session):
        return  # needed no database
    html = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert int(response["Retry-After"]) > 0
    assert all(f'lang="{code}"' in html for code in ["en", "fr", "es"])
    assert response["Content-Security-Policy"]
    assert seconds < 2


@pytest.mark.usefixtures("_database_away")
def test_what_was_written_is_given_back(client):
    client.raise_request_exception = False
    written = {"title": "A market <day> in Bamako", "csrfmiddlewaretoken": "a secret of the form", "minutes": "90"}

    response = client.post("/en/conversations/host/", written)

    html = response.content.decode()
    assert response.status_code == 503
    assert "A market &lt;day&gt; in Bamako</textarea>" in html
    assert "a secret of the form" not in html


@pytest.mark.usefixtures("_database_away")
def test_the_process_is_alive_but_not_ready(client):
    assert client.get("/healthz").status_code == 200

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        503,
        {"status": "unavailable", "checks": {"database": "unavailable"}},
    )


@pytest.mark.usefixtures("_database_away")
def test_files_are_served_all_the_same(client):
    response = client.get("/static/css/site.css")
    response.close()

    assert response.status_code == 200


@pytest.mark.django_db
def test_other_errors_stay_errors(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("accounts.views.ProfileForm.of", None)
    from accounts import services

    client.force_login(services.create_account(email="ana@example.org"))

    assert client.get("/en/account/").status_code == 500
