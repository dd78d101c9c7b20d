def site(request):
    """Give every template the name of the site."""
    return {"site_name": "Cocrea"}
