"""The bins of Trois-Lavoirs, as the lesson counts them."""

CONTRACT = {
    "project": "Le réseau des capteurs de bennes",
    "yearly": "40 000",
    "months_left": "18",
    "test": "jamais",
}
EXPENSES = {
    "export-likely": "12 000",
    "cible-likely": "0",
    "double-quantity": "4",
    "double-likely": "2 500",
    "formation-quantity": "12",
    "formation-likely": "500",
    "objets-quantity": "800",
    "objets-likely": "60",
    "objets-low": "40",
    "objets-high": "90",
    "indemnites-likely": "0",
    "agents-quantity": "0",
    "agents-likely": "250",
    "hypotheses": "Devis de septembre.",
}
