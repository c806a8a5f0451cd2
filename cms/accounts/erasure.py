"""A person goes, with what is theirs; what proves an issued passport stays, without the name."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry

from cms.accounts.models import User, UserQuerySet
from cms.accounts.signals import account_erased


@transaction.atomic
def erase(users: UserQuerySet) -> str | None:
    """Erase the one account that `users` selects, and return the address to tell; a second call finds nobody."""
    user = users.select_for_update().first()
    if user is None:
        return None
    address = user.email
    account_erased.send(sender=User, user=user)
    # Wagtail's journal writes the person's name in each line about them.
    people = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=people, object_id=str(user.pk)).delete()
    user.delete()
    return address
