"""People, for every test. `UserFactory(verified=True, trainer=True)`."""

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from cms.accounts import permissions
from cms.accounts.models import User

PASSWORD = "une-péniche-au-soleil"


class UserFactory(factory.django.DjangoModelFactory):
    """A learner; each trait gives a role. `verified` adds the confirmed address that signing in asks for."""

    class Meta:
        model = User

    class Params:
        elected = factory.Trait(public=User.Public.ELECTED)
        executive = factory.Trait(public=User.Public.EXECUTIVE)
        student = factory.Trait(public=User.Public.STUDENT)
        trainer = factory.Trait(role=permissions.TRAINER)
        editor = factory.Trait(role=permissions.EDITOR)
        registrar = factory.Trait(role=permissions.REGISTRAR)
        administrator = factory.Trait(role=permissions.ADMINISTRATOR)

    email = factory.Sequence(lambda n: f"personne{n}@commune.example")
    name = factory.Sequence(lambda n: f"Personne Essai {n}")
    password = factory.django.Password(PASSWORD)

    role = None
    verified = False

    @classmethod
    def _create(cls, model_class, *args, role, verified, **kwargs):
        person = super()._create(model_class, *args, **kwargs)
        if role:
            person.groups.add(Group.objects.get(name=role))
        if verified:
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person
