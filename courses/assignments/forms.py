"""What learners write, and what trainers answer. Which parts there are is known when the form is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.foundation.numbers import rounded
from courses.assignments.models import Attachment, Part, Review, Submission
from courses.assignments.rules.submissions import Lack, Verdict, needs_comment
from courses.assignments.services import PartEntry
from courses.assignments.sources import Piece, PieceSource

ACCEPTED = ".pdf,.odt,.docx,.png,.jpg,.jpeg"
TEXT_PREFIX = "texte-"
STAMP = "ecriture"  # how many times the draft was written when the page was made
LONGEST_COMMENT = 4000


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; whether each may be kept is for the services to say."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in data or [] if file]


class StampForm(forms.Form):
    """Which writing of a draft, or of a version, a page was made from."""

    ecriture = forms.IntegerField(min_value=0, required=False)

    def stamp(self) -> int:
        """The one that was sent; what is no number is a page of another time."""
        return self.cleaned_data.get(STAMP) or 0 if self.is_valid() else -1


@dataclass(frozen=True, slots=True)
class PartFields:
    """The controls of one part, together. `dropping`: each thing attached, with the box that takes it off."""

    part: Part
    text: forms.BoundField
    files: forms.BoundField
    document: forms.BoundField | None
    dropping: Sequence[tuple[Attachment, forms.BoundField]]


class WorkForm(forms.Form):
    """A draft: for each part a text, files, and what is already attached."""

    def __init__(
        self,
        *args: Any,
        parts: Sequence[Part],
        pieces: Sequence[tuple[PieceSource, Sequence[Piece]]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = list(parts)
        choices = [("", _("Aucun")), *((str(source.label), options(source, pieces)) for source, pieces in pieces)]
        for part in self.parts:
            self.fields[f"{TEXT_PREFIX}{part.code}"] = forms.CharField(
                label=_("Votre texte"),
                required=False,
                strip=False,
                initial=part.text,
                help_text=hint(part),
                widget=forms.Textarea(attrs={"rows": 12}),
            )
            self.fields[f"fichiers-{part.code}"] = FilesField(
                label=_("Joindre des fichiers"),
                required=False,
                help_text=_("PDF, ODT, DOCX, PNG ou JPEG, 10\u00a0Mo au plus chacun."),
                widget=FilesInput(attrs={"accept": ACCEPTED}),
            )
            if pieces:
                self.fields[f"document-{part.code}"] = forms.ChoiceField(
                    label=_("Joindre un document du site"),
                    required=False,
                    choices=choices,
                    help_text=_("Sa copie est prise quand vous rendez\u00a0: vous pouvez encore le modifier d’ici là."),
                    error_messages={"invalid_choice": _("Ce document n’existe plus\u00a0: choisissez-en un autre.")},
                )
            for attachment in part.kept:
                self.fields[f"retirer-{attachment.public_id}"] = forms.BooleanField(
                    label=_("Retirer «\u00a0{name}\u00a0»").format(name=attachment.name), required=False
                )

    def sections(self) -> Iterator[PartFields]:
        for part in self.parts:
            document = f"document-{part.code}"
            yield PartFields(
                part,
                self[f"{TEXT_PREFIX}{part.code}"],
                self[f"fichiers-{part.code}"],
                self[document] if document in self.fields else None,
                [(attachment, self[f"retirer-{attachment.public_id}"]) for attachment in part.kept],
            )

    def entries(self) -> dict[str, PartEntry]:
        """What was sent; call `is_valid` first. A choice that is wrong is left out, and told."""
        return {part.code: self.entry_of(part) for part in self.parts}

    def entry_of(self, part: Part) -> PartEntry:
        sent = self.cleaned_data
        source, _separator, key = sent.get(f"document-{part.code}", "").partition(":")
        dropped: set[UUID] = {each.public_id for each in part.kept if sent.get(f"retirer-{each.public_id}")}
        return PartEntry(
            text=sent.get(f"{TEXT_PREFIX}{part.code}", "").replace("\r\n", "\n"),
            files=sent.get(f"fichiers-{part.code}", ()),
            documents=[(source, key)] if source else (),
            dropped=frozenset(dropped),
        )

    def tell_faults(self, faults: dict[str, list[str]]) -> None:
        for code, told in faults.items():
            for fault in told:
                self.add_error(f"fichiers-{code}", fault)

    def tell_lacks(self, lacks: dict[str, Lack]) -> None:
        for part in self.parts:
            if lack := lacks.get(part.code):
                self.add_error(f"{TEXT_PREFIX}{part.code}", lack_in_words(part, lack))


def options(source: PieceSource, pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    return [(f"{source.name}:{piece.key}", piece.title) for piece in pieces]


def hint(part: Part) -> str:
    if part.most_words is None:
        return ""
    words = ngettext("{count} mot au plus.", "{count} mots au plus.", part.most_words)
    return words.format(count=rounded(part.most_words))


def lack_in_words(part: Part, lack: Lack) -> str:
    if lack is Lack.EMPTY:
        return _("«\u00a0{part}\u00a0»\u00a0: écrivez un texte, ou joignez un fichier.").format(part=part.title)
    told = _("«\u00a0{part}\u00a0»\u00a0: {words} mots, et {most} au plus sont demandés. Raccourcissez le texte.")
    return told.format(part=part.title, words=rounded(part.facts.words), most=rounded(part.most_words or 0))


class ReviewForm(StampForm):
    """A decision, with what is said of each part and of the whole."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Votre décision"),
        choices=Review.Choice.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choisissez une décision."),
            "invalid_choice": gettext_lazy("Choisissez une décision."),
        },
    )
    comment = forms.CharField(
        label=gettext_lazy("Commentaire général"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Obligatoire pour «\u00a0À reprendre\u00a0». Dites ce qui va, puis ce qu’il faut changer."
        ),
    )

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[STAMP].widget = forms.HiddenInput()
        self.fields[STAMP].initial = submission.stamp
        self.parts = list(submission.parts.all())
        for part in self.parts:
            self.fields[f"partie-{part.code}"] = forms.CharField(
                label=_("Commentaire sur «\u00a0{part}\u00a0»").format(part=part.title),
                required=False,
                max_length=LONGEST_COMMENT,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        verdict = cleaned.get("verdict")
        if verdict and needs_comment(Verdict(verdict)) and not cleaned.get("comment") and "comment" not in self.errors:
            self.add_error("comment", _("Dites ce qu’il faut reprendre\u00a0: c’est ce que la personne lira d’abord."))
        return cleaned

    def part_fields(self) -> list[tuple[Part, forms.BoundField]]:
        return [(part, self[f"partie-{part.code}"]) for part in self.parts]

    def part_comments(self) -> dict[str, str]:
        return {part.code: self.cleaned_data[f"partie-{part.code}"] for part in self.parts}
