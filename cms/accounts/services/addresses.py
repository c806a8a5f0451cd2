"""Accounts that the team opens or corrects: the address allauth signs in with follows the account's."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from cms.accounts.models import User


@transaction.atomic
def change_address(*, user: User, address: str, verified: bool = False) -> None:
    """Make this the account's only address. Unless `verified`, signing in first asks to confirm it."""
    User.objects.filter(pk=user.pk).update(email=address)
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=address, primary=True, verified=verified)


@transaction.atomic
def open_account(
    *, email: str, role: str | None = None, password: str | None = None, **fields: str
) -> tuple[User, bool]:
    """Find or open the account of this address, confirmed, and give it a role. Says whether it is new.

    The password and the other fields are those of a new account only.
    """
    address = User.objects.normalize_email(email).lower()
    user = User.objects.filter(email__iexact=address).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(address, password, **fields)
    if not EmailAddress.objects.filter(user=user, verified=True).exists():
        change_address(user=user, address=user.email, verified=True)
    if role is not None:
        user.groups.add(Group.objects.get(name=role))
    return user, is_new
