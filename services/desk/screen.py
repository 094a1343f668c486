"""What does every page of an officer begin with?"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias, cast

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from domain.inputs import Role
from domain.status import ApplicationStatus
from runtime.web.pages import Pages
from services.desk.callers import ByCaller, Caller, InOffice
from services.desk.lists import SCREENING_ROLES
from services.desk.office import Office
from services.desk.page_words import PageWords
from services.desk.queries import ENDED

HERE: Final = Path(__file__).parent
STATIC: Final = "/static-desk"

LOGIN: Final = "/giris"
LOGOUT: Final = "/cikis"
INBOX: Final = "/gelen"
APPLICATION: Final = "/basvuru"
SCREENING: Final = "/on-inceleme"
SEARCH: Final = "/ara"
INSTITUTIONS: Final = "/kurumlar"
WITHDRAWAL: Final = "/geri-cekme"
FOLLOW_UP: Final = "/takip-listesi"
REPORTS: Final = "/raporlar"

ACTION_SHOWN: Final = "action"
"""The query parameter that names the action whose outcome the page tells."""
MASKED_SHOWN: Final = "masked"
"""The query parameter that says that something was hidden in its text."""

_ADDRESSES: Final = {
    "inbox_path": INBOX,
    "application_path": APPLICATION,
    "screening_path": SCREENING,
    "search_path": SEARCH,
    "institutions_path": INSTITUTIONS,
    "withdrawal_path": WITHDRAWAL,
    "follow_up_path": FOLLOW_UP,
    "reports_path": REPORTS,
    "login_path": LOGIN,
    "logout_path": LOGOUT,
    "desk_static": STATIC,
    "open_statuses": frozenset(ApplicationStatus) - ENDED,
}


def desk_pages() -> Pages:
    """Load the desk's templates."""
    return Pages(HERE / "templates", **_ADDRESSES)


def pages_in(request: Request) -> Pages:
    """Return the templates of this service."""
    return cast("Pages", request.app.state.pages)


InPages: TypeAlias = Annotated[Pages, Depends(pages_in)]


def page(pages: Pages, words: PageWords, template: str, status: int = 200, **said: Any) -> HTMLResponse:
    """Render a page; the browser may tell this site, and no other, where its forms come from."""
    answer = pages.render(template, status, **words.everywhere(), **said)
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


@dataclass(frozen=True, slots=True)
class Screen:
    """One officer before one page."""

    office: Office
    caller: Caller
    words: PageWords
    pages: Pages

    def show(self, template: str, status: int = 200, **said: Any) -> HTMLResponse:
        """Render a page for this officer."""
        principal = self.caller.principal
        return page(
            self.pages,
            self.words,
            template,
            status,
            officer=principal.officer,
            role=principal.role,
            own_institution_id=principal.institution_id,
            institution_name=self.office.name_of(principal.institution_id),
            watches_screening=principal.role in SCREENING_ROLES,
            withdraws_for_callers=principal.role is Role.OPERATOR,
            **said,
        )


def screen_in(request: Request, office: InOffice, caller: ByCaller, pages: InPages) -> Screen:
    """Put an officer before a page; raises Problem 401 for who has not signed in."""
    return Screen(office, caller, PageWords.of(request), pages)


OnScreen: TypeAlias = Annotated[Screen, Depends(screen_in)]
