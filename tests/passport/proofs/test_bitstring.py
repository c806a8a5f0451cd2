import gzip
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from openbadgeslib.ob3 import decode_encoded_list

from passport.proofs.bitstring import LARGEST, SIZE, decode, encode, is_set, read_index
from passport.proofs.reasons import Reason, Refused


def pack(bits: bytes) -> str:
    return "u" + urlsafe_b64encode(gzip.compress(bits)).decode().rstrip("=")


def refusal_of(act, *given) -> Reason:
    with pytest.raises(Refused) as refusal:
        act(*given)
    return refusal.value.reason


@pytest.mark.parametrize(("index", "byte", "bit"), [(0, 0, 0x80), (7, 0, 0x01), (8, 1, 0x80), (SIZE - 1, 16_383, 0x01)])
def test_index_0_is_the_most_significant_bit_of_byte_0(index, byte, bit):
    bits = decode(encode([index]))

    assert len(bits) == 16_384
    assert bits[byte] == bit
    assert bits.count(0) == 16_383


def test_what_is_revoked_is_set_and_its_neighbours_are_not():
    bits = decode(encode([48_213, 3, 48_213]))

    assert [index for index in range(SIZE) if is_set(bits, index)] == [3, 48_213]


def test_another_program_reads_the_same_bits():
    revoked = [0, 1, 9, 48_213, SIZE - 1]

    assert decode_encoded_list(encode(revoked)) == decode(encode(revoked))


def test_the_same_bits_give_the_same_text():
    assert encode([5, 6]) == encode([6, 5])
    assert encode([5]) != encode([6])


def test_a_list_with_nothing_revoked_is_short():
    assert len(encode([])) < 100
    assert "=" not in encode([])


@pytest.mark.parametrize("index", [-1, SIZE])
def test_an_index_out_of_range_is_refused(index):
    bits = decode(encode([]))
    assert not is_set(bits, SIZE - 1)

    assert refusal_of(is_set, bits, index) is Reason.INDEX_OUT_OF_RANGE
    with pytest.raises(IndexError):
        encode([index])


@pytest.mark.parametrize("size", [0, 8, SIZE - 8, SIZE + 1])
def test_a_list_is_neither_small_nor_ragged(size):
    with pytest.raises(ValueError, match="size of a status list"):
        encode([], size)


@pytest.mark.parametrize("index", [48_213, None, "", "-1", "+1", " 1", "01", "1.0", "1e3", "٣", "1\n", ["1"], "9" * 10])
def test_an_index_is_a_decimal_string(index):
    assert (read_index("0"), read_index("48213")) == (0, 48_213)

    assert refusal_of(read_index, index) is Reason.INDEX_MALFORMED


GENUINE = encode([48_213])
MALFORMED = {
    "without its prefix": GENUINE[1:],
    "another prefix": "z" + GENUINE[1:],
    "padded": GENUINE + "==",
    "in plain base64": GENUINE.replace("-", "+").replace("_", "/") + "+",
    "with a line": GENUINE + "\n",
    "truncated": GENUINE[:-12],
    "not compressed": "u" + urlsafe_b64encode(bytes(SIZE // 8)).decode().rstrip("="),
    "followed by something": "u"
    + urlsafe_b64encode(urlsafe_b64decode(GENUINE[1:] + "==") + b"more").decode().rstrip("="),
    "nothing": "",
    "no text": None,
    "a list": [GENUINE],
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_list_is_refused(text):
    assert is_set(decode(GENUINE), 48_213)

    assert refusal_of(decode, text) is Reason.LIST_MALFORMED


def test_a_list_too_short_is_refused():
    assert len(decode(pack(bytes(SIZE // 8)))) == SIZE // 8

    assert refusal_of(decode, pack(bytes(SIZE // 8 - 1))) is Reason.LIST_TOO_SHORT


def test_a_few_bytes_that_would_fill_the_memory_are_refused():
    bomb = pack(bytes(64 * LARGEST // 8))
    assert len(bomb) < 100_000

    assert refusal_of(decode, bomb) is Reason.LIST_TOO_LONG


def test_bits_in_the_other_order_say_something_else():
    """Nothing in a list tells the order: the independent reading above does."""
    mirrored = bytes(int(f"{byte:08b}"[::-1], 2) for byte in decode(encode([0])))

    assert not is_set(mirrored, 0)
    assert is_set(mirrored, 7)
