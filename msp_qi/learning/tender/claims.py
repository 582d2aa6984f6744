"""What a tender would like to say: each claim with the indicator that must bear it out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """One statement for a tender point.

    Parameters
    ----------
    point : str
        The requirement id of the tender point, T1 to T4.
    indicator : str
        Name of the indicator.
    says : str
        What is claimed, behind "nearly all of the"; ends with a full stop.
    sure : str
        How we know: how the rows came about.
    record : str
        What to record so that it can be claimed.
    beside : str
        An indicator without which the figure would mislead, such as how many answered; empty for none.
    """

    point: str
    indicator: str
    says: str
    sure: str
    record: str
    beside: str = ""


_SAMPLE = (
    "The cases are drawn at random each month by a rule that anybody can repeat, and read against a fixed set of "
    "questions."
)
_EVERY = "Every {} in the period counts, also where nothing was written down: that counts as not done."
_ASKED = "Everybody who answered counts, and the share of people who answered is reported beside it."

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "T1", "outcome_in_own_words",
        "cases that we audit say in the person's own words what they want.",
        _SAMPLE,
        "The outcome in the person's words, and whose words they are.",
    ),
    Claim(
        "T1", "reviews_revisit_outcome",
        "reviews that were held ask whether the person still wants the same.",
        _EVERY.format("review that was held"),
        "For each review: the day it was held, and whether the outcome was looked at again.",
    ),
    Claim(
        "T1", "plan_recognised_adult",
        "adults who answered recognise themselves in their plan.",
        _ASKED,
        "The answers of adults to the feedback questions, and how many were invited.",
        "response_rate_adult",
    ),
    Claim(
        "T2", "advocacy_offered",
        "people who needed an advocate were offered one, with the day on record.",
        _SAMPLE,
        "Whether the person had substantial difficulty, and the day an advocate was offered.",
    ),
    Claim(
        "T2", "communication_adjusted",
        "people with a need for support to communicate were given it.",
        _SAMPLE,
        "The communication need, and what was done about it.",
    ),
    Claim(
        "T2", "advocate_met_in_time",
        "advocates that were offered met the person within the agreed time.",
        _SAMPLE,
        "The day the advocate was offered and the day they first met the person.",
    ),
    Claim(
        "T3", "risk_steps_reviewed",
        "steps of positive risk-taking were reviewed by the day they were due.",
        _EVERY.format("step that fell due"),
        "Each step of a risk-taking plan with the day its review is due and the day it was held.",
    ),
    Claim(
        "T3", "risk_notes_complete",
        "cases that we audit hold what the person understands, what support helps and what triggers a review.",
        _SAMPLE,
        "All three parts of the risk note.",
    ),
    Claim(
        "T3", "triggers_acted_on",
        "review triggers led to a decision within the agreed time.",
        _EVERY.format("trigger"),
        "The day of each trigger, and the day and kind of the decision.",
    ),
    Claim(
        "T3", "goal_steps_achieved",
        "steps towards a person's goal that fell due were achieved.",
        _EVERY.format("step that fell due"),
        "Each step with its planned day and the day it was achieved.",
    ),
    Claim(
        "T4", "options_log_complete",
        "cases that we audit hold two or more options, each with the decision and the reason.",
        _SAMPLE,
        "Each option, whether it was taken or declined, and why.",
    ),
    Claim(
        "T4", "least_restrictive",
        "cases with a restriction give the reason, and what else was tried.",
        _SAMPLE,
        "The reason for each restriction and the alternatives tried.",
    ),
    Claim(
        "T4", "planned_reviews_on_time",
        "reviews that fell due were held on time.",
        _EVERY.format("review that fell due"),
        "For each review: the day it was due and the day it was held.",
    ),
    Claim(
        "T4", "outcomes_achieved",
        "people who said what they wanted got it, fully or in part.",
        _EVERY.format("concluded concern with a stated outcome"),
        "At the end of each concern: what the person wanted, and how far it was achieved.",
    ),
)  # fmt: skip
