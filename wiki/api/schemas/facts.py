"""The facts of a practice, a meeting or a plan, as the templates have them."""

from typing import Any, ClassVar, Self

from pydantic import ConfigDict, GetJsonSchemaHandler, RootModel, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from wiki.core.errors import Invalid
from wiki.facts import COMBINED, PLAN, Template, read_facts
from wiki.facts.json_schema import json_schema


class Facts(RootModel[dict[str, Any]]):
    """The filled fields of the template of the page's kind. What is not known is left out: there is no empty value.

    Types are told here and checked in the domain, which says at each field what is wrong in the reader's language.
    """

    model_config = ConfigDict(frozen=True)
    template: ClassVar[Template] = COMBINED

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        errors = read_facts(self.root, self.template, typed=True).errors
        if errors:
            # No error of the library's: each field has its own sentence, in the reader's language.
            raise Invalid({f"facts.{place}".rstrip("."): sentence for place, sentence in errors.items()})
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        told = handler.resolve_ref_schema(handler(core_schema))
        told.clear()
        # Each goes by its own name: who makes classes of the schema makes one a title.
        told.update(json_schema(cls.template) | {"title": cls.__name__})
        return told


class PlanFacts(Facts):
    """The filled fields of the plan's template. What is not known is left out: there is no empty value."""

    template: ClassVar[Template] = PLAN
