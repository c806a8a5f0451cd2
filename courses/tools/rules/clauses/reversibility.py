"""The nine points of lesson REV-4.

The report makes reversibility a precondition (§ 3.2.2.5.1; annex 3 asks it of proprietary software) and gives no text:
the nine points and their sentences are ours, a model to have read by lawyers.
"""

from courses.tools.rules.clauses.parts import (
    END,
    ERASURE,
    EXIT,
    OFFER,
    RECEPTION,
    REVERSIBILITY,
    START,
    TOGETHER,
    YEARLY,
    Option,
    Point,
    Question,
    _,
    left_out,
)

SOURCE = _("Leçon REV-4 ; rapport de 2017, § 3.2.2.5.1 et annexe 3")
LAWYER = _("Le service juridique")
PROJECT = _("Le chef ou la cheffe de projet")

TRIGGER = Question(
    "declenchement",
    _("Quand la sortie s’ouvre-t-elle ?"),
    (
        Option(
            "tous", _("À la fin, à la résiliation, ou si le titulaire fait défaut"),
            _(
                "La sortie s’ouvre à la fin du contrat, à sa résiliation quelle qu’en soit la cause, ou si le"
                " titulaire fait défaut. Les dates ci-dessous se comptent alors de ce jour."
            ),
            _("Liste des cas, dans la clause"), OFFER,
        ),
        Option(
            "fin", _("À la fin du contrat"),
            _("La sortie s’ouvre à la fin du contrat."),
            _("Date de fin, dans la clause"), OFFER,
            _("Une résiliation ou une faillite vous laisse sans rien : le cas le plus grave n’est pas prévu."),
        ),
        left_out(),
    ),
)  # fmt: skip
SCOPE = Question(
    "perimetre",
    _("Que doit rendre le titulaire ?"),
    (
        Option(
            "donnees", _("Données d’origine"), _("les données d’origine"),
            missed=_("Sans les données d’origine, il n’y a pas de sortie."),
        ),
        Option(
            "derivees", _("Données calculées"), _("les données calculées"),
            missed=_("Sans les données calculées, l’historique des résultats est perdu."),
        ),
        Option(
            "metadonnees", _("Explications des données"), _("les explications des données"),
            missed=_("Sans explications, personne ne saura ce que veulent dire les colonnes."),
        ),
        Option(
            "journaux", _("Journaux"), _("les journaux"),
            missed=_("Sans les journaux, on ne peut plus dire qui a fait quoi."),
        ),
        Option(
            "droits", _("Comptes et droits"), _("les comptes et leurs droits"),
            missed=_("Sans les comptes et les droits, il faudra tous les recréer à la main."),
        ),
        Option(
            "reglages", _("Réglages"), _("les réglages"),
            missed=_("Sans les réglages, le nouvel outil repart de zéro."),
        ),
        Option(
            "documentation", _("Documentation"), _("la documentation"),
            missed=_("Sans documentation, le successeur devine."),
        ),
        Option(
            "cles", _("Clés"), _("les clés"),
            missed=_("Sans les clés, des données rendues peuvent rester fermées."),
        ),
    ),
    _("Plusieurs réponses possibles."),
    True,
    _("Le titulaire rend, en entier : {parts}. L’inventaire est annexé et tenu à jour."),
)  # fmt: skip
FORMAT = Question(
    "format",
    _("Sous quelle forme ?"),
    (
        Option(
            "exemple", _("Un format ouvert et documenté, avec un exemple joint à l’offre"),
            _(
                "L’export est dans un format ouvert, rechargeable, avec le dictionnaire des colonnes. Un"
                " fichier d’exemple est joint à l’offre."
            ),
            _("Fichier d’exemple, ouvert par un agent"), OFFER,
        ),
        Option(
            "ouvert", _("Un format ouvert et documenté"),
            _("L’export est dans un format ouvert, rechargeable, avec le dictionnaire des colonnes."),
            _("Premier export, ouvert par un agent"), RECEPTION,
        ),
        Option(
            "standard", _("« Un format standard »"),
            _("L’export est dans un format standard."),
            _("Premier export"), RECEPTION,
            _("Il envoie un PDF : c’est standard."),
        ),
        left_out(),
    ),
)  # fmt: skip
DELAY = Question(
    "delai",
    _("En combien de temps l’export est-il remis ?"),
    (
        Option(
            "15", _("Quinze jours"),
            _("L’export complet est remis quinze jours au plus après l’ouverture de la sortie."),
            _("Procès-verbal de remise"), EXIT,
        ),
        Option(
            "30", _("Trente jours"),
            _("L’export complet est remis trente jours au plus après l’ouverture de la sortie."),
            _("Procès-verbal de remise"), EXIT,
        ),
        Option(
            "90", _("Quatre-vingt-dix jours"),
            _("L’export complet est remis quatre-vingt-dix jours au plus après l’ouverture de la sortie."),
            _("Procès-verbal de remise"), EXIT,
        ),
        Option(
            "accord", _("« D’un commun accord »"),
            _("Le calendrier de la sortie est fixé d’un commun accord."),
            _("Courrier commun"), END,
            _("Le jour venu, il n’est pas d’accord."),
        ),
        left_out(),
    ),
)  # fmt: skip
TOGETHER_FOR = Question(
    "double",
    _("Combien de temps les deux outils tournent-ils ensemble ?"),
    (
        Option(
            "1", _("Un mois"),
            _(
                "Le titulaire maintient son service un mois après la remise de l’export, au prix d’un mois"
                " ordinaire."
            ),
            _("Plan de réversibilité, remis au début du contrat"), TOGETHER,
        ),
        Option(
            "3", _("Trois mois"),
            _(
                "Le titulaire maintient son service trois mois après la remise de l’export, au prix de mois"
                " ordinaires."
            ),
            _("Plan de réversibilité, remis au début du contrat"), TOGETHER,
        ),
        Option(
            "6", _("Six mois"),
            _(
                "Le titulaire maintient son service six mois après la remise de l’export, au prix de mois"
                " ordinaires."
            ),
            _("Plan de réversibilité, remis au début du contrat"), TOGETHER,
        ),
        left_out(_("Aucune période commune")),
    ),
)  # fmt: skip
HELP = Question(
    "assistance",
    _("Le titulaire aide-t-il son successeur ?"),
    (
        Option(
            "5", _("Cinq jours, au prix du bordereau"),
            _("Le titulaire assiste son successeur pendant cinq jours, au prix inscrit au bordereau."),
            _("Ligne du bordereau des prix"), OFFER,
        ),
        Option(
            "10", _("Dix jours, au prix du bordereau"),
            _("Le titulaire assiste son successeur pendant dix jours, au prix inscrit au bordereau."),
            _("Ligne du bordereau des prix"), OFFER,
        ),
        Option(
            "20", _("Vingt jours, au prix du bordereau"),
            _("Le titulaire assiste son successeur pendant vingt jours, au prix inscrit au bordereau."),
            _("Ligne du bordereau des prix"), OFFER,
        ),
        Option(
            "devis", _("Sur devis, le moment venu"),
            _("Le titulaire assiste son successeur, sur devis."),
            _("Devis"), END,
            _("Le prix de l’aide se fixe quand vous n’avez plus le choix."),
        ),
        left_out(),
    ),
)  # fmt: skip
TRIAL = Question(
    "essai",
    _("L’export est-il essayé ?"),
    (
        Option(
            "annuel", _("Chaque année, rechargé dans un autre outil"),
            _(
                "Chaque année, un export complet est rechargé dans un autre outil, en présence des deux"
                " parties. Ce qui manque est corrigé sous trente jours."
            ),
            _("Compte rendu signé des deux parties"), YEARLY,
        ),
        Option(
            "reception", _("Une fois, à la réception"),
            _("Un export complet est rechargé dans un autre outil avant la réception."),
            _("Compte rendu signé des deux parties"), RECEPTION,
            _("L’outil change chaque année ; l’essai d’il y a cinq ans ne prouve plus rien."),
        ),
        Option(
            "possible", _("« Un essai est possible »"),
            _("Un essai d’export est possible à la demande de la collectivité."),
            _("Demande écrite"), YEARLY,
            _("Possible, donc jamais fait."),
        ),
        left_out(),
    ),
    _("Le point qui vaut tous les autres."),
)  # fmt: skip
ERASING = Question(
    "effacement",
    _("Qu’efface-t-on, et quand ?"),
    (
        Option(
            "atteste", _("Tout, sauvegardes comprises, quand la sortie est finie"),
            _(
                "Trente jours au plus après la fin de la période commune, le titulaire efface tout, sauvegardes"
                " comprises, et l’atteste."
            ),
            _("Attestation datée"), ERASURE,
        ),
        Option(
            "sans-sauvegardes", _("Les données en service, quand la sortie est finie"),
            _(
                "Trente jours au plus après la fin de la période commune, le titulaire efface les données en"
                " service et l’atteste."
            ),
            _("Attestation datée"), ERASURE,
            _("Vos données restent des années dans ses sauvegardes."),
        ),
        Option(
            "immediat", _("Tout, le dernier jour du contrat"),
            _("Le dernier jour du contrat, le titulaire efface tout et l’atteste."),
            _("Attestation datée"), END,
            _("Effacer avant d’avoir rechargé l’export peut détruire la seule copie complète."),
        ),
        left_out(),
    ),
)  # fmt: skip
RIGHTS = Question(
    "droits",
    _("À qui sont les données, les réglages et le code ?"),
    (
        Option(
            "sequestre", _("À la collectivité, et le code de l’éditeur est déposé chez un tiers"),
            _(
                "Les données, les réglages et ce qui est développé pour la collectivité sont à elle. Le code de"
                " l’éditeur est déposé chez un tiers, qui le remet si le titulaire fait défaut."
            ),
            _("Contrat de dépôt, et date du dernier dépôt"), START,
        ),
        Option(
            "collectivite", _("À la collectivité, pour ses données, ses réglages et ce qu’elle a payé"),
            _(
                "Les données, les réglages et ce qui est développé pour la collectivité sont à elle, avec le"
                " droit de les confier à un autre."
            ),
            _("Article sur la propriété, relu avant signature"), OFFER,
        ),
        Option(
            "usage", _("Au titulaire, avec un droit d’usage pendant le contrat"),
            _("La collectivité a un droit d’usage pendant la durée du contrat."),
            _("Conditions générales de l’éditeur"), OFFER,
            _("Le dernier jour, vous ne pouvez plus rien réutiliser de ce que vous avez payé."),
        ),
        left_out(),
    ),
)  # fmt: skip
SANCTION = Question(
    "sanction",
    _("Et si la sortie se passe mal ?"),
    (
        Option(
            "solde", _("Une pénalité par jour, et le dernier paiement attend l’export"),
            _(
                "Chaque jour de retard coûte {penalty} € au titulaire. Le dernier paiement n’est dû qu’après la"
                " réception de l’export."
            ),
            _("Décompte des retards, et procès-verbal de réception"), EXIT,
        ),
        Option(
            "penalite", _("Une pénalité par jour de retard"),
            _("Chaque jour de retard dans la sortie coûte {penalty} € au titulaire."),
            _("Décompte des retards"), EXIT,
        ),
        left_out(_("Rien")),
    ),
)  # fmt: skip


def _point(code: str, title: str, control: str, reason: str, *questions: Question) -> Point:
    return Point(code, REVERSIBILITY, title, control, reason, SOURCE, questions)


POINTS = (
    _point(
        "declenchement", _("Déclenchement"), LAWYER,
        _("La sortie la plus pressée est celle que personne n’avait prévue."),
        TRIGGER,
    ),
    _point(
        "perimetre", _("Périmètre"), PROJECT,
        _("Avoir les données ne suffit pas : les droits, l’historique et les réglages partent avec."),
        SCOPE,
    ),
    _point(
        "format", _("Format"), PROJECT,
        _("Un fichier que personne ne sait recharger n’est pas une sortie."),
        FORMAT,
    ),
    _point(
        "delai", _("Délai et double fonctionnement"), PROJECT,
        _("Les habitants ne doivent pas voir le jour du changement."),
        DELAY, TOGETHER_FOR,
    ),
    _point(
        "assistance", _("Assistance"), LAWYER,
        _("Un prix connu d’avance ne se négocie pas sous la contrainte."),
        HELP,
    ),
    _point(
        "essai", _("Essai annuel"), PROJECT,
        _("Un contrat promet ; un export rechargé prouve."),
        TRIAL,
    ),
    _point(
        "effacement", _("Effacement"), LAWYER,
        _("La porte se ferme en dernier, et de l’extérieur."),
        ERASING,
    ),
    _point(
        "droits", _("Droits et code"), LAWYER,
        _("On ne confie pas à un successeur ce que l’on n’a pas le droit de lui remettre."),
        RIGHTS,
    ),
    _point(
        "sanction", _("Sanction"), LAWYER,
        _("À la fin du contrat, le dernier paiement est votre seul argument."),
        SANCTION,
    ),
)  # fmt: skip
