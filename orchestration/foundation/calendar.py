"""The city's time: deadlines end, and papers are dated, by the clock in Shanghai. No clock is read here."""

import datetime as dt
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local_date(moment: dt.datetime) -> dt.date:
    """Return the day in Shanghai on which a moment lies; the moment must say its zone."""
    return moment.astimezone(SHANGHAI).date()
