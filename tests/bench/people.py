"""Learners who are already signed in, made straight in the database of the measured server."""

from importlib import import_module
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from cms.accounts.models import User
from courses.pathways.models import Pathway
from courses.progress.services import enroll

CSRF_SECRET = "a" * 32


class Person(NamedTuple):
    """A learner and the cookies that open their session."""

    user: User
    cookie: str


def sign_up(count: int) -> list[Person]:
    pathway = Pathway.objects.get(slug="elu")
    people = []
    for number in range(count):
        user = User.objects.create_user(f"banc-{number}@demo.example", name=f"Personne {number}", public="elu")
        enroll(learner=user, pathway=pathway)
        people.append(sign_in(user))
    return people


def sign_in_somebody(name: str) -> Person:
    """One person more, who follows no pathway."""
    return sign_in(User.objects.create_user(f"banc-{name}@demo.example", name=f"Personne {name}", public="elu"))


def sign_in(user: User) -> Person:
    """A session of this learner's, as if the password had been typed."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF_SECRET}"
    return Person(user, cookie)
