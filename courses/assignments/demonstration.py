"""What the learners of the demonstration have handed in: plainly invented, so that trainers find something to read."""

from typing import Final, NamedTuple


class Work(NamedTuple):
    """A learner's answer to one production: the text of each part, by its code."""

    email: str
    pathway: str
    code: str
    texts: dict[str, str]


WORKS: Final = (
    Work(
        "elue@demo.example",
        "elu",
        "fiche-de-decision",
        {
            "projet": (
                "À Saint-Exemple, la salle des fêtes est chauffée trois jours pour une soirée. Le besoin : "
                "**ne chauffer que lorsqu’elle est occupée**, et savoir qui l’a réservée sans appeler partout.\n\n"
                "Les associations s’en plaignent en hiver, la secrétaire de mairie toute l’année."
            ),
            "fiche": (
                "- **Le besoin** : décrit avec quatre associations, sans parler d’outil.\n"
                "- **Les autres** : la communauté de communes a déjà un planning partagé. Nous lui avons parlé : "
                "il accepte nos salles sans frais.\n"
                "- **Les données** : il nous manque la consommation par semaine. Le fournisseur d’énergie la doit ; "
                "la demande est partie.\n"
                "- **Les gains** : un devis de thermostats à 2 400 euros. Gain annoncé par le vendeur : "
                "30 %. Nous ne savons pas si c’est vrai pour une salle aussi peu isolée.\n"
                "- **L’organisation** : personne ne règle le chauffage le samedi. C’est le vrai problème.\n"
                "- **L’essai** : un hiver, dans une seule salle, avec un relevé chaque lundi."
            ),
            "decision": (
                "**Essayer**, pas acheter : le planning partagé dès maintenant, un seul thermostat cet hiver, "
                "et un bilan au conseil en avril. Je changerais d’avis si le relevé ne bougeait pas."
            ),
        },
    ),
    Work(
        "eleve@demo.example",
        "eleve",
        "note-a-un-elu",
        {
            "note": (
                "**Objet :** publier les trajets en bus de Valfictif.\n\n"
                "**Décision proposée :** publier le nombre de voyages par arrêt et par heure, pas les trajets.\n\n"
                "1. Dans notre essai, quatre trajets ont suffi pour reconnaître une personne inventée.\n"
                "2. Les totaux par arrêt répondent à la question posée : où ajouter des bus le soir ?\n"
                "3. Un fichier publié ne se reprend pas.\n\n"
                "**À vérifier :** les arrêts où moins de dix personnes montent. Il faudra les regrouper."
            ),
        },
    ),
)
