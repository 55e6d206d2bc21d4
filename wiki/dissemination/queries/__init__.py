"""Reads for exports and downloads. Every one asks :mod:`wiki.pages.queries.visibility` what its actor may see."""
