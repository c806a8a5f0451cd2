"""Lab 10 (report § 3.2.2.3, proposition n° 9, “d’une charte de la donnée”): twelve choices, and which ones clash.

Each option names the lab figure it rests on, by key; the service finds the figure among the learner's own results. The
French sentences are message ids: whoever shows them translates them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ARGUMENT_LENGTH = 300


def _(text: str) -> str:
    """Marks a sentence for the catalogue; rules know no language."""
    return text


@dataclass(frozen=True, slots=True)
class Option:
    """One possible choice, and the figure ("L5.share"…) to show beside it."""

    code: str
    text: str
    figure: str


@dataclass(frozen=True, slots=True)
class Article:
    code: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two choices that cannot both be kept, and why: each is (article, option)."""

    one: tuple[str, str]
    other: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a charter still lacks: unknown choices count as none."""

    missing: tuple[str, ...]  # codes of the articles without a choice
    contradictions: tuple[Contradiction, ...]
    argued: bool

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.contradictions and self.argued


# The keys of the figures, and what each is.
FIGURES = {
    "L1.facts": _("faits devinés dans la courbe horaire"),
    "L2.scopes": _("autorisations demandées et accordées"),
    "L3.audit": _("copies trouvées par le contrôle"),
    "L4.delay": _("délai entre le retrait et le premier refus"),
    "L5.share": _("foyers reliés entre deux fichiers cloisonnés"),
    "L6.partial": _("personnes touchées par le vol d’une seule clé"),
    "L6.aggregator": _("personnes touchées par une heure d’intrusion chez l’agrégateur"),
    "L7.unique": _("personnes reconnaissables dans la publication"),
    "L7.suppressed": _("données retirées pour protéger"),
    "L8.exit": _("fichiers identiques après un changement de fournisseur"),
    "L9.small": _("groupes de comparaison de moins de dix foyers"),
}


def _article(code: str, title: str, *options: tuple[str, str, str]) -> Article:
    return Article(code, title, tuple(Option(*option) for option in options))


ARTICLES = (
    _article(
        "modele",
        _("Qui garde les données personnelles ?"),
        ("collectivite", _("La collectivité, dans un fichier par service public"), "L6.partial"),
        ("coffre", _("Chaque habitant, dans son coffre"), "L6.partial"),
        ("par-domaine", _("L’un ou l’autre selon le service, dit pour chacun"), "L6.partial"),
    ),
    _article(
        "croisements",
        _("Quand peut-on rapprocher deux fichiers ?"),
        ("jamais", _("Jamais entre services publics différents"), "L5.share"),
        ("necessite", _("Seulement si c’est nécessaire, pour une durée et un but publiés"), "L5.share"),
        ("autorisation", _("Seulement si l’habitant l’autorise"), "L2.scopes"),
        ("libre", _("Chaque fois qu’un service le demande"), "L5.share"),
    ),
    _article(
        "conservation",
        _("Que garde l’agrégateur de ce qu’il lit ?"),
        ("aucune", _("Rien : il lit, calcule, affiche et oublie"), "L3.audit"),
        ("session", _("Le temps de la visite"), "L3.audit"),
        ("historique", _("Un historique de trois ans, pour mieux conseiller"), "L6.aggregator"),
    ),
    _article(
        "finesse",
        _("À quelle finesse publie-t-on en données ouvertes ?"),
        ("horaire", _("Données horaires, une ligne par foyer sous pseudonyme"), "L7.unique"),
        ("comptages", _("Comptages par lieu et par heure, sans trace individuelle"), "L7.suppressed"),
        ("rien", _("Aucune publication tirée de données personnelles"), "L7.unique"),
    ),
    _article(
        "seuil",
        _("Sous quel effectif ne publie-t-on pas ?"),
        ("aucun", _("Aucun seuil"), "L9.small"),
        ("cinq", _("Moins de cinq personnes"), "L7.suppressed"),
        ("dix", _("Moins de dix foyers"), "L9.small"),
    ),
    _article(
        "licence",
        _("Que dit la licence de réutilisation ?"),
        ("libre", _("Réutilisation libre, sans clause particulière"), "L7.unique"),
        ("interdit", _("Aucune ré-identification ni ciblage publicitaire"), "L7.unique"),
        ("interet", _("Aucune ré-identification, et respect des objectifs de politique publique"), "L7.unique"),
    ),
    _article(
        "fuite",
        _("Qui prévient-on en cas de fuite, et quand ?"),
        ("autorite", _("L’autorité de contrôle, et les habitants si le risque est élevé"), "L6.partial"),
        ("tous", _("L’autorité et chaque habitant touché, sous 72 heures"), "L6.aggregator"),
    ),
    _article(
        "aide",
        _("Qui aide les habitants à s’en servir ?"),
        ("ligne", _("Une aide en ligne"), "L1.facts"),
        ("guichets", _("Des lieux d’accueil et un mandat pour se faire assister"), "L1.facts"),
    ),
    _article(
        "refus",
        _("Que devient le service de qui refuse ?"),
        ("egal", _("Un service réel, moins personnel, sans rien perdre d’essentiel"), "L2.scopes"),
        ("ferme", _("Le service n’est pas rendu"), "L2.scopes"),
    ),
    _article(
        "journal",
        _("Qui peut lire le journal des accès ?"),
        ("habitant", _("Chaque habitant, pour ses données, refus compris"), "L4.delay"),
        ("interne", _("Les seuls services de la collectivité"), "L4.delay"),
    ),
    _article(
        "depart",
        _("Comment vérifie-t-on que l’on peut partir ?"),
        ("essai", _("Un essai de sortie chaque année, avec comparaison des empreintes"), "L8.exit"),
        ("contrat", _("Une clause du contrat suffit"), "L8.exit"),
    ),
    _article(
        "controle",
        _("Qui contrôle l’agrégateur, et quand révise-t-on la charte ?"),
        ("audit", _("Un contrôle extérieur chaque année, publié, puis révision de la charte"), "L3.audit"),
        ("declaration", _("L’agrégateur déclare lui-même qu’il respecte la charte"), "L3.audit"),
    ),
)

CONTRADICTIONS = tuple(
    Contradiction(*facts)
    for facts in (
        (
            ("conservation", "aucune"), ("croisements", "libre"),
            _("Rapprocher à tout moment suppose de garder de quoi rapprocher."),
        ),
        (
            ("conservation", "historique"), ("modele", "coffre"),
            _("Trois ans d’historique chez l’agrégateur refont le fichier central que le coffre évite."),
        ),
        (
            ("conservation", "aucune"), ("controle", "declaration"),
            _("L’absence de conservation ne se voit pas du dehors : une déclaration ne la vérifie pas."),
        ),
        (
            ("conservation", "session"), ("controle", "declaration"),
            _("L’oubli en fin de visite ne se voit pas du dehors : une déclaration ne le vérifie pas."),
        ),
        (
            ("finesse", "horaire"), ("licence", "interdit"),
            _("Des lignes horaires par foyer permettent la ré-identification que la licence interdit."),
        ),
        (
            ("finesse", "horaire"), ("licence", "interet"),
            _("Des lignes horaires par foyer permettent la ré-identification que la licence interdit."),
        ),
        (
            ("finesse", "horaire"), ("seuil", "cinq"),
            _("Une ligne par foyer est un groupe d’une seule personne : le seuil n’est pas tenu."),
        ),
        (
            ("finesse", "horaire"), ("seuil", "dix"),
            _("Une ligne par foyer est un groupe d’un seul foyer : le seuil n’est pas tenu."),
        ),
        (
            ("finesse", "horaire"), ("croisements", "jamais"),
            _("Des lignes publiées se rapprochent par leurs absences, même sous des pseudonymes différents."),
        ),
        (
            ("croisements", "libre"), ("modele", "collectivite"),
            _("Un fichier par service, sans connexion entre services, ne tient plus si tout se rapproche."),
        ),
        (
            ("croisements", "libre"), ("modele", "coffre"),
            _("Le coffre laisse l’habitant décider : un service ne rapproche pas sans lui."),
        ),
        (
            ("refus", "ferme"), ("croisements", "autorisation"),
            _("Une autorisation n’est pas libre si la refuser ferme le service."),
        ),
        (
            ("refus", "ferme"), ("modele", "coffre"),
            _("Un coffre obligatoire n’est plus un choix de l’habitant."),
        ),
        (
            ("journal", "interne"), ("modele", "coffre"),
            _("L’habitant ne maîtrise pas un coffre dont il ne peut lire les accès."),
        ),
        (
            ("aide", "ligne"), ("modele", "coffre"),
            _("Le coffre demande une réelle maîtrise : une aide en ligne n’atteint pas ceux à qui elle manque."),
        ),
        (
            ("depart", "contrat"), ("modele", "coffre"),
            _("Un coffre dont la sortie n’est jamais essayée n’est pas réversible."),
        ),
        (
            ("seuil", "aucun"), ("finesse", "comptages"),
            _("Un comptage d’une seule personne est une trace : les comptages demandent un seuil."),
        ),
    )
)  # fmt: skip


def option_of(article: str, option: str) -> Option | None:
    """The option chosen, if there is such a one."""
    found = [one for held in ARTICLES if held.code == article for one in held.options if one.code == option]
    return found[0] if found else None


def contradictions_in(choices: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """Every pair of choices (article → option) that cannot both be kept."""
    made = set(choices.items())
    return tuple(clash for clash in CONTRADICTIONS if clash.one in made and clash.other in made)


def review(choices: Mapping[str, str], arguments: Mapping[str, str] | None = None) -> Review:
    """Twelve choices, no contradiction, and one choice argued in 300 characters, spaces counted once."""
    missing = tuple(
        article.code for article in ARTICLES if option_of(article.code, choices.get(article.code, "")) is None
    )
    texts = [" ".join(text.split()) for code, text in (arguments or {}).items() if code in choices]
    return Review(missing, contradictions_in(choices), any(len(text) >= ARGUMENT_LENGTH for text in texts))
