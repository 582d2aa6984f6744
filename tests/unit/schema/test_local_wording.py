"""An organisation may word the seven questions its own way; what is broken is named."""

import pytest

from msp_qi.errors import UserError
from msp_qi.schema.fields import table
from msp_qi.schema.local_wording import QUESTIONS, WORDING, read_wording

GOOD = "\n".join(f'[{name}]\nlabel = "{name[:2].upper()}"\nquestion = "Was it so?"' for name in QUESTIONS)


def test_the_template_asks_in_the_local_wording():
    feedback = table("feedback")
    for name in QUESTIONS:
        assert feedback.field(name).help == WORDING[name].question
        assert feedback.field(name).label == WORDING[name].label


def test_another_wording_is_read_as_it_stands():
    assert read_wording(GOOD)["q7_feel_safer"].question == "Was it so?"


@pytest.mark.parametrize(
    "text,says",
    [
        ("[q1_asked\n", "local_wording.toml cannot be read"),
        (GOOD.replace("[q4_listened_to]", "[q4]"), "must hold [q4_listened_to] with a label and a question"),
        (GOOD.replace('question = "Was it so?"', "question = 7", 1), "must hold [q1_asked]"),
    ],
)
def test_a_broken_wording_is_one_sentence(text, says):
    with pytest.raises(UserError) as refused:
        read_wording(text)
    assert says in str(refused.value)
