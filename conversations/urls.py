"""Addresses of conversations and of what came out of them; both prefixes are in docs/house.md."""

from django.urls import include, path

from conversations.views import announced, guide, hosting, links, mine, outcomes, report

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
    path("manage/<str:token>/stop-links/", hosting.stop_links, name="stop_links"),
    path("guide/", guide.host_guide, name="guide"),
    path("guide/kit.pdf", guide.host_kit, name="kit"),
    path("link/", links.ask_new_link, name="new_link"),
    path("mine/", mine.my_conversations, name="mine"),
    path("mine/<uuid:public_id>/report/", mine.open_report, name="open_report"),
    path("report/<str:token>/", report.report_overview, name="report"),
    path("report/<str:token>/preview/", report.report_preview, name="report_preview"),
    path("report/<str:token>/receipt/", report.report_receipt, name="report_receipt"),
    path("report/<str:token>/<slug:step_key>/", report.report_step, name="report_step"),
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
