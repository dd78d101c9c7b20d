from django import template
from django.urls import reverse

from mail.links import absolute

register = template.Library()


@register.simple_tag
def absolute_url(name: str, *args, **kwargs) -> str:
    """Return the whole address of a page, under the language of the e-mail: {% absolute_url "home" as home %}."""
    return absolute(reverse(name, args=args, kwargs=kwargs))
