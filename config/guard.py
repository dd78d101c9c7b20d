"""What a production site must not start with: one sentence for each, so that nobody has to guess."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
FEWEST_DIFFERENT = 5


def check_production(
    *,
    secret_key: str,
    site_url: str,
    allowed_hosts: list[str],
    staff_second_factor: bool,
    email_use_tls: bool,
    email_use_ssl: bool,
) -> None:
    """Raise ImproperlyConfigured for the first setting that would put people at risk."""
    site = urlsplit(site_url)
    problems = {
        f"SECRET_KEY must have at least {SHORTEST_KEY} random characters.": len(secret_key) < SHORTEST_KEY
        or len(set(secret_key)) < FEWEST_DIFFERENT
        or secret_key.startswith("only-for-development"),
        "SITE_URL must start with https:// in production.": site.scheme != "https" or not site.hostname,
        "SITE_URL must be the site's name only, without a path.": bool(site.path or site.query or site.fragment),
        "ALLOWED_HOSTS must name the site's own host names, without *.": not allowed_hosts
        or any("*" in host for host in allowed_hosts),
        "ALLOWED_HOSTS must hold the host name of SITE_URL.": site.hostname not in allowed_hosts,
        "STAFF_SECOND_FACTOR cannot be switched off in production.": not staff_second_factor,
        "EMAIL_USE_TLS and EMAIL_USE_SSL exclude each other.": email_use_tls and email_use_ssl,
    }
    for sentence, is_wrong in problems.items():
        if is_wrong:
            raise ImproperlyConfigured(sentence)
