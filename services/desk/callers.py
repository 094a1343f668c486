"""What does every handler get: the office it works in, and who calls?"""

from dataclasses import dataclass
from typing import Annotated, TypeAlias, cast

from fastapi import Depends, Request

from domain.visibility import Viewer
from runtime.tokens import Principal
from runtime.web.problem import unavailable
from services.desk.asked import language_of
from services.desk.office import Office
from services.desk.principals import principal_of, viewer_of
from services.desk.wording import Language


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, for whom he looks, and the language he reads."""

    principal: Principal
    viewer: Viewer
    language: Language


async def office_in(request: Request) -> Office:  # a plain function would be sent to a thread
    """Return the office that this service was built around; raises Problem 503 before it knows the institutions."""
    office = cast("Office", request.app.state.office)
    if not office.feed.is_ready:
        raise unavailable("not_ready")
    return office


InOffice: TypeAlias = Annotated[Office, Depends(office_in)]


async def caller_in(request: Request, office: InOffice) -> Caller:
    """Tell who calls, and note that his institution was here today; raises Problem 401 or 403."""
    language = language_of(request)
    principal = principal_of(request, office.keys, language)
    if principal.institution_id in office.feed.registry:
        office.sign_ins.note(principal.institution_id)
    return Caller(principal, viewer_of(principal), language)


ByCaller: TypeAlias = Annotated[Caller, Depends(caller_in)]
