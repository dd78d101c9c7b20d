"""Invitations, news and related pages."""

from .base import ProcessAdmin


class CallToActionAdmin(ProcessAdmin):
    list_display = ["text", "key", "channel", "position", "of_consultation"]
    list_filter = ["channel"]
    ordering = ["consultation", "position", "pk"]
    fields = ["consultation", "key", "position", "channel", "text"]


class UpdateAdmin(ProcessAdmin):
    list_display = ["title", "published_on", "key", "of_consultation"]
    date_hierarchy = "published_on"
    ordering = ["-published_on", "-position", "-pk"]
    fields = ["consultation", "key", "published_on", "position", "title", "body"]

    def view_on_site(self, obj) -> str:
        return self.site_address("update", obj, key=obj.key)


class ResourceAdmin(ProcessAdmin):
    list_display = ["title", "url", "key", "position", "of_consultation"]
    ordering = ["consultation", "position", "pk"]
    fields = ["consultation", "key", "position", "title", "url"]
