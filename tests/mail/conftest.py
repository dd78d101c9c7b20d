from pathlib import Path

import pytest

from tests.mail.sink import Sink, SinkServer, free_port


@pytest.fixture(autouse=True)
def mail_templates(settings):
    """Add the templates of the test kind, which the site itself does not have."""
    own = Path(__file__).parent / "templates"
    (engine,) = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], own]}]


@pytest.fixture
def sink(settings):
    """Start a mail server and send the site's mail there."""
    handler = Sink()
    server = SinkServer(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 0.5
    yield handler
    server.stop()
