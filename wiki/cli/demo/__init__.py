"""Real practices and a meeting of the programme as demo content: a newcomer sees a living wiki."""

from wiki.cli.demo.gathering import create_demo_meetings, load_demo_meetings
from wiki.cli.demo.reading import load_demo
from wiki.cli.demo.types import DEMO_COMMENT, DemoPractice, DemoRemark
from wiki.cli.demo.writing import create_demo_practices, remove_demo_practices

__all__ = [
    "DEMO_COMMENT",
    "DemoPractice",
    "DemoRemark",
    "create_demo_meetings",
    "create_demo_practices",
    "load_demo",
    "load_demo_meetings",
    "remove_demo_practices",
]
