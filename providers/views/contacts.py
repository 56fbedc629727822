"""The people at a provider: adding, changing, removing and bringing back one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from outsourcing.actors import Permission
from outsourcing.guards import ActorRequest, guarded
from outsourcing.ui.parts import undo_to
from providers import actions
from providers.forms import ContactForm
from providers.models import Contact
from providers.queries import restorable_contacts, visible_contacts, visible_providers
from providers.views.objects import CONTACT, PROVIDER


@guarded(Permission.MANAGE_PROVIDERS, of=PROVIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request: ActorRequest, pk: int) -> HttpResponse:
    """Add a person."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    form = ContactForm(request.POST or None, provider=provider)
    if form.is_valid():
        try:
            contact = actions.add_contact(
                by=request.actor, provider=provider, facts=form.facts(), now=timezone.now()
            )
        except actions.EmailTakenError:
            form.add_error("email", _("Another contact was just given this address."))
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": contact})
            return redirect(provider)
    return render(request, "providers/contact.html", {"form": form, "provider": provider})


@guarded(Permission.MANAGE_PROVIDERS, of=CONTACT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_contact(request: ActorRequest, pk: int, contact_pk: int) -> HttpResponse:
    """Change what is said of a person."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    contact = get_object_or_404(visible_contacts(request.actor, provider), pk=contact_pk)
    form = ContactForm(request.POST or None, provider=provider, instance=contact)
    if form.is_valid() and _saved(request, contact, form):
        messages.success(request, _("Saved."))
        return redirect(provider)
    context = {"form": form, "provider": provider, "contact": contact}
    return render(request, "providers/contact.html", context, status=409 if form.differences else 200)


@guarded(Permission.MANAGE_PROVIDERS, of=CONTACT)
@require_POST
def remove_contact(request: ActorRequest, pk: int, contact_pk: int) -> HttpResponse:
    """Take a person off the list."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    contact = get_object_or_404(restorable_contacts(request.actor, provider), pk=contact_pk)
    actions.remove_contact(by=request.actor, contact=contact, now=timezone.now())
    undo = undo_to(reverse("providers:restore_contact", args=[pk, contact_pk]))
    messages.success(request, _("%(name)s is off the list.") % {"name": contact}, extra_tags=undo)
    return redirect(provider)


@guarded(Permission.MANAGE_PROVIDERS, of=CONTACT)
@require_POST
def restore_contact(request: ActorRequest, pk: int, contact_pk: int) -> HttpResponse:
    """Bring a removed person back."""
    provider = get_object_or_404(visible_providers(request.actor), pk=pk)
    contact = get_object_or_404(restorable_contacts(request.actor, provider), pk=contact_pk)
    try:
        actions.restore_contact(by=request.actor, contact=contact)
    except actions.EmailTakenError:
        text = _("%(name)s stays off the list: another contact has the same e-mail address now.")
        messages.error(request, text % {"name": contact})
    else:
        messages.success(request, _("%(name)s is on the list again.") % {"name": contact})
    return redirect(provider)


def _saved(request: ActorRequest, contact: Contact, form: ContactForm) -> bool:
    try:
        actions.change_contact(
            by=request.actor,
            contact=contact,
            facts=form.facts(),
            expected_version=form.seen_version,
            now=timezone.now(),
        )
    except actions.StaleError:
        form.tell_stale(get_object_or_404(visible_contacts(request.actor, form.provider), pk=contact.pk))
    except actions.EmailTakenError:
        form.add_error("email", _("Another contact was just given this address."))
    return form.is_valid()
