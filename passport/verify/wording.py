"""What people read: one sentence for each state, check and reason. Plain French, polite, with what to do next."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from passport.proofs.reasons import Reason
from passport.verify.verdict import Check, Finding, State, Verdict

PARIS: Final = ZoneInfo("Europe/Paris")
MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
NOT_LOOKED_AT: Final = "Non contrôlé\u00a0: un contrôle précédent n’a pas abouti."


class Words(NamedTuple):
    """What is wrong, and what to do about it."""

    what: str
    then: str


HEADLINES: Final[Mapping[State, str]] = {
    State.VALID: "Ce document est authentique et valable",
    State.EXPIRED: "Ce document est authentique, mais il a expiré",
    State.NOT_YET: "Ce document est authentique, mais pas encore valable",
    State.REVOKED: "Ce document est révoqué",
    State.REFUSED: "Ce fichier ne peut pas être accepté",
    State.CANNOT_TELL: "Nous ne pouvons pas conclure",
}
UNREADABLE: Final = "Nous n’avons pas su lire ce fichier"
UNTIL_THEN: Final = "Ce document était valable à la date du {day}"

SUMMARIES: Final[Mapping[State, str]] = {
    State.VALID: "Il vient bien de son émetteur, rien n’y a changé et il n’est pas révoqué.",
    State.EXPIRED: "Il vient bien de son émetteur et rien n’y a changé, mais sa période de validité est terminée.",
    State.NOT_YET: "Il vient bien de son émetteur et rien n’y a changé, mais sa période de validité n’a pas commencé.",
    State.REVOKED: "Son émetteur l’a annulé\u00a0: il ne doit plus être accepté, même si le reste paraît en règle.",
    State.REFUSED: "Un contrôle a échoué\u00a0: rien de ce que ce fichier affirme ne peut être tenu pour vrai.",
    State.CANNOT_TELL: "Ce document n’est ni confirmé, ni écarté.",
}
UNREADABLE_SUMMARY: Final = "Rien n’a pu être contrôlé\u00a0: en l’état, ce fichier ne prouve rien."
SINCE_THEN: Final = "Il vient bien de son émetteur, mais nous ne savons pas s’il a été révoqué depuis cette date."

LABELS: Final[Mapping[Check, str]] = {
    Check.FILE: "Type de fichier",
    Check.SEAL: "Cachet du PDF",
    Check.FORM: "Contenu",
    Check.ISSUER: "Émetteur",
    Check.KEY: "Clef de signature",
    Check.PROOF: "Signature",
    Check.ATTACHMENTS: "Fichiers joints au PDF",
    Check.PRINTED: "Page imprimée",
    Check.DATES: "Dates",
    Check.LIST: "Liste des révocations",
    Check.STATUS: "Révocation",
}
HOLDING: Final[Mapping[Check, str]] = {
    Check.FILE: "C’est un fichier que nous savons vérifier.",
    Check.SEAL: "Le cachet électronique est celui de l’émetteur et couvre tout le document.",
    Check.FORM: "Le fichier contient ce qu’il doit contenir, et rien d’autre.",
    Check.ISSUER: "Le fichier nomme l’émetteur que nous connaissons.",
    Check.KEY: "Cette clef appartient à l’émetteur, qui la reconnaît toujours.",
    Check.PROOF: "Rien n’a changé depuis la signature, pas même une lettre.",
    Check.ATTACHMENTS: "Ils disent tous la même chose.",
    Check.PRINTED: "La page et les fichiers joints concernent le même document.",
    Check.DATES: "La période de validité est en cours.",
    Check.LIST: "Elle est signée par l’émetteur, complète et à jour.",
    Check.STATUS: "Ce document ne figure pas parmi les documents révoqués.",
}

ORIGINAL: Final = (
    "Demandez à la personne de télécharger à nouveau son fichier depuis son espace, et de vous le transmettre tel quel."
)
REFUSE: Final = (
    "N’acceptez pas ce fichier. Demandez à la personne l’original, ou vérifiez le numéro imprimé sur le document."
)
NUMBER: Final = "Vérifiez plutôt le numéro imprimé sur le document\u00a0: cette réponse est toujours à jour."
KINDS: Final = "Choisissez le PDF, l’image PNG, le fichier .json ou le fichier .jwt que la personne a téléchargé."
NEWER: Final = "Demandez à la personne si elle possède un document plus récent."
CORRUPTED: Final = "Il a pu s’abîmer en chemin. " + ORIGINAL

_TOO_MUCH = Words("Le fichier est trop grand ou trop compliqué pour être un document délivré ici.", KINDS)
_NOT_READ = Words("Le texte du fichier est abîmé ou incomplet.", CORRUPTED)
_AMBIGUOUS = Words("Le fichier contient des éléments que l’émetteur n’écrit jamais, et qui pourraient tromper.", REFUSE)
_OUTSIDER = Words("Le fichier se réfère à un autre site que celui de l’émetteur.", REFUSE)
_BAD_PROOF = Words("La signature jointe n’est pas de celles que l’émetteur utilise.", REFUSE)
_CHANGED = Words("Le contenu a été modifié après la signature, ou la signature n’est pas celle de l’émetteur.", REFUSE)
_BAD_TOKEN = Words("Le fichier est abîmé\u00a0: il y manque des parties.", CORRUPTED)
_BAD_HEADER = Words("L’en-tête de la signature n’est pas celui que l’émetteur écrit.", REFUSE)
_BAD_LIST = Words("La liste des révocations est abîmée.", NUMBER)
_OTHER_LIST = Words("La liste des révocations n’est pas celle de ce document.", NUMBER)
_BAD_STATUS = Words("La partie qui permet de savoir si le document est révoqué est mal écrite.", REFUSE)
_BAD_SEAL = Words("Le PDF a été modifié après avoir été scellé.", REFUSE)

REASONS: Final[Mapping[Reason, Words]] = {
    Reason.TOO_LARGE: _TOO_MUCH,
    Reason.TOO_DEEP: _TOO_MUCH,
    Reason.TOO_MANY_NODES: _TOO_MUCH,
    Reason.NOT_JSON: _NOT_READ,
    Reason.BAD_TEXT: _NOT_READ,
    Reason.REPEATED_MEMBER: _AMBIGUOUS,
    Reason.BAD_NUMBER: _AMBIGUOUS,
    Reason.EMPTY_VALUE: _AMBIGUOUS,
    Reason.UNKNOWN_TERM: Words("Le fichier contient un mot que son vocabulaire ne définit pas.", REFUSE),
    Reason.OTHER_CONTEXT: Words("Le fichier n’utilise pas le vocabulaire prévu.", REFUSE),
    Reason.INLINE_CONTEXT: Words("Le fichier apporte son propre vocabulaire, qui changerait le sens des mots.", REFUSE),
    Reason.NESTED_CONTEXT: Words("Le fichier cache un second vocabulaire, qui changerait le sens des mots.", REFUSE),
    Reason.MEMBER_AS_IRI: Words("Un élément du fichier est écrit de façon à échapper à la lecture.", REFUSE),
    Reason.RELATIVE_IDENTIFIER: Words("Un identifiant du fichier est incomplet.", REFUSE),
    Reason.REPEATED_NODE: _AMBIGUOUS,
    Reason.INDISTINCT_NODES: _AMBIGUOUS,
    Reason.SHAPE: Words("Le fichier n’a pas la forme d’un document délivré par l’émetteur.", REFUSE),
    Reason.OTHER_KIND: Words(
        "Ce fichier vient peut-être de l’émetteur, mais ce n’est ni un passeport, ni une attestation.", KINDS
    ),
    Reason.DATE_MALFORMED: Words("Une date du fichier est mal écrite.", REFUSE),
    Reason.PROOF_MISSING: Words("Le fichier n’est pas signé.", REFUSE),
    Reason.PROOF_MALFORMED: _BAD_PROOF,
    Reason.PROOF_ALTERED: _CHANGED,
    Reason.SUITE_REFUSED: _BAD_PROOF,
    Reason.PURPOSE_REFUSED: _BAD_PROOF,
    Reason.TOKEN_MALFORMED: _BAD_TOKEN,
    Reason.TOKEN_ALTERED: _CHANGED,
    Reason.HEADER_REFUSED: _BAD_HEADER,
    Reason.ALGORITHM_REFUSED: _BAD_HEADER,
    Reason.WRAPPER_REFUSED: Words("Le contenu est enveloppé d’une façon que l’émetteur n’utilise pas.", REFUSE),
    Reason.CLAIM_MISMATCH: Words("Deux parties du fichier se contredisent.", REFUSE),
    Reason.ISSUER_UNKNOWN: Words(
        "Le fichier nomme un autre émetteur.",
        "S’il vous a été présenté comme un passeport délivré ici, ne l’acceptez pas. "
        "Sinon, adressez-vous à l’émetteur qu’il nomme.",
    ),
    Reason.KEY_ELSEWHERE: Words("La clef de signature appartient à quelqu’un d’autre que l’émetteur.", REFUSE),
    Reason.KEY_UNKNOWN: Words("L’émetteur n’a jamais publié cette clef de signature.", REFUSE),
    Reason.KEY_COMPROMISED: Words(
        "L’émetteur a retiré cette clef parce qu’elle n’était plus sûre\u00a0: ce qu’elle a signé ne vaut plus rien.",
        "La personne peut être de bonne foi. " + ORIGINAL,
    ),
    Reason.KEY_MALFORMED: _BAD_HEADER,
    Reason.KEYS_MALFORMED: Words("Les clefs de l’émetteur n’ont pas pu être lues.", NUMBER),
    Reason.STATUS_MISSING: Words("Le fichier ne permet pas de savoir si le document est révoqué.", REFUSE),
    Reason.STATUS_MALFORMED: _BAD_STATUS,
    Reason.INDEX_MALFORMED: _BAD_STATUS,
    Reason.INDEX_OUT_OF_RANGE: _BAD_STATUS,
    Reason.LIST_MISSING: Words("La liste des révocations n’est pas disponible ici.", NUMBER),
    Reason.LIST_MALFORMED: _BAD_LIST,
    Reason.LIST_TOO_SHORT: _BAD_LIST,
    Reason.LIST_TOO_LONG: _BAD_LIST,
    Reason.LIST_ELSEWHERE: _OTHER_LIST,
    Reason.LIST_OF_ANOTHER: Words("La liste des révocations vient de quelqu’un d’autre que l’émetteur.", NUMBER),
    Reason.LIST_PURPOSE: _OTHER_LIST,
    Reason.LIST_NOT_YET: Words(
        "La liste des révocations porte une date à venir.", "Contrôlez la date de votre appareil. " + NUMBER
    ),
    Reason.LIST_EXPIRED: Words("La liste des révocations dont nous disposons est trop ancienne.", NUMBER),
    Reason.FILE_UNKNOWN: Words(
        "Ce n’est ni un PDF, ni une image PNG, ni un fichier .json ou .jwt de passeport.", KINDS
    ),
    Reason.PICTURE_UNREADABLE: Words("L’image est abîmée ou incomplète.", CORRUPTED),
    Reason.NOTHING_BAKED: Words(
        "Cette image ne contient aucun document\u00a0: une copie d’écran ou une image réduite le perd.", ORIGINAL
    ),
    Reason.BAKED_TWICE: Words("Cette image contient plusieurs documents, ou un document rangé de travers.", REFUSE),
    Reason.PDF_UNREADABLE: Words("Le PDF est abîmé ou incomplet.", CORRUPTED),
    Reason.SEAL_MISSING: Words(
        "Ce PDF ne porte aucun cachet\u00a0: une impression ou une copie le perd.",
        "Vérifiez le numéro imprimé sur la page, ou demandez à la personne le PDF d’origine.",
    ),
    Reason.SEAL_REPEATED: Words("Ce PDF porte plusieurs cachets, alors que l’émetteur n’en pose qu’un.", REFUSE),
    Reason.SEAL_ALTERED: _BAD_SEAL,
    Reason.SEAL_UNTRUSTED: Words("L’émetteur ne reconnaît pas le cachet de ce PDF, même s’il porte son nom.", REFUSE),
    Reason.SEAL_PARTIAL: Words("Le cachet ne couvre pas tout le PDF\u00a0: quelque chose y a été ajouté.", REFUSE),
    Reason.SEAL_MODIFIED: _BAD_SEAL,
    Reason.ATTACHMENT_MISSING: Words("Il manque un des fichiers que ce PDF doit contenir.", ORIGINAL),
    Reason.ATTACHMENT_REFUSED: Words("Un fichier joint à ce PDF n’est pas de ceux que l’émetteur y met.", REFUSE),
    Reason.ATTACHMENTS_DIFFER: Words("Les fichiers joints à ce PDF se contredisent.", REFUSE),
    Reason.PRINTED_DIFFERS: Words("La page imprimée n’est pas celle du document joint.", REFUSE),
    Reason.EXPIRED: Words("La période de validité est terminée.", NEWER),
    Reason.NOT_YET: Words(
        "La période de validité n’a pas commencé.", "Attendez la date indiquée, ou contrôlez celle de votre appareil."
    ),
    Reason.REVOKED: Words("L’émetteur a révoqué ce document.", NEWER),
}

# What is wrong with a list’s own signature says nothing against the file.
FORGED_LIST: Final = Words("La liste des révocations dont nous disposons n’est pas signée par l’émetteur.", NUMBER)
OF_LISTS: Final = frozenset(reason for reason in Reason if reason.name.startswith("LIST_"))


def headline(verdict: Verdict) -> str:
    if verdict.is_unreadable:
        return UNREADABLE
    if verdict.state is State.CANNOT_TELL and verdict.as_of:
        return UNTIL_THEN.format(day=in_words(verdict.as_of))
    return HEADLINES[verdict.state]


def summary(verdict: Verdict) -> str:
    if verdict.is_unreadable:
        return UNREADABLE_SUMMARY
    if verdict.state is State.CANNOT_TELL and verdict.as_of:
        return SINCE_THEN
    return SUMMARIES[verdict.state]


def explain(finding: Finding) -> Words:
    """What was found, and what to do about it (empty when it holds)."""
    if finding.reason is None:
        return Words(HOLDING[finding.check] if finding.holds else NOT_LOOKED_AT, "")
    if finding.check is Check.LIST and finding.reason not in OF_LISTS:
        return FORGED_LIST
    return REASONS[finding.reason]


def in_words(moment: datetime, zone: tzinfo = PARIS) -> str:
    """« 1er décembre 2026 à 9 h 05 », at the place where it is issued."""
    local = moment.astimezone(zone)
    day = "1er" if local.day == 1 else str(local.day)
    return f"{day} {MONTHS[local.month - 1]} {local.year} à {local.hour}\u00a0h\u00a0{local.minute:02}"
