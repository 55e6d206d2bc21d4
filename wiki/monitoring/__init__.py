"""Monitoring: for a practice or a replication, what was before, what is aimed at and what was measured since."""
