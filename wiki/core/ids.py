"""Distinct identifier types: a swapped argument fails the type check, not the user."""

from typing import NewType

UserId = NewType("UserId", int)
PageId = NewType("PageId", int)
RevisionId = NewType("RevisionId", int)
ThemeId = NewType("ThemeId", int)
CityId = NewType("CityId", int)
SynonymGroupId = NewType("SynonymGroupId", int)
FileId = NewType("FileId", int)
EventId = NewType("EventId", int)
IndicatorId = NewType("IndicatorId", int)
SeriesId = NewType("SeriesId", int)
SeriesValueId = NewType("SeriesValueId", int)
