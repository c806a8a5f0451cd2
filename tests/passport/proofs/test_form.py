"""What would read differently as JSON and as a graph: refused when signing and when verifying, in both forms."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from passport.proofs.reasons import Reason, Refused
from passport.proofs.strict import check_form, read_json
from tests.passport.proofs import examples

VOCABULARY = "https://www.w3.org/2018/credentials#"
CASES: dict[str, tuple[Any, Reason, str]] = {}


def case(name: str, reason: Reason, place: str = ""):
    """Registers a way to spoil a credential, with the reason and the place of its refusal."""

    def register(spoil):
        CASES[name] = (spoil, reason, place)
        return spoil

    return register


def rename(node: dict[str, Any], old: str, new: str) -> None:
    node[new] = node.pop(old)


case("unknown term", Reason.UNKNOWN_TERM, "/mention")(lambda body: body.update(mention="bien"))
case("unknown term inside", Reason.UNKNOWN_TERM, "/credentialSubject/achievement/mention")(
    lambda body: body["credentialSubject"]["achievement"].update(mention="bien")
)
case("term of the former data model", Reason.UNKNOWN_TERM, "/expirationDate")(
    lambda body: body.update(expirationDate="2029-11-22T09:30:00Z")
)
case("member with a low line", Reason.UNKNOWN_TERM)(lambda body: body.update(_sd=["a"]))
case("member spelt as its class", Reason.UNKNOWN_TERM, "/credentialSubject/achievement")(
    lambda body: rename(body["credentialSubject"]["achievement"], "criteria", "Criteria")
)
case("another context", Reason.OTHER_CONTEXT, "/@context")(
    lambda body: body["@context"].append("https://autre.example/v1")
)
case("contexts in another order", Reason.OTHER_CONTEXT, "/@context")(lambda body: body["@context"].reverse())
case("a context alone", Reason.OTHER_CONTEXT, "/@context")(lambda body: body.update({"@context": VOCABULARY}))
case("no context", Reason.OTHER_CONTEXT, "/@context")(lambda body: body.pop("@context"))
case("inline context", Reason.INLINE_CONTEXT, "/@context")(
    lambda body: body["@context"].append({"fin": f"{VOCABULARY}validUntil"})
)
case("inline vocabulary", Reason.INLINE_CONTEXT, "/@context")(
    lambda body: body["@context"].append({"@vocab": VOCABULARY})
)
case("nested context", Reason.NESTED_CONTEXT, "/credentialSubject")(
    lambda body: body["credentialSubject"].update({"@context": list(body["@context"])})
)
case("end as an IRI", Reason.MEMBER_AS_IRI)(lambda body: rename(body, "validUntil", f"{VOCABULARY}validUntil"))
case("status as an IRI", Reason.MEMBER_AS_IRI)(
    lambda body: rename(body, "credentialStatus", f"{VOCABULARY}credentialStatus")
)
case("type as a keyword", Reason.MEMBER_AS_IRI)(lambda body: rename(body, "type", "@type"))
case("value as a keyword", Reason.MEMBER_AS_IRI, "/validUntil")(
    lambda body: body.update(validUntil={"@value": body["validUntil"]})
)
case("graph", Reason.MEMBER_AS_IRI)(lambda body: body.update({"@graph": [{"id": "urn:x:1"}]}))
case("type as an IRI", Reason.MEMBER_AS_IRI, "/credentialStatus/type")(
    lambda body: body["credentialStatus"].update(type=f"{VOCABULARY}BitstringStatusListEntry")
)
case("relative type", Reason.RELATIVE_IDENTIFIER)(lambda body: body["type"].append("Passeport"))
case("relative id", Reason.RELATIVE_IDENTIFIER, "/credentialSubject/id")(
    lambda body: body["credentialSubject"].update(id="camille")
)
case("id with a space", Reason.RELATIVE_IDENTIFIER, "/credentialSubject/id")(
    lambda body: body["credentialSubject"].update(id="https://passeport.example/a b")
)
case("id with a no-break space", Reason.RELATIVE_IDENTIFIER, "/id")(
    lambda body: body.update(id="https://passeport.example/a\u00a0b")
)
case("id in a list", Reason.SHAPE, "/id")(lambda body: body.update(id=[body["id"]]))
case("blank id", Reason.RELATIVE_IDENTIFIER, "/evidence/0/id")(lambda body: body["evidence"][0].update(id="_:b0"))
case("relative reference", Reason.RELATIVE_IDENTIFIER)(
    lambda body: body["credentialSubject"]["result"][0].update(resultDescription="#score")
)
case("relative address", Reason.RELATIVE_IDENTIFIER)(lambda body: body["issuer"].update(url="/accueil"))
case("null", Reason.EMPTY_VALUE, "/image")(lambda body: body.update(image=None))
case("empty list", Reason.EMPTY_VALUE, "/evidence")(lambda body: body.update(evidence=[]))
case("empty object", Reason.EMPTY_VALUE, "/evidence/0")(lambda body: body.update(evidence=[{}]))
case("status in a list", Reason.SHAPE, "/credentialStatus")(
    lambda body: body.update(credentialStatus=[body["credentialStatus"]])
)
case("reference in a list", Reason.SHAPE, "/credentialSubject/result/0/resultDescription")(
    lambda body: body["credentialSubject"]["result"][0].update(
        resultDescription=[body["credentialSubject"]["result"][0]["resultDescription"]]
    )
)
case("text in a list", Reason.SHAPE, "/evidence/0/genre")(lambda body: body["evidence"][0].update(genre=["Quiz"]))
case("evidence out of its list", Reason.SHAPE, "/evidence")(lambda body: body.update(evidence=body["evidence"][0]))
case("type out of its list", Reason.SHAPE, "/evidence/0/type")(lambda body: body["evidence"][0].update(type="Evidence"))
case("type in a list", Reason.SHAPE, "/credentialStatus/type")(
    lambda body: body["credentialStatus"].update(type=["BitstringStatusListEntry"])
)
case("end in a list", Reason.SHAPE, "/validUntil")(lambda body: body.update(validUntil=[body["validUntil"]]))
case("list in a list", Reason.SHAPE, "/evidence")(lambda body: body.update(evidence=[body["evidence"]]))
case("mixed list", Reason.SHAPE, "/evidence")(lambda body: body["evidence"].append("https://passeport.example/e"))
case("score as a number", Reason.SHAPE, "/credentialSubject/result/0/value")(
    lambda body: body["credentialSubject"]["result"][0].update(value=86)
)
case("the same thing twice", Reason.REPEATED_NODE, "/evidence/1")(
    lambda body: body["evidence"].append(copy.deepcopy(body["evidence"][0]))
)
case("one identifier described twice", Reason.REPEATED_NODE, "/credentialStatus/id")(
    lambda body: body["evidence"][0].update(id=body["credentialStatus"]["id"])
)


@case("nodes that nothing tells apart", Reason.INDISTINCT_NODES)
def tie(body):
    towns = [{"type": ["Alignment"], "targetName": name} for name in ("Lyon", "Nantes")]
    body["credentialSubject"]["result"] = [{"type": ["Result"], "alignment": [town]} for town in towns]


case("date with an offset", Reason.DATE_MALFORMED, "/validUntil")(
    lambda body: body.update(validUntil="2029-11-22T10:30:00+01:00")
)
case("date that does not exist", Reason.DATE_MALFORMED, "/validFrom")(
    lambda body: body.update(validFrom="2026-02-30T00:00:00Z")
)
case("fraction", Reason.BAD_NUMBER, "/credentialSubject/achievement/creditsAvailable")(
    lambda body: body["credentialSubject"]["achievement"].update(creditsAvailable=1.5)
)
case("number too large", Reason.BAD_NUMBER, "/credentialSubject/achievement/creditsAvailable")(
    lambda body: body["credentialSubject"]["achievement"].update(creditsAvailable=2**53)
)
case("control character", Reason.BAD_TEXT, "/name")(lambda body: body.update(name="Passe\u0007port"))
case("half a character", Reason.BAD_TEXT, "/name")(lambda body: body.update(name="Passeport \ud83d"))
case("too many items", Reason.TOO_MANY_NODES, "/evidence")(
    lambda body: body.update(evidence=[{"type": ["Evidence"], "name": str(each)} for each in range(101)])
)


def crowd(**members):
    return [{"type": ["Evidence"], "name": str(each), **members} for each in range(10)]


case("too many objects", Reason.TOO_MANY_NODES, "/evidence/9")(
    lambda body: body.update(evidence=crowd(result=[{"value": str(each)} for each in range(20)]))
)
case("too many values", Reason.TOO_MANY_NODES, "/evidence")(
    lambda body: body.update(evidence=crowd(tag=[str(each) for each in range(100)]))
)
case("too much text", Reason.TOO_LARGE)(lambda body: body.update(description="a" * 65_537))
case("too many types", Reason.SHAPE, "/type")(lambda body: body["type"].extend(["Profile", "Result", "Evidence"]))


@case("too deep", Reason.TOO_DEEP)
def nest(body):
    node = body
    for _level in range(12):
        node["alignment"] = [{"type": ["Alignment"], "targetName": "a"}]
        node = node["alignment"][0]


@pytest.mark.parametrize(("spoil", "reason", "place"), CASES.values(), ids=CASES)
def test_a_form_that_would_mislead_is_neither_signed_nor_believed(spoil, reason, place, sign_payload):
    genuine, payload = examples.proved(examples.credential()), sign_payload.payload()
    assert examples.believe(json.dumps(genuine)) == examples.believe(sign_payload(payload)) == examples.credential()

    spoilt = examples.credential()
    for document in (spoilt, genuine, payload):
        spoil(document)

    for refusal in (
        refusal_of(check_form, spoilt, examples.contexts()),
        refusal_of(examples.proved, spoilt),
        refusal_of(examples.believe, json.dumps(genuine)),
        refusal_of(examples.believe, sign_payload(payload)),
    ):
        assert refusal.reason is reason
        assert refusal.place.startswith(place) or refusal.place == ""  # refused as text already


def refusal_of(act, *given) -> Refused:
    with pytest.raises(Refused) as refusal:
        act(*given)
    return refusal.value


@pytest.mark.parametrize("member", ["vc", "proof"])
def test_a_token_carries_the_credential_itself(member, sign_payload):
    payload = sign_payload.payload()
    assert examples.believe(sign_payload(payload)) == examples.credential()

    wrapped = {**payload, member: examples.credential()}

    assert refusal_of(examples.believe, sign_payload(wrapped)).reason in {Reason.WRAPPER_REFUSED, Reason.SHAPE}


def test_a_proof_hides_what_it_covers_when_nobody_looks_at_the_form():
    """Why the form is checked: these two texts have one graph, hence one proof."""
    from passport.proofs.canonical import canonicalize

    plain, hiding = examples.credential(), examples.credential()
    hiding[f"{VOCABULARY}validUntil"] = {
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        "@value": hiding.pop("validUntil"),
    }

    assert canonicalize(plain, examples.contexts()) == canonicalize(hiding, examples.contexts())
    assert refusal_of(check_form, hiding, examples.contexts()).reason is Reason.MEMBER_AS_IRI


TEXTS = {
    "repeated member": ('{"a": 1, "a": 2}', Reason.REPEATED_MEMBER),
    "repeated member inside": ('{"b": [{"a": 1, "a": 1}]}', Reason.REPEATED_MEMBER),
    "member repeated by an escape": ('{"a": 1, "\\u0061": 1}', Reason.REPEATED_MEMBER),
    "not a number": ('{"a": NaN}', Reason.BAD_NUMBER),
    "infinity": ('{"a": -Infinity}', Reason.BAD_NUMBER),
    "overflow": ('{"a": 1e999}', Reason.BAD_NUMBER),
    "fraction": ('{"a": 1.0}', Reason.BAD_NUMBER),
    "endless number": ('{"a": ' + "9" * 5000 + "}", Reason.NOT_JSON),
    "trailing text": ('{"a": 1} {"a": 2}', Reason.NOT_JSON),
    "trailing comma": ('{"a": 1,}', Reason.NOT_JSON),
    "byte order mark": ("\ufeff{}", Reason.NOT_JSON),
    "nothing": ("", Reason.NOT_JSON),
    "list": ("[{}]", Reason.SHAPE),
    "string": ('"a"', Reason.SHAPE),
    "not UTF-8": (b'{"a": "\xe9"}', Reason.BAD_TEXT),
    "half a character": ('{"a": "\ud83d"}', Reason.BAD_TEXT),
    "well of brackets": ('{"a":' * 10_000, Reason.TOO_DEEP),
    "well of lists": ("[" * 60_000, Reason.TOO_DEEP),
    "too large": (" " * 65_537, Reason.TOO_LARGE),
    "too large in bytes": ('{"a": "' + "é" * 33_000 + '"}', Reason.TOO_LARGE),
}


@pytest.mark.parametrize(("text", "reason"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_read_without_tolerance(text, reason):
    assert read_json('{"a": [1, true, "é"]}') == {"a": [1, True, "é"]}

    assert refusal_of(read_json, text).reason is reason


def test_members_may_come_in_any_order_and_text_in_any_escape():
    document = examples.proved(examples.credential())

    reordered = json.dumps(dict(reversed(document.items())), ensure_ascii=True, indent=2)

    assert examples.believe(reordered) == examples.credential()


@pytest.mark.parametrize(
    "text", ["deux\nlignes\r\net\tune tabulation", '« "guillemets" » \\ ’ · …', "名 😀 \u2028 \u0085"]
)
def test_any_text_people_write_is_signed(text):
    body = examples.credential(description=text)

    assert examples.believe(json.dumps(examples.proved(body))) == body
    assert examples.believe(examples.as_token(body)) == body


def test_proofs_load_without_django_and_without_the_network():
    code = (
        "import sys, pkgutil, importlib, passport.proofs as p\n"
        "[importlib.import_module(f'passport.proofs.{m.name}') for m in pkgutil.iter_modules(p.__path__)]\n"
        "assert not {'django', 'wagtail', 'celery'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
