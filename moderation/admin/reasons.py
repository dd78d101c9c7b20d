from core.admin import TrilingualAdmin
from core.language import columns


class ReasonAdmin(TrilingualAdmin):
    """The list of reasons. One that was used stays; it can be taken out of the offer."""

    list_display = ["title", "for_status", "is_active", "position"]
    list_filter = ["for_status", "is_active"]
    search_fields = ["code", *columns("title")]
    ordering = ["for_status", "position", "code"]
    fields = ["code", "for_status", "title", "explanation", "is_active", "position"]

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
