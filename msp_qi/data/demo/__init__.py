"""Two synthetic years for made-up services, seeded, with known truths planted. Nobody in it exists."""

from msp_qi.data.demo.planted import LABEL, MONTHS, PLANTED, PlantedService, plant, truths
from msp_qi.data.demo.tables import demo_months, demo_tables

__all__ = ["LABEL", "MONTHS", "PLANTED", "PlantedService", "demo_months", "demo_tables", "plant", "truths"]
