"""Is an answer given in the form that the caller wants most?"""

import pytest

from runtime.web.accepting import wanted_of

OFFERED = ("application/json", "text/csv")


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        pytest.param(None, "application/json", id="no wish"),
        pytest.param("", "application/json", id="an empty wish"),
        pytest.param("*/*", "application/json", id="anything"),
        pytest.param("text/csv", "text/csv", id="one form"),
        pytest.param("TEXT/CSV", "text/csv", id="in capitals"),
        pytest.param("text/*", "text/csv", id="a whole family"),
        pytest.param("text/csv, application/json", "application/json", id="both alike: the first offered"),
        pytest.param("text/csv;q=0.9, application/json;q=0.8", "text/csv", id="the weightier one"),
        pytest.param("*/*;q=0.1, text/csv;q=0.5", "text/csv", id="anything, but rather one"),
        pytest.param("application/json;q=0, */*", "text/csv", id="anything but one"),
        pytest.param("text/csv;header=present", "text/csv", id="with a parameter that means nothing here"),
        pytest.param("text/html, image/*", None, id="forms that are not offered"),
        pytest.param("application/json;q=0", None, id="nothing"),
        pytest.param("application/json;q=much", None, id="a weight that is no number"),
        pytest.param(";;,,", None, id="no header at all"),
    ],
)
def test_a_form_is_chosen_by_the_header_accept(accept: str | None, wanted: str | None):
    assert wanted_of(accept, OFFERED) == wanted
