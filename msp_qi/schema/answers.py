"""Lists of allowed answers, each written once."""

from msp_qi.schema.field import Answer

YES_NO = (
    Answer("yes", "Yes", also=("Y", "true")),
    Answer("no", "No", also=("N", "false")),
)

AUDIT = (
    Answer("met", "Met"),
    Answer("partly", "Partly met", also=("partially met", "partial")),
    Answer("not_met", "Not met", also=("not",)),
    Answer("na", "Not applicable", also=("NA", "N/A", "n.a.")),
    Answer("cannot_tell", "Cannot tell", also=("can't tell", "unclear")),
)

SAMPLED_AS = (
    Answer("random", "Random core"),
    Answer("targeted", "Targeted"),
)

OUTCOME_SOURCE = (
    Answer("person", "The person"),
    Answer("representative", "A representative"),
    Answer("staff", "Staff"),
    Answer("not_recorded", "Not recorded"),
)

INVOLVEMENT = (
    Answer("led", "Led by the person"),
    Answer("involved", "Involved"),
    Answer("informed", "Informed only"),
    Answer("not_involved", "Not involved"),
    Answer("not_possible", "Not possible (reason recorded)"),
    Answer("not_reached", "Stage not reached yet"),
)

CAPACITY_STATEMENT = (
    Answer("assumed", "Capacity assumed"),
    Answer("assessed_has", "Assessed: has capacity"),
    Answer("assessed_lacks", "Assessed: lacks capacity"),
    Answer("not_recorded", "Nothing recorded"),
)

ADVOCACY = (
    Answer("in_place", "In place"),
    Answer("offered_declined", "Offered, declined"),
    Answer("offered_waiting", "Offered, waiting"),
    Answer("not_offered", "Not offered"),
    Answer("not_needed", "Not needed"),
)

AGE_BAND = (
    Answer("18_64", "18 to 64"),
    Answer("65_74", "65 to 74"),
    Answer("75_84", "75 to 84"),
    Answer("85_over", "85 and over"),
)

# The codebook is versioned, so that a renamed theme cannot look like an improvement.
THEME_CODEBOOK_VERSION = "2026-1"
THEME = (
    Answer("controlling", "Controlling or coercive behaviour"),
    Answer("financial", "Financial pressure"),
    Answer("neglect", "Neglect or missed care"),
    Answer("physical", "Physical harm"),
    Answer("self_neglect", "Self-neglect"),
    Answer("restriction", "Unjustified restriction"),
    Answer("information", "Information shared beyond consent"),
    Answer("community", "Risk in the community"),
    Answer("other", "Other"),
)
