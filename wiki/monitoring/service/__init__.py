"""Writes of monitoring. Every function flushes; the caller commits."""

from wiki.monitoring.service.correcting import correct
from wiki.monitoring.service.entering import enter
from wiki.monitoring.service.freezing import freeze_report
from wiki.monitoring.service.ruling import readmit, set_aside

__all__ = ["correct", "enter", "freeze_report", "readmit", "set_aside"]
