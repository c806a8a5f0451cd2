"""What learners fill in."""

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from courses.pathways.models import Pathway


class PathwayField(forms.ModelChoiceField):
    """Each pathway with what it promises."""

    def label_from_instance(self, pathway: Pathway) -> SafeString:
        promise = pathway.promise or pathway.summary
        return format_html('{}<span class="indice">{}</span>', pathway.title, promise)


class ChoosePathwayForm(forms.Form):
    """The first thing a new person does; the pathway of their profile's public is ticked beforehand."""

    pathway = PathwayField(
        label=_("Je suis ce parcours"),
        queryset=Pathway.objects.live().in_order(),
        to_field_name="slug",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Cochez le parcours que vous voulez suivre."),
            "invalid_choice": _("Cochez l’un des parcours de la liste."),
        },
    )

    def __init__(self, data: QueryDict | None = None, *, learner: User) -> None:
        suited = Pathway.objects.live().filter(audience=learner.public).first()
        super().__init__(data, initial={"pathway": suited})
