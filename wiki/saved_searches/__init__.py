"""Searches that a member keeps, to be told what is new in them."""
