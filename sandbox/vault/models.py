"""Vaults, what is sealed in them, and the journal of who read what (rapport de 2017, § 3.2.3).

Keys and plaintext never appear in `str`, `repr`, the admin or a log: these tables hold sealed bytes only.
"""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cms.accounts.models import User


class VaultQuerySet(models.QuerySet["Vault"]):
    def of(self, holder: "User") -> Self:
        return self.filter(holder=holder)

    def open(self) -> Self:
        """Those that were not erased."""
        return self.filter(state=Vault.State.OPEN)

    def idle_since(self, moment: datetime) -> Self:
        """Unvisited since then, and whose holder was not told yet."""
        return self.open().filter(used_at__lt=moment, warned_at=None)

    def warned_before(self, moment: datetime) -> Self:
        """Whose holder was told before then, and did not come back since."""
        return self.open().filter(warned_at__lt=moment, used_at__lt=F("warned_at"))


class Vault(models.Model):
    """One learner's personal records, all fictitious, in one provider's hands.

    `household` is the number of the town's household whose life the vault tells; with `persona` it is all that the
    first contents are computed from. An erased vault keeps its row for its journal, which holds no value.
    """

    class State(models.TextChoices):
        OPEN = "open", _("ouvert")
        ERASED = "erased", _("effacé")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="vaults")
    persona = models.CharField(_("personnage"), max_length=32, blank=True)
    household = models.PositiveSmallIntegerField(_("foyer"))
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.OPEN)
    hourly_collection = models.BooleanField(_("relevés horaires acceptés"), default=True)
    assistant_name = models.CharField(_("personne aidante"), max_length=120, blank=True)
    holds_own_data = models.BooleanField(_("contient des données apportées"), default=False)
    created_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    used_at = models.DateTimeField(_("dernière visite"), default=timezone.now)
    warned_at = models.DateTimeField(_("prévenu le"), null=True, blank=True)
    erased_at = models.DateTimeField(_("effacé le"), null=True, blank=True)

    objects = VaultQuerySet.as_manager()

    class Meta:
        verbose_name = _("coffre")
        verbose_name_plural = _("coffres")
        constraints = [
            models.UniqueConstraint(fields=["holder"], condition=Q(state="open"), name="one_open_vault_per_holder")
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class KeyEpoch(models.Model):
    """The one row that says under which master key data keys are wrapped; whoever wraps locks it first."""

    number = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("époque des clefs")
        verbose_name_plural = _("époques des clefs")

    def __str__(self) -> str:
        return str(self.number)


class VaultKey(models.Model):
    """The data key of a vault, wrapped by the master key of an epoch that no database holds."""

    vault = models.OneToOneField(Vault, on_delete=models.CASCADE, related_name="key")
    epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        verbose_name = _("clef de coffre")
        verbose_name_plural = _("clefs de coffres")

    def __str__(self) -> str:
        return f"{self.vault_id}: {self.epoch}"


class Chunk(models.Model):
    """The smallest unit that is sealed: a day of an hourly series, a month of any other.

    `sealed` is nonce, ciphertext and tag of AES-256-GCM; the vault, the domain, the series, the start and the schema
    are authenticated with it, so that a chunk cannot be moved.
    """

    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="chunks")
    domain = models.CharField(max_length=16)
    series = models.CharField(max_length=16)
    start = models.DateField()
    schema = models.PositiveSmallIntegerField(default=1)
    sealed = models.BinaryField()
    # Told without opening: where the content came from, and how many facts it holds.
    origin = models.CharField(max_length=16, default="simulé")
    count = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bloc scellé")
        verbose_name_plural = _("blocs scellés")
        constraints = [
            models.UniqueConstraint(fields=["vault", "domain", "series", "start"], name="a_chunk_once_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.domain}:{self.series} {self.start}"


class JournalEntryQuerySet(models.QuerySet["JournalEntry"]):
    def of(self, vault: Vault) -> Self:
        return self.filter(vault=vault).order_by("seq")

    def calls_since(self, moment: datetime) -> Self:
        """What services asked since then, obtained or refused."""
        return self.filter(at__gt=moment, content__actor__kind="service", content__action__in=["lecture", "refus"])


class JournalEntry(models.Model):
    """One line of a vault's journal, chained to the one before.

    `content` never holds a value that was read: who, did what, on what authority, over which period, how many values,
    with which outcome. `salt` and `content` may be erased and the chain still holds (see `rules.journal`).
    """

    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="journal")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    salt = models.CharField(max_length=64, blank=True)
    content = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64)

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("journal")
        constraints = [models.UniqueConstraint(fields=["vault", "seq"], name="a_journal_line_once_per_number")]

    def __str__(self) -> str:
        return f"{self.vault_id} n° {self.seq}"


class VaultExport(models.Model):
    """A departure: what was exported, file by file, so that what another provider holds can be compared."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="exports")
    made_at = models.DateTimeField(default=timezone.now)
    digests = models.JSONField(default=dict)  # file name → SHA-256, hexadecimal
    counts = models.JSONField(default=dict)  # file name → number of rows
    anchor = models.JSONField(default=dict)  # {"seq": int, "digest": str}: the journal's head at that moment

    class Meta:
        verbose_name = _("export de coffre")
        verbose_name_plural = _("exports de coffres")

    def __str__(self) -> str:
        return str(self.uid)


class VaultImport(models.Model):
    """An arrival: which export a vault was filled from, and the digests of what it then held."""

    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="imports")
    export_uid = models.UUIDField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    digests = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("import de coffre")
        verbose_name_plural = _("imports de coffres")

    def __str__(self) -> str:
        return str(self.export_uid)
