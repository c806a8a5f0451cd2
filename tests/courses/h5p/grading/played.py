"""Statements as the player sends them, for tests: `node(...)` is one entry of what `getXAPIData` returns."""

from functools import partial

from courses.h5p.rules import grading

PATCHES = {"H5P.SingleChoiceSet 1.11": 71}
grade = partial(grading.grade, patches=PATCHES)
outlook = partial(grading.outlook, patches=PATCHES)

SUB_CONTENT = "http://h5p.org/x-api/h5p-subContentId"


def statement(response=None, id="", verb="answered", score=None, choices=None):
    definition = {"type": "http://adlnet.gov/expapi/activities/cmi.interaction", "extensions": {}}
    if id:
        definition["extensions"][SUB_CONTENT] = id
    if choices is not None:
        definition["choices"] = [{"id": str(place)} for place in range(choices)]
    result = {"completion": True}
    if response is not None:
        result["response"] = response
    if score is not None:
        result["score"] = {"raw": score[0], "max": score[1], "min": 0, "scaled": 1}
        result["success"] = True
    return {
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {"id": "https://exemple.fr/activite", "definition": definition},
        "result": result,
    }


def node(response=None, id="", children=None, **more):
    entry = {"statement": statement(response, id, **more)}
    if children is not None:
        entry["children"] = children
    return entry


def nested(library, params, id, title=""):
    return {"library": library, "params": params, "subContentId": id, "metadata": {"title": title}}


# --- Contents, in French, one of each type
MULTI = {
    "question": "<p>Qui vote le budget de la commune ?</p>",
    "answers": [
        {"text": "Le conseil municipal", "correct": True},
        {"text": "Les élus réunis en séance", "correct": True},
        {"text": "L’assemblée délibérante", "correct": True},
        {"text": "Le préfet", "correct": False},
    ],
    "behaviour": {"type": "auto", "singlePoint": False, "passPercentage": 100, "randomAnswers": True},
}
TRUE_FALSE = {"question": "<p>Le maire est élu par le conseil.</p>", "correct": "true"}
BLANKS = {
    "text": "<p>Complétez.</p>",
    "questions": ["<p>Les données *sont/restent:un verbe* à vous.</p>", "<p>Elles *ont* un *coût*.</p>"],
    "behaviour": {"caseSensitive": True, "acceptSpellingErrors": False},
}
DRAG_TEXT = {"textField": "Le *maire* préside le *conseil*.\nLe *maire* exécute.", "distractors": "*préfet*"}
MARK = {"taskDescription": "<p>Marquez les noms.</p>", "textField": "<p>Le *chat* dort, la *souris*.</p><p>Fin</p>"}
CHOICE_SET = {
    "choices": [
        {"subContentId": "c-0", "question": "<p>Un ?</p>", "answers": ["juste", "faux", "faux aussi"]},
        {"subContentId": "c-1", "question": "<p>Deux ?</p>", "answers": ["juste", "faux"]},
    ],
    "behaviour": {"passPercentage": 100},
}
SUMMARY = {
    "intro": "Choisissez.",
    "summaries": [
        {"subContentId": "s-0", "summary": ["Vrai.", "Faux.", "Faux aussi."], "tip": ""},
        {"subContentId": "s-1", "summary": ["Juste.", "Pas juste."], "tip": ""},
    ],
}
DRAG_QUESTION = {
    "question": {
        "settings": {"questionTitle": "Qui fait quoi ?"},
        "task": {
            "elements": [
                {"type": {"library": "H5P.AdvancedText 1.1"}, "dropZones": ["0", "1"], "multiple": False},
                {"type": {"library": "H5P.AdvancedText 1.1"}, "dropZones": ["0", "1"], "multiple": False},
                {"type": {"library": "H5P.AdvancedText 1.1"}, "dropZones": ["0", "1"], "multiple": True},
                {"type": {"library": "H5P.AdvancedText 1.1"}, "dropZones": []},
            ],
            "dropZones": [
                {"label": "Le maire", "correctElements": ["0", "2"], "single": False},
                {"label": "Le conseil", "correctElements": ["1", "2"], "single": False},
            ],
        },
    },
    "behaviour": {"applyPenalties": True, "singlePoint": False},
}
CLASSEMENT = {
    "instruction": "Classez chaque dépense.",
    "categories": [{"label": "Fonctionnement"}, {"label": "Investissement"}],
    "statements": [
        {"text": "Les repas de la cantine", "category": 1},
        {"text": "Le toit de l’école", "category": 2},
        {"text": "Les salaires", "category": 1},
    ],
}
ORDRE = {
    "instruction": "Remettez dans l’ordre.",
    "steps": [{"text": "Délibérer"}, {"text": "Signer"}, {"text": "Payer"}],
}
ARBRE = {
    "introduction": "Faut-il un accord ?",
    "questions": [
        {"text": "Y a-t-il un contrat ?", "choices": [{"text": "Oui", "question": 2}, {"text": "Non", "outcome": 2}]},
        {"text": "Est-il signé ?", "choices": [{"text": "Oui", "outcome": 1}, {"text": "Revoir", "question": 1}]},
    ],
    "outcomes": [
        {"title": "C’est réglé", "text": "Rien à faire.", "verdict": "favorable", "points": 2},
        {"title": "À revoir", "text": "Prenez conseil.", "verdict": "prudence", "points": 1},
    ],
}
COMPARAISON = {
    "instruction": "Comparez.",
    "columns": [{"label": "Libre"}, {"label": "Propriétaire"}],
    "rows": [{"label": "Coût"}, {"label": "Maîtrise"}],
    "scale": ["faible", "moyen", "fort"],
    "expected": [{"row": 1, "column": 1, "level": 1}, {"row": 2, "column": 1, "level": 3}],
    "argument": {"prompt": "Que choisir ?", "minimumWords": 20},
}
QUESTION_SET = {
    "questions": [
        nested("H5P.MultiChoice 1.16", MULTI, "q-multi", "Le budget"),
        nested("H5P.TrueFalse 1.8", TRUE_FALSE, "q-vrai"),
        nested("H5P.Blanks 1.14", BLANKS, "q-trous"),
    ],
    "passPercentage": 50,
    "poolSize": 0,
}
COLUMN = {
    "content": [
        {"content": nested("H5P.AdvancedText 1.1", {"text": "<p>Lisez.</p>"}, "texte")},
        {"content": nested("H5P.TrueFalse 1.8", TRUE_FALSE, "vrai")},
        {"content": nested("H5P.SingleChoiceSet 1.11", CHOICE_SET, "serie")},
        {"content": nested("H5P.Essay 1.5", {"taskDescription": "Racontez."}, "texte-libre")},
    ]
}
PRESENTATION = {
    "presentation": {
        "slides": [
            {"elements": [{"action": nested("H5P.TrueFalse 1.8", TRUE_FALSE, "d-1")}, {"x": 4}]},
            {"elements": [{"action": nested("Passeport.Ordre 1.0", ORDRE, "d-2")}]},
        ]
    }
}
VIDEO = {
    "interactiveVideo": {
        "assets": {
            "interactions": [
                {"action": nested("H5P.Text 1.1", {"text": "Regardez."}, "v-0")},
                {"action": nested("H5P.TrueFalse 1.8", TRUE_FALSE, "v-1")},
            ]
        },
        "summary": {"task": nested("H5P.Summary 1.10", SUMMARY, "v-2")},
    }
}


def branching_question(id, *alternatives, randomize=False):
    return {
        "type": nested(
            "H5P.BranchingQuestion 1.0",
            {
                "branchingQuestion": {
                    "question": "Et ensuite ?",
                    "alternatives": list(alternatives),
                    "randomize": randomize,
                }
            },
            id,
        )
    }


def scenario(scoring="static-end-score", **more):
    return {
        "content": [
            {"type": nested("H5P.AdvancedText 1.1", {"text": "Bonjour"}, "b-0"), "nextContentId": 1},
            branching_question(
                "b-1",
                {"text": "Aider", "nextContentId": 2, "feedback": {"endScreenScore": 3}},
                {"text": "Partir", "nextContentId": -1, "feedback": {"endScreenScore": 1}},
            ),
            {"type": nested("H5P.TrueFalse 1.8", TRUE_FALSE, "b-2"), "nextContentId": 3},
            branching_question(
                "b-3",
                {"text": "Écouter", "nextContentId": -1, "feedback": {"endScreenScore": 10}},
                {"text": "Couper", "nextContentId": -1, "feedback": {}},
            ),
        ],
        "endScreens": [{"endScreenScore": 2}],
        "scoringOptionGroup": {"scoringOption": scoring, "includeInteractionsScores": True},
        **more,
    }


# --- Each verifiable type played without a fault: (library, content, tree, maximum)
PERFECT = {
    "choix multiple": ("H5P.MultiChoice 1.16", MULTI, node("0[,]1[,]2"), 3),
    "vrai ou faux": ("H5P.TrueFalse 1.8", TRUE_FALSE, node("true"), 1),
    "texte à trous": ("H5P.Blanks 1.14", BLANKS, node("restent[,]ont[,]coût"), 3),
    "glisser les mots": ("H5P.DragText 1.10", DRAG_TEXT, node("maire[,]conseil[,]maire"), 3),
    "marquer les mots": ("H5P.MarkTheWords 1.11", MARK, node("1[,]4", choices=6), 2),
    "choix simples": (
        "H5P.SingleChoiceSet 1.11",
        CHOICE_SET,
        node(children=[node("0", "c-0"), node("0", "c-1")]),
        2,
    ),
    "résumé": ("H5P.Summary 1.10", SUMMARY, node(children=[node("0", "s-0"), node("0", "s-1")]), 2),
    "glisser-déposer": (
        "H5P.DragQuestion 1.15",
        DRAG_QUESTION,
        node("0[.]0[,]1[.]1[,]0[.]2[,]1[.]2"),
        4,
    ),
    "classement": ("Passeport.Classement 1.0", CLASSEMENT, node("e0[.]c0[,]e1[.]c1[,]e2[.]c0"), 3),
    "ordre": ("Passeport.Ordre 1.0", ORDRE, node("e0[,]e1[,]e2"), 3),
    "arbre de décision": ("Passeport.ArbreDecision 1.0", ARBRE, node("n0[.]c0[,]n1[.]c0"), 2),
    "série de questions": (
        "H5P.QuestionSet 1.21",
        QUESTION_SET,
        node(
            children=[node("true", "q-vrai"), node("0[,]1[,]2", "q-multi"), node("sont[,]ont[,]coût", "q-trous")],
        ),
        7,
    ),
    "diaporama": (
        "H5P.CoursePresentation 1.27",
        PRESENTATION,
        node(children=[node("true", "d-1"), node("e0[,]e1[,]e2", "d-2")]),
        4,
    ),
    "vidéo": (
        "H5P.InteractiveVideo 1.28",
        VIDEO,
        node(children=[node("true", "v-1"), node(id="v-2", children=[node("0", "s-0"), node("0", "s-1")])]),
        3,
    ),
    "scénario": ("H5P.BranchingScenario 1.10", scenario(), node(children=[node(0, "b-1"), node(0, "b-3")]), 10),
}
