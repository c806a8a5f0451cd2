"""Productions: asked (`AssignmentFactory`), handed in and answered by the services that the pages call.

`accepted_submissions(learner, pathway)` hands in and has accepted all that a pathway requires of a learner.
"""

import io
import zipfile

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.assignments.models import Submission
from courses.assignments.rules.submissions import Verdict
from courses.assignments.services import PartEntry, begin_reading, decide, hand_in, save_draft
from courses.pathways.models import Assignment, AssignmentPart, Pathway
from tests.cms.accounts.factories import UserFactory
from tests.courses.pathways.factories import PathwayFactory
from tests.courses.progress.factories import EnrollmentFactory

TEXT = "Le besoin est décrit sans citer d’outil."
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6300010000000500010d0a2db40000000049454e44ae426082"
)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\x00" * 40 + bytes.fromhex("ffd9")
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


class AssignmentFactory(factory.django.DjangoModelFactory):
    """A production of one required part, `fiche`; `parts=["projet", "fiche"]` for others."""

    class Meta:
        model = Assignment
        skip_postgeneration_save = True

    pathway = factory.SubFactory(PathwayFactory)
    code = factory.Sequence(lambda n: f"production-{n}")
    title = "Une fiche de décision"
    instructions = "Choisissez un projet **réel**."
    sort_order = factory.Sequence(lambda n: n)

    @factory.post_generation
    def parts(self, create, codes, **kwargs):
        for place, code in enumerate(codes or ["fiche"]):
            AssignmentPart.objects.create(
                assignment=self, sort_order=place, code=code, title=f"La partie {code}", advice="Restez simple."
            )


def follower(assignment, **person):
    """Somebody who takes the pathway that asks for it."""
    return EnrollmentFactory(pathway=assignment.pathway, learner=UserFactory(**person)).learner


def filled(assignment, text=TEXT, **more):
    """What a form says when each part holds this text; `fiche=PartEntry(…)` for another."""
    return {part.code: PartEntry(text=text) for part in assignment.parts.all()} | more


def drafted(assignment, learner=None, text=TEXT, **more) -> Submission:
    saved = save_draft(
        learner=learner or follower(assignment),
        assignment=assignment,
        stamp=0,
        entries=filled(assignment, text, **more),
    )
    assert saved.faults == {}
    return saved.submission


def handed_in(assignment, learner=None, text=TEXT, **more) -> Submission:
    draft = drafted(assignment, learner, text, **more)
    return hand_in(learner=draft.learner, assignment=assignment, stamp=draft.stamp)


def being_read(assignment, learner=None, by=None, **more) -> Submission:
    return begin_reading(submission=handed_in(assignment, learner, **more), by=by or UserFactory(trainer=True))


def decided(
    assignment, learner=None, verdict=Verdict.ACCEPTED, by=None, comment="Bien vu.", part_comments=None, **more
) -> Submission:
    by = by or UserFactory(trainer=True)
    submission = being_read(assignment, learner, by, **more)
    words = {"comment": comment, "part_comments": part_comments}
    decide(submission=submission, by=by, stamp=submission.stamp, verdict=verdict, **words)
    return Submission.objects.get(pk=submission.pk)


def accepted_submissions(learner, pathway: Pathway) -> list[Submission]:
    """Hand in all that the pathway requires of this learner, who takes it, and have a trainer accept it."""
    asked = Assignment.objects.required().filter(pathway=pathway).select_related("pathway").prefetch_related("parts")
    return [decided(assignment, learner) for assignment in asked]


def sent(name, content) -> SimpleUploadedFile:
    """A file as a browser sends it, whatever it says of its type."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def archive(*entries, comment=b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.comment = comment
        for name, content in entries:
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(name), content, how)
    return made.getvalue()


def odt(*more) -> bytes:
    return archive(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>"), *more)


def docx(*more, comment=b"") -> bytes:
    return archive(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>"), *more, comment=comment)
