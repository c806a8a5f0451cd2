"""One content of each of our own types, small enough to be read at once."""

CLASSEMENT = {
    "instruction": "Rangez chaque phrase.",
    "categories": [
        {"label": "Réversibilité", "description": "Pouvoir partir"},
        {"label": "Interopérabilité"},
    ],
    "statements": [
        {"text": "Un export complet, rechargé ailleurs", "category": 1, "explanation": "C’est la preuve attendue."},
        {"text": "Un échange réel avec un autre outil", "category": 2, "explanation": "Il se teste chaque semaine."},
        {"text": "Un préavis de deux mois", "category": 1},
    ],
}
ORDRE = {
    "instruction": "Remettez les étapes dans l’ordre.",
    "steps": [
        {"text": "Définir les besoins", "explanation": "La liste est datée."},
        {"text": "Publier l’appel"},
        {"text": "Comparer les solutions"},
    ],
}
ARBRE = {
    "introduction": "Pouvez-vous expérimenter ?",
    "questions": [
        {
            "text": "Le produit est-il déjà vendu ?",
            "help": "Demandez aux voisins.",
            "choices": [
                {"text": "Oui", "outcome": 1},
                {"text": "Non", "question": 2},
                {"text": "À voir", "question": 1},
            ],
        },
        {
            "text": "La question est-elle écrite ?",
            "choices": [{"text": "Oui", "outcome": 2}, {"text": "Non", "question": 1}, {"text": "Rien n’est prévu"}],
        },
    ],
    "outcomes": [
        {"title": "C’est un achat", "text": "Choisissez une procédure.", "verdict": "defavorable"},
        {"title": "Oui, expérimentez", "text": "Gardez des traces.", "verdict": "favorable"},
    ],
}
COMPARAISON = {
    "instruction": "Comparez les deux voies.",
    "columns": [{"label": "Acheter", "help": "Un service prêt"}, {"label": "Mutualiser"}],
    "rows": [{"label": "Délai"}, {"label": "Coût", "help": "Sur cinq ans"}],
    "scale": ["Point fort", "Point faible"],
    "expected": [
        {"row": 1, "column": 1, "level": 1, "explanation": "Un service prêt ouvre vite."},
        {"row": 2, "column": 2, "level": 1, "explanation": "Le coût est partagé."},
    ],
    "argument": {"prompt": "Que recommandez-vous ?", "minimumWords": 5},
}
