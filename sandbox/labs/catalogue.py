"""The ten labs: what each is for, what it asks, and the limit that it cannot remove.

Quotations are the report's words (rapport de 2017), checked against it when they were written.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words


@dataclass(frozen=True, slots=True)
class Source:
    """A passage of the report: its part, and its words."""

    section: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the server can see done."""

    code: str
    title: "Words"


@dataclass(frozen=True, slots=True)
class Lab:
    number: int
    slug: str
    title: "Words"
    objective: "Words"
    minutes: int
    lesson: str
    sources: tuple[Source, ...]
    steps: tuple[Step, ...]
    limit: "Words"

    @property
    def code(self) -> str:
        """What lessons, pathways and completions call it."""
        return f"LAB-{self.number}"

    @property
    def step_codes(self) -> frozenset[str]:
        return frozenset(step.code for step in self.steps)


AGGREGATOR: Final = Source("§ 3.2.3", "aurait des autorisations d’accès mais sans autorisation de conservation")
REVERSIBLE: Final = Source("§ 3.2.3", "la réversibilité de l’autorisation d’accès")
DOMAINS: Final = Source(
    "§ 3.2.3",
    "une interconnexion des fichiers par domaine de services publics (transport, énergie, eau…) "
    "mais sans connexion inter-domaines",
)
MASTERY: Final = Source("§ 3.2.3", "une réelle maîtrise chez les habitants de l’outil numérique")
VAULTS: Final = Source("§ 3.2.3", "de la gestion et de la sécurisation des coffres forts")

LABS: Final[tuple[Lab, ...]] = (
    Lab(
        1,
        "visite-du-coffre",
        _("Visite du coffre"),
        _("Savoir ce que contient un coffre, et ce qu’une courbe raconte d’une vie."),
        15,
        "DON-5",
        (MASTERY, VAULTS),
        (
            Step("faits", _("Trouver trois faits dans la courbe")),
            Step("heure", _("Regarder une journée heure par heure")),
            Step("collecte", _("Décider des relevés horaires")),
            Step("aide", _("Désigner une personne aidante, ou non")),
        ),
        _("Une déduction n’est pas une preuve : une absence peut être une panne, une fuite un arrosage."),
    ),
    Lab(
        2,
        "consentement-et-service-unifie",
        _("Consentement et service unifié"),
        _("Donner la plus petite autorisation qui rende un service utile."),
        20,
        "DON-5",
        (AGGREGATOR, Source("§ 3.2.2.2", "un accès via la portabilité des données et un consentement")),
        (
            Step("sans", _("Ouvrir « Ma ville » sans rien autoriser")),
            Step("decider", _("Autoriser le nécessaire, ou refuser")),
            Step("utiliser", _("Utiliser le service")),
            Step("recu", _("Lire le reçu")),
        ),
        _(
            "Le consentement n’est souvent pas la bonne base pour une collectivité : face à elle, on n’est pas "
            "toujours libre de dire non. Refuser doit laisser un vrai service."
        ),
    ),
    Lab(
        3,
        "acces-sans-conservation",
        _("Accès sans conservation"),
        _("Mettre une promesse à l’épreuve, et connaître la limite de l’épreuve."),
        25,
        "DON-5",
        (AGGREGATOR,),
        (
            Step("honnete", _("Auditer l’agrégateur n° 1")),
            Step("indelicat", _("Auditer l’agrégateur n° 2 et nommer sa cachette")),
            Step("conclure", _("Dire ce que l’audit ne peut pas montrer")),
        ),
        _(
            "Un contrôle technique borne une promesse, il ne la prouve pas : contrat, droit d’audit et loi font "
            "le reste."
        ),
    ),
    Lab(
        4,
        "revocation",
        _("Révocation"),
        _("Mesurer ce que le retrait d’une autorisation arrête, et ce qu’il n’arrête pas."),
        15,
        "DON-5",
        (REVERSIBLE,),
        (
            Step("retirer", _("Retirer l’autorisation pendant que le service lit")),
            Step("constater", _("Constater le premier refus")),
            Step("conclure", _("Dire ce que l’agrégateur indélicat peut encore faire")),
        ),
        _("Le retrait n’efface pas les copies déjà faites ailleurs, et un appel déjà parti peut aboutir."),
    ),
    Lab(
        5,
        "cloisonnement",
        _("Cloisonner les domaines"),
        _("Voir qu’une cloison entre les clefs n’en est pas une entre les faits."),
        25,
        "DON-4",
        (DOMAINS,),
        (
            Step("croiser", _("Demander un croisement, et se le voir refuser")),
            Step("justifier", _("Justifier le croisement « absolument nécessaire »")),
            Step("relier", _("Relier deux fichiers sans nom")),
            Step("regler", _("Trouver un réglage qui relie moins de 5 % des foyers")),
        ),
        _("Ces taux sont ceux de Valfictif : une autre ville en donnerait d’autres."),
    ),
    Lab(
        6,
        "deux-modeles-une-fuite",
        _("Deux modèles, une fuite"),
        _("Comparer les deux modèles de conservation sur des nombres, attaque par attaque."),
        25,
        "DON-5",
        (DOMAINS, AGGREGATOR),
        (
            Step("predire", _("Prédire")),
            Step("attaquer", _("Lancer les cinq attaques")),
            Step("conclure", _("Nommer une attaque où chaque modèle est le pire")),
        ),
        _("Les paramètres décident : nombre de fournisseurs, part de coffres actifs, durée des jetons. Changez-les."),
    ),
    Lab(
        7,
        "reidentification",
        _("Réidentification"),
        _("Voir que « sans nom » ne veut pas dire « anonyme », et chercher un compromis."),
        30,
        "DON-3",
        (Source("§ 3.2.2.4", "il a été possible de reconstituer les déplacements d’une personne spécifique"),),
        (
            Step("hachage", _("Retrouver des numéros hachés")),
            Step("indices", _("Retrouver une personne avec quelques indices")),
            Step("regler", _("Régler la finesse : moins de 5 % d’uniques, la pointe du campus gardée")),
            Step("compter", _("Publier des comptes plutôt que des traces")),
            Step("licence", _("Choisir les clauses de la licence")),
        ),
        _("Des groupes d’habitudes semblables trahissent sans que personne soit unique : k ne suffit pas."),
    ),
    Lab(
        8,
        "partir",
        _("Partir : exporter, importer, effacer"),
        _("Éprouver la réversibilité de la seule façon qui compte : en partant."),
        25,
        "DON-5",
        (
            REVERSIBLE,
            Source("§ 3.2.2.5.1", "c’est-à-dire en absence de « réversibilité »"),
            Source("§ 3.2.2.3", "le droit d’accès, de rectification et de suppression"),
        ),
        (
            Step("exporter", _("Exporter son coffre")),
            Step("importer", _("L’importer chez le fournisseur B, et comparer les empreintes")),
            Step("effacer", _("Effacer le coffre A")),
            Step("sauvegarde", _("Essayer de lire la sauvegarde d’avant")),
        ),
        _("Effacer ici n’efface pas les copies déjà déchiffrées ailleurs."),
    ),
    Lab(
        9,
        "coup-de-pouce",
        _("Coup de pouce par comparaison"),
        _("Savoir ce que fait une comparaison, à qui, et ce qu’elle révèle."),
        20,
        "DON-2",
        (
            Source("§ 1.2.1", "valeurs moyennes des consommateurs comparables"),
            Source("§ 1.2.1", "une baisse de 10 % de la consommation des ménages"),
        ),
        (
            Step("groupe", _("Choisir un groupe comparable d’au moins dix foyers")),
            Step("message", _("Choisir les mots du message")),
            Step("difference", _("Trouver ce que deux totaux révèlent d’un voisin")),
        ),
        _("Les 10 % et les 19 % du rapport viennent d’ailleurs et d’avant 2017 : rien ne les promet ici."),
    ),
    Lab(
        10,
        "charte-de-la-donnee",
        _("Charte de la donnée"),
        _("Transformer des mesures en choix publics."),
        30,
        "DON-1",
        (Source("Proposition n° 9", "d’une charte de la donnée"),),
        (
            Step("choisir", _("Choisir douze articles, sans contradiction")),
            Step("argumenter", _("Défendre un choix")),
        ),
        _("Une charte n’engage que si quelqu’un vérifie : date, responsable, moyens."),
    ),
)

BY_SLUG: Final = {lab.slug: lab for lab in LABS}
BY_CODE: Final = {lab.code: lab for lab in LABS}


def lab(number: int) -> Lab:
    """The lab of this number, from 1 to 10."""
    return LABS[number - 1]
