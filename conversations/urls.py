from django.urls import path

from conversations.views import announced, hosting, links

app_name = "conversations"

urlpatterns = [
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
