"""Small helpers around requests and responses."""

from functools import wraps

NOT_STORED = "no-store, private"


def private_page(view):
    """Keep a page out of every cache: for private links and own data.

    Its address is told to no other site by the Referrer-Policy of all pages (same-origin). The stricter no-referrer
    must not be set on a page with a form: browsers then send "Origin: null" and every form is refused.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = NOT_STORED
        return response

    return wrapper
