"""What people do on the site, step by step, in a browser: shared by the journeys."""

import re
from io import BytesIO

import zxingcpp
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from courses.pathways.models import PathwayLesson, PathwayModule
from courses.questions.models import Kind
from courses.quizzes.models import Attempt, AttemptItem

PASSWORD = "trois mots bien ensemble"
DEMO_PASSWORD = "passeport-de-demonstration"


def quiz_of(module: str) -> str:
    """The page where a module's quiz begins, from the module's slug."""
    return f"/modules/{module}/evaluation/"


QUIZ = quiz_of("securite")


def sign_up(page: Page, *, name: str, email: str, confirmation_link) -> None:
    """From the sign-up page to the page where confirming the address leads."""
    page.get_by_label("Prénom et nom").fill(name)
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_label("Élu ou élue").check()
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ouvrez votre messagerie")
    page.goto(confirmation_link("/compte/"))
    page.get_by_role("button", name="Confirmer").click()


def sign_in(page: Page, email: str, password: str = DEMO_PASSWORD, then: str = "/mon-espace/") -> None:
    page.goto(f"/compte/connexion/?next={then}")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.get_by_role("button", name="Me connecter").click()
    page.wait_for_url(f"**{then}")


def enroll(page: Page, pathway: str = "elu") -> None:
    page.goto(f"/parcours/{pathway}/")
    page.get_by_role("button", name="Suivre ce parcours").click()


def finish_required_lessons(page: Page, pathway: str = "elu") -> None:
    """Read each lesson that the pathway asks for, and say so."""
    asked = PathwayLesson.objects.filter(pathway_module__pathway__slug=pathway, requirement="obligatoire")
    for row in asked.select_related("lesson").order_by("lesson__path"):
        page.goto(row.lesson.url)
        page.get_by_role("button", name="J’ai terminé").click()
        expect(page.get_by_text(re.compile("Leçon terminée|la fin du module")).first).to_be_visible()


def start_quiz(page: Page, address: str = QUIZ) -> Attempt:
    page.goto(address)
    page.get_by_role("button", name="Commencer l’évaluation").click()
    page.wait_for_url("**/evaluations/**")
    return Attempt.objects.open().get(public_id=re.findall(r"/evaluations/([0-9a-f-]{36})/", page.url)[0])


def pass_quizzes(page: Page, pathway: str = "elu", *, except_for: str = "") -> None:
    """Each module of the pathway in its order, at the first attempt."""
    asked = PathwayModule.objects.filter(pathway__slug=pathway).exclude(module__slug=except_for)
    for slug in asked.order_by("sort_order").values_list("module__slug", flat=True):
        answer_all(page, start_quiz(page, quiz_of(slug)), rightly=True)
        hand_in(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Vous validez ce module")


def answer_all(page: Page, attempt: Attempt, *, rightly: bool) -> None:
    items = list(attempt.items.select_related("revision"))
    for item in items:
        expect(page.get_by_text(f"Question {item.position} sur {len(items)}").first).to_be_visible()
        answer(page, item, rightly=rightly)
        page.get_by_role("button", name="Valider ma réponse").click()


def answer(page: Page, item: AttemptItem, *, rightly: bool) -> None:
    """Fill one question in, from its frozen key."""
    options = item.revision.options
    match item.revision.kind:
        case Kind.NUMERIC:
            value = item.revision.value if rightly else item.revision.value + 1000
            page.get_by_label("Votre réponse").fill(f"{value:f}".replace(".", ","))
        case Kind.MATCHING:
            rights = [option["match_id"] for option in options]
            chosen = rights if rightly else rights[1:] + rights[:1]
            for option, match_id in zip(options, chosen, strict=True):
                page.locator(f"select[name='pair-{option['id']}']").select_option(match_id)
        case Kind.ORDERING:
            for option in options:
                rank = option["rank"] if rightly else len(options) + 1 - option["rank"]
                page.locator(f"select[name='rank-{option['id']}']").select_option(str(rank))
        case _:
            for option in options:
                if option["right"] == rightly:
                    page.locator(f"input[name=answer][value='{option['id']}']").check()
                    if item.revision.kind != Kind.MULTIPLE:
                        break


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Rendre mes réponses").click()
    page.wait_for_url("**/resultat/")


def download_pdf(page: Page) -> bytes:
    link = page.get_by_role("link", name=re.compile("Télécharger le certificat"))
    response = page.request.get(link.get_attribute("href"))
    assert response.ok
    assert response.headers["content-type"] == "application/pdf"
    return response.body()


def address_in_code(pdf: bytes) -> str:
    """What a telephone reads in the code of the printed page."""
    (sheet,) = PdfReader(BytesIO(pdf)).pages
    codes = [code for image in sheet.images for code in zxingcpp.read_barcodes(image.image.convert("RGB"))]
    (code,) = codes
    return code.text
