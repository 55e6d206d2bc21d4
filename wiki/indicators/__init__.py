"""Indicators: what results are told in, with unit, direction, calculation and source; and what is computed of them."""
