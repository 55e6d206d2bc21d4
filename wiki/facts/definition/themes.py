"""What only practices of one theme are asked: the specific facts of the programme's own form."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, choices, count, figure, number, prose, rows, text, yes_no
from wiki.facts.types import Section

_LAB, _HOUSES, _HEAT, _DATA, _CARS = ("engagement",), ("refurbishment",), ("heating",), ("data",), ("mobility",)

SPECIFIC = Section(
    key="specific",
    number=17,
    title=_("Facts of the theme"),
    hint=_("Asked for only where the theme of the practice has them."),
    fields=(
        choices(key="lab_groups", label=_("Target groups"), vocabulary="group", themes=_LAB),
        prose(key="lab_leaders", label=_("Opinion leaders and how they were won"), themes=_LAB),
        text(key="lab_place", label=_("Place of the lab"), themes=_LAB),
        prose(key="lab_measures", label=_("Strategy and measures"), themes=_LAB),
        rows(
            key="energy_performance",
            label=_("Energy performance, before and after"),
            themes=_HOUSES,
            columns=figure(unit="kWh/m²a"),
        ),
        count(key="inhabitants", label=_("Inhabitants"), unit=_("people"), themes=_HOUSES),
        prose(key="energy_supply", label=_("Energy supply afterwards"), themes=(*_HOUSES, *_HEAT)),
        prose(key="renewables", label=_("Renewables used"), themes=(*_HOUSES, *_HEAT)),
        number(key="supply_temperature", label=_("Supply temperature"), unit="°C", least=0, most=200, themes=_HEAT),
        choices(key="heat_sources", label=_("Heat sources"), vocabulary="heat_source", themes=_HEAT),
        prose(key="stack", label=_("Technology stack"), themes=_DATA),
        prose(key="device_categories", label=_("Categories of devices"), themes=_DATA),
        text(key="operated_by", label=_("Operated and maintained by"), themes=_DATA),
        prose(key="data_stakeholders", label=_("Who gives and who uses the data"), themes=_DATA),
        choice(key="ground", label=_("Ground"), vocabulary="ground", themes=_CARS),
        choice(key="sharing", label=_("How vehicles are shared"), vocabulary="sharing", themes=_CARS),
        count(key="fleet", label=_("Fleet"), unit=_("vehicles"), themes=_CARS),
        text(key="vehicle_class", label=_("Vehicle class and model"), themes=_CARS),
        choices(key="drives", label=_("Electric drive"), vocabulary="drive", themes=_CARS),
        number(key="range", label=_("Range"), unit="km", least=0, most=2_000, themes=_CARS),
        count(key="subscribers", label=_("Subscribers"), unit=_("people"), themes=_CARS),
        prose(key="terms_of_use", label=_("Terms of use"), themes=_CARS),
        prose(key="access", label=_("Registration, access and payment"), themes=_CARS),
        text(key="tariff", label=_("Price"), themes=_CARS),
        prose(key="parking", label=_("Parking incentives"), themes=_CARS),
        yes_no(key="barrier_free", label=_("Barrier-free"), themes=_CARS),
        prose(key="transit_links", label=_("Links to public transport"), themes=_CARS),
        prose(key="distribution", label=_("Where the vehicles or stations stand"), themes=_CARS),
    ),
)
