"""Every name and key of the format, once: reading, writing, importing and exporting all follow this table."""

from dataclasses import dataclass

from courses.modules import limits
from courses.modules.blocks.drawing import BARS, CHAIN, CURVE, CYCLE, LAYERS, SHARES, TIMELINE
from courses.modules.blocks.reading import ALL, LONG
from courses.modules.openformat.values import Choice, Inline, Key, Keys, Line, Many, Names, Number, Prose, YesOrNo

MODULE_CODE = r"[A-Z]{2,8}"
LESSON_CODE = r"[A-Z]{2,8}-[1-9][0-9]?"
QUESTION_CODE = r"Q-[A-Z]{2,8}-[0-9]{2,4}"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
IMAGE_NAME = r"[a-z0-9]+(?:[-_][a-z0-9]+)*\.(?:png|jpe?g|webp)"
MONTH = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"

PREREQUISITE = Line(limits.LESSON_CODE, LESSON_CODE, "page")

MODULE = Keys(
    (
        Key("code", "code", Line(limits.MODULE_CODE, MODULE_CODE)),
        Key("numéro", "number", Number(0, 99)),
        Key("titre", "title", Line(limits.TITLE)),
        Key("résumé", "summary", Line(limits.SUMMARY)),
        Key("version", "version", Line(limits.VERSION)),
        Key("objectifs", "objectives", Many(Line(limits.OBJECTIVE), limits.OBJECTIVES)),
    )
)

LESSON = Keys(
    (
        Key("code", "code", Line(limits.LESSON_CODE, LESSON_CODE)),
        Key("titre", "title", Line(limits.TITLE)),
        Key("minutes", "minutes", Number(1, limits.MINUTES)),
        Key("minutes-courtes", "short_minutes", Number(1, limits.MINUTES), required=False),
        Key("prérequis", "prerequisites", Names(Many(PREREQUISITE, limits.PREREQUISITES)), required=False),
        Key("objectif", "objective", Line(limits.OBJECTIVE)),
        Key("résumé", "summary", Line(limits.SUMMARY)),
    )
)

SECTION = Keys((Key("titre", "title", Line(limits.HEADING)), Key("texte", "text", Prose())))


@dataclass(frozen=True, slots=True)
class BlockFormat:
    """A fenced block: its name in the file, and its name in Wagtail's StreamBlock."""

    name: str
    block: str
    keys: Keys


TEXT = "text"

COLUMNS = Key("colonnes", "columns", Many(Line(limits.CELL), limits.COLUMNS, 2))
ROWS = Key("lignes", "rows", Many(Many(Line(limits.CELL), limits.COLUMNS, 2), limits.ROWS))
READING = Key("lecture", "reading", Line(limits.READING))

BLOCKS = (
    BlockFormat("en-bref", "brief", Keys((Key("texte", "text", Prose()),))),
    BlockFormat("retenir", "takeaway", Keys((Key("idées", "ideas", Many(Inline(), limits.IDEAS)),))),
    BlockFormat(
        "chiffre",
        "key_figure",
        Keys(
            (
                Key("nombre", "number", Line(limits.FIGURE)),
                Key("compte", "counted", Line(limits.COUNTED)),
                Key("source", "source", Line(limits.SOURCE)),
            )
        ),
    ),
    BlockFormat(
        "citation",
        "quotation",
        Keys(
            (
                Key("texte", "text", Line(limits.QUOTATION)),
                Key("référence", "reference", Line(limits.SOURCE)),
            )
        ),
    ),
    BlockFormat("cas", "case", SECTION),
    BlockFormat(
        "image",
        "image",
        Keys(
            (
                Key("fichier", "image", Line(limits.FILE_NAME, IMAGE_NAME, "image")),
                Key("alternative", "alternative", Line(limits.ALTERNATIVE)),
                Key("légende", "caption", Line(limits.SOURCE), required=False),
                Key("crédit", "credit", Line(limits.CREDIT)),
            )
        ),
    ),
    BlockFormat(
        "graphique",
        "chart",
        Keys(
            (
                Key("titre", "title", Line(limits.HEADING)),
                Key("forme", "shape", Choice({"barres": BARS, "courbe": CURVE, "parts": SHARES})),
                Key("unité", "unit", Line(limits.UNIT)),
                COLUMNS,
                ROWS,
                READING,
                Key("source", "source", Line(limits.SOURCE)),
            )
        ),
    ),
    BlockFormat(
        "schéma",
        "diagram",
        Keys(
            (
                Key("titre", "title", Line(limits.HEADING)),
                Key(
                    "forme",
                    "shape",
                    Choice({"chaîne": CHAIN, "couches": LAYERS, "cycle": CYCLE, "frise": TIMELINE}),
                ),
                Key(
                    "éléments",
                    "parts",
                    Many(
                        Keys((Key("titre", "title", Line(limits.HEADING)), Key("texte", "text", Line(limits.CELL)))),
                        limits.DIAGRAM_PARTS,
                        2,
                    ),
                ),
                READING,
                Key("source", "source", Line(limits.SOURCE), required=False),
            )
        ),
    ),
    BlockFormat(
        "tableau",
        "table",
        Keys(
            (
                Key("titre", "title", Line(limits.HEADING)),
                COLUMNS,
                ROWS,
            )
        ),
    ),
    BlockFormat(
        "étapes",
        "steps",
        Keys((Key("titre", "title", Line(limits.HEADING)), Key("étapes", "steps", Many(SECTION, limits.STEPS)))),
    ),
    BlockFormat(
        "à-faire",
        "advice",
        Keys(
            (
                Key("titre", "title", Line(limits.HEADING), required=False),
                Key("faire", "do", Many(Inline(), limits.ADVICE)),
                Key("éviter", "avoid", Many(Inline(), limits.ADVICE)),
            )
        ),
    ),
    BlockFormat(
        "activité",
        "activity",
        Keys(
            (
                Key("code", "code", Line(limits.ACTIVITY_CODE, limits.ACTIVITY_CODE_SHAPE)),
                Key("consigne", "instruction", Line(limits.INSTRUCTION)),
                Key("obligatoire", "required", YesOrNo(), required=False),
            )
        ),
    ),
    BlockFormat(
        "h5p",
        "h5p",
        Keys(
            (
                Key("fichier", "activity", Line(limits.FILE_NAME, limits.PACKAGE_NAME, "activité")),
                Key("consigne", "instruction", Line(limits.INSTRUCTION), required=False),
                Key("obligatoire", "required", YesOrNo(), required=False),
                Key("seuil", "threshold", Number(1, 100), required=False),
            )
        ),
    ),
    BlockFormat(
        "depuis-2017",
        "since_2017",
        Keys(
            (
                Key("date", "checked", Line(7, MONTH)),
                Key("texte", "text", Prose()),
                Key("source", "source", Line(limits.SOURCE)),
            )
        ),
    ),
    BlockFormat(
        "partie",
        "part",
        Keys(
            (
                Key("version", "version", Choice({"longue": LONG, "toutes": ALL})),
                Key("titre", "title", Line(limits.HEADING), required=False),
            )
        ),
    ),
    BlockFormat("mots", "terms", Keys((Key("termes", "terms", Many(Line(80, SLUG, "terme"), limits.TERMS)),))),
    BlockFormat(
        "fiche",
        "sheet",
        Keys(
            (
                Key("titre", "title", Line(limits.HEADING)),
                Key("introduction", "introduction", Prose(), required=False),
                Key("rubriques", "sections", Many(SECTION, limits.RUBRICS)),
            )
        ),
    ),
    BlockFormat(
        "questions",
        "questions",
        Keys((Key("codes", "questions", Many(Line(16, QUESTION_CODE, "question"), limits.QUESTIONS)),)),
    ),
)

BY_NAME = {block.name: block for block in BLOCKS}
BY_BLOCK = {block.block: block for block in BLOCKS}
