"""Writes of the taxonomy. Every function flushes; the caller commits."""

from wiki.taxonomy.service.starter import load_starter
from wiki.taxonomy.service.synonyms import create_synonyms, delete_synonyms, update_synonyms
from wiki.taxonomy.service.tags import create_city, create_theme, update_city, update_theme

__all__ = [
    "create_city",
    "create_synonyms",
    "create_theme",
    "delete_synonyms",
    "load_starter",
    "update_city",
    "update_synonyms",
    "update_theme",
]
