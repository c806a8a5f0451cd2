"""The journal at the desk: read, page by page, and nothing else."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from cms.accounts.http import AuthenticatedRequest
from passport.credentials.permissions import VIEW
from passport.credentials.trail import ACTS, everything, lines

PER_PAGE = 50


@never_cache
@require_safe
@permission_required(VIEW)
def trail_page(request: AuthenticatedRequest) -> HttpResponse:
    """`?acte=` keeps one kind of act; anything else shows them all."""
    wanted = request.GET.get("acte", "")
    wanted = wanted if wanted in ACTS else ""
    page = Paginator(everything(wanted), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page_obj": page,
        "lines": lines(page),
        "acts": ACTS.items(),
        "wanted": wanted,
        "header_title": _("Journal des titres"),
        "breadcrumbs_items": [
            {"url": reverse("credential_desk:index"), "label": _("Titres délivrés")},
            {"url": "", "label": _("Journal")},
        ],
    }
    return render(request, "credentials/desk/trail.html", context)
