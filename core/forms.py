from django.forms.renderers import TemplatesSetting


class SiteFormRenderer(TemplatesSetting):
    """Forms are drawn by the templates under templates/django/forms/ and components/."""
