"""The same headers on every response, whatever its status, type and origin (HDR-1, HDR-7)."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.http import require_GET

import config.urls
from accounts import services
from core.views import too_many_requests

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), "
    "usb=(), browsing-topics=()",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


def forbidden(request):
    raise PermissionDenied


def broken(request):
    raise RuntimeError


def suspicious(request):
    raise SuspiciousOperation


urlpatterns = [
    path("ok", lambda request: HttpResponse("ok")),
    path("json", lambda request: JsonResponse({})),
    path("unchanged", lambda request: HttpResponseNotModified()),
    path("forbidden", forbidden),
    path("suspicious", suspicious),
    path("broken", broken),
    path("limited", too_many_requests),
    path("only-get", require_GET(lambda request: HttpResponse("ok"))),
    *config.urls.urlpatterns,
]

RESPONSES = [
    ("GET", "/ok", 200),
    ("GET", "/json", 200),
    ("GET", "/healthz", 200),
    ("GET", "/readyz", 200),
    ("GET", "/en/account/login/", 200),
    ("GET", "/static/css/site.css", 200),
    ("GET", "/admin/login/", 302),
    ("GET", "/", 302),
    ("GET", "/unchanged", 304),
    ("GET", "/suspicious", 400),
    ("GET", "/forbidden", 403),
    ("GET", "/nowhere", 404),
    ("GET", "/en/nowhere/", 404),
    ("GET", "/static/nowhere.css", 404),
    ("POST", "/only-get", 405),
    ("POST", "/healthz", 405),
    ("GET", "/limited", 429),
    ("GET", "/broken", 500),
]
NEVER_STORED = {"/healthz", "/readyz", "/", "/en/account/login/"}


def directives(response) -> set[str]:
    return {part.strip() for part in response["Content-Security-Policy"].split(";") if part.strip()}


@pytest.fixture(autouse=True)
def _own_addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address", "status"), RESPONSES)
def test_every_response_has_the_headers(client, method, address, status):
    client.raise_request_exception = False

    response = client.generic(method, address)
    response.close()

    assert response.status_code == status
    assert {name: response.get(name) for name in EXPECTED} == EXPECTED
    assert directives(response) == POLICY
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address", "status"), RESPONSES)
def test_errors_are_not_stored(client, method, address, status):
    client.raise_request_exception = False

    response = client.generic(method, address)
    response.close()

    assert ("no-store" in response.get("Cache-Control", "")) == (status >= 400 or address in NEVER_STORED)


@pytest.mark.django_db
def test_what_somebody_with_a_session_sees_is_not_stored(client):
    client.force_login(services.create_account(email="ana@example.org"))

    assert client.get("/ok")["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_a_foreign_host_and_a_huge_body_are_refused_with_the_headers(client, settings):
    client.raise_request_exception = False
    foreign = client.get("/en/", headers={"Host": "evil.test"})
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    huge = client.post("/en/account/login/", {"login": "a" * 100})

    for response in [foreign, huge]:
        assert response.status_code in {400, 413}
        assert {name: response.get(name) for name in EXPECTED} == EXPECTED
        assert directives(response) == POLICY


@pytest.mark.django_db
def test_https_is_remembered_where_the_site_has_it(client, settings):
    settings.SECURE_HSTS_SECONDS = 63072000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    for address in ["/ok", "/nowhere", "/admin/login/"]:
        response = client.get(address)

        assert response["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


@pytest.mark.django_db
def test_no_page_has_the_server_name_or_another_sites_address(client):
    for address in ["/en/account/login/", "/fr/account/signup/", "/nowhere"]:
        page = client.get(address).content.decode()

        assert "Server" not in client.get(address)
        assert 'src="http' not in page
        assert 'src="//' not in page
