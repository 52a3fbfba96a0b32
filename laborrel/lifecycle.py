"""Says which acts are legal from which state, so that every app's `states.py` is data that can be checked and drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


class IllegalTransition(Exception):
    """This act is not possible in the present state."""

    def __init__(self, sentence: str, *, verb: str, state: str) -> None:
        super().__init__(sentence)
        self.verb = verb
        self.state = state


class MalformedLifecycle(ValueError):
    """The table of states and acts contradicts itself."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One act: from any of `sources` to `target`, by people who hold `permission`."""

    verb: str
    sources: frozenset[str]
    target: str
    permission: str

    def __init__(self, verb: str, sources: str | Iterable[str], target: str, permission: str) -> None:
        object.__setattr__(self, "verb", verb)
        object.__setattr__(self, "sources", frozenset([sources] if isinstance(sources, str) else sources))
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "permission", permission)

    @property
    def label(self) -> str:
        """The verb as a person reads it: `send_back` -> `Send back`."""
        return self.verb.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A named table of states (code -> words) and acts; the first state is where a new thing begins.

    Raises MalformedLifecycle when an act names an unknown state, when one verb has two targets from the same
    state, when an act has no permission, or when a state can never be reached.
    """

    name: str
    states: Mapping[str, str]
    transitions: tuple[Transition, ...]
    _by_source: Mapping[tuple[str, str], Transition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", MappingProxyType(dict(self.states)))
        object.__setattr__(self, "transitions", tuple(self.transitions))
        object.__setattr__(self, "_by_source", MappingProxyType(self._indexed()))
        self._refuse_unreachable_states()

    @property
    def initial(self) -> str:
        return next(iter(self.states))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(code, words) pairs for a model field."""
        return list(self.states.items())

    @property
    def final_states(self) -> tuple[str, ...]:
        """The states nothing leads out of."""
        return tuple(state for state in self.states if not self.transitions_from(state))

    def label(self, state: str) -> str:
        self._known(state)
        return self.states[state]

    def transitions_from(self, state: str) -> tuple[Transition, ...]:
        """The legal acts, in the order the table names them."""
        self._known(state)
        return tuple(transition for transition in self.transitions if state in transition.sources)

    def verbs_from(self, state: str) -> tuple[str, ...]:
        return tuple(transition.verb for transition in self.transitions_from(state))

    def allows(self, verb: str, *, state: str) -> bool:
        self._known(state)
        return (verb, state) in self._by_source

    def transition(self, verb: str, *, state: str) -> Transition:
        """The act `verb` from `state`; raises IllegalTransition with a sentence for the person who tried."""
        self._known(state)
        if found := self._by_source.get((verb, state)):
            return found
        possible = ", ".join(transition.label.lower() for transition in self.transitions_from(state)) or "nothing more"
        raise IllegalTransition(
            f"“{verb.replace('_', ' ').capitalize()}” is not possible: this {self.name} is"
            f" “{self.states[state].lower()}”. What can be done from here: {possible}.",
            verb=verb,
            state=state,
        )

    def after(self, verb: str, *, state: str) -> str:
        """The state that follows when `verb` is done in `state`."""
        return self.transition(verb, state=state).target

    def mermaid(self) -> str:
        """The drawing as Mermaid text (for the handbook)."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [f"    {state} : {label}" for state, label in self.states.items()]
        lines += [f"    {source} --> {act.target} : {act.label}" for source, act in self._edges()]
        lines += [f"    {state} --> [*]" for state in self.final_states]
        return "\n".join(lines) + "\n"

    def dot(self) -> str:
        """The drawing as Graphviz text."""
        lines = [f"digraph {_quoted(self.name)} {{", "    rankdir=LR;", "    node [shape=box, style=rounded];"]
        lines += [f"    {_quoted(state)} [label={_quoted(label)}];" for state, label in self.states.items()]
        lines += [
            f"    {_quoted(source)} -> {_quoted(act.target)} [label={_quoted(act.label)}];"
            for source, act in self._edges()
        ]
        return "\n".join([*lines, "}"]) + "\n"

    def _edges(self) -> list[tuple[str, Transition]]:
        return [(state, act) for act in self.transitions for state in self.states if state in act.sources]

    def _known(self, state: str) -> None:
        if state not in self.states:
            raise KeyError(f"{state!r} is no state of {self.name}; it has {', '.join(self.states)}")

    def _indexed(self) -> dict[tuple[str, str], Transition]:
        if not self.states:
            raise MalformedLifecycle(f"{self.name} has no states")
        index: dict[tuple[str, str], Transition] = {}
        for act in self.transitions:
            if unknown := (act.sources | {act.target}) - self.states.keys():
                raise MalformedLifecycle(f"{self.name}: {act.verb} names unknown states {sorted(unknown)}")
            if not act.permission.strip():
                raise MalformedLifecycle(f"{self.name}: {act.verb} does not say who may do it")
            for source in act.sources:
                if (act.verb, source) in index:
                    raise MalformedLifecycle(f"{self.name}: {act.verb} from {source} is written twice")
                index[act.verb, source] = act
        return index

    def _refuse_unreachable_states(self) -> None:
        reached, waiting = set(), [self.initial]
        while waiting:
            state = waiting.pop()
            if state not in reached:
                reached.add(state)
                waiting += [act.target for act in self.transitions_from(state)]
        if lost := [state for state in self.states if state not in reached]:
            raise MalformedLifecycle(f"{self.name}: nothing leads to {', '.join(lost)}")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
