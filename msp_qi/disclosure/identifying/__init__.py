"""Words that may identify a person: found by rules, offline, with no promise that nothing was missed."""

from msp_qi.disclosure.identifying.roster import Roster, read_roster
from msp_qi.disclosure.identifying.screen import NO_GUARANTEE, Found, Screening, screen

__all__ = ["NO_GUARANTEE", "Found", "Roster", "Screening", "read_roster", "screen"]
