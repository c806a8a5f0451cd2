"""Activities, placements and attempts for every test, as rows: nothing is written on disk.

`ActivityFactory(content={…}, library=LibraryFactory(…))` has its first revision, current. `a_revision(activity, …)`
adds a newer one and makes it current. `AttemptFactory(placement=…)` pins the current revision.
"""

import json
from hashlib import sha256

import factory

from courses.h5p.models import Activity, Attempt, Library, Placement, Result, Revision, RevisionLibrary, placement_key
from tests.cms.accounts.factories import UserFactory
from tests.courses.modules.factories import LessonPageFactory

QUESTION = {
    "question": "<p>Qui vote le budget de la commune ?</p>",
    "answers": [
        {"text": "Le conseil municipal", "correct": True},
        {"text": "Le préfet", "correct": False},
        {"text": "Le trésorier", "correct": False},
    ],
    "behaviour": {"type": "auto"},
}


class LibraryFactory(factory.django.DjangoModelFactory):
    """A runnable library of the site's store."""

    class Meta:
        model = Library
        django_get_or_create = ("machine_name", "major_version", "minor_version", "patch_version", "digest")

    machine_name = "H5P.MultiChoice"
    major_version = 1
    minor_version = 16
    patch_version = 4
    title = factory.LazyAttribute(lambda it: it.machine_name)
    is_runnable = True
    digest = factory.LazyAttribute(
        lambda it: sha256(f"{it.machine_name} {it.major_version}.{it.minor_version}".encode()).hexdigest()
    )
    metadata = factory.LazyAttribute(
        lambda it: {
            "title": it.title,
            "machineName": it.machine_name,
            "majorVersion": it.major_version,
            "minorVersion": it.minor_version,
            "patchVersion": it.patch_version,
            "runnable": int(it.is_runnable),
        }
    )


def a_revision(activity, *, content=None, library=None, **fields):
    """One more revision of an activity, the one played from now on."""
    last = activity.revisions.order_by("-number").first()
    library = library or (last.main_library if last else LibraryFactory())
    text = json.dumps(QUESTION if content is None else content, ensure_ascii=False)
    fields.setdefault("title", activity.title)
    fields.setdefault("language", "fr")
    fields.setdefault("origin", Revision.Origin.UPLOADED)
    revision = Revision.objects.create(
        activity=activity,
        number=last.number + 1 if last else 1,
        main_library=library,
        metadata={"title": activity.title, "mainLibrary": library.machine_name, "language": "fr"},
        content_json=text,
        content_digest=sha256(text.encode()).hexdigest(),
        **fields,
    )
    RevisionLibrary.objects.create(revision=revision, library=library, position=0)
    activity.current_revision = revision
    activity.save(update_fields=["current_revision"])
    return revision


class ActivityFactory(factory.django.DjangoModelFactory):
    """One question with three answers, the first of them right, unless `content` and `library` say otherwise."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Activité d’essai {n}")

    @classmethod
    def _create(cls, model_class, *args, content=None, library=None, **kwargs):
        activity = super()._create(model_class, *args, **kwargs)
        a_revision(activity, content=content, library=library)
        return activity


class PlacementFactory(factory.django.DjangoModelFactory):
    """An activity in a live lesson, as publication leaves it; `block_id` names its block."""

    class Meta:
        model = Placement

    class Params:
        block_id = factory.Sequence(lambda n: f"bloc-{n}")

    page = factory.SubFactory(LessonPageFactory)
    activity = factory.SubFactory(ActivityFactory)
    key = factory.LazyAttribute(lambda it: placement_key(it.page.pk, it.block_id))


class AttemptFactory(factory.django.DjangoModelFactory):
    """An open attempt on the current revision."""

    class Meta:
        model = Attempt

    learner = factory.SubFactory(UserFactory, verified=True)
    placement = factory.SubFactory(PlacementFactory)
    revision = factory.LazyAttribute(lambda it: it.placement.activity.current_revision)
    number = factory.LazyAttribute(
        lambda it: Attempt.objects.filter(learner=it.learner, placement=it.placement).count() + 1
    )


class ResultFactory(factory.django.DjangoModelFactory):
    """A verified result, four points of five."""

    class Meta:
        model = Result

    attempt = factory.SubFactory(AttemptFactory)
    trust = "verified"
    points = 4
    maximum = 5
    seconds = 60
    items = factory.LazyFunction(list)
