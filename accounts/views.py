from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.forms import ProfileForm
from core.http import private_page


@login_required
@private_page
@require_http_methods(["GET", "POST"])
def home(request):
    """Show a person their own page: what we know of them, and how they sign in."""
    form = ProfileForm.of(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.change_profile(user=request.user, **form.cleaned_data)
        return _in_chosen_language(request.user.preferred_language, request)
    context = {
        "form": form,
        "has_second_factor": services.second_factors(request.user).exists(),
        "session_count": UserSession.objects.filter(user=request.user).count(),
    }
    return TemplateResponse(request, "accounts/home.html", context)


def _in_chosen_language(code: str, request) -> HttpResponseRedirect:
    with translation.override(code):
        messages.success(request, gettext("Your changes are kept."))
        response = HttpResponseRedirect(reverse("accounts:home"))
    services.remember_language(response, code)
    return response
