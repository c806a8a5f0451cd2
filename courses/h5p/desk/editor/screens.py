"""One screen of the editor: from a type and what is already written to a form, and from the form to a revision."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.h5p.desk.access import index_item
from courses.h5p.desk.editor.forms import ActivityForm
from courses.h5p.desk.editor.saving import Draft, is_trial, put_into_service, save_trial
from courses.h5p.desk.semantics import Store, editor_for, languages_of
from courses.h5p.files import NoRoom
from courses.h5p.models import Library, Revision
from courses.h5p.packages.own_contents import faults_of
from courses.h5p.player import document
from courses.h5p.rules.semantics import MISSING
from courses.h5p.services import Fault, PackageRefused, usage_of

# The button that keeps what is written without giving it to learners.
TRIAL = "essayer"


class Screen:
    def __init__(
        self,
        request: HttpRequest,
        *,
        library: Library,
        newest: Revision | None = None,
        base: Revision | None = None,
    ) -> None:
        self.request, self.library, self.newest, self.base = request, library, newest, base
        self.faults: list[Fault] = []
        self.can_be_tried = False
        self.landing = ""  # where the screen opens once it is saved
        self.store = Store(base, language=self.language)
        # The library of the content itself, whatever the store holds by that name.
        self.store.libraries[library.name] = library
        self.original = base.content if base else MISSING
        fields = self.store.fields_of(library.name) or ()
        self.control, self.workshop = editor_for(fields, self.store, self.original)

    @property
    def is_sent(self) -> bool:
        return self.request.method == "POST"

    @cached_property
    def language(self) -> str:
        """A new content takes the words of its type in the language that was asked for."""
        if self.base:
            return self.base.language
        asked = self.request.GET.get("langue", "fr")
        return asked if asked in languages_of(self.library) else "fr"

    @cached_property
    def form(self) -> ActivityForm:
        newest = self.newest.number if self.newest else None
        initial = {
            "title": self.base.title if self.base else "",
            "language": self.language,
            "based_on": self.base.pk if self.base else None,
            "newest": newest,
            "content": self.control.show(self.original) if self.base else self.control.block.get_default(),
        }
        sent = (self.request.POST, self.request.FILES) if self.is_sent else (None, None)
        return ActivityForm(*sent, initial=initial, block=self.control.block)

    def save(self) -> Revision | None:
        """The revision, or nothing when the form has to be shown again with what is wrong."""
        if not self.form.is_valid():
            messages.error(self.request, _("Rien n’est enregistré : corrigez les champs signalés."))
            return None
        if self.is_overtaken:
            messages.error(self.request, self.overtaken_text())
            return None
        assert not isinstance(self.request.user, AnonymousUser)  # noqa: S101  # views ask for a permission
        keep = save_trial if self.is_trial_asked else put_into_service
        activity = self.newest.activity if self.newest else None
        draft = self._draft()
        try:
            revision = keep(draft=draft, activity=activity, based_on=self.base, by=self.request.user)
        except PackageRefused as refusal:
            self.faults = list(refusal.faults)
            self.can_be_tried = not self.is_trial_asked and set(self.faults) <= set(self._faults_of(draft.content))
            messages.error(self.request, _("Rien n’est enregistré : voyez ce qui ne va pas en haut du formulaire."))
            return None
        except NoRoom as refusal:
            messages.error(self.request, str(refusal))
            return None
        self._tell(revision)
        return revision

    @property
    def is_trial_asked(self) -> bool:
        return TRIAL in self.request.POST

    @cached_property
    def is_overtaken(self) -> bool:
        """Somebody saved meanwhile. Said once: whoever sends the form again knows."""
        return self.newest is not None and self.form.cleaned_data["newest"] != self.newest.number

    def overtaken_text(self) -> str:
        text = _(
            "La version %(number)s a été enregistrée pendant que vous écriviez. Rien n’est perdu ici : enregistrez de "
            "nouveau pour que votre texte la remplace, ou ouvrez-la dans un autre onglet pour comparer."
        )
        assert self.newest  # noqa: S101  # or nobody could overtake
        return text % {"number": self.newest.number}

    def _draft(self) -> Draft:
        said = self.form.cleaned_data
        content = self.control.read(said["content"], self.original, self.base is None)
        content = {} if content is MISSING else content
        return Draft(self.library, said["title"], said["language"], content, self.workshop.new_files)

    def _faults_of(self, content: dict[str, Any]) -> list[Fault]:
        """What keeps a content out of service, though it may be tried."""
        return faults_of(self.library.name, content)

    def _tell(self, revision: Revision) -> None:
        if self.is_trial_asked and self._faults_of(revision.content):
            text = _("Essai enregistré. Avant de le mettre en service, corrigez ce qui est dit en haut du formulaire.")
            messages.warning(self.request, text)
            self.landing = "#a-corriger"
            return
        if self.is_trial_asked:
            self.landing = "#apercu"
            text = _("Essai enregistré : jouez-le ci-dessous. Les apprenants ne le voient pas.")
        else:
            text = _("Version %(number)s en service : c’est elle que les apprenants commenceront.")
        messages.success(self.request, text % {"number": revision.number})

    def context(self) -> dict[str, Any]:
        activity = self.newest.activity if self.newest else None
        heading = _("Modifier : %(title)s") % {"title": activity.title} if activity else self.library.title
        if self.is_sent:
            # The next sending is made with the knowledge of what was said of this one.
            data = self.request.POST.copy()
            data["newest"] = str(self.newest.number) if self.newest else ""
            self.form.data = data
        if activity:
            way = {"url": reverse("h5p_desk:activity", args=[activity.pk]), "label": activity.title}
        else:
            way = {"url": reverse("h5p_desk:write"), "label": _("Écrire une activité H5P")}
        trail = [index_item(), way, {"url": "", "label": _("Modifier") if activity else self.library.title}]
        return {
            "breadcrumbs_items": trail,
            "page_title": heading,
            "header_title": _("Erreur – %(title)s") % {"title": heading} if self.is_sent else heading,
            "form": self.form,
            "media": self.form.media,
            "faults": self.faults,
            "can_be_tried": self.can_be_tried,
            "to_correct": self._faults_of(self.base.content) if self.base and not self.is_sent else [],
            "library": self.library,
            "activity": activity,
            "revision": self.base,
            "is_trial": bool(self.base and is_trial(self.base)),
            "usage": usage_of(activity=activity) if activity else None,
            "player": document.player_address(self.base) if self.base else "",
            "trial_name": TRIAL,
        }
