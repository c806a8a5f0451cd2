"""Credentials: issued once, frozen, revoked but never deleted."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.foundation.templatetags.ui import groupes
from passport.achievements.models import Achievement
from passport.credentials.rules import Status, status_at
from passport.signing.models import SigningKey, StatusEntry

if TYPE_CHECKING:
    from cms.accounts.models import User
    from courses.modules.models import ModulePage
    from courses.pathways.models import Pathway


def private_storage() -> Storage:
    """Where the PDF files lie: never below a public address."""
    return storages["private"]


class PassedModule(NamedTuple):
    """A module as the credential names it, and the day it was passed."""

    title: str
    version: str
    passed_on: date


def modules_in(content: Mapping[str, Any]) -> list[PassedModule]:
    """The modules that a frozen content names."""
    return [
        PassedModule(module["title"], module["version"], date.fromisoformat(module["passed_on"]))
        for module in content["modules"]
    ]


class CredentialQuerySet(models.QuerySet["Credential"]):
    def held_by(self, user: "User") -> Self:
        return self.filter(holder=user)

    def of(self, pathway: "Pathway", module: "ModulePage | None" = None) -> Self:
        """The passport of this pathway, or the attestation of this module of it, at any version."""
        return self.filter(achievement__pathway=pathway, achievement__module=module)

    def in_force(self) -> Self:
        """Neither revoked nor, for that reason, replaced; expired ones are among them."""
        return self.filter(revoked_at=None)

    def replaced(self) -> Self:
        return self.filter(replaced_by__isnull=False)

    def signed_by(self, key: SigningKey) -> Self:
        """Those of which this key signed one of the two forms."""
        return self.filter(Q(proof_key=key) | Q(token_key=key))

    def worth_something(self, now: datetime) -> Self:
        return self.in_force().filter(expires_at__gte=now, holder__isnull=False)

    def awaiting_signature(self, now: datetime) -> Self:
        """Worth something, and issued before credentials were signed or signed by a key that is compromised since."""
        stolen = SigningKey.State.COMPROMISED
        return self.worth_something(now).filter(
            Q(document="") | Q(proof_key__state=stolen) | Q(token_key__state=stolen)
        )

    def awaiting_seal(self, now: datetime) -> Self:
        """Worth something, with a PDF sealed by a key that is compromised since."""
        return self.worth_something(now).exclude(pdf="").filter(seal_key__state=SigningKey.State.COMPROMISED)

    def awaiting_pdf(self) -> Self:
        """Those with a holder to download it: an erased holder’s file is not made again."""
        return self.filter(pdf="", holder__isnull=False)

    def awaiting_letter(self) -> Self:
        """Those whose holder was not told yet that they were issued; what is revoked has a letter of its own."""
        return self.in_force().filter(mailed_at=None, holder__isnull=False)

    def awaiting_revocation_letter(self) -> Self:
        """Revoked, the holder not told yet; whoever was given another in its place is told of that one."""
        return self.filter(revoked_at__isnull=False, revocation_mailed_at=None, holder__isnull=False, replaced_by=None)

    def ending_between(self, start: datetime, end: datetime) -> Self:
        return self.in_force().filter(expires_at__gt=start, expires_at__lte=end, holder__isnull=False)

    def shared_at(self, key: str) -> Self:
        """The one whose file its holder lets be downloaded with this key; nothing for an empty key."""
        return self.filter(share_key=key, holder__isnull=False) if key else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-issued_at", "-pk")


class Credential(models.Model):
    """What a holder was issued. `content` is frozen at issue; only erasing the account takes the name out.

    `document` (JSON with its embedded proof) and `token` (compact JWS) are the two signed forms, kept and served
    as the exact text that was signed; both are empty on what was issued before credentials were signed, and once
    the holder’s account is erased. `subject` names the holder in this credential and in no other.
    `replaces` is the credential that this one corrects: revoked when this one was issued.
    `awarded_at` is when it was first earned and issued, `issued_at` when this very credential was.

    `content` holds: `holder_name`, `kind`, `name`, `description`, `criteria`, `criteria_path` (its lasting page),
    `statement` (what the holder did, as the end of a sentence), `pathway`, `audience`, `audience_label`, `modules`
    (list of `{"code", "title", "version", "passed_on", "threshold_percent", "percent"}`, dates as ISO 8601 days; the
    percentage reached, a whole number, goes into the signed forms alone and is missing from old rows), `productions`
    (list of `{"code", "title", "accepted_on"}`, never what was handed in), `issuer` (`{"name", "url"}`), `version`.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(_("numéro"), max_length=12, unique=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="credentials",
        verbose_name=_("titulaire"),
    )
    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="credentials", verbose_name=_("réalisation")
    )
    subject = models.UUIDField(default=uuid4, unique=True, editable=False)
    content = models.JSONField(_("contenu"))
    awarded_at = models.DateTimeField(_("obtenu le"))
    issued_at = models.DateTimeField(_("délivré le"))
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    shows_name = models.BooleanField(_("nom visible du public"), default=False)
    shows_modules = models.BooleanField(_("modules visibles du public"), default=True)
    share_key = models.CharField(_("clef du lien ouvert"), max_length=43, blank=True, editable=False)
    document = models.TextField(_("fichier JSON signé"), blank=True, editable=False)
    token = models.TextField(_("jeton signé"), blank=True, editable=False)
    proof_key = models.ForeignKey(
        SigningKey, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("clef du JSON")
    )
    token_key = models.ForeignKey(
        SigningKey, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("clef du jeton")
    )
    status_entry = models.OneToOneField(
        StatusEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="credential",
        verbose_name=_("place dans la liste d’état"),
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by", verbose_name=_("remplace")
    )
    mailed_at = models.DateTimeField(_("annoncé le"), null=True, blank=True)
    revocation_mailed_at = models.DateTimeField(_("révocation annoncée le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("fin rappelée le"), null=True, blank=True)
    pdf = models.FileField(_("PDF"), storage=private_storage, blank=True, max_length=200)
    seal_key = models.ForeignKey(
        SigningKey, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("clef du cachet")
    )
    pdf_failed_at = models.DateTimeField(_("échec de préparation"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("révoqué le"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("révoqué par"),
    )
    revocation_reason = models.CharField(_("motif"), max_length=255, blank=True)
    reason_is_public = models.BooleanField(_("motif publié"), default=False)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("titre délivré")
        verbose_name_plural = _("titres délivrés")
        # Nobody may be allowed to add, change or delete one: the permissions to do so do not exist.
        default_permissions = ("view",)
        permissions = [
            ("revoke_credential", _("Peut révoquer un titre délivré")),
            ("export_register", _("Peut emporter le registre des titres")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "achievement"], condition=Q(revoked_at=None), name="held_once_per_achievement"
            ),
            models.UniqueConstraint(
                fields=["share_key"], condition=~Q(share_key=""), name="one_credential_per_share_key"
            ),
            models.CheckConstraint(
                condition=Q(document="", token="", proof_key=None, token_key=None)
                | Q(document="", token="", proof_key__isnull=False, token_key__isnull=False, holder=None)
                | (
                    ~Q(document="")
                    & ~Q(token="")
                    & Q(proof_key__isnull=False, token_key__isnull=False, status_entry__isnull=False)
                ),
                name="signed_in_both_forms_or_none",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revocation_reason="", reason_is_public=False)
                | (Q(revoked_at__isnull=False) & ~Q(revocation_reason="")),
                name="a_revocation_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.display_code

    def get_absolute_url(self) -> str:
        return reverse("credentials:detail", args=[self.uuid])

    @property
    def display_code(self) -> str:
        """The number in groups of four, as people read it."""
        return groupes(self.code)

    @property
    def public_address(self) -> str:
        """Where anybody can check it; also what the QR code holds, in capitals."""
        return f"{settings.SITE_URL}/v/{self.code}"

    @property
    def is_signed(self) -> bool:
        return bool(self.document)

    @property
    def is_passport(self) -> bool:
        return self.content["kind"] == Achievement.Kind.PASSPORT

    @property
    def modules(self) -> list[PassedModule]:
        return modules_in(self.content)

    @property
    def status(self) -> Status:
        return self.status_at(timezone.now())

    @property
    def is_valid(self) -> bool:
        return self.status is Status.VALID

    @property
    def is_expired(self) -> bool:
        return self.status is Status.EXPIRED

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def pdf_is_pending(self) -> bool:
        return not self.pdf and self.pdf_failed_at is None

    def status_at(self, now: datetime) -> Status:
        return status_at(now, expires_at=self.expires_at, revoked_at=self.revoked_at)
