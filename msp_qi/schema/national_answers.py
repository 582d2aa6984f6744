"""Answers of the national Safeguarding Adults Collection (SAC), so that a council need not code anything again."""

from msp_qi.schema.field import Answer

_DONT_KNOW = Answer("dont_know", "Don't know", also=("do not know",))
_NOT_RECORDED = Answer("not_recorded", "Not recorded")

AGE_BAND = (
    Answer("18_64", "18 to 64"),
    Answer("65_74", "65 to 74"),
    Answer("75_84", "75 to 84"),
    Answer("85_94", "85 to 94"),
    Answer("95_over", "95 and over", also=("95+",)),
    Answer("not_known", "Not known", also=("unknown",)),
)

RISK_TYPE = (
    Answer("physical", "Physical abuse"),
    Answer("sexual", "Sexual abuse"),
    Answer("psychological", "Psychological abuse", also=("emotional abuse",)),
    Answer("financial", "Financial or material abuse", also=("financial abuse",)),
    Answer("discriminatory", "Discriminatory abuse"),
    Answer("organisational", "Organisational abuse", also=("institutional abuse",)),
    Answer("neglect", "Neglect and acts of omission", also=("neglect",)),
    Answer("domestic", "Domestic abuse"),
    Answer("sexual_exploitation", "Sexual exploitation"),
    Answer("modern_slavery", "Modern slavery"),
    Answer("self_neglect", "Self-neglect"),
)

RISK_SOURCE = (
    Answer("service_provider", "Service provider"),
    Answer("known", "Other, known to individual"),
    Answer("unknown", "Other, unknown to individual"),
)

RISK_LOCATION = (
    Answer("own_home", "Own home"),
    Answer("community", "In the community (excluding community services)"),
    Answer("community_service", "In a community service"),
    Answer("care_home_nursing", "Care home, nursing"),
    Answer("care_home_residential", "Care home, residential"),
    Answer("hospital_acute", "Hospital, acute"),
    Answer("hospital_mental_health", "Hospital, mental health"),
    Answer("hospital_community", "Hospital, community"),
    Answer("other", "Other"),
)

RISK_ASSESSMENT = (
    Answer("identified_action", "Risk identified and action taken"),
    Answer("identified_no_action", "Risk identified and no action taken"),
    Answer("inconclusive_action", "Assessment inconclusive and action taken"),
    Answer("inconclusive_no_action", "Assessment inconclusive and no action taken"),
    Answer("none_action", "No risk identified and action taken"),
    Answer("none_no_action", "No risk identified and no action taken"),
    Answer("ceased", "Enquiry ceased at individual's request and no action taken"),
)

RISK_OUTCOME = (
    Answer("remained", "Risk remained"),
    Answer("reduced", "Risk reduced"),
    Answer("removed", "Risk removed"),
)

KNOWN_OR_NOT = (
    Answer("yes", "Yes", also=("Y",)),
    Answer("no", "No", also=("N",)),
    _DONT_KNOW,
    _NOT_RECORDED,
)

OUTCOMES_ASKED = (
    Answer("asked_expressed", "Asked, and outcomes expressed"),
    Answer("asked_none", "Asked, and none expressed"),
    Answer("not_asked", "Not asked"),
    _DONT_KNOW,
    _NOT_RECORDED,
)

OUTCOMES_ACHIEVED = (
    Answer("fully", "Fully achieved"),
    Answer("partially", "Partially achieved"),
    Answer("not_achieved", "Not achieved"),
)
