"""A small module's folder, whole and canonical, for tests to import or to break."""

import io
from pathlib import Path

from PIL import Image

MODULE = """\
---
code: ESS
numéro: 9
titre: Essai
résumé: Un module pour essayer.
version: "2026.1"
objectifs:
  - Savoir lire un dossier.
---

Deux paragraphes.

Le second a un [lien](https://exemple.org/).
"""

FIRST = """\
---
code: ESS-1
titre: La première
minutes: 10
objectif: Lire un fichier.
résumé: On commence ici.
---

## Un titre

Un [pare-feu](#mot-pare-feu) protège, un **mot** compte, un *autre* aussi.

- un point
- un second point

::: retenir
idées:
  - Une porte a besoin d’un **propriétaire**.
:::

::: en-bref
texte: Un pare-feu filtre.
:::

::: chiffre
nombre: "218"
compte: incidents traités en 2024.
source: ANSSI, 2025
:::

::: citation
texte: Les mots exacts du rapport.
référence: § 3.2.1.2
:::

::: cas
titre: "Un cas : la cantine"
texte: |
  Premier paragraphe.

  Second paragraphe.
:::

::: image
fichier: plan.png
alternative: Un plan de ville.
légende: Six portes.
crédit: Domaine public
:::

::: tableau
titre: Qui répond de quoi
colonnes:
  - Rôle
  - Répond de
lignes:
  - - Maire
    - La décision
  - - DSI
    - Les mises à jour
:::

::: graphique
titre: Objets des villes
forme: barres
unité: millions
colonnes:
  - Domaine
  - "2015"
  - 2018 (prévision)
lignes:
  - - Logements
    - 294,2
    - 1 067,0
  - - Total
    - 1 179,7
    - 3 332,5
lecture: Presque trois fois plus.
source: Tableau 1
:::

::: partie
version: longue
titre: Pour en savoir plus
:::

### Le détail

Un paragraphe pour qui a le temps.

::: schéma
titre: Le chemin d’une mesure
forme: chaîne
éléments:
  - titre: Capteur
    texte: Il mesure.
  - titre: Réseau
    texte: Il transporte.
lecture: Chaque passage est une porte.
:::

::: partie
version: toutes
:::

::: étapes
titre: Deux gestes
étapes:
  - titre: Isoler
    texte: Débranchez le câble.
  - titre: Prévenir
    texte: Appelez.
:::

::: à-faire
titre: À la livraison
faire:
  - Changer le mot de passe.
éviter:
  - Vérifier plus tard.
:::

::: activité
code: LAB-91
consigne: "Lisez une journée : que dit-elle de vous ?"
obligatoire: oui
:::

::: activité
code: LAB-92
consigne: Autorisez un service, puis retirez votre accord.
:::

::: depuis-2017
date: 2026-11
texte: La règle a changé.
source: Règlement (UE) 2024/2847
:::

::: mots
termes:
  - pare-feu
:::

::: fiche
titre: Inventaire
introduction: Une ligne par objet.
rubriques:
  - titre: Quel objet ?
    texte: Son nom.
:::

::: questions
codes:
  - Q-ESS-01
:::
"""

SECOND = """\
---
code: ESS-2
titre: La seconde
minutes: 5
minutes-courtes: 3
prérequis:
  - ESS-1
objectif: Suivre un lien.
résumé: On finit là.
---

Revenez à [la première](page:ESS-1).
"""

GLOSSARY = """\
### Pare-feu
identifiant : pare-feu
source : ANSSI

Un filtre entre deux réseaux.
"""

QUESTIONS = """\
## Module 09 Essai

### Q-ESS-01
module : ESS
leçon : ESS-1
objectif : Reconnaître un pare-feu
type : choix-unique
niveau : comprendre
difficulté : 0,30
publics : élu, cadre, élève-ingénieur
référence : § 3.2.1.2
énoncé : Que fait un pare-feu ?

- [ ] Il chauffe
  > Non.
- [x] Il filtre
  > Oui.
- [ ] Il imprime
  > Non plus.
- [ ] Il copie
  > Pas davantage.
"""


def picture(color: str = "red", kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, color).save(file, kind)
    return file.getvalue()


def a_folder(parent: Path, name: str = "essai") -> Path:
    """Write a whole module below `parent`."""
    folder = parent / name
    (folder / "lecons").mkdir(parents=True)
    (folder / "images").mkdir()
    write(folder, "module.md", MODULE)
    write(folder, "lecons/1-la-premiere.md", FIRST)
    write(folder, "lecons/2-la-seconde.md", SECOND)
    write(folder, "glossaire.md", GLOSSARY)
    write(folder, "questions.md", QUESTIONS)
    (folder / "images/plan.png").write_bytes(picture())
    return folder


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).write_text(text, encoding="utf-8", newline="\n")


def change(folder: Path, path: str, before: str, after: str) -> None:
    """Replace a passage that must be there once at least."""
    text = (folder / path).read_text(encoding="utf-8")
    assert before in text
    write(folder, path, text.replace(before, after))


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file, by path: what must come out as it went in."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def plain(text: str) -> str:
    """A message with ordinary spaces, as tests write it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
