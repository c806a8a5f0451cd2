"""The list of what was issued: searched, filtered, taken away as a register."""

from typing import Any

import django_filters  # type: ignore[import-untyped]  # it brings no annotations
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from cms.foundation.templatetags.ui import jour
from courses.pathways.models import Pathway
from passport.credentials.models import Credential, CredentialQuerySet
from passport.credentials.permissions import EXPORT, VIEW
from passport.credentials.register import MEDIA_TYPES, REPLACED, STATE_WORDS, WRITERS, entries, record_export, state_at
from passport.credentials.rules import Status, read_code
from passport.signing.models import SigningKey


def state_in_words(credential: Credential) -> str:
    return str(STATE_WORDS[state_at(credential, timezone.now())])


def holder_in_words(credential: Credential) -> str:
    return credential.content["holder_name"] or str(_("Compte effacé"))


def issued_in_words(credential: Credential) -> str:
    return jour(credential.issued_at)


class CredentialFilterSet(WagtailFilterSet):
    """« Révoqué » has every revoked credential; « Remplacé » only those that a correction followed."""

    state = django_filters.ChoiceFilter(method="in_state", choices=[*STATE_WORDS.items()], label=_("État"))
    pathway = django_filters.ModelChoiceFilter(
        field_name="achievement__pathway", queryset=Pathway.objects.in_order(), label=_("Parcours")
    )
    issued_at = django_filters.DateFromToRangeFilter(label=_("Délivré"), widget=DateRangePickerWidget)
    key = django_filters.ModelChoiceFilter(
        method="by_key", queryset=SigningKey.objects.order_by("name"), label=_("Signé par la clef")
    )

    class Meta:
        model = Credential
        fields = ("state", "pathway", "issued_at", "key")

    def in_state(self, queryset: CredentialQuerySet, name: str, state: str) -> CredentialQuerySet:
        now = timezone.now()
        if state == Status.VALID.value:
            return queryset.in_force().filter(expires_at__gt=now)
        if state == Status.EXPIRED.value:
            return queryset.in_force().filter(expires_at__lte=now)
        return queryset.replaced() if state == REPLACED else queryset.exclude(revoked_at=None)

    def by_key(self, queryset: CredentialQuerySet, name: str, key: SigningKey) -> CredentialQuerySet:
        return queryset.signed_by(key) | queryset.filter(seal_key=key)


class CredentialIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Credential]:
        """With what the list shows, and without the signed texts, which it does not show."""
        return Credential.objects.newest_first().select_related("replaced_by").defer("document", "token")

    def search_queryset(self, queryset: QuerySet[Credential]) -> QuerySet[Credential]:
        """By number, however it is typed, or by what the holder is called today or was at issue."""
        if not self.is_searching:
            return queryset
        typed = self.search_query
        person = Q(holder__name__icontains=typed) | Q(holder__email__icontains=typed)
        person |= Q(content__holder_name__icontains=typed)
        code = read_code(typed)
        return queryset.filter(person | Q(code__contains=code)) if code else queryset.filter(person)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "display_code",
                label=_("Numéro"),
                get_url=self.get_inspect_url,
                sort_key="code",
                classname="credentials-number",
            ),
            Column("holder", label=_("Titulaire"), accessor=holder_in_words),
            Column("title", label=_("Intitulé"), accessor=lambda credential: credential.content["name"]),
            Column("issued_at", label=_("Délivré le"), accessor=issued_in_words, sort_key="issued_at"),
            Column("status", label=_("État"), accessor=state_in_words),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The register as the list is filtered now, then the two pages that belong with it."""
        buttons = []
        if self.request.user.has_perm(EXPORT):
            asked = self.request.GET.copy()
            for name in ("p", "_w_filter_fragment"):
                asked.pop(name, None)
            filtered = f"?{asked.urlencode()}" if asked else ""
            buttons = [
                Button(label, url=reverse("credential_desk:register", args=[kind]) + filtered, icon_name="download")
                for kind, label in (("csv", _("Registre (CSV)")), ("json", _("Registre (JSON)")))
            ]
        return [
            *buttons,
            Button(_("Clefs de signature"), url=reverse("credential_desk:keys"), icon_name="key", priority=200),
            Button(_("Journal des titres"), url=reverse("credential_desk:trail"), icon_name="history", priority=210),
        ]


class RegisterView(CredentialIndexView):
    """What the list shows under the same search, filters and order, whole, as a file."""

    def get(self, request: HttpRequest, *args: Any, kind: str, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated or not user.has_perms([VIEW, EXPORT]):
            raise PermissionDenied
        if (
            self.filters and not self.filters.is_valid()
        ):  # the list shows which one; a register that ignored it would lie
            return redirect(f"{reverse('credential_desk:index')}?{request.GET.urlencode()}")
        asked = {name: str(value) for name, value in request.GET.items() if value and name not in ("p", "ordering")}
        record_export(by=user, kind=kind, filters=asked)
        now = timezone.now()
        lines = entries(self.get_queryset(), now)
        response = StreamingHttpResponse(WRITERS[kind](lines, now), content_type=MEDIA_TYPES[kind])
        day = timezone.localdate(now).isoformat()
        response["Content-Disposition"] = f'attachment; filename="registre-des-titres-{day}.{kind}"'
        return response
