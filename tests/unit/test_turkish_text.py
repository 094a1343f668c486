"""Are Turkish words found whatever their case, accents and endings?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.turkish_text import begins_with_stem, fold, is_chain_of_endings, spellings, tokens

TURKISH = "abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ '’-0123456789"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("IĞDIR", "igdir", id="the capital of ı has no dot"),
        pytest.param("İĞDİR", "igdir", id="the capital of i has one"),
        pytest.param("ığdır", "igdir", id="small letters without a dot"),
        pytest.param("i̇zmir", "izmir", id="an i with a combining dot, as lower() leaves it"),
        pytest.param("HAKKÂRİ", "hakkari", id="a circumflex is no other letter"),
        pytest.param("Çöp, ŞÜKÜR", "cop, sukur", id="punctuation stays"),
        pytest.param("o\u0308rnek", "ornek", id="a decomposed ö"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_case_and_accents_fold_the_turkish_way(text: str, folded: str):
    assert fold(text) == folded


@given(st.text(TURKISH))
def test_folding_twice_changes_nothing_more(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text(TURKISH))
def test_folded_turkish_is_plain_small_ascii(text: str):
    assert fold(text).replace("’", "'").isascii()
    assert fold(text) == fold(text).lower()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Çankaya'daki okulumuz", ("cankaya", "okulumuz"), id="a name sheds what follows its apostrophe"),
        pytest.param("SGK’ya 3 kez", ("sgk", "3", "kez"), id="a curly apostrophe too, digits are words"),
        pytest.param("e-posta/faks", ("e", "posta", "faks"), id="hyphen and slash separate"),
        pytest.param("...", (), id="no words"),
    ],
)
def test_a_text_is_split_into_folded_words(text: str, words: tuple[str, ...]):
    assert tokens(text) == words


@pytest.mark.parametrize("token", ["okul", "okulun", "okulda", "okulumuzda", "okullarin", "okulundaki", "okulsuz"])
def test_a_stem_is_found_under_its_endings(token: str):
    assert begins_with_stem(token, "okul")


@pytest.mark.parametrize(
    ("token", "stem"),
    [
        pytest.param("selam", "sel", id="selam is no flood"),
        pytest.param("sure", "su", id="süre is no water"),
        pytest.param("hizmet", "hiz", id="hizmet is no speed"),
        pytest.param("copluk", "copcu", id="another word"),
        pytest.param("su", "sular", id="shorter than the stem"),
    ],
)
def test_a_short_stem_is_not_found_in_a_longer_word(token: str, stem: str):
    assert not begins_with_stem(token, stem)


def test_a_long_stem_is_found_before_anything():
    assert begins_with_stem("dolandirilmisiz", "dolandir")


@pytest.mark.parametrize("rest", ["", "i", "in", "den", "lerden", "imizin", "sindaki", "siz", "lik", "yla", "dir"])
def test_nominal_endings_are_recognised(rest: str):
    assert is_chain_of_endings(rest)


@pytest.mark.parametrize("rest", ["am", "met", "vi", "kirik"])
def test_other_remainders_are_no_endings(rest: str):
    assert not is_chain_of_endings(rest)


@pytest.mark.parametrize(
    ("stem", "both"),
    [
        pytest.param("kopek", ("kopek", "kopeg"), id="köpek, köpeği"),
        pytest.param("kitap", ("kitap", "kitab"), id="kitap, kitabı"),
        pytest.param("konut", ("konut",), id="konut, konutu"),
        pytest.param("ek", ("ek",), id="too short to soften"),
    ],
)
def test_a_final_consonant_softens_before_a_vowel(stem: str, both: tuple[str, ...]):
    assert spellings(stem) == both
