from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from cms.accounts.models import User
from cms.accounts.permissions import ADMINISTRATOR
from cms.accounts.services import open_account


class Command(BaseCommand):
    help = (
        "Donne le rôle d’administration au compte de cette adresse, ou ouvre ce compte, l’adresse étant confirmée. "
        "Demande un mot de passe pour un nouveau compte ; laissé vide, il se choisit à la page « Mot de passe oublié »."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="Prénom et nom d’un nouveau compte.")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as refusal:
            raise CommandError(f"« {email} » n’est pas une adresse électronique.") from refusal
        password = None if User.objects.filter(email__iexact=email).exists() else self.ask_password(email)
        user, is_new = open_account(email=email, role=ADMINISTRATOR, password=password, name=name or email)
        self.stdout.write(f"{user.email} : compte {'ouvert' if is_new else 'déjà ouvert'}, rôle « {ADMINISTRATOR} ».")

    @staticmethod
    def ask_password(email: str) -> str | None:
        password = getpass("Mot de passe (12 caractères au moins, ou rien) : ")
        if not password:
            return None
        try:
            validate_password(password, User(email=email))
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        return password
