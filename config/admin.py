from django.contrib.admin import AdminSite


class CocreaAdminSite(AdminSite):
    """The administration: plain Django with our theme and start page."""
