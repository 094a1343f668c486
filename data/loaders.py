"""Where is the data read? One loader a table; each lives beside its table and is offered here."""

from data.calendar_table import load_calendar_days as load_calendar_days
from data.institution_table import load_institutions as load_institutions
from data.place_table import load_districts as load_districts
from data.place_table import load_gazetteer as load_gazetteer
from data.place_table import load_populations as load_populations
from data.place_table import load_provinces as load_provinces
from data.sample_table import load_samples as load_samples
