"""People, and the audience each belongs to."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom a pathway is made (report, propositions 19 to 21)."""

    ELECTED = "elu", _("Élu ou élue")
    EXECUTIVE = "cadre", _("Cadre territorial")
    STUDENT = "eleve", _("Élève ingénieur")


class UserQuerySet(models.QuerySet["User"]):
    def due_for_erasure(self) -> Self:
        """Those who asked long enough ago, and did not change their mind."""
        deadline = timezone.now() - timedelta(days=settings.ACCOUNT_ERASURE_DELAY_DAYS)
        return self.filter(erasure_requested_at__lte=deadline)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made at run time
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # Wagtail has no types
    """A person with an account. Known by an e-mail address and by the name to print on a passport."""

    class Public(models.TextChoices):
        """What people say of themselves; the three audiences, or none of them."""

        ELECTED = Audience.ELECTED.value, _("Élu ou élue")
        EXECUTIVE = Audience.EXECUTIVE.value, _("Cadre territorial")
        STUDENT = Audience.STUDENT.value, _("Élève ingénieur")
        OTHER = "autre", _("Autre")

    email = models.EmailField(_("adresse électronique"), unique=True)
    name = models.CharField(_("prénom et nom"), max_length=120)
    public = models.CharField(_("public"), max_length=8, choices=Public, default=Public.OTHER)
    organization = models.CharField(_("collectivité ou école"), max_length=160, blank=True)
    extra_time_percent = models.PositiveSmallIntegerField(
        _("temps supplémentaire (%)"), default=0, help_text=_("33 pour un tiers-temps. Accordé par l’équipe.")
    )
    display = models.JSONField(_("affichage choisi"), default=dict, blank=True, editable=False)
    is_active = models.BooleanField(_("actif"), default=True)
    is_staff = models.BooleanField(_("membre de l’équipe"), default=False)
    date_joined = models.DateTimeField(_("inscription"), default=timezone.now)
    erasure_requested_at = models.DateTimeField(_("effacement demandé le"), null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def erasure_due_at(self) -> datetime | None:
        """When this account goes, unless its owner changes their mind."""
        if self.erasure_requested_at is None:
            return None
        return self.erasure_requested_at + timedelta(days=settings.ACCOUNT_ERASURE_DELAY_DAYS)
