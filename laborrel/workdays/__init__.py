"""Work days: which days count, and how a time limit is counted.

The pure modules (work_calendar, periods, counting, reckoning, filing, observed) compute a date together with its
explanation and know neither database nor clock; the models hold calendars as rows with versions. This room stands on
lifecycle alone and is used by every floor above, because every deadline in the house must be able to say why.
"""
