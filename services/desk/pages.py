"""Which pages may an officer read? Each complete without a script and safe to reload."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from domain.follow_up import SILENT_DAYS
from domain.identifiers import ApplicationId, InstitutionId
from domain.institution import InstitutionKind
from domain.status import ApplicationStatus
from services.desk.filters import AmongInstitutions, InInbox, InSearch, OnPage, OptionalWord
from services.desk.folder import Folder
from services.desk.institution_view import view_institution
from services.desk.lists import follow_up_for, items_of, screening_items_of, screening_rows_for, word_of
from services.desk.problems import ProblemCode, problem
from services.desk.screen import APPLICATION, FOLLOW_UP, INBOX, INSTITUTIONS, SCREENING, SEARCH, OnScreen
from services.desk.search_view import filters_told

MOST_SHOWN = 200

router = APIRouter(include_in_schema=False)


@router.get("/")
async def home(screen: OnScreen) -> Response:
    """Lead to the inbox."""
    return RedirectResponse(screen.words.link(INBOX), 303)


@router.get(INBOX)
async def inbox(screen: OnScreen, wanted: InInbox, page: OnPage) -> HTMLResponse:
    """Show the institution's tasks, the earliest due first."""
    office, caller = screen.office, screen.caller
    rows = await office.reading.inbox(caller.viewer, wanted, page.after, page.limit)
    return screen.show(
        "inbox.html",
        items=items_of(rows, office, caller),
        following=word_of(rows),
        wanted=wanted,
        statuses=screen.words.choices(ApplicationStatus),
    )


@router.get(SCREENING)
async def screening(screen: OnScreen, page: OnPage, institution_id: OptionalWord = None) -> HTMLResponse:
    """Show what waits to be placed, with the rules' proposals."""
    rows = await screening_rows_for(screen.office, screen.caller, page, institution_id)
    items = screening_items_of(rows, screen.office, screen.caller)
    return screen.show("screening.html", items=items, following=word_of(rows))


@router.get(FOLLOW_UP)
async def follow_up(screen: OnScreen) -> HTMLResponse:
    """Show which institutions below this one do not keep up with what arrives."""
    found = await follow_up_for(screen.office, screen.caller)
    return screen.show("follow_up.html", items=found[:MOST_SHOWN], total=len(found), silent_days=SILENT_DAYS)


@router.get(SEARCH)
async def search(screen: OnScreen, wanted: InSearch, page: OnPage) -> HTMLResponse:
    """Show the search form and, once something is asked for, what was found."""
    office, caller = screen.office, screen.caller
    rows = await office.reading.search(caller.viewer, wanted, page.after, page.limit) if wanted.given else None
    return screen.show(
        "search.html",
        wanted=wanted,
        items=None if rows is None else items_of(rows, office, caller),
        following=None if rows is None else word_of(rows),
        filters=filters_told(wanted, screen.words, office.provinces()),
        statuses=screen.words.choices(ApplicationStatus),
        provinces=office.provinces(),
    )


@router.get(f"{APPLICATION}/{{application_id}}")
async def application(
    screen: OnScreen, application_id: str, action: OptionalWord = None, masked: bool = False
) -> HTMLResponse:
    """Show one application, what may be done about it, and what became of the action just asked for."""
    folder = await Folder.open(screen, ApplicationId(application_id))
    return await folder.show(action_id=action, masked=masked)


@router.get(INSTITUTIONS)
async def institutions(screen: OnScreen, wanted: AmongInstitutions) -> HTMLResponse:
    """Show the search form for institutions and, once something is asked for, what was found."""
    office = screen.office
    return screen.show(
        "institutions.html",
        wanted=wanted,
        found=office.institutions(wanted) if wanted.given else None,
        provinces=office.provinces(),
        kinds=screen.words.choices(InstitutionKind),
    )


@router.get(f"{INSTITUTIONS}/{{institution_id}}")
async def institution(screen: OnScreen, institution_id: str) -> HTMLResponse:
    """Show one institution between those above and those below it."""
    office = screen.office
    view = view_institution(InstitutionId(institution_id), office.feed.registry, office.reading.today, office.gazetteer)
    if view is None:
        raise problem(ProblemCode.INSTITUTION_NOT_FOUND, screen.caller.language)
    return screen.show("institution.html", view=view)
