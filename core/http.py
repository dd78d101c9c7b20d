"""Small helpers around requests and responses."""

from functools import wraps

NOT_STORED = "no-store, private"


def private_page(view):
    """Keep a page out of every cache, and its address out of every Referer: for private links and own data."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = NOT_STORED
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapper
