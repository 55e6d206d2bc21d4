"""Real practices of the programme as demo content: a newcomer sees a living wiki, and one command removes it."""

from wiki.cli.demo.reading import load_demo
from wiki.cli.demo.types import DEMO_COMMENT, DemoPractice, DemoRemark
from wiki.cli.demo.writing import create_demo_practices, remove_demo_practices

__all__ = [
    "DEMO_COMMENT",
    "DemoPractice",
    "DemoRemark",
    "create_demo_practices",
    "load_demo",
    "remove_demo_practices",
]
