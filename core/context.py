from django.conf import settings


def site(request):
    """Give every template the name of the site, its address and whom to ask for help."""
    return {"site_name": "Cocrea", "site_url": settings.SITE_URL, "help_email": settings.HELP_EMAIL}
