from django.urls import path

from . import feeds, views

app_name = "consultations"

urlpatterns = [
    path("consultations/<slug:slug>/", views.detail, name="detail"),
    path("consultations/<slug:slug>/stages/<slug:stage_slug>/", views.stage, name="stage"),
    path("consultations/<slug:slug>/questions/<slug:key>/", views.question, name="question"),
    path("consultations/<slug:slug>/updates/<slug:key>/", views.update, name="update"),
    path("glossary/", views.glossary, name="glossary"),
    path("search/", views.search, name="search"),
    path("updates.atom", feeds.UpdateFeed(), name="feed"),
]
