"""What the server can check of each type: the table that trainers read, and that decides how far to trust a version."""

from dataclasses import dataclass

from courses.h5p.rules.grading.outcomes import Trust


@dataclass(frozen=True, slots=True)
class Type:
    """A library, the versions that these rules hold for, how it is trusted and why.

    `since` is the release that began to send what is graded here, read in its own history; `tried` is the newest minor
    version whose behaviour was read. Before, a result is only declared; after, it is partial until somebody reads it.
    """

    name: str
    title: str
    since: tuple[int, int, int] | None
    tried: tuple[int, int] | None
    trust: Trust
    why: str

    @property
    def versions(self) -> str:
        if self.since is None or self.tried is None:
            return ""
        *minor, patch = self.since
        first = ".".join(map(str, self.since if patch else minor))
        last = ".".join(map(str, self.tried))
        return last if first == last else f"{first} à {last}"

    def trust_in(self, version: tuple[int, int] | None, patch: int | None = None) -> Trust:
        """How far to trust a version; a patch that nobody told is taken for the oldest."""
        if self.since is None or self.tried is None or self.trust == "declared":
            return self.trust
        if version is None or version[0] != self.tried[0] or (*version, patch or 0) < self.since:
            return "declared"
        return self.trust if version <= self.tried else "partial"


_UNSCORED = "ne pose pas de question : « fait » quand l’activité l’annonce"
_FREE = "réponse libre, qu’une personne doit lire"

_ROWS: tuple[tuple[str, str, tuple[int, int, int] | None, tuple[int, int] | None, Trust, str], ...] = (
    ("Passeport.Classement", "Classement", (1, 0, 0), (1, 0), "verified", "chaque énoncé est comparé à sa catégorie"),
    ("Passeport.Ordre", "Ordre", (1, 0, 0), (1, 0), "verified", "chaque étape est comparée à sa place"),
    (
        "Passeport.ArbreDecision",
        "Arbre de décision",
        (1, 0, 0),
        (1, 0),
        "verified",
        "le chemin est rejoué question par question",
    ),
    (
        "Passeport.Comparaison",
        "Comparaison",
        (1, 0, 0),
        (1, 0),
        "partial",
        "les cases attendues sont vérifiées, l’argument ne l’est jamais",
    ),
    (
        "H5P.MultiChoice",
        "Choix multiple",
        (1, 10, 0),
        (1, 16),
        "verified",
        "les choix cochés sont comparés aux bonnes réponses",
    ),
    ("H5P.TrueFalse", "Vrai ou faux", (1, 1, 0), (1, 8), "verified", "la réponse est comparée à la bonne"),
    ("H5P.Blanks", "Texte à trous", (1, 8, 0), (1, 14), "verified", "chaque mot saisi est comparé aux solutions"),
    (
        "H5P.DragText",
        "Glisser les mots",
        (1, 8, 0),
        (1, 10),
        "verified",
        "chaque mot posé est comparé à celui du texte",
    ),
    (
        "H5P.MarkTheWords",
        "Marquer les mots",
        (1, 10, 0),
        (1, 11),
        "verified",
        "les mots cliqués sont comparés aux bons ; partiel si le navigateur a découpé le texte autrement",
    ),
    (
        "H5P.SingleChoiceSet",
        "Série de choix simples",
        (1, 11, 71),
        (1, 11),
        "verified",
        "chaque réponse est comparée à la bonne, d’après le bilan final (avant 1.11.71, il donne la place à l’écran)",
    ),
    (
        "H5P.Summary",
        "Résumé",
        (1, 8, 0),
        (1, 10),
        "verified",
        "un point par liste réussie du premier coup, d’après le bilan final",
    ),
    (
        "H5P.DragQuestion",
        "Glisser-déposer",
        (1, 11, 0),
        (1, 15),
        "verified",
        "chaque élément posé est comparé à ses zones",
    ),
    (
        "H5P.QuestionSet",
        "Série de questions",
        (1, 13, 0),
        (1, 21),
        "verified",
        "somme de ses questions ; partiel quand le navigateur tire les questions au sort",
    ),
    ("H5P.Column", "Colonne", (1, 8, 0), (1, 18), "verified", "somme de ses questions"),
    ("H5P.Row", "Rangée", (1, 0, 0), (1, 2), "verified", "somme de ses questions"),
    ("H5P.RowColumn", "Colonne d’une rangée", (1, 0, 0), (1, 2), "verified", "somme de ses questions"),
    (
        "H5P.CoursePresentation",
        "Présentation",
        (1, 18, 0),
        (1, 27),
        "verified",
        "somme de ses questions ; les vues ne comptent pas",
    ),
    (
        "H5P.InteractiveVideo",
        "Vidéo interactive",
        (1, 17, 0),
        (1, 28),
        "verified",
        "somme de ses questions ; le temps de visionnage ne compte pas",
    ),
    (
        "H5P.BranchingScenario",
        "Scénario à embranchements",
        (1, 7, 0),
        (1, 10),
        "verified",
        "le chemin est rejoué ; partiel s’il revient en arrière ou si les choix sont mélangés",
    ),
    ("H5P.AdvancedText", "Texte", None, None, "declared", _UNSCORED),
    ("H5P.Accordion", "Accordéon", None, None, "declared", _UNSCORED),
    ("H5P.Dialogcards", "Cartes à retourner", None, None, "declared", _UNSCORED),
    ("H5P.Essay", "Rédaction", None, None, "declared", _FREE),
    ("H5P.FreeTextQuestion", "Question ouverte", None, None, "declared", _FREE),
    ("H5P.Crossword", "Mots croisés", None, None, "declared", "son score n’est pas recalculé"),
    ("H5P.MemoryGame", "Jeu de mémoire", None, None, "declared", "son score dépend de ses seuls gestes à l’écran"),
    ("H5P.SpeakTheWords", "Mots à prononcer", None, None, "declared", "la voix est reconnue dans le navigateur"),
)

TYPES: tuple[Type, ...] = tuple(Type(*row) for row in _ROWS)
BY_NAME = {one.name: one for one in TYPES}

UNKNOWN = Type(
    "", "Autre type", None, None, "declared", "ce type n’est pas connu du serveur : « fait » quand il l’annonce"
)

# Contents that ask nothing: inside another one, they are no question and take no part in the total.
_NO_QUESTION = """
    Accordion AdvancedText Agamotto Audio AudioRecorder Chart Collage ContinuousText Dialogcards ExportableTextArea
    GoToQuestion GoToSlide GuessTheAnswer IFrameEmbed Image ImageHotspots ImageJuxtaposition ImageSlider IVHotspot
    Link Nil Shape Table Text Timeline TwitterUserFeed Video
"""
UNSCORED = frozenset(f"H5P.{name}" for name in _NO_QUESTION.split())


def type_of(name: str) -> Type:
    return BY_NAME.get(name, UNKNOWN)
