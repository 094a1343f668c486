"""How is a page made? Jinja templates over one layout, no external requests, complete without a script."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.staticfiles import StaticFiles

from domain.business_calendar import ISTANBUL
from domain.turkish_dates import long_date

_HERE = Path(__file__).parent
STATIC_PATH = "/static"


class Pages:
    """The templates of one service; they may extend `base.html`."""

    def __init__(self, templates: Path, **everywhere: Any) -> None:
        """Take the service's own folder; `everywhere` is known in every template."""
        loader = ChoiceLoader([FileSystemLoader(templates), FileSystemLoader(_HERE / "templates")])
        self._environment = Environment(
            loader=loader,
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"day": day_words, "moment": moment_words}
        self._environment.globals |= {"static": STATIC_PATH, **everywhere}

    def render(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """Render a template as an answer."""
        return HTMLResponse(self._environment.get_template(template).render(context), status)


def serve_static(api: FastAPI) -> None:
    """Serve the style sheet and what else the layout needs."""
    api.mount(STATIC_PATH, StaticFiles(directory=_HERE / "static"), name="static")


def day_words(on: date | str) -> str:
    """Write a date for people: "2 Mart 2026 Pazartesi"."""
    return long_date(date.fromisoformat(on) if isinstance(on, str) else on)


def moment_words(at: datetime | str) -> str:
    """Write a moment for people, in Türkiye: "2 Mart 2026 Pazartesi, 14:05"."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    local = moment.astimezone(ISTANBUL)
    return f"{long_date(local.date())}, {local:%H:%M}"
