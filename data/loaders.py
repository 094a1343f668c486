"""Where is the data read? One loader a table; each lives beside its table and is offered here."""

from data.calendar_table import load_calendar_days as load_calendar_days
