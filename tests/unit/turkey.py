"""The calendars the tests count on: the checked-in table under both half-day policies."""

from datetime import date

from hypothesis import strategies as st

from data.calendar_table import load_calendar_days
from domain.business_calendar import BusinessCalendar, HalfDayPolicy

TABLE = load_calendar_days()
TURKEY = BusinessCalendar.from_table(TABLE)
TURKEY_HALF_DAYS_OFF = BusinessCalendar.from_table(TABLE, half_day_policy=HalfDayPolicy.OFF)

calendars = st.sampled_from([TURKEY, TURKEY_HALF_DAYS_OFF])
# Far enough from the end of the table for every period in the tests.
dates = st.dates(date(2005, 1, 1), date(2029, 6, 30))
