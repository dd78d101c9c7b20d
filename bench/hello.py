"""The yardstick: a Django view without middleware that answers 13 bytes, on the same server as the site."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["*"], SECRET_KEY=os.urandom(8).hex())
    django.setup()

urlpatterns = [path("hello", lambda _request: HttpResponse(b"Hello, world!"))]
application = WSGIHandler()
