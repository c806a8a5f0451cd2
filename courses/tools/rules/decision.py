"""The investment decision sheet (rapport de 2017, annexe 3; programme § 5, tool 1; lesson INT-4).

The figure of the report lost its arrows: the order of the questions, D1 to D11, is our reconstruction, and so is the
reading of its frames as yes-or-no questions. It follows the logic of the frames; it may be discussed, and the pages say
so. Nothing here scores a project: a « oui » without a reason is said, and that is all (rule of honesty, INT-4).

The French sentences are message ids: whoever shows them translates them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

REASON_LENGTH = 50  # signs from which a « oui » counts as justified (INT-4, mode d'emploi)


def _(text: str) -> str:
    """Marks a sentence for the catalogue; rules know no language."""
    return text


@dataclass(frozen=True, slots=True)
class Task:
    """What an answer leaves to do before going on, and the lesson that says how."""

    code: str
    title: str
    text: str
    lesson: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a path ends: what to do, why the sheet says it, what to write, what to read."""

    code: str
    title: str
    text: str
    why: str
    papers: tuple[str, ...]
    lessons: tuple[tuple[str, str], ...]  # code of the lesson, what it is read for


@dataclass(frozen=True, slots=True)
class Question:
    """A frame of annexe 3 as a question. `yes` and `no` name the next question or the outcome.

    `points`, when there are some, are asked one by one: the answer is « oui » when all are.
    """

    code: str
    text: str
    hint: str
    frame: str  # what the frame of annexe 3 is about, in our words
    yes: str
    no: str
    yes_task: Task | None = None
    no_task: Task | None = None
    points: tuple["Point", ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A part of a question, and how it is called when it is missing."""

    code: str
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question; `points` are those of the question that were answered « oui »."""

    yes: bool
    reason: str = ""
    points: frozenset[str] = frozenset()

    @property
    def is_justified(self) -> bool:
        """Fifty signs at least, spaces made single: what they are worth is for people to say."""
        return len(" ".join(self.reason.split())) >= REASON_LENGTH


Answers = Mapping[str, Answer]

DEMAND = Task(
    "exiger",
    _("Exiger les données dues"),
    _("Écrivez à qui doit vous les remettre, en citant le texte ou le contrat, avec une date de réponse."),
    "DON-1",
)
BUY = Task(
    "acheter",
    _("Acheter les données, ou passer une convention"),
    _(
        "Demandez un prix et un échantillon. Écrivez ce que vous aurez le droit d’en faire, et pendant combien de "
        "temps."
    ),
    "DON-1",
)
COLLECT = Task(
    "collecter",
    _("Organiser une collecte contributive"),
    _("Dites aux volontaires ce que vous recueillez et pourquoi. Prévoyez qui contrôle la qualité des relevés."),
    "DON-1",
)
WITHOUT = Task(
    "sans",
    _("Dessiner le projet sans ces données"),
    _("Notez ce que le projet ne saura pas faire sans elles, et quand vous reposerez la question."),
    "DON-1",
)
# S3 of the sheet: a stage of the path, not an end.
ACCOMPANY = Task(
    "S3",
    _("Accompagner le changement"),
    _(
        "Former, réorganiser, demander conseil à une collectivité qui l’a déjà fait. Datez ce qui doit être prêt avant "
        "le projet, et qui s’en charge."
    ),
    "ORG-2",
)

QUESTIONS: tuple[Question, ...] = (
    Question(
        "D1",
        _("Le besoin des habitants et du territoire est-il décrit sans citer d’outil ?"),
        _("Relisez-le à voix haute : s’il contient un nom de produit ou de technique, la réponse est non."),
        _("identifier les besoins"),
        yes="D2",
        no="S0",
    ),
    Question(
        "D2",
        _("Un autre acteur rend-il déjà, efficacement, un service proche ?"),
        _("Cherchez aussi chez les voisins, les associations, les entreprises et les habitants."),
        _("les autres acteurs du service"),
        yes="D3",
        no="D4",
    ),
    Question(
        "D3",
        _("Parler avec cet acteur a-t-il amélioré le service, selon les besoins ?"),
        _("Une réunion sans suite ne compte pas. Dites ce qui a changé pour les habitants."),
        _("la discussion avec les acteurs privés"),
        yes="S1",
        no="D4",
    ),
    Question(
        "D4",
        _("Avez-vous toutes les données nécessaires au projet ?"),
        _("Répondez oui si vous avez ouvert les fichiers, pas seulement si l’on vous dit qu’ils existent."),
        _("les données dont la collectivité dispose"),
        yes="D8",
        no="D5",
    ),
    Question(
        "D5",
        _("La loi oblige-t-elle quelqu’un à vous fournir celles qui manquent ?"),
        _("Un concessionnaire doit par exemple remettre celles qui sont indispensables au contrat."),
        _("les données dues à la collectivité"),
        yes="D8",
        no="D6",
        yes_task=DEMAND,
    ),
    Question(
        "D6",
        _("Un opérateur privé peut-il les céder à moindre coût ?"),
        _("Comparez le prix demandé à ce qu’il en coûterait de les produire vous-même."),
        _("les données détenues par des opérateurs privés"),
        yes="D8",
        no="D7",
        yes_task=BUY,
    ),
    Question(
        "D7",
        _("Des habitants volontaires peuvent-ils les collecter ?"),
        _("Par exemple avec leur téléphone, si la mesure reste utile malgré ses imprécisions."),
        _("la collecte par des volontaires"),
        yes="D8",
        no="D8",
        yes_task=COLLECT,
        no_task=WITHOUT,
    ),
    Question(
        "D8",
        _(
            "L’infrastructure sert-elle d’autres usages, avec des travaux à partager et des gains qui justifient le "
            "coût ?"
        ),
        _("Trois questions en une : la réponse est oui si les trois le sont."),
        _("les usages, les travaux partagés, les gains attendus"),
        yes="D9",
        no="S2",
        points=(
            Point(
                "usages",
                _("L’infrastructure peut-elle servir d’autres besoins ou d’autres usages ?"),
                _("d’autres usages"),
            ),
            Point(
                "travaux",
                _("D’autres travaux sont-ils prévus, qui permettraient de partager les frais ?"),
                _("des travaux à partager"),
            ),
            Point(
                "gains",
                _("Les gains attendus, en argent ou en bien-être, justifient-ils l’investissement ?"),
                _("des gains qui justifient le coût"),
            ),
        ),
    ),
    Question(
        "D9",
        _("L’organisation de l’intercommunalité permet-elle de mener le projet ?"),
        _("Qui pilote, qui décide, qui a le temps ? Des noms valent mieux qu’un organigramme."),
        _("l’organisation administrative"),
        yes="D10",
        no="D10",
        no_task=ACCOMPANY,
    ),
    Question(
        "D10",
        _("Une expérimentation est-elle nécessaire ?"),
        _("Elle l’est s’il reste une question que seul un essai peut trancher. Écrivez cette question."),
        _("l’expérimentation"),
        yes="D11",
        no="S4",
    ),
    Question(
        "D11",
        _("L’expérimentation est-elle concluante ?"),
        _("Jugez-la sur la question posée avant l’essai, pas sur l’enthousiasme d’après."),
        _("le résultat de l’expérimentation"),
        yes="S4",
        no="S2",
    ),
)

OUTCOMES: tuple[Outcome, ...] = (
    Outcome(
        "S0",
        _("Revenir au terrain"),
        _(
            "Le besoin n’est pas encore décrit pour lui-même : on ne peut pas juger un outil sans savoir à quoi il "
            "répond."
        ),
        _("Le premier cadre de l’annexe 3 est le besoin des habitants et du territoire ; tout le reste en découle."),
        (
            _("Le besoin, écrit sans nom d’outil"),
            _("La liste des personnes et des services rencontrés, avec les dates"),
        ),
        (("INT-1", _("reformuler un besoin sans outil")), ("ACH-1", _("décrire un besoin fonctionnel"))),
    ),
    Outcome(
        "S1",
        _("Se compléter, sans investissement lourd"),
        _("Un autre acteur rend le service, et la discussion l’a amélioré : l’argent public peut aller ailleurs."),
        _("L’annexe 3 place avant tout investissement la recherche d’une complémentarité entre le public et le privé."),
        (
            _("Le compte rendu de la discussion, avec ce qui a changé pour les habitants"),
            _("L’accord écrit, s’il y en a un, et la date à laquelle on en reparle"),
            _("La façon de vérifier que le service reste rendu, à tous et partout"),
        ),
        (("INT-3", _("lire les chiffres d’un acteur intéressé")), ("DON-1", _("négocier l’accès à ses données"))),
    ),
    Outcome(
        "S2",
        _("Repousser ou repenser cet investissement"),
        _(
            "Ce n’est pas un échec, c’est une décision : elle se date, elle se dit, et la fiche se rouvre si une "
            "réponse change."
        ),
        _(
            "L’annexe 3 prévoit cette sortie quand les gains ne justifient pas le coût, ou quand l’essai n’a pas "
            "conclu."
        ),
        (
            _("La décision datée, avec la réponse qui l’a emportée"),
            _("Ce qui ferait changer cette réponse, et la date de relecture"),
        ),
        (
            ("INT-3", _("évaluer les gains, comme le demande la proposition n° 1")),
            ("REV-3", _("chercher d’autres usages au réseau")),
        ),
    ),
    Outcome(
        "S4",
        _("Préparer l’appel d’offres"),
        _(
            "Les réponses mènent à un achat, à condition de le préparer : c’est ici que la sécurité et la sortie se "
            "négocient."
        ),
        _("Le dernier cadre de l’annexe 3 dit ce que l’appel d’offres doit contenir ; il ne dispense pas de décider."),
        (
            _("Le sourçage, auprès de collectivités qui ont une infrastructure proche"),
            _("Le besoin en termes fonctionnels, et le type de marché choisi, avec ses raisons"),
            _("L’autorisation explicite des variantes"),
            _("La clause de sécurité : hébergement qualifié SecNumCloud si les données le demandent"),
            _("La clause d’interopérabilité et celle de réversibilité, quel que soit le logiciel"),
        ),
        (
            ("ACH-2", _("choisir la procédure")),
            ("SEC-3", _("écrire la clause de sécurité")),
            ("SEC-4", _("savoir quand exiger un hébergement qualifié")),
            ("REV-4", _("écrire la clause de réversibilité")),
        ),
    ),
)
# S3 is a stage: it is explained with the outcomes, and met on the way to another.
STAGE = ACCOMPANY

BY_CODE = {question.code: question for question in QUESTIONS}
OUTCOME_BY_CODE = {outcome.code: outcome for outcome in OUTCOMES}
FIRST = QUESTIONS[0].code


@dataclass(frozen=True, slots=True)
class Step:
    """A question that the path went through, and what was answered."""

    question: Question
    answer: Answer

    @property
    def task(self) -> Task | None:
        return self.question.yes_task if self.answer.yes else self.question.no_task

    @property
    def wants_reason(self) -> bool:
        """A « oui » without a reason is a « peut-être »: the sheet says it, and never refuses it."""
        return self.answer.yes and not self.answer.is_justified


@dataclass(frozen=True, slots=True)
class Path:
    """How far the answers lead: to an outcome, or to the next question to answer."""

    steps: tuple[Step, ...]
    next_question: str = ""
    outcome: Outcome | None = None
    tasks: tuple[Task, ...] = field(default=())

    @property
    def unjustified(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.wants_reason)


def follow(answers: Answers) -> Path:
    """The path of the answers (annexe 3, our reconstruction). Answers that are not on it are kept, and not used."""
    steps: list[Step] = []
    place = FIRST
    while place in BY_CODE:
        question = BY_CODE[place]
        answer = answers.get(place)
        if answer is None:
            return Path(tuple(steps), next_question=place, tasks=tasks_of(steps))
        steps.append(Step(question, answer))
        place = question.yes if answer.yes else question.no
    return Path(tuple(steps), outcome=OUTCOME_BY_CODE[place], tasks=tasks_of(steps))


def tasks_of(steps: list[Step]) -> tuple[Task, ...]:
    return tuple(step.task for step in steps if step.task is not None)


def answered(question: Question, *, yes: bool, reason: str = "", points: frozenset[str] = frozenset()) -> Answer:
    """The answer to a question that has points is « oui » when all of them are: the sheet says « et » (D8)."""
    if not question.points:
        return Answer(yes, reason)
    known = frozenset(point.code for point in question.points)
    return Answer(points >= known, reason, points & known)


def paths(
    place: str = FIRST, gone: tuple[tuple[str, bool], ...] = ()
) -> Iterator[tuple[tuple[tuple[str, bool], ...], str]]:
    """Every path from a place to its end: the questions with their answers, then the outcome.

    Raises ValueError where a path would loop or lead nowhere.
    """
    if place in OUTCOME_BY_CODE:
        yield gone, place
        return
    if place not in BY_CODE:
        raise ValueError(f"{place} is neither a question nor an outcome")
    if place in {code for code, _yes in gone}:
        raise ValueError(f"{place} comes back")
    for yes in (True, False):
        question = BY_CODE[place]
        yield from paths(question.yes if yes else question.no, (*gone, (place, yes)))
