"""The people of the demonstration: plainly invented, one per role and one per audience."""

from typing import Final, NamedTuple

from cms.accounts.models import User
from cms.accounts.permissions import ADMINISTRATOR, EDITOR, REGISTRAR, TRAINER

PASSWORD: Final = "passeport-de-demonstration"  # noqa: S105 - written in the README, of use nowhere else


class Persona(NamedTuple):
    email: str
    name: str
    public: str
    organization: str
    role: str | None = None


PERSONAS: Final = (
    Persona("elue@demo.example", "Élise Exemple", User.Public.ELECTED, "Commune de Saint-Exemple"),
    Persona("cadre@demo.example", "Karim Exemple", User.Public.EXECUTIVE, "Communauté de communes des Exemples"),
    Persona("eleve@demo.example", "Solène Exemple", User.Public.STUDENT, "École d’ingénieurs d’Exempleville"),
    Persona("formatrice@demo.example", "Fanny Exemple", User.Public.OTHER, "Équipe de démonstration", TRAINER),
    Persona("redacteur@demo.example", "Édouard Exemple", User.Public.OTHER, "Équipe de démonstration", EDITOR),
    Persona("registraire@demo.example", "Renée Exemple", User.Public.OTHER, "Équipe de démonstration", REGISTRAR),
    Persona(
        "administrateur@demo.example", "Amadou Exemple", User.Public.OTHER, "Équipe de démonstration", ADMINISTRATOR
    ),
)
