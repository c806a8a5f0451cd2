"""Questions of every kind, as they stand after an import. `QuestionFactory(multiple=True, lesson_code="SEC-2")`."""

import factory

from courses.questions.models import Kind, Level, Option, Question
from courses.questions.services import publish_question

CHOICES = [
    {"text": "La première réponse", "feedback": "Ce n’est pas elle."},
    {"text": "La deuxième réponse", "feedback": "C’est bien elle.", "right": True},
    {"text": "La troisième réponse", "feedback": "Ce n’est pas elle non plus."},
]
SEVERAL = [
    {"text": "Un premier facteur", "feedback": "Oui, le rapport le cite.", "right": True},
    {"text": "Un deuxième facteur", "feedback": "Oui, lui aussi.", "right": True},
    {"text": "Un facteur inventé", "feedback": "Le rapport n’en dit rien."},
    {"text": "Un autre facteur inventé", "feedback": "Le rapport n’en dit rien non plus."},
]
PAIRS = [
    {"text": "L’autorité", "match": "Accepte le risque", "feedback": "C’est une décision.", "right": True},
    {"text": "Le responsable sécurité", "match": "Suit les mesures", "feedback": "Il surveille.", "right": True},
    {"text": "Le délégué", "match": "Conseille", "feedback": "Il est indépendant.", "right": True},
    {"text": "Le prestataire", "match": "Applique le contrat", "feedback": "Il s’engage.", "right": True},
]
STEPS = [
    {"text": f"L’étape numéro {word}", "feedback": f"Elle vient en place {rank}.", "rank": rank}
    for rank, word in enumerate(["un", "deux", "trois", "quatre", "cinq"], start=1)
]
NUMBERS = [
    {"text": "2,8", "feedback": "3 332,5 ÷ 1 179,7 = 2,82.", "right": True},
    {"text": "1,8", "feedback": "C’est la hausse relative."},
]

ROWS = {Kind.MULTIPLE: SEVERAL, Kind.MATCHING: PAIRS, Kind.ORDERING: STEPS, Kind.NUMERIC: NUMBERS}


class QuestionFactory(factory.django.DjangoModelFactory):
    """A published question with its frozen revision; `rows__draft=True` leaves it unpublished."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    class Params:
        multiple = factory.Trait(kind=Kind.MULTIPLE)
        true_false = factory.Trait(kind=Kind.TRUE_FALSE)
        case = factory.Trait(kind=Kind.CASE)
        matching = factory.Trait(kind=Kind.MATCHING)
        ordering = factory.Trait(kind=Kind.ORDERING)
        numeric = factory.Trait(kind=Kind.NUMERIC, value="2.8", unit="fois", tolerance="0.05")

    module_code = "SEC"
    code = factory.LazyAttributeSequence(lambda self, n: f"Q-{self.module_code}-{n % 9000 + 100}")
    lesson_code = factory.LazyAttribute(lambda self: f"{self.module_code}-1")
    objective = factory.Sequence(lambda n: f"Vérifier le point {n}")
    kind = Kind.SINGLE
    level = Level.UNDERSTAND
    difficulty = "0.30"
    for_elected = True
    for_executive = True
    for_student = True
    reference = "§ 3.2.1.2"
    stem = factory.Sequence(lambda n: f"Que faut-il savoir du point {n} ?")
    live = False

    @factory.post_generation
    def rows(self, create, extracted, **kwargs):
        """Its options; then it is published, unless it was made with `rows__draft=True`."""
        if not create:
            return
        self.options = [
            Option(sort_order=place, **row) for place, row in enumerate(extracted or ROWS.get(self.kind, CHOICES))
        ]
        self.save()
        self.refresh_from_db()
        if not kwargs.get("draft"):
            publish_question(question=self)
