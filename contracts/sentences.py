"""How the events of the contracts read."""

from typing import Any

from laborrel.audit.sentences import phrase, says, shown

phrase("contracts.enter_agreement", "entered the agreement with {clauses} clauses and a procedure of {steps} steps")


@says("contracts.close_day")
def closed(data: dict[str, Any]) -> str:
    return f"closed {shown(data['day'])} ({data['name']}){_moved(data)}"


@says("contracts.open_day")
def opened(data: dict[str, Any]) -> str:
    return f"opened {shown(data['day'])} again ({data['name']} was taken out){_moved(data)}"


def _moved(data: dict[str, Any]) -> str:
    number = int(data.get("moved") or 0)
    return f", which moved {number} open {'date' if number == 1 else 'dates'}" if number else ", which moved no date"
