"""To the company's sign-in and back."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from outsourcing.accounts.single_sign_on.adapter import refuse
from outsourcing.accounts.single_sign_on.connecting import Connection
from outsourcing.guards import public


@public
@never_cache
@require_POST
def single_sign_on(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the issuer."""
    try:
        answer = OAuth2LoginView.adapter_view(Connection(request))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except (OSError, OAuth2Error):
        # What it raises when the issuer cannot be reached is an OSError, too.
        return _unreachable(request)
    if answer.status_code != 302:
        return HttpResponse(answer) if not isinstance(answer, HttpResponse) else answer
    # A page leads on, because a form of ours may not be answered by another house (form-action 'self').
    context = {"address": answer["Location"], "name": settings.OIDC_NAME}
    return render(request, "accounts/single_sign_on_leaving.html", context)


@public
@never_cache
@require_safe
def single_sign_on_back(request: HttpRequest) -> HttpResponse:
    """Take back whom the issuer sends."""
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Connection(request))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return answer


def _unreachable(request: HttpRequest) -> HttpResponse:
    try:
        refuse(request, _("It cannot be reached at present. Try again, or use your password."), status=503)
    except ImmediateHttpResponse as answer:
        page: HttpResponse = answer.response
        return page
