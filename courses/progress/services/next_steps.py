"""The one next thing to do, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from courses.progress.models import Enrollment
from courses.progress.rules import ModuleStanding, PathwayStanding, ProductionStanding, Step, StepKind, Work
from courses.progress.rules import next_step as find_step
from courses.progress.services.standings import standings_of

# Day and hour as they are said: « 24 novembre 2026 à 9 h 14 ».
MOMENT = r"j F Y à G \h i"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, why, and the button that does it."""

    title: str
    text: str
    url: str
    label: str


def next_step(*, learner: User, standings: Sequence[PathwayStanding] | None = None) -> NextStep:
    """Give `standings` when they are already known: those to look at first come first."""
    if standings is None:
        enrollments = Enrollment.objects.of(learner).in_order()
        standings = standings_of(learner=learner, enrollments=list(enrollments))
    return worded(find_step(standings, timezone.now()))


def worded(step: Step) -> NextStep:
    if step.pathway is None:
        return NextStep(
            title=_("Choisissez votre parcours"),
            text=_("Il dit quelles leçons suivre, selon ce que vous faites."),
            url=reverse("pathways:index"),
            label=_("Voir les parcours"),
        )
    if step.production is not None:
        return to_wait_to_be_read(step.production) if step.kind is StepKind.READING else to_hand_in(step.production)
    if step.module is None:
        return NextStep(
            title=_("Votre passeport vous attend"),
            text=_("Vous avez terminé « {pathway} ». Vous décidez à qui vous le montrez.").format(
                pathway=step.pathway.title
            ),
            url=reverse("credentials:index"),
            label=_("Voir mon passeport"),
        )
    return {
        StepKind.RESUME: to_resume,
        StepKind.LESSON: to_read,
        StepKind.ACTIVITY: to_do,
        StepKind.QUIZ: to_take,
        StepKind.WAIT: to_wait_for,
        StepKind.TUTOR: to_ask_for,
        StepKind.SOON: to_come,
    }[step.kind](step, step.module)


def to_resume(step: Step, module: ModuleStanding) -> NextStep:
    return NextStep(
        title=_("Terminez l’évaluation « {module} »").format(module=module.title),
        text=_("Vos réponses sont gardées. Reprenez où vous en étiez."),
        url=module.quiz.open_attempt_url if module.quiz else module.url,
        label=_("Reprendre l’évaluation"),
    )


def to_read(step: Step, module: ModuleStanding) -> NextStep:
    lesson = step.lesson or module.lessons[0]
    left = module.lessons_left
    text = ngettext(
        "Module « {module} ». C’est la dernière leçon obligatoire de ce module.",
        "Module « {module} ». Il vous reste {left} leçons obligatoires dans ce module.",
        left,
    )
    return NextStep(
        title=_("Lisez « {lesson} »").format(lesson=lesson.title),
        text=text.format(module=module.title, left=left),
        url=lesson.url,
        label=_("Continuer avec cette leçon") if module.is_begun else _("Commencer cette leçon"),
    )


def to_do(step: Step, module: ModuleStanding) -> NextStep:
    activity = step.activity or module.activities[0]
    return NextStep(
        title=_("Faites l’activité « {activity} »").format(activity=activity.title),
        text=_("Module « {module} ». Cette activité est obligatoire dans votre parcours.").format(module=module.title),
        url=activity.url,
        label=_("Ouvrir l’activité"),
    )


def to_take(step: Step, module: ModuleStanding) -> NextStep:
    quiz = module.quiz
    questions, left = (quiz.questions, quiz.attempts_left) if quiz else (0, 0)
    what = ngettext(
        "{questions} question, à réussir à {threshold} %.",
        "{questions} questions, à réussir à {threshold} %.",
        questions,
    ).format(questions=questions, threshold=module.threshold_percent)
    tries = ngettext("Il vous reste {left} essai.", "Il vous reste {left} essais.", left).format(left=left)
    return NextStep(
        title=_("Passez l’évaluation « {module} »").format(module=module.title),
        text=f"{what} {tries}",
        url=quiz.url if quiz else module.url,
        label=_("Voir ce qui vous attend"),
    )


def to_wait_for(step: Step, module: ModuleStanding) -> NextStep:
    not_before = module.quiz.not_before if module.quiz else None
    moment = date_format(timezone.localtime(not_before), MOMENT) if not_before else ""
    return NextStep(
        title=_("Relisez « {module} » avant un nouvel essai").format(module=module.title),
        text=_("Vous pourrez repasser l’évaluation à partir du {moment}.").format(moment=moment),
        url=module.url,
        label=_("Revoir le module"),
    )


def to_ask_for(step: Step, module: ModuleStanding) -> NextStep:
    return NextStep(
        title=_("Appelez-nous au sujet de « {module} »").format(module=module.title),
        text=_("Vos essais sont utilisés. Après un échange avec l’équipe, deux autres vous seront rendus."),
        url="#aide",
        label=_("Voir comment nous joindre"),
    )


def to_hand_in(production: ProductionStanding) -> NextStep:
    what = f"«\u00a0{production.title}\u00a0»"
    if production.work is Work.TO_REDO:
        return NextStep(
            title=_("Reprenez {what}").format(what=what),
            text=_("Votre production a été lue\u00a0: la réponse dit ce qu’il faut changer."),
            url=production.url,
            label=_("Lire la réponse"),
        )
    if production.work is Work.DRAFT:
        return NextStep(
            title=_("Terminez {what}, puis rendez").format(what=what),
            text=_("Votre brouillon est gardé. Personne ne le lit avant que vous le rendiez."),
            url=production.url,
            label=_("Reprendre mon brouillon"),
        )
    return NextStep(
        title=_("Rendez {what}").format(what=what),
        text=_("Votre parcours demande cette production. Un formateur ou une formatrice la lit et vous répond."),
        url=production.url,
        label=_("Voir ce qui est demandé"),
    )


def to_wait_to_be_read(production: ProductionStanding) -> NextStep:
    return NextStep(
        title=_("«\u00a0{title}\u00a0» attend d’être lue").format(title=production.title),
        text=_("Vous avez fait tout le reste. Un courriel vous préviendra quand quelqu’un aura répondu."),
        url=production.url,
        label=_("Revoir ce que j’ai rendu"),
    )


def to_come(step: Step, module: ModuleStanding) -> NextStep:
    return NextStep(
        title=_("L’évaluation « {module} » arrive bientôt").format(module=module.title),
        text=_("Vous avez terminé toutes les leçons obligatoires de ce module."),
        url=module.url,
        label=_("Revoir le module"),
    )
