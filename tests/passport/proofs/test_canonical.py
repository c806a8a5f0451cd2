import json
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from openbadgeslib.ob3 import verify_data_integrity_proof

from passport.proofs.canonical import canonicalize
from passport.proofs.reasons import Reason, Refused
from tests.passport.proofs import examples


def shuffled(value, chance):
    if isinstance(value, dict):
        items = [(name, item if name == "@context" else shuffled(item, chance)) for name, item in value.items()]
        chance.shuffle(items)
        return dict(items)
    return [shuffled(item, chance) for item in value] if isinstance(value, list) else value


def test_the_order_of_members_changes_nothing():
    quads = canonicalize(examples.credential(), examples.contexts())

    for seed in range(5):
        assert canonicalize(shuffled(examples.credential(), random.Random(seed)), examples.contexts()) == quads


def test_every_value_is_in_the_quads():
    quads = canonicalize(examples.credential(), examples.contexts())

    for text in ("Camille Éluard-Noël", "2029-11-22T09:30:00Z", "48213", "86", "Quiz", examples.LIST_ADDRESS):
        assert text in quads
    assert quads.count("\n") == len(set(quads.splitlines())) == 62


def test_lines_are_sorted_and_nodes_numbered():
    lines = canonicalize(examples.credential(), examples.contexts()).splitlines()

    assert lines == sorted(lines)
    assert any(line.startswith("_:c14n0 ") for line in lines)


def test_a_knot_of_nodes_without_name_is_refused_before_any_work_is_done():
    """Twelve alike under one would have the algorithm try 479 001 600 orders."""
    knot = examples.credential(
        credentialSubject={
            "id": "urn:uuid:f3b7d7a6-0f0d-4f0e-8d6e-5a9d7c1b2e34",
            "type": ["AchievementSubject"],
            "result": [
                {"type": ["Result"], "alignment": [{"type": ["Alignment"], "targetName": str(each)}]}
                for each in range(12)
            ],
        }
    )

    with pytest.raises(Refused) as refusal:
        canonicalize(knot, examples.contexts())

    assert refusal.value.reason is Reason.INDISTINCT_NODES


@pytest.mark.parametrize("name", ["deux\nlignes\r\net\tune tabulation", '« "g" » \\ ’', "名 😀 \u2028 \u0085 \u00a0"])
def test_another_program_signs_the_same_graph_for_any_text(name):
    document = examples.proved(examples.credential(name=name))

    verify_data_integrity_proof(json.loads(json.dumps(document)), examples.proof_key().public_key())


def test_several_threads_may_sign_at_once():
    bodies = [examples.credential(name=f"Passeport {number}") for number in range(24)]

    with ThreadPoolExecutor(max_workers=8) as threads:
        texts = list(threads.map(lambda body: json.dumps(examples.proved(body)), bodies))
        read = list(threads.map(examples.believe, texts))

    assert read == bodies
