"""Choices that fight each other, and what one still has to check: what a supplier, or a judge, would see first."""

from dataclasses import dataclass

from courses.tools.rules.clauses.parts import ABSENT, FAMILIES, REVERSIBILITY, SECURITY, Choices, _, matches

CONFIRMED, UNCHECKED = "confirmé", "à vérifier"
Picks = tuple[tuple[str, tuple[str, ...]], ...]
PERSONAL = ("personnelle", "tres-sensible")
OUTSIDE = ("europe", "qualifie", "indefini")


@dataclass(frozen=True, slots=True)
class Clash:
    """Choices that cannot all be kept, and why. `lacks` names options that must be unticked for it to hold."""

    picks: Picks
    reason: str
    lacks: Picks = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A point of law as we found it in November 2026: confirmed by its source, or still to be checked."""

    text: str
    mark: str
    source: str
    families: tuple[str, ...] = FAMILIES
    picks: Picks = ()


CLASHES = tuple(
    Clash(*facts)
    for facts in (
        (
            (("hebergement", ("interne",)), ("contrat", ("service",))),
            _("Un service en ligne tourne chez son éditeur : il ne peut pas être gardé chez vous."),
        ),
        (
            (("sensibilite", PERSONAL), ("hebergement", ("indefini",))),
            _(
                "Des données personnelles sans lieu connu : vous ne pourrez ni informer les habitants, ni"
                " encadrer la sous-traitance."
            ),
        ),
        (
            (("sensibilite", ("tres-sensible",)), ("hebergement", ("europe",))),
            _(
                "Pour des données très sensibles, la leçon SEC-4 conseille une offre qualifiée SecNumCloud ou"
                " vos propres machines, et un hébergeur certifié pour la santé."
            ),
        ),
        (
            (("sensibilite", ("publique",)), ("hebergement", ("qualifie",))),
            _(
                "Une offre qualifiée pour des données publiques se paie sans rien protéger : gardez-la pour ce"
                " qui est sensible."
            ),
        ),
        (
            (("incident", ("72h",)), ("sensibilite", PERSONAL)),
            _(
                "Pour des données personnelles, vous devez être prévenus sans attendre, et la CNIL l’être sous 72"
                " heures : trois jours de silence ne se défendent pas."
            ),
        ),
        (
            (("sous-traitants", (ABSENT,)), ("hebergement", OUTSIDE)),
            _("L’hébergeur est un sous-traitant, et votre clause n’en dit rien."),
        ),
        (
            (("telemaintenance", ("permanente",)), ("sensibilite", ("tres-sensible",))),
            _("Un accès permanent à distance ne va pas avec des données très sensibles."),
        ),
        (
            (("preuve", ("declaration",)), ("sensibilite", PERSONAL)),
            _(
                "Vous répondez des données personnelles que vous confiez : une déclaration du titulaire ne vous"
                " suffira pas."
            ),
        ),
        (
            (("soutien", ("editeur", ABSENT)), ("contrat", ("objets",))),
            _(
                "Des objets posés dehors durent plus longtemps que la politique d’un éditeur : il faudra les"
                " remplacer pour une faille."
            ),
        ),
        (
            (("penalite", (ABSENT,)), ("correctif", ("7j", "15j", "30j"))),
            _("Le délai de correction est chiffré, mais son retard ne coûte rien."),
        ),
        (
            (("fin", ("donnees", ABSENT)), ("effacement", ("atteste",))),
            _(
                "La clause de sécurité se tait sur l’effacement que la clause de réversibilité exige : le"
                " titulaire lira la plus douce."
            ),
        ),
        (
            (("essai", ("annuel",)), ("format", ("standard", ABSENT))),
            _(
                "Recharger l’export ailleurs suppose un format ouvert et documenté : l’essai échouera sans que"
                " le titulaire soit en faute."
            ),
        ),
        (
            (("essai", ("annuel",)), ("sanction", (ABSENT,))),
            _("Si l’essai annuel n’a pas lieu, il ne se passe rien."),
        ),
        (
            (("sanction", ("solde",)), ("contrat", ("concession",))),
            _(
                "Dans une concession, ce sont surtout les usagers qui paient : il n’y a guère de dernier"
                " paiement à retenir. Prévoyez une pénalité ou une garantie."
            ),
        ),
        (
            (("double", (ABSENT,)), ("delai", ("90", "accord", ABSENT))),
            _(
                "Le service peut s’arrêter longtemps avant que vous ayez vos données : prévoyez une période"
                " commune."
            ),
        ),
        (
            (("effacement", ("immediat",)), ("double", ("1", "3", "6"))),
            _(
                "Le titulaire devrait tout effacer le dernier jour et faire tourner son service ensuite : c’est"
                " impossible."
            ),
        ),
        (
            (("droits", ("sequestre",)), ("contrat", ("libre",))),
            _(
                "Le code d’un logiciel libre est déjà public : demandez plutôt les réglages, les développements"
                " et la documentation."
            ),
        ),
        (
            (
                ("declenchement", ("tous",)),
                ("droits", ("usage", ABSENT)),
                ("contrat", ("service", "logiciel", "objets")),
            ),
            _(
                "Vous prévoyez que le titulaire fasse défaut, mais plus personne n’aurait alors le droit de"
                " faire tourner l’outil."
            ),
        ),
        (
            (("contrat", ("objets",)),),
            _("Sans les clés, les objets ne peuvent pas changer de réseau : vous rachèteriez tout."),
            (("perimetre", ("cles",)),),
        ),
    )
)  # fmt: skip

FACTS = (
    Fact(
        _(
            "Aucune clause nationale de sécurité, unique et obligatoire, n’a été retrouvée depuis la"
            " proposition n° 6."
        ),
        UNCHECKED, _("Recherche de novembre 2026"), (SECURITY,),
    ),
    Fact(
        _(
            "Le CCAG-TIC de 2021 prévoit un devoir de conseil (art. 3.9), des informations de vulnérabilité"
            " (art. 5.4) et distingue réversibilité et transférabilité (art. 42). Il ne s’applique que si votre"
            " marché s’y réfère."
        ),
        CONFIRMED, _("Arrêté du 30 mars 2021, fiche de la direction des affaires juridiques"), FAMILIES,
        (("contrat", ("service", "logiciel", "libre", "objets")),),
    ),
    Fact(
        _(
            "Le règlement européen sur la cyberrésilience oblige les fabricants à signaler les failles"
            " exploitées depuis le 11 septembre 2026 ; le reste viendra le 11 décembre 2027. Il n’oblige pas"
            " les communes."
        ),
        CONFIRMED, _("Règlement (UE) 2024/2847, FAQ de la Commission européenne"), (SECURITY,),
        (("contrat", ("logiciel", "objets")),),
    ),
    Fact(
        _(
            "Une violation de données personnelles se notifie à la CNIL sous 72 heures, si possible (RGPD, art."
            " 33)."
        ),
        CONFIRMED, _("Règlement (UE) 2016/679"), (SECURITY,), (("sensibilite", PERSONAL),),
    ),
    Fact(
        _(
            "L’obligation d’une offre très protégée pour les données sensibles vise l’État, ses opérateurs et"
            " certains groupements, non les collectivités (loi SREN, art. 31)."
        ),
        CONFIRMED, _("Loi n° 2024-449 du 21 mai 2024, vade-mecum de la DINUM"), FAMILIES,
        (("sensibilite", ("tres-sensible",)),),
    ),
    Fact(
        _(
            "Une proposition de loi étendrait cette obligation à de grandes collectivités. Son adoption"
            " définitive n’est pas établie."
        ),
        UNCHECKED, _("Sénat, rapport n° 199, 2025-2026"), FAMILIES, (("sensibilite", ("tres-sensible",)),),
    ),
    Fact(
        _(
            "Pour un service en ligne, le règlement européen sur les données limite le préavis à deux mois et"
            " prévoit une transition de 30 jours, plus longue dans certains cas ; les frais de changement"
            " seront en principe interdits au 12 janvier 2027."
        ),
        CONFIRMED, _("Règlement (UE) 2023/2854, d’après LeMagIT et la Banque des Territoires"), (REVERSIBILITY,),
        (("contrat", ("service",)),),
    ),
    Fact(
        _("Une simplification européenne de ces règles est en discussion."),
        UNCHECKED, _("Recherche de novembre 2026"), (REVERSIBILITY,), (("contrat", ("service",)),),
    ),
    Fact(
        _(
            "En France, le transfert de vos données vers un autre fournisseur d’informatique en nuage est"
            " plafonné à zéro euro (loi SREN, art. 27). La date de l’arrêté reste à vérifier."
        ),
        UNCHECKED, _("Loi n° 2024-449 du 21 mai 2024 ; texte de l’arrêté reproduit par legal.tricoteuses.fr"),
        (REVERSIBILITY,), (("contrat", ("service",)),),
    ),
    Fact(
        _(
            "Le concessionnaire remet les données indispensables à l’exécution du service, en format"
            " électronique et standard ouvert ; une dispense demande une décision motivée et publique."
        ),
        CONFIRMED, _("Code de la commande publique, L. 3131-2 et L. 3131-3"), (REVERSIBILITY,),
        (("contrat", ("concession",)),),
    ),
    Fact(
        _(
            "La clause d’interopérabilité « par défaut » de la proposition n° 17 ne semble pas avoir été"
            " reprise telle quelle."
        ),
        UNCHECKED, _("Recherche de novembre 2026"), (REVERSIBILITY,),
    ),
)  # fmt: skip


def clashes_in(choices: Choices, asked: frozenset[str]) -> tuple[Clash, ...]:
    """The clashes between questions that were asked."""
    return tuple(
        clash
        for clash in CLASHES
        if {question for question, _options in (*clash.picks, *clash.lacks)} <= asked
        and matches(choices, clash.picks)
        and not any(matches(choices, (lack,)) for lack in clash.lacks)
    )


def facts_for(choices: Choices, families: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in FACTS if set(fact.families) & set(families) and matches(choices, fact.picks))
