"""A small letter's life, walked, refused, drawn and contradicted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laborrel.lifecycle import IllegalTransition, Lifecycle, MalformedLifecycle, Transition

LETTER = Lifecycle(
    "letter",
    {"draft": "Draft", "in_review": "In review", "issued": "Issued", "withdrawn": "Withdrawn"},
    (
        Transition("submit", "draft", "in_review", "letters.draft"),
        Transition("send_back", "in_review", "draft", "letters.review"),
        Transition("issue", "in_review", "issued", "letters.issue"),
        Transition("withdraw", ["draft", "in_review"], "withdrawn", "letters.draft"),
    ),
)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("draft", ("submit", "withdraw")),
        ("in_review", ("send_back", "issue", "withdraw")),
        ("issued", ()),
        ("withdrawn", ()),
    ],
)
def test_legal_verbs_stand_in_the_order_of_the_table(state, verbs):
    assert LETTER.verbs_from(state) == verbs


def test_a_legal_verb_leads_on():
    assert LETTER.after("issue", state="in_review") == "issued"
    assert LETTER.transition("withdraw", state="draft").permission == "letters.draft"
    assert LETTER.allows("withdraw", state="draft") is True


def test_an_illegal_verb_is_refused_with_a_sentence():
    with pytest.raises(IllegalTransition) as refused:
        LETTER.after("send_back", state="draft")
    assert str(refused.value) == (
        "“Send back” is not possible: this letter is “draft”. What can be done from here: submit, withdraw."
    )
    assert (refused.value.verb, refused.value.state) == ("send_back", "draft")
    assert LETTER.allows("send_back", state="draft") is False


def test_nothing_can_be_done_in_a_final_state():
    assert LETTER.final_states == ("issued", "withdrawn")
    with pytest.raises(IllegalTransition) as refused:
        LETTER.after("withdraw", state="issued")
    assert str(refused.value).endswith("What can be done from here: nothing more.")


def test_choices_label_and_beginning():
    assert LETTER.initial == "draft"
    assert LETTER.choices[1] == ("in_review", "In review")
    assert LETTER.label("in_review") == "In review"


@pytest.mark.parametrize("question", [LETTER.verbs_from, LETTER.label, LETTER.transitions_from])
def test_an_unknown_state_is_a_programming_error(question):
    with pytest.raises(KeyError, match="lost"):
        question("lost")


def test_mermaid():
    assert LETTER.mermaid() == (
        "stateDiagram-v2\n"
        "    [*] --> draft\n"
        "    draft : Draft\n"
        "    in_review : In review\n"
        "    issued : Issued\n"
        "    withdrawn : Withdrawn\n"
        "    draft --> in_review : Submit\n"
        "    in_review --> draft : Send back\n"
        "    in_review --> issued : Issue\n"
        "    draft --> withdrawn : Withdraw\n"
        "    in_review --> withdrawn : Withdraw\n"
        "    issued --> [*]\n"
        "    withdrawn --> [*]\n"
    )


def test_dot_quotes_what_a_label_may_hold():
    drawn = Lifecycle("odd", {"a": 'say "hi"'}, ()).dot()
    assert drawn.splitlines()[3] == '    "a" [label="say \\"hi\\""];'


@pytest.mark.parametrize(
    ("states", "transitions", "complaint"),
    [
        ({}, (), "no states"),
        ({"a": "A"}, (Transition("go", "a", "b", "p"),), "unknown states"),
        ({"a": "A", "b": "B"}, (), "nothing leads to b"),
        ({"a": "A"}, (Transition("stay", "a", "a", " "),), "who may do it"),
        (
            {"a": "A", "b": "B"},
            (Transition("go", "a", "b", "p"), Transition("go", ["a", "b"], "a", "p")),
            "written twice",
        ),
    ],
)
def test_a_contradictory_table_is_refused(states, transitions, complaint):
    with pytest.raises(MalformedLifecycle, match=complaint):
        Lifecycle("thing", states, transitions)


def test_the_table_cannot_be_changed_afterwards():
    with pytest.raises(TypeError):
        LETTER.states["new"] = "New"
    with pytest.raises(AttributeError):
        LETTER.name = "other"


@given(st.lists(st.sampled_from(["submit", "send_back", "issue", "withdraw", "burn"]), max_size=30))
def test_no_walk_leaves_the_table(verbs):
    state = LETTER.initial
    for verb in verbs:
        if LETTER.allows(verb, state=state):
            state = LETTER.after(verb, state=state)
        else:
            with pytest.raises(IllegalTransition):
                LETTER.after(verb, state=state)
    assert state in LETTER.states
