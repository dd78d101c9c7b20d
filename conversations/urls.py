"""Addresses of conversations and of what came out of them; both prefixes are in docs/house.md."""

from django.urls import include, path

from conversations.views import announced, hosting, links, outcomes

app_name = "conversations"

conversation_pages = [
    path("", announced.conversation_list, name="list"),
    path("host/", hosting.host_conversation, name="host"),
    path("host/sent/<uuid:form_token>/", hosting.host_sent, name="host_sent"),
    path("confirm/<str:token>/", hosting.confirm_conversation, name="confirm"),
    path("manage/<str:token>/", hosting.manage_conversation, name="manage"),
    path("manage/<str:token>/cancel/", hosting.cancel_conversation, name="cancel"),
    path("manage/<str:token>/restore/", hosting.restore_conversation, name="restore"),
    path("manage/<str:token>/send-link/", hosting.send_link_again, name="send_link"),
    path("link/", links.ask_new_link, name="new_link"),
    path("<uuid:public_id>/", announced.conversation_detail, name="detail"),
]

outcome_pages = [
    path("", outcomes.outcome_list, name="outcomes"),
    path("<uuid:public_id>/", outcomes.outcome, name="outcome"),
]

urlpatterns = [
    path("conversations/", include(conversation_pages)),
    path("outcomes/", include(outcome_pages)),
]
