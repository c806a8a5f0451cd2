"""The answers of somebody who went through the exercise of the four modes."""

from courses.tools.rules.table_5 import TABLE

REASON = "Chez nous, le comité se réunit chaque semaine et il décide sur-le-champ."
REBUILT = {f"case-{cell.code.replace('.', '-')}": str(cell.sign) for cell in TABLE}
WEIGHTS = {
    "project": "Vaubrise Agglomération",
    "size": "grande",
    "poids-impulsion": "2",
    "poids-appropriation": "6",
    "poids-public-prive": "1",
    "poids-rapidite": "1",
}
OBJECTION = {
    "case-1": "collegiale.impulsion",
    "signe-1": "3",
    "raison-1": REASON,
    "failure": "Deux directeurs s’ignorent.",
}
PATH = {
    "now": "externalisee",
    "months": "24",
    "then": "integree",
    "learning": "Un agent de chaque service y travaille.",
}
STEPS = (REBUILT, {}, WEIGHTS, OBJECTION, PATH)
