"""The canonical form of a document: RDF Dataset Canonicalization 1.0, as N-Quads. All of it is PyLD's work."""

from threading import Lock
from typing import Any, Final

from pyld import jsonld
from pyld.canon import URDNA2015

from passport.proofs.contexts import Contexts
from passport.proofs.reasons import Reason, Refused

# The triples of each graph by its name, as PyLD writes them.
Dataset = dict[str, list[dict[str, Any]]]

N_QUADS: Final = "application/n-quads"
# PyLD's caches are not made for several threads; it computes under the interpreter's lock anyway.
LOCK: Final = Lock()


def canonicalize(document: dict[str, Any], contexts: Contexts) -> str:
    """The N-Quads of a document, whatever the order of its members. Says nothing of what is lost on the way.

    Check the form first (`passport.proofs.strict`). Raises Refused, as `expand` and `to_dataset` do.
    """
    return canonicalize_dataset(to_dataset(expand(document, contexts)[0], contexts))


def expand(document: dict[str, Any], contexts: Contexts) -> tuple[list[Any], list[str]]:
    """The document with every name written in full, and the names that no context defines, which are lost.

    Raises Refused: OTHER_CONTEXT when a context is none of ours, SHAPE when it is not JSON-LD 1.1.
    """
    lost: list[str] = []
    try:
        with LOCK:
            expanded = jsonld.expand(document, _options(contexts), on_property_dropped=lost.append)
    except jsonld.JsonLdError as error:
        other = error.code == "loading remote context failed"
        raise Refused(Reason.OTHER_CONTEXT if other else Reason.SHAPE) from error
    return expanded, lost


def to_dataset(expanded: list[Any], contexts: Contexts) -> Dataset:
    """The quads of a document already expanded. Raises Refused: SHAPE, INDISTINCT_NODES."""
    try:
        with LOCK:
            dataset: Dataset = jsonld.to_rdf(expanded, _options(contexts))
    except jsonld.JsonLdError as error:
        raise Refused(Reason.SHAPE) from error
    _bound(dataset)
    return dataset


def canonicalize_dataset(dataset: Dataset) -> str:
    """The N-Quads of what `to_dataset` gave. Its nodes are renamed in place, which changes nothing of what it says."""
    quads: str = URDNA2015().main(dataset, {"format": N_QUADS})
    return quads


def _options(contexts: Contexts) -> dict[str, Any]:
    return {"base": None, "documentLoader": contexts.load, "contextResolver": contexts.resolver}


def _bound(dataset: Dataset) -> None:
    """Refuses (INDISTINCT_NODES) two nodes without identifier that their own quads do not tell apart.

    Only such nodes send the algorithm into its costly part (RDFC-1.0 § 4.8, where every order is tried), which small
    files made for that purpose can keep busy for years. Credentials have no use for them, so that the cost stays in
    proportion with the size.
    """
    seen: dict[str, list[tuple[str, ...]]] = {}
    for graph, triples in dataset.items():
        for triple in triples:
            parts = (triple["subject"], triple["predicate"], triple["object"])
            for node in {part["value"] for part in parts if part["type"] == "blank node"}:
                seen.setdefault(node, []).append((graph, *(_seen_from(node, part) for part in parts)))
    looks = [tuple(sorted(quads)) for quads in seen.values()]
    if len(set(looks)) != len(looks):
        raise Refused(Reason.INDISTINCT_NODES)


def _seen_from(node: str, part: dict[str, Any]) -> str:
    if part["type"] == "blank node":
        return "_:a" if part["value"] == node else "_:z"
    return "\x00".join((part["type"], part["value"], part.get("datatype", ""), part.get("language", "")))
