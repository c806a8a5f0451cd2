"""A production, step by step in a browser: what its learner does, then what the trainer who reads it does."""

import re

from playwright.sync_api import Page, expect

from courses.pathways.models import Assignment

DESK = "/gestion/productions/"


def write(page: Page, words: str) -> None:
    """The same words in each part."""
    for area in page.get_by_label("Votre texte").all():
        area.fill(words)


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer et relire avant de rendre").click()
    page.get_by_role("button", name="Rendre cette version").click()
    expect(page.get_by_text("C’est rendu.")).to_be_visible()


def answer(page: Page, learner, title: str, *, decision: str, button: str, comment: str) -> None:
    """At the desk, from the list to the decision."""
    page.goto(DESK)
    row = page.get_by_role("row").filter(has_text=learner.name).filter(has_text=title)
    row.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="Commencer la lecture").click()
    page.get_by_role("textbox", name="Commentaire général").fill(comment)
    page.get_by_label(decision).check()
    page.get_by_role("button", name="Relire ma décision").click()
    expect(page.get_by_text(comment)).to_be_visible()
    page.get_by_role("button", name=button).click()
    expect(page).to_have_url(re.compile(f"{DESK}$"))


def hand_in_all_and_have_them_accepted(page: Page, trainer: Page, learner, pathway: str) -> None:
    """Each production that the pathway requires."""
    for assignment in Assignment.objects.required().filter(pathway__slug=pathway).select_related("pathway"):
        page.goto(assignment.get_absolute_url())
        write(page, "Le besoin est écrit sans outil ; le conseil décide, en avril.")
        hand_in(page)
        answer(
            trainer, learner, assignment.title, decision="Acceptée", button="Accepter la production", comment="Bien vu."
        )
