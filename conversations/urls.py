from django.urls import path

from conversations.views import links

app_name = "conversations"

urlpatterns = [
    path("link/", links.ask_new_link, name="new_link"),
]
