"""The seven headings of lesson SEC-3, then what it warns not to forget: subcontractors and penalties.

The report asks for such a clause in every digital contract (proposition 6, § 3.2.1.2) and gives no text: this one is
ours, a model to have read by lawyers, and no authority has approved it.
"""

from courses.tools.rules.clauses.parts import (
    END,
    ERASURE,
    OFFER,
    QUARTERLY,
    RECEPTION,
    SECURITY,
    START,
    YEARLY,
    Option,
    Point,
    Question,
    _,
    left_out,
)

PROPOSAL_6 = _("Leçon SEC-3 ; rapport de 2017, proposition n° 6")
CISO = _("Le ou la responsable de la sécurité")

INVENTORY = Question(
    "inventaire",
    _("Quelle liste des composants logiciels ?"),
    (
        Option(
            "nomenclature", _("Une nomenclature complète, tenue à jour"),
            _(
                "Le titulaire remet la liste complète des composants logiciels, avec leurs versions, et la met"
                " à jour à chaque livraison."
            ),
            _("Nomenclature lisible par une machine"), RECEPTION,
        ),
        Option(
            "liste", _("Une liste, remise une fois"),
            _("Le titulaire remet la liste des principaux composants logiciels à la livraison."),
            _("Liste signée"), RECEPTION,
            _("Une liste remise une fois est fausse à la première mise à jour."),
        ),
        left_out(),
    ),
)  # fmt: skip
SUPPORT = Question(
    "soutien",
    _("Jusqu’à quand les mises à jour de sécurité sont-elles garanties ?"),
    (
        Option(
            "apres", _("Deux ans après la fin du contrat"),
            _(
                "Les mises à jour de sécurité sont fournies sans supplément pendant tout le contrat et deux ans"
                " après sa fin."
            ),
            _("Date de fin de soutien écrite dans l’offre"), OFFER,
        ),
        Option(
            "contrat", _("Jusqu’à la fin du contrat"),
            _("Les mises à jour de sécurité sont fournies sans supplément jusqu’au dernier jour du contrat."),
            _("Date de fin de soutien écrite dans l’offre"), OFFER,
        ),
        Option(
            "editeur", _("Selon la politique de l’éditeur"),
            _("Les mises à jour de sécurité suivent la politique de l’éditeur."),
            _("Page de l’éditeur, imprimée"), OFFER,
            _("L’éditeur change sa politique quand il veut ; la réparation devient un devis."),
        ),
        left_out(),
    ),
)  # fmt: skip
SETTINGS = Question(
    "reglages",
    _("Quels réglages à la livraison ?"),
    (
        Option(
            "liste", _("Une liste de réglages que l’on peut essayer"),
            _(
                "À la livraison, aucun mot de passe n’est commun à deux appareils ou à deux comptes, les"
                " services inutiles sont fermés et les échanges sont chiffrés."
            ),
            _("Essai devant un agent, noté au procès-verbal"), RECEPTION,
        ),
        Option(
            "etat-de-l-art", _("« Conforme à l’état de l’art »"),
            _("À la livraison, les réglages sont conformes à l’état de l’art."),
            _("Déclaration du titulaire"), RECEPTION,
            _("L’état de l’art de quelle année, selon qui ? La phrase ne se vérifie pas."),
        ),
        left_out(),
    ),
)  # fmt: skip
WARNING_TIME = Question(
    "information",
    _("Une faille est découverte. Quand en êtes-vous informés ?"),
    (
        Option(
            "24h", _("Sous 24 heures"),
            _("Le titulaire informe la collectivité d’une faille sous 24 heures, à une adresse convenue."),
            _("Dates du journal des corrections"), QUARTERLY,
        ),
        Option(
            "2j", _("Sous deux jours ouvrés"),
            _("Le titulaire informe la collectivité d’une faille sous deux jours ouvrés, à une adresse convenue."),
            _("Dates du journal des corrections"), QUARTERLY,
        ),
        Option(
            "vite", _("« Rapidement »"),
            _("Le titulaire informe rapidement la collectivité des failles."),
            _("Courriers reçus"), QUARTERLY,
            _("« Rapidement » ne se compte pas : aucun retard n’existe."),
        ),
        left_out(),
    ),
)  # fmt: skip
PATCH = Question(
    "correctif",
    _("Quand une faille critique est-elle réparée ?"),
    (
        Option(
            "7j", _("Sous sept jours"),
            _(
                "Le correctif d’une faille critique est livré sous sept jours ; celui des autres, sous soixante"
                " jours."
            ),
            _("Dates du journal des corrections"), QUARTERLY,
        ),
        Option(
            "15j", _("Sous quinze jours"),
            _(
                "Le correctif d’une faille critique est livré sous quinze jours ; celui des autres, sous"
                " quatre-vingt-dix jours."
            ),
            _("Dates du journal des corrections"), QUARTERLY,
        ),
        Option(
            "30j", _("Sous trente jours"),
            _(
                "Le correctif d’une faille critique est livré sous trente jours ; celui des autres, à la"
                " version suivante."
            ),
            _("Dates du journal des corrections"), QUARTERLY,
        ),
        Option(
            "meilleurs-delais", _("« Dans les meilleurs délais »"),
            _("Les correctifs sont livrés dans les meilleurs délais."),
            _("Courriers reçus"), QUARTERLY,
            _("Les meilleurs délais sont ceux du titulaire."),
        ),
        left_out(),
    ),
    _("Ces durées sont des exemples : débattez des vôtres avant la consultation."),
)  # fmt: skip
ACCESS = Question(
    "acces",
    _("Qui entre, et comment ?"),
    (
        Option(
            "complet", _("Comptes à un nom, deux preuves pour administrer, journal"),
            _(
                "Chaque compte porte un nom. Administrer demande deux preuves d’identité. Chaque action"
                " d’administration est inscrite dans un journal gardé un an."
            ),
            _("Constat à l’écran, avec une copie du journal"), RECEPTION,
        ),
        Option(
            "nominatif", _("Comptes à un nom"),
            _("Chaque compte porte un nom et se ferme au départ de la personne."),
            _("Liste des comptes"), RECEPTION,
            _("Un seul mot de passe volé suffit pour administrer, et rien ne dit qui l’a fait."),
        ),
        Option(
            "partage", _("Un compte commun pour l’équipe technique"),
            _("L’équipe du titulaire dispose d’un compte commun."),
            _("Liste des personnes de l’équipe"), RECEPTION,
            _("Avec un compte commun, personne n’a rien fait."),
        ),
        left_out(),
    ),
)  # fmt: skip
REMOTE = Question(
    "telemaintenance",
    _("Le titulaire peut-il intervenir à distance ?"),
    (
        Option(
            "demande", _("Oui, à votre demande, avec une trace"),
            _(
                "Toute intervention à distance est ouverte par la collectivité, pour une durée dite, et laisse"
                " une trace."
            ),
            _("Registre des interventions"), QUARTERLY,
        ),
        Option(
            "permanente", _("Oui, à tout moment"),
            _("Le titulaire intervient à distance à tout moment et tient un registre."),
            _("Registre des interventions"), QUARTERLY,
            _("Une porte toujours ouverte sert aussi à qui vole la clé."),
        ),
        Option(
            "interdite", _("Non, jamais"),
            _("Aucune intervention à distance n’est possible ; les accès correspondants sont fermés."),
            _("Essai de connexion refusé"), RECEPTION,
        ),
        left_out(),
    ),
)  # fmt: skip
INCIDENT = Question(
    "incident",
    _("Un incident survient. Quand êtes-vous alertés ?"),
    (
        Option(
            "24h", _("Sous 24 heures"),
            _("Le titulaire alerte la collectivité sous 24 heures, coopère à l’enquête et remet les journaux."),
            _("Exercice annuel, heure d’appel notée"), YEARLY,
        ),
        Option(
            "48h", _("Sous 48 heures"),
            _("Le titulaire alerte la collectivité sous 48 heures, coopère à l’enquête et remet les journaux."),
            _("Exercice annuel, heure d’appel notée"), YEARLY,
        ),
        Option(
            "72h", _("Sous 72 heures"),
            _("Le titulaire alerte la collectivité sous 72 heures, coopère à l’enquête et remet les journaux."),
            _("Exercice annuel, heure d’appel notée"), YEARLY,
        ),
        Option(
            "sans-delai", _("« Dès que possible »"),
            _("Le titulaire alerte la collectivité dès que possible."),
            _("Courriers reçus"), YEARLY,
            _("Dès que possible, pour lui : après ses propres vérifications."),
        ),
        left_out(),
    ),
)  # fmt: skip
AUDIT = Question(
    "preuve",
    _("Comment vérifiez-vous ?"),
    (
        Option(
            "audit", _("Un droit d’audit et les résultats des tests"),
            _(
                "La collectivité peut faire auditer le service chaque année. Le titulaire communique ses"
                " derniers résultats de tests et corrige ce qu’ils montrent."
            ),
            _("Rapport d’audit ou dernier rapport de test"), YEARLY,
        ),
        Option(
            "tests", _("Les résultats des tests du titulaire"),
            _("Le titulaire communique chaque année ses résultats de tests et corrige ce qu’ils montrent."),
            _("Dernier rapport de test"), YEARLY,
        ),
        Option(
            "declaration", _("Une déclaration du titulaire"),
            _("Le titulaire déclare chaque année respecter la présente clause."),
            _("Déclaration signée"), YEARLY,
            _("Une déclaration ne montre rien : elle répète la promesse."),
        ),
        left_out(),
    ),
)  # fmt: skip
ENDING = Question(
    "fin",
    _("Que fait le titulaire à la fin ?"),
    (
        Option(
            "tout", _("Il rend données et clés, puis efface et l’atteste"),
            _("À la fin, le titulaire rend les données et les clés, puis efface toutes ses copies et l’atteste."),
            _("Attestation d’effacement signée"), ERASURE,
        ),
        Option(
            "donnees", _("Il rend les données"),
            _("À la fin, le titulaire rend les données."),
            _("Procès-verbal de remise"), END,
            _("Sans effacement ni clés rendues, il garde une copie, et parfois la seule qui s’ouvre."),
        ),
        left_out(),
    ),
)  # fmt: skip
SUBCONTRACTORS = Question(
    "sous-traitants",
    _("Et les entreprises qui travaillent pour le titulaire ?"),
    (
        Option(
            "accord", _("Mêmes obligations, et votre accord avant chaque nouvelle"),
            _(
                "Chaque sous-traitant est soumis à la présente clause et accepté par écrit par la collectivité."
                " Le titulaire répond de leurs manquements."
            ),
            _("Liste des sous-traitants, avec la date de chaque accord"), START,
        ),
        Option(
            "liste", _("Mêmes obligations, et une liste à jour"),
            _(
                "Chaque sous-traitant est soumis à la présente clause ; le titulaire en tient la liste et"
                " répond de leurs manquements."
            ),
            _("Liste des sous-traitants"), START,
        ),
        left_out(),
    ),
)  # fmt: skip
PENALTY = Question(
    "penalite",
    _("Et si une obligation de sécurité n’est pas tenue ?"),
    (
        Option(
            "penalite-correction", _("Une pénalité par jour, et la réparation à ses frais"),
            _(
                "Chaque jour de retard coûte {penalty} € au titulaire, sans mise en demeure. La réparation est"
                " à ses frais, ses sous-traitants compris."
            ),
            _("Décompte des retards, joint à la facture"), QUARTERLY,
        ),
        Option(
            "penalite", _("Une pénalité par jour de retard"),
            _("Chaque jour de retard coûte {penalty} € au titulaire."),
            _("Décompte des retards, joint à la facture"), QUARTERLY,
        ),
        left_out(_("Rien")),
    ),
)  # fmt: skip

POINTS = (
    Point(
        "inventaire", SECURITY, _("Inventaire et soutien"), _("Le service informatique"),
        _(
            "On ne répare pas un composant dont on ignore la présence, ni un appareil que personne ne soutient"
            " plus."
        ),
        PROPOSAL_6, (INVENTORY, SUPPORT),
    ),
    Point(
        "reglages", SECURITY, _("Réglages sûrs"), _("Le chef ou la cheffe de projet"),
        _("Un mot de passe d’usine est connu de tout le monde."),
        PROPOSAL_6, (SETTINGS,),
    ),
    Point(
        "vulnerabilites", SECURITY, _("Vulnérabilités"), CISO,
        _("Entre la découverte d’une faille et sa réparation, c’est la collectivité qui est exposée."),
        PROPOSAL_6, (WARNING_TIME, PATCH),
    ),
    Point(
        "acces", SECURITY, _("Accès"), CISO,
        _("Les accès de maintenance ouvrent beaucoup de portes, et s’oublient vite."),
        PROPOSAL_6, (ACCESS, REMOTE),
    ),
    Point(
        "incident", SECURITY, _("Incident"), _("La direction générale"),
        _("La première heure décide du reste : il faut savoir, et avoir de quoi comprendre."),
        _("Leçons SEC-3 et SEC-5 ; rapport de 2017, proposition n° 6"), (INCIDENT,),
    ),
    Point(
        "preuve", SECURITY, _("Preuve"), _("L’acheteur ou l’acheteuse"),
        _("Ce que personne ne contrôle finit par ne plus être tenu."),
        PROPOSAL_6, (AUDIT,),
    ),
    Point(
        "fin", SECURITY, _("Fin de contrat"), _("Le service juridique"),
        _("Des copies oubliées chez un ancien titulaire restent des portes."),
        _("Leçons SEC-3 et REV-4 ; rapport de 2017, proposition n° 11"), (ENDING,),
    ),
    Point(
        "sous-traitants", SECURITY, _("Sous-traitants"), CISO,
        _("L’incident peut venir d’une entreprise que vous ne connaissez pas."),
        PROPOSAL_6, (SUBCONTRACTORS,),
    ),
    Point(
        "penalite", SECURITY, _("Sanction"), _("Le service juridique"),
        _("Sans conséquence, une obligation est un conseil."),
        PROPOSAL_6, (PENALTY,),
    ),
)  # fmt: skip
