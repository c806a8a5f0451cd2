"""Keys, what was done to them, and the lists that say which credentials were revoked."""

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passport.signing import rules


class NeverUndone(TypeError):
    """A row that only ever gets added, or set once, was about to be changed or deleted."""


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    def active(self, kind: rules.Kind) -> Self:
        """The one that signs, if there is one."""
        return self.filter(kind=kind, state=rules.State.ACTIVE)

    def trusted(self) -> Self:
        """Those whose signatures are accepted: all but the compromised."""
        return self.exclude(state=rules.State.COMPROMISED)

    def of_credentials(self) -> Self:
        """Those that the DID document publishes; the seal of PDF has its certificates instead."""
        return self.filter(kind__in=[rules.Kind.PROOF, rules.Kind.TOKEN])

    def oldest_first(self) -> Self:
        return self.order_by("created_at", "pk")


class SigningKey(models.Model):
    """A key of the issuer. The table holds what is public; the private part is in `keystore`, never here.

    `public` is the public key as PEM (SubjectPublicKeyInfo); `certificates` are those of a seal, as PEM, its own first
    and its root last.
    """

    class Kind(models.TextChoices):
        PROOF = rules.Kind.PROOF.value, _("Preuve intégrée (Ed25519)")
        TOKEN = rules.Kind.TOKEN.value, _("Jeton JWT (P-256)")
        SEAL = rules.Kind.SEAL.value, _("Cachet des PDF")

    class State(models.TextChoices):
        PENDING = rules.State.PENDING.value, pgettext_lazy("clef", "en attente")
        ACTIVE = rules.State.ACTIVE.value, pgettext_lazy("clef", "active")
        RETIRED = rules.State.RETIRED.value, pgettext_lazy("clef", "retirée")
        COMPROMISED = rules.State.COMPROMISED.value, pgettext_lazy("clef", "compromise")

    class Holder(models.TextChoices):
        KEYSTORE = "keystore", _("fichier ou environnement")
        DEVICE = "device", _("matériel (PKCS#11)")

    name = models.CharField(_("nom"), max_length=60, unique=True)
    kind = models.CharField(_("usage"), max_length=12, choices=Kind)
    state = models.CharField(_("état"), max_length=12, choices=State, default=State.PENDING)
    held_by = models.CharField(_("gardée par"), max_length=12, choices=Holder, default=Holder.KEYSTORE)
    public = models.TextField(_("clef publique"))
    certificates = models.TextField(_("certificats"), blank=True)
    created_at = models.DateTimeField(_("créée le"), default=timezone.now)
    activated_at = models.DateTimeField(_("activée le"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    compromised_at = models.DateTimeField(_("compromise le"), null=True, blank=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("clef de signature")
        verbose_name_plural = _("clefs de signature")
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(state="active"), name="one_active_key_per_kind"),
            models.CheckConstraint(
                condition=Q(state="compromised") | Q(compromised_at=None), name="compromised_key_never_comes_back"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_trusted(self) -> bool:
        return self.state in rules.TRUSTED


class KeyEventQuerySet(models.QuerySet["KeyEvent"]):
    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def update(self, **changes: Any) -> NoReturn:
        raise NeverUndone("what was done to a key is not rewritten")

    def delete(self) -> NoReturn:
        raise NeverUndone("what was done to a key is not erased")


class KeyEvent(models.Model):
    """What was done to a key, by whom; `who` stays readable when the account is gone."""

    class Act(models.TextChoices):
        GENERATE = rules.Act.GENERATE.value, _("Création")
        ACTIVATE = rules.Act.ACTIVATE.value, _("Activation")
        RETIRE = rules.Act.RETIRE.value, _("Retrait")
        COMPROMISE = rules.Act.COMPROMISE.value, _("Compromission")
        REWRAP = rules.Act.REWRAP.value, _("Changement de phrase")

    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="events", verbose_name=_("clef"))
    act = models.CharField(_("acte"), max_length=12, choices=Act)
    at = models.DateTimeField(_("le"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("par"),
    )
    who = models.CharField(_("auteur"), max_length=200)
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = KeyEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("acte sur une clef")
        verbose_name_plural = _("actes sur les clefs")

    def __str__(self) -> str:
        return f"{self.get_act_display()} : {self.key_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverUndone("what was done to a key is not rewritten")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverUndone("what was done to a key is not erased")


class StatusList(models.Model):
    """A bit per credential, signed once in two forms and served to everybody.

    `document` (JSON with its proof) and `token` (JWT) are the exact texts that are served. `changes` counts the
    revocations; `signed_changes` is that count when the texts were signed: they differ as soon as one is missing.
    """

    number = models.PositiveIntegerField(_("numéro"), unique=True)
    size = models.PositiveIntegerField(_("nombre de places"), default=131_072)
    opened_at = models.DateTimeField(_("ouverte le"), default=timezone.now)
    changes = models.PositiveIntegerField(_("révocations"), default=0)
    document = models.TextField(_("forme JSON"), blank=True)
    token = models.TextField(_("forme JWT"), blank=True)
    signed_at = models.DateTimeField(_("signée le"), null=True, blank=True)
    signed_changes = models.PositiveIntegerField(_("révocations signées"), null=True, blank=True)
    proof_key = models.ForeignKey(SigningKey, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token_key = models.ForeignKey(SigningKey, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("liste d’état")
        verbose_name_plural = _("listes d’état")

    def __str__(self) -> str:
        return str(self.number)

    def get_absolute_url(self) -> str:
        return reverse("signing:status-list", args=[self.number])

    @property
    def address(self) -> str:
        """Its identifier, and where it is served."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"


class StatusEntryQuerySet(models.QuerySet["StatusEntry"]):
    def revoked(self) -> Self:
        return self.exclude(revoked_at=None)

    def update(self, **changes: Any) -> int:
        """Only those not revoked yet, whatever was asked: a revocation is neither undone nor redated."""
        return super(StatusEntryQuerySet, self.filter(revoked_at=None)).update(**changes)

    def delete(self) -> NoReturn:
        raise NeverUndone("an index is never used again")


class StatusEntry(models.Model):
    """The place of one credential in a list, drawn at random, kept for ever."""

    list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="entries", verbose_name=_("liste"))
    index = models.PositiveIntegerField(_("place"))
    revoked_at = models.DateTimeField(_("révoquée le"), null=True, blank=True)

    objects = StatusEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("place dans une liste d’état")
        verbose_name_plural = _("places dans les listes d’état")
        constraints = [models.UniqueConstraint(fields=["list", "index"], name="a_status_index_is_used_once")]

    def __str__(self) -> str:
        return f"{self.list_id} : {self.index}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once; only `services.revoke_entry` changes it, so that the list knows."""
        if not self._state.adding:
            raise NeverUndone("use `services.revoke_entry`")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverUndone("an index is never used again")
