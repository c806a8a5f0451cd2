"""Every page type in every state: no violation that axe-core knows, nothing wider than a telephone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from courses.modules.models import LessonPage, ModulePage
from courses.pathways.models import Pathway
from passport.credentials.models import Credential
from tests.journeys import acting
from tests.journeys.people import graduate, half_way, newcomer, somebody_with_a_failed_attempt

AXE = (settings.NODE_MODULES / "axe-core/axe.min.js").read_text()
RUN_AXE = """async () => {
  document.querySelectorAll("details").forEach(details => { details.open = true });
  const report = await axe.run(document, {runOnly: [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"
  ]});
  return report.violations.map(fault => `${fault.id} : ${fault.nodes.map(node => node.target.join(" ")).join(" | ")}`);
}"""
IS_TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
LESSON = "/modules/securite/pourquoi-une-cible/"
VISITOR_PAGES = [
    "/", "/modules/", "/modules/?public=elu", "/modules/securite/", LESSON, f"{LESSON}fiche/", "/glossaire/",
    "/parcours/", "/parcours/elu/", "/recherche/", "/recherche/?q=clause", "/recherche/?q=introuvable",
    "/affichage/", "/plan-du-site/", "/aide/", "/accessibilite/", "/donnees-personnelles/", "/mentions-legales/",
    "/compte/inscription/", "/compte/connexion/", "/compte/mot-de-passe/oubli/",
    "/v/", "/v/0000-0000-0000", "/cette-page-n-existe-pas/",
    "/entrainement/SEC/", "/entrainement/lecon/SEC-1/", "/entrainement/Q-SEC-01/", "/entrainement/Q-SEC-09/",
    "/entrainement/Q-SEC-22/", "/entrainement/Q-SEC-24/", "/entrainement/Q-SEC-24/?answer=72&valider=1",
    "/entrainement/Q-SEC-24/?answer=24&valider=1", "/entrainement/Q-SEC-24/?answer=&valider=1",
]  # fmt: skip
LEARNER_PAGES = ["/mon-espace/", "/modules/", "/modules/securite/", LESSON, acting.QUIZ, "/passeport/", "/compte/"]


class Inspector:
    """Looks at a page as axe and as somebody with a narrow screen do; keeps what is wrong."""

    def __init__(self, page):
        self.page, self.faults = page, []

    def look(self, name):
        self.page.wait_for_load_state()  # a page just sent for may still be arriving
        self.page.evaluate(AXE)
        found = self.page.evaluate(RUN_AXE)
        if self.page.evaluate(IS_TOO_WIDE):
            found.append("plus large que l’écran")
        self.faults += [f"{name} — {fault}" for fault in found]

    def visit(self, *paths):
        for path in paths:
            self.page.goto(path)
            self.look(path)


@pytest.fixture(
    params=[(1280, "light"), (390, "dark"), (320, "light")], ids=["wide and light", "narrow and dark", "at 400 %"]
)
def inspector(request, open_browser):
    width, scheme = request.param
    return Inspector(open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme))


def test_visitors_pages_have_no_violation(inspector):
    inspector.visit(*VISITOR_PAGES)
    for path, button in (("/compte/inscription/", "Créer mon compte"), ("/compte/connexion/", "Me connecter")):
        inspector.page.goto(path)
        inspector.page.get_by_role("button", name=button).click()
        inspector.look(f"{path}, refusé")

    assert inspector.faults == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_no_lesson_has_a_violation_or_is_too_wide_whichever_of_its_parts_are_open(open_browser, width, scheme):
    inspector = Inspector(open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme))

    inspector.visit(*[lesson.url for lesson in LessonPage.objects.live().order_by("path")])

    assert inspector.faults == []


def test_pages_of_somebody_who_has_just_arrived_have_no_violation(inspector):
    acting.sign_in(inspector.page, newcomer().email, acting.PASSWORD)
    inspector.visit(*LEARNER_PAGES)

    assert inspector.faults == []


def test_every_step_of_a_quiz_has_no_violation(inspector):
    attempt = half_way()
    acting.sign_in(inspector.page, attempt.learner.email, acting.PASSWORD)
    inspector.visit(*LEARNER_PAGES)
    for item in attempt.items.all():
        address = f"{attempt.get_absolute_url()}{item.position}/"
        inspector.visit(address)
        inspector.page.get_by_role("button", name="Valider ma réponse").click()
        inspector.look(f"{address}, validée telle quelle ({item.revision.kind})")
    inspector.visit(f"{attempt.get_absolute_url()}relire/")
    acting.hand_in(inspector.page)
    inspector.look("résultat")

    assert inspector.faults == []


def test_pages_after_a_failed_attempt_have_no_violation(inspector):
    attempt = somebody_with_a_failed_attempt()
    acting.sign_in(inspector.page, attempt.learner.email, acting.PASSWORD)
    inspector.visit("/mon-espace/", acting.QUIZ, f"{attempt.get_absolute_url()}resultat/")

    assert inspector.faults == []


def test_pages_of_a_graduate_and_every_public_answer_have_no_violation(inspector):
    learner = graduate()
    passport = Credential.objects.get(holder=learner, achievement__module=None)
    acting.sign_in(inspector.page, learner.email, acting.PASSWORD)
    attempt = learner.attempts.get(quiz__code="SEC")
    inspector.visit(*LEARNER_PAGES, f"{attempt.get_absolute_url()}resultat/", passport.get_absolute_url())
    inspector.visit(f"/v/{passport.code}", passport.content["criteria_path"])
    Credential.objects.filter(pk=passport.pk).update(expires_at=timezone.now() - timedelta(days=1))
    inspector.visit(f"/v/{passport.code}", passport.get_absolute_url())
    Credential.objects.filter(pk=passport.pk).update(
        revoked_at=timezone.now(), revocation_reason="Essai", reason_is_public=True
    )
    inspector.visit(f"/v/{passport.code}", passport.get_absolute_url(), "/mon-espace/")

    assert inspector.faults == []


def test_the_demonstration_holds_what_these_tests_visit(site):
    assert ModulePage.objects.live().filter(slug="securite").exists()
    assert Pathway.objects.count() == 3
