"""Are ids derived alike for ever, and are wrong numbers noticed?"""

from random import Random
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10
from stdnum.tr import tckimlik

from domain.identifiers import (
    FactId,
    InputId,
    InstitutionId,
    TrackingNumber,
    action_id_of,
    application_id_of,
    check_digit,
    clock_input_id,
    fact_id_of,
    has_valid_check_digit,
    is_foreigner_number,
    is_national_id,
    is_tracking_number,
    notice_id_of,
    part_id_of,
    tracking_number_of,
)

digit_strings = st.text("0123456789", min_size=1, max_size=20)
identity_stems = st.text("0123456789", min_size=9, max_size=9)


def with_identity_check_digits(stem: str) -> str:
    return f"{stem}{tckimlik.calc_check_digits(stem)}"


@given(digit_strings)
def test_the_check_digit_is_that_of_iso_7064_mod_11_10(digits: str) -> None:
    assert check_digit(digits) == mod_11_10.calc_check_digit(digits)


@given(digit_strings, st.data())
def test_every_single_wrong_digit_is_noticed(digits: str, data: st.DataObject) -> None:
    number = digits + check_digit(digits)
    place = data.draw(st.integers(0, len(number) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert has_valid_check_digit(number)
    assert not has_valid_check_digit(number[:place] + wrong + number[place + 1 :])


@given(st.binary(min_size=8, max_size=32))
def test_a_tracking_number_is_eighteen_digits_with_a_check_digit(digest: bytes) -> None:
    number = tracking_number_of(digest)
    assert len(number) == 18
    assert is_tracking_number(number)


def test_a_tracking_number_depends_on_the_first_eight_bytes_alone() -> None:
    assert tracking_number_of(bytes(range(8))) == tracking_number_of(bytes(range(32)))
    assert tracking_number_of(bytes(8)) == "000000000000000007"


def test_a_digest_of_fewer_than_eight_bytes_gives_no_tracking_number() -> None:
    with pytest.raises(ValueError, match="eight bytes"):
        tracking_number_of(bytes(7))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("000000000000000002", id="wrong check digit"),
        pytest.param("00000000000000007", id="one digit short"),
        pytest.param("0000000000000000007", id="one digit long"),
        pytest.param(" 00000000000000007", id="a space"),
        pytest.param("٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٧", id="digits of another script"),
    ],
)
def test_what_is_no_tracking_number(text: str) -> None:
    assert not is_tracking_number(text)


def test_ids_once_given_never_change() -> None:
    """Ids stand in stored ledgers: a change here would make every redelivered input a new one."""
    assert application_id_of(TrackingNumber("000000000000000007")) == "38e0db12-d936-5212-939d-2363221ae0d0"
    assert fact_id_of(InputId("i"), 0) == "091464bb-78bd-5530-86f6-0c4debeaef2e"
    assert clock_input_id("c", 1, "due_day") == "ba10c015-995f-59e9-beca-56233ab7605a"
    assert action_id_of(InstitutionId("12345674"), "key") == "c014d198-7124-53e7-b2ba-dabdd448893e"
    assert notice_id_of(FactId("f"), "email") == "9b8f2d23-38db-56bb-8d2e-dc0c19f93ea7"


@given(st.uuids(), st.text())
def test_a_part_of_an_input_has_the_uuid_of_its_name(input_id: UUID, part: str) -> None:
    assert part_id_of(InputId(str(input_id)), part) == str(uuid5(input_id, part))


def test_ids_of_different_kinds_never_meet() -> None:
    ids = [
        application_id_of(TrackingNumber("1|2|3")),
        fact_id_of(InputId("3"), 2),
        clock_input_id("3", 2, "1"),
        action_id_of(InstitutionId("2"), "3"),
        notice_id_of(FactId("2"), "3"),
    ]
    assert len(set(ids)) == len(ids)
    assert all(UUID(each).version == 5 for each in ids)


@given(st.tuples(st.text("1234567890", min_size=8, max_size=8), st.text()), st.data())
def test_two_idempotency_keys_are_two_actions(asked: tuple[str, str], data: st.DataObject) -> None:
    institution, key = asked
    other = data.draw(st.tuples(st.text("1234567890", min_size=8, max_size=8), st.text()).filter(lambda o: o != asked))
    assert action_id_of(InstitutionId(institution), key) != action_id_of(InstitutionId(other[0]), other[1])


@given(st.text("0123456789", min_size=11, max_size=11))
def test_any_eleven_digits_are_judged_as_stdnum_judges_them(text: str) -> None:
    assert is_national_id(text) == (tckimlik.is_valid(text) and not invented(text))


@pytest.mark.requirement("R-D7")
@given(identity_stems)
def test_numbers_with_right_check_digits_are_judged_as_stdnum_judges_them(stem: str) -> None:
    text = with_identity_check_digits(stem)
    assert is_national_id(text) == (tckimlik.is_valid(text) and not invented(text))


def test_ten_thousand_generated_numbers_pass_and_their_single_errors_do_not() -> None:
    random = Random(2006)
    for _ in range(10_000):
        text = with_identity_check_digits(f"{random.randrange(100_000_000, 990_000_000)}")
        place = random.randrange(11)
        wrong = text[:place] + str((int(text[place]) + random.randrange(1, 10)) % 10) + text[place + 1 :]
        assert is_national_id(text)
        assert not is_national_id(wrong)


def invented(text: str) -> bool:
    return text == "12345678950" or len(set(text[:10])) == 1


@pytest.mark.parametrize("text", [*(f"{digit}" * 10 + "0" for digit in range(1, 10)), "12345678950"])
def test_an_invented_number_is_refused_although_its_check_digits_are_right(text: str) -> None:
    assert tckimlik.is_valid(text)
    assert not is_national_id(text)


@pytest.mark.requirement("R-D7")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("1000000014", id="ten digits"),
        pytest.param("100000001460", id="twelve digits"),
        pytest.param("00000000000", id="begins with zero"),
        pytest.param(" 10000000146", id="a space before"),
        pytest.param("10000000146\n", id="a line end after: stdnum strips it, we do not"),
        pytest.param("1000000014６", id="a full-width digit"),
        pytest.param("1000000014²", id="a superscript digit"),
    ],
)
def test_what_is_no_national_id(text: str) -> None:
    assert not is_national_id(text)


def test_the_smallest_known_national_id_passes() -> None:
    assert is_national_id("10000000146")


@pytest.mark.requirement("R-B2")
def test_a_foreigner_number_is_a_national_id_that_begins_with_99() -> None:
    foreigner = with_identity_check_digits("990000012")
    assert is_national_id(foreigner)
    assert is_foreigner_number(foreigner)
    assert not is_foreigner_number("10000000146")


def test_a_foreigner_number_with_wrong_check_digits_is_none() -> None:
    assert not is_foreigner_number("99000001200")
