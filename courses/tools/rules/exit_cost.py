"""Tool 4: what leaving a solution costs, and how far one depends on it (syllabus § 5; lesson REV-5).

The report calls this cost « extrêmement élevé » where software is not interoperable (§ 3.2.2.5.1), and gives no method.
This one is the course's own: exporting, preparing the target, running both, training, replacing objects, indemnities;
the agents' time has a line of its own so that it is seen. The index is the exit cost divided by the cost of one year;
its thresholds (0.5 and 1.5) are conventional. Money is `Decimal`, shares and indexes are exact fractions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from courses.quizzes.rules.numbers import read_number

GREEN, ORANGE, RED = "vert", "orange", "rouge"
GREEN_BELOW, RED_ABOVE = Fraction(1, 2), Fraction(3, 2)
NEVER, OLD, RECENT = "jamais", "ancien", "recent"
MOST_EUROS = Decimal(100_000_000)
MOST_UNITS = Decimal(1_000_000)
MOST_MONTHS = 240
MONTHS_TO_DECIDE = 12  # a plan decides one year before the end at least (lesson REV-5)
CENTS = 2


def _(text: str) -> str:
    """Marks a sentence for the catalogue; rules know no language."""
    return text


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of expense. `unit` is empty for a lump sum; `whole` refuses half an object. `empty` is the question that a
    zero asks, `lever` what to negotiate."""

    code: str
    name: str
    unit: str
    price: str  # what a price is for
    help: str
    empty: str
    lever: str
    whole: bool = False


ITEMS = (
    Item(
        "export", _("Export et nettoyage des données"), "", _("Montant"),
        _("Sortir les données, corriger les doublons, retrouver ce que veulent dire les colonnes."),
        _("Un export qui ne coûte rien a-t-il été essayé, en entier et rechargé ailleurs ?"),
        _(
            "Un export complet compris dans le prix, en format ouvert, avec le dictionnaire des colonnes et un"
            " essai chaque année."
        ),
    ),
    Item(
        "cible", _("Développement ou réglage du nouvel outil"), "", _("Montant"),
        _(
            "Reprendre les réglages, les liaisons avec les autres outils, les développements faits exprès pour"
            " vous."
        ),
        _("Le nouvel outil serait-il prêt sans réglage ni liaison avec les autres ?"),
        _(
            "La remise des réglages et de la documentation, les droits sur ce qui a été développé pour vous,"
            " une API publique."
        ),
    ),
    Item(
        "double", _("Double fonctionnement"), _("mois"), _("Coût d’un mois"),
        _("Le temps où les deux outils tournent ensemble, et se paient ensemble."),
        _("Sans période commune, que font les habitants le jour où le nouvel outil tombe ?"),
        _(
            "Une période commune prévue au contrat, au tarif d’un mois ordinaire, sans reconduction d’une année"
            " entière."
        ),
    ),
    Item(
        "formation", _("Formation"), _("personnes"), _("Coût pour une personne"),
        _("Former les agents au nouvel outil, et remplacer les absents."),
        _("Qui se servira du nouvel outil sans l’avoir appris ?"),
        _("L’assistance au successeur, en jours et à un prix écrit au bordereau."),
        True,
    ),
    Item(
        "objets", _("Remplacement d’objets, pose comprise"), _("objets"), _("Coût d’un objet"),
        _("Capteurs, boîtiers, compteurs : ce qu’il faut changer dehors, nacelle et main-d’œuvre comprises."),
        _("N’y a-t-il vraiment aucun objet dehors, ou peuvent-ils tous changer de réseau sans être touchés ?"),
        _("Des objets qui parlent un standard servi par plusieurs opérateurs, ou que l’on règle à distance."),
        True,
    ),
    Item(
        "indemnites", _("Indemnités et licences perdues"), "", _("Montant"),
        _("Ce que le contrat fait payer à qui part, et les abonnements déjà payés qui ne serviront plus."),
        _("Le contrat a-t-il été relu : ni pénalité de départ, ni abonnement dû jusqu’au bout ?"),
        _("Une sortie sans pénalité à chaque anniversaire, et le remboursement de ce qui n’aura pas servi."),
    ),
    Item(
        "agents", _("Temps de vos agents"), _("jours"), _("Coût d’une journée"),
        _("Recopier, vérifier, suivre le chantier. La leçon le compte dans chaque dépense ; ici, il a sa ligne."),
        _("Le temps passé par vos agents est-il gratuit, ou seulement invisible ?"),
        _("Un inventaire tenu à jour et un plan de réversibilité remis au début : ce sont des journées gagnées."),
    ),
)  # fmt: skip
BY_CODE = {item.code: item for item in ITEMS}


@dataclass(frozen=True, slots=True)
class Line:
    """How much of an item, and its unit price: low, likely, high. A lump sum has a quantity of one."""

    quantity: Decimal
    low: Decimal
    likely: Decimal
    high: Decimal

    @property
    def is_ordered(self) -> bool:
        return self.low <= self.likely <= self.high

    @property
    def has_range(self) -> bool:
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Contract:
    """What one year costs, how many months are left, when a complete export was last tried and loaded elsewhere."""

    yearly: Decimal
    months_left: int
    test: str

    @property
    def left_to_pay(self) -> Decimal:
        """What staying to the end costs, to the cent."""
        return (self.yearly * self.months_left / 12).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Amount:
    """An item's cost, and its share of the likely total (a fraction of one)."""

    item: Item
    low: Decimal
    likely: Decimal
    high: Decimal
    share: Fraction


@dataclass(frozen=True, slots=True)
class Reading:
    """A total, its index, and the colour of this index."""

    total: Decimal
    index: Fraction
    colour: str

    @property
    def months(self) -> Fraction:
        """How many months of use the departure is worth."""
        return self.index * 12


@dataclass(frozen=True, slots=True)
class Estimate:
    amounts: tuple[Amount, ...]  # in the order of the lesson
    low: Reading
    likely: Reading
    high: Reading
    left_to_pay: Decimal
    warnings: tuple[str, ...]
    advice: str
    levers: tuple[Amount, ...]  # what is worth negotiating, heaviest first

    @property
    def colours(self) -> tuple[str, ...]:
        """Every colour met between low and high, in that order."""
        ordered = (GREEN, ORANGE, RED)
        return ordered[ordered.index(self.low.colour) : ordered.index(self.high.colour) + 1]


ADVICE = {
    GREEN: _("Refaites le calcul chaque année, après l’essai d’export."),
    ORANGE: _("Préparez la sortie avant le renouvellement : un plan, un nom, une date."),
    RED: _(
            "Commencez par ce contrat : export essayé, clause renégociée, plan daté. Rouge ne veut pas dire"
            " « coupez tout » : une rupture brutale priverait les habitants du service."
        ),
}  # fmt: skip


def read_amount(text: str, unit: str = "€") -> Decimal | None:
    """« 12 500,50 », « 12 500,50 € »: exact, to the cent. None for anything else, a third decimal or a minus."""
    number = read_number(text, unit)
    if number is None or number < 0 or (number * 10**CENTS).denominator != 1:
        return None
    return Decimal(number.numerator) / Decimal(number.denominator)


def plain(amount: Decimal) -> str:
    """One writing for each amount: « 60 » for 60, 60.0 and 60.00."""
    return f"{amount.normalize():f}"


def colour_of(index: Fraction) -> str:
    """Below 0.5 green, up to 1.5 orange, above red (convention of the lesson, not of the report)."""
    if index < GREEN_BELOW:
        return GREEN
    return RED if index > RED_ABOVE else ORANGE


def estimate(lines: Mapping[str, Line], contract: Contract) -> Estimate:
    """The exit cost, its index, what is suspicious and what to negotiate. `contract.yearly` is above zero."""
    total = sum((line.quantity * line.likely for line in lines.values()), Decimal(0))
    amounts = tuple(
        Amount(
            item,
            line.quantity * line.low,
            line.quantity * line.likely,
            line.quantity * line.high,
            Fraction(line.quantity * line.likely) / Fraction(total) if total else Fraction(0),
        )
        for item in ITEMS
        for line in [lines[item.code]]
    )
    low, likely, high = (
        _reading(sum((getattr(amount, bound) for amount in amounts), Decimal(0)), contract)
        for bound in ("low", "likely", "high")
    )
    heavy = sorted((amount for amount in amounts if amount.likely), key=lambda amount: -amount.likely)
    return Estimate(
        amounts,
        low,
        likely,
        high,
        contract.left_to_pay,
        _warnings(lines, contract, amounts, (low, likely, high)),
        ADVICE[likely.colour],
        tuple(heavy),
    )


def _reading(total: Decimal, contract: Contract) -> Reading:
    index = Fraction(total) / Fraction(contract.yearly)
    return Reading(total, index, colour_of(index))


def _warnings(
    lines: Mapping[str, Line], contract: Contract, amounts: tuple[Amount, ...], readings: tuple[Reading, ...]
) -> tuple[str, ...]:
    """Zeros first, then what the calculation rests on, then what the calendar says."""
    low, likely, high = readings
    heaviest = max(amounts, key=lambda amount: amount.share)
    questions = [amount.item.empty for amount in amounts if not amount.likely]
    said = [
        (
            len(questions) == len(amounts),
            _(
                "Toutes les dépenses sont à zéro : personne n’a encore chiffré ce départ. Commencez par"
                " demander le prix d’un export complet."
            ),
        ),
        (
            not any(line.has_range for line in lines.values()),
            _("Une seule valeur, sans marge : donnez un bas et un haut pour voir si la couleur change."),
        ),
        (
            low.colour != high.colour,
            _(
                "Entre le bas et le haut, la couleur change : l’hypothèse pèse plus que le calcul. Écrivez-la à"
                " côté du montant."
            ),
        ),
        (
            heaviest.share > Fraction(1, 2),
            _(
                "Une seule dépense pèse plus de la moitié du total : c’est elle qu’il faut vérifier, puis"
                " négocier, d’abord."
            ),
        ),
        (
            contract.test == NEVER,
            _(
                "Aucun export complet n’a été essayé : la première ligne est une supposition. Essayez, puis"
                " chiffrez ce qui manque."
            ),
        ),
        (
            contract.test == OLD,
            _("Le dernier essai d’export a plus d’un an. Chaque année ajoute des données, donc du nettoyage."),
        ),
        (
            contract.months_left == 0,
            _(
                "Le contrat est fini ou se reconduit d’année en année : il n’y a plus d’échéance pour négocier,"
                " fixez-en une."
            ),
        ),
        (
            0 < contract.months_left < MONTHS_TO_DECIDE,
            _(
                "Il reste moins d’un an : la décision de garder, de renégocier ou de partir aurait dû être"
                " prise. Prenez-la maintenant."
            ),
        ),
        (
            likely.total > contract.left_to_pay > 0,
            _(
                "Partir tout de suite coûte plus cher que payer le contrat jusqu’au bout. Préparez le départ"
                " pour l’échéance."
            ),
        ),
    ]  # fmt: skip
    return (*questions, *(sentence for holds, sentence in said if holds))
