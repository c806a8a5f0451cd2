"""What the contract is about: the answers that both clauses need (report, proposition 11; lesson SEC-4)."""

from courses.tools.rules.clauses.parts import OFFER, PREAMBLE, START, Option, Point, Question, _

CONTRACT = Question(
    "contrat",
    _("Que prévoit le contrat ?"),
    (
        Option(
            "service", _("Un logiciel utilisé en ligne"),
            _(
                "La présente clause s’applique au service en ligne du titulaire et à tout ce qui sert à le"
                " faire fonctionner."
            ),
            _("Description du service, annexée"), OFFER,
        ),
        Option(
            "logiciel", _("Un logiciel installé chez vous, dont le code appartient à un éditeur"),
            _("La présente clause s’applique au logiciel livré, à ses mises à jour et à sa maintenance."),
            _("Liste des versions livrées, annexée"), OFFER,
        ),
        Option(
            "libre", _("Un logiciel libre, qu’une entreprise héberge ou entretient"),
            _(
                "La présente clause s’applique au logiciel libre, aux réglages et à ce qui est développé pour"
                " la collectivité."
            ),
            _("Liste des logiciels et de leurs licences, annexée"), OFFER,
        ),
        Option(
            "objets", _("Des objets connectés et leur réseau"),
            _(
                "La présente clause s’applique aux objets posés, au réseau qui les relie et à la plateforme qui"
                " reçoit leurs mesures."
            ),
            _("Plan de pose et liste des objets, annexés"), OFFER,
        ),
        Option(
            "concession", _("Une concession : une entreprise exploite le service"),
            _(
                "La présente clause s’applique au service exploité par le concessionnaire, appelé ici le"
                " titulaire, et aux données indispensables à son exécution."
            ),
            _("Liste des données du service, annexée"), OFFER,
        ),
    ),
)  # fmt: skip
SENSITIVITY = Question(
    "sensibilite",
    _("Quelles sont les données les plus sensibles ?"),
    (
        Option(
            "publique", _("Publiques : horaires, jeux de données ouverts"),
            _("Les données sont publiques. Le titulaire garantit qu’elles ne sont ni modifiées ni perdues."),
            _("Comparaison d’un échantillon avec la source"), START,
        ),
        Option(
            "interne", _("Internes : agendas, demandes d’intervention"),
            _(
                "Les données sont réservées aux agents de la collectivité. Le titulaire ne s’en sert pour rien"
                " d’autre que le contrat."
            ),
            _("Liste des données et des personnes qui y accèdent"), START,
        ),
        Option(
            "personnelle", _("Personnelles : inscriptions, factures, dossiers"),
            _(
                "Des données personnelles sont traitées pour le compte de la collectivité, sur ses instructions"
                " écrites, et pour aucun autre usage."
            ),
            _("Contrat de sous-traitance annexé, et analyse d’impact si le risque est élevé"), START,
        ),
        Option(
            "tres-sensible", _("Très sensibles : aide à l’enfance, police, santé"),
            _(
                "Des données personnelles très sensibles sont traitées. L’autorité d’homologation de la"
                " collectivité accepte le risque par écrit avant toute mise en service."
            ),
            _("Décision d’homologation signée, et analyse d’impact"), START,
        ),
    ),
    _("La plus sensible décide. La leçon SEC-4 donne des exemples."),
)  # fmt: skip
HOSTING = Question(
    "hebergement",
    _("Où les données sont-elles gardées ?"),
    (
        Option(
            "interne", _("Chez vous"),
            _("Les données restent sur les machines de la collectivité. Le titulaire n’en garde aucune copie."),
            _("Constat sur place, et attestation du titulaire"), START,
        ),
        Option(
            "europe", _("Chez un hébergeur de l’Union européenne"),
            _(
                "Les données et leurs sauvegardes sont gardées dans l’Union européenne. Tout changement de lieu"
                " demande l’accord écrit de la collectivité."
            ),
            _("Adresses des centres de données, tenues à jour"), START,
        ),
        Option(
            "qualifie", _("Dans une offre qualifiée SecNumCloud"),
            _(
                "Les données et leurs sauvegardes sont gardées dans une offre qualifiée SecNumCloud pendant"
                " toute la durée du contrat."
            ),
            _("Attestation de qualification en cours de validité"), START,
        ),
        Option(
            "indefini", _("Là où le titulaire le décide"),
            _("Le titulaire choisit le lieu où les données sont gardées."),
            _("Lettre du titulaire"), START,
            _("Le lieu peut changer demain, hors d’Europe, sans que vous le sachiez."),
        ),
    ),
    _("Le rapport parle d’un prestataire « homologué » : le mot juste est aujourd’hui « qualifié »."),
)  # fmt: skip
OBJECT = Point(
    "objet",
    PREAMBLE,
    _("Objet, données et hébergement"),
    _("La direction qui achète"),
    _("Une clause dont on ne sait pas à quoi elle s’applique se discute le jour de l’incident."),
    _("Rapport de 2017, proposition n° 11 ; leçon SEC-4"),
    (CONTRACT, SENSITIVITY, HOSTING),
)
