"""People in the administration: who they are and what they may do; never how they sign in."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import admin
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from accounts import permissions
from accounts.models import User
from core.admin import OfferedFiltersOnly

RIGHTS = ["is_staff", "groups"]
FACTS = ["public_id", "joined_at", "last_login"]


@admin.register(User)
class UserAdmin(OfferedFiltersOnly, admin.ModelAdmin):
    """Accounts are closed, not deleted; addresses are changed by the person; rights only by those who hold them."""

    list_display = ["email", "name", "preferred_language", "is_staff", "is_active", "joined_at"]
    list_filter = ["is_staff", "groups", "is_active", "preferred_language"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    filter_horizontal = ["groups"]
    fieldsets = [
        (None, {"fields": ["email", "name", "preferred_language", "time_zone"]}),
        (_("Rights"), {"fields": ["is_active", *RIGHTS, "is_superuser"]}),
        (_("Facts"), {"fields": FACTS}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "preferred_language", *RIGHTS]})]

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_readonly_fields(self, request, obj=None):
        fixed = [*FACTS, "is_superuser"]
        if obj:
            fixed.append("email")
        if not permissions.can_change_rights(request.user, obj):
            fixed += ["is_active", *RIGHTS]
        return fixed

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["queryset"] = permissions.roles_to_give(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.email = obj.email.lower()
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    @method_decorator(reauthentication_required(allow_get=True, enabled=lambda _: settings.STAFF_SECOND_FACTOR))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)
