"""How the events of a grievance read."""

from typing import Any

from laborrel.audit.sentences import money, phrase, says, shown

phrase("grievances.receive", "logged the grievance, received {received_on}")
phrase("grievances.assign", "gave the case to {holder}")
phrase("grievances.appeal", "recorded the appeal from {came_from} to {step}, filed {on}")
phrase("grievances.advance", "recorded that the union went on from {came_from} to {step} without an answer, {on}")
phrase(
    "grievances.advance_by_itself",
    "noted that the case moved from {came_from} to {step} by itself on {on}, because no answer came",
)
phrase("grievances.skip", "moved the case by agreement from {came_from} to {step}, {on}")
phrase("grievances.revert", "sent the case back by agreement from {came_from} to {step}, {on}")
phrase("grievances.refer", "recorded the demand for arbitration of {on}: the case is referred to arbitration")
phrase("grievances.screen", "screened the grievance: {answers}")
phrase("grievances.record_meeting", "recorded the {step} meeting of {on}")
phrase("grievances.record_happening", "recorded: {what}, {on}")
phrase("grievances.cite", "recorded the provisions cited at {step}: {articles}")
phrase("grievances.replace_citation", "replaced the citation of {earlier} by {article}")
phrase("grievances.draft_answer", "began the answer at {step}")
phrase("grievances.record_oral_answer", "recorded the oral answer at {step} of {on}: {finding}")
phrase("grievances.answer", "issued the answer at {step} on {on}: {finding}")
phrase("grievances.change_finding", "changed the finding of the drafted answer from {earlier} to {finding}")
phrase("grievances.record_receipt", "recorded that the answer at {step} was received {received_on}")
phrase("grievances.prove_extension", "attached the signed extension: {paper}")
phrase("grievances.hold", "held the case in abeyance from {from_on}: {reason}")
phrase("grievances.release", "ended the abeyance on {until_on}")
phrase("grievances.grant_remedy", "recorded the remedy granted to {grievant}: {remedy}")
phrase("grievances.approve_settlement", "approved the settlement")
phrase("grievances.refuse_settlement", "refused the settlement: {reason}")
phrase("grievances.restrict", "gave the case a scope of its own ({kind}): {because}")
phrase("grievances.let_in", "let {who} into the case")
phrase("grievances.wall_off", "kept a person with a conflict of interest out of the case")
phrase("grievances.write_note", "wrote a privileged note")
phrase("grievances.edit_note", "edited a privileged note")
phrase("grievances.object_untimely", "raised the objection at {step} that the grievance is untimely: {objection}")
phrase("grievances.lapse", "looked at the clocks: {headline}")
phrase("grievances.move_dates", "computed the open dates anew: {because}")
phrase("grievances.share_view", "shared the docket view “{view}”")
phrase("grievances.unshare_view", "took the docket view “{view}” back")
phrase("grievances.import_log", "took in the log {file}: {new} new, {unchanged} unchanged, {differing} differing")
phrase(
    "grievances.import_case", "took the case in from the log {file}, line {line}, where its number was {former_number}"
)


@says("grievances.file")
def entered(data: dict[str, Any]) -> str:
    """The other side files, the office enters it; earlier events do not say who filed."""
    who = f" by {data['filed_by']}" if data.get("filed_by") else ""
    return f"entered the grievance, filed at {data['step']}{who}"


@says("grievances.amend")
def amended(data: dict[str, Any]) -> str:
    changes = [
        f"{name.replace('_', ' ')} from “{shown(old)}” to “{shown(new)}”"
        for name, (old, new) in data["changed"].items()
    ]
    return "corrected " + "; ".join(changes) if changes else "looked over the facts and changed nothing"


@says("grievances.withdraw")
def withdrawn(data: dict[str, Any]) -> str:
    return f"closed the case as withdrawn{_where_and_when(data)}. {data['words']}"


@says("grievances.close")
def closed(data: dict[str, Any]) -> str:
    return f"closed the case{_where_and_when(data)}: {data['outcome']}. {data.get('words') or ''}".strip()


def _where_and_when(data: dict[str, Any]) -> str:
    """A case that was only received ends at no step."""
    step = f" at {data['step']}" if data.get("step") else ""
    return f"{step}, {shown(data['on'])}"


@says("grievances.extend")
def extended(data: dict[str, Any]) -> str:
    until = f"to {shown(data['to_on'])}" if data.get("to_on") else f"by {data.get('more_days')} days"
    proof = "" if data.get("is_proven") else ", unproven until the signed paper is attached"
    return f"recorded an extension of “{data['act']}” {until}{proof}"


@says("grievances.propose_settlement")
def proposed(data: dict[str, Any]) -> str:
    limit = "within authority" if data.get("is_within_authority") else "for a second person to approve"
    return f"proposed a settlement of {money(data.get('amount_cents'))}, {limit}"


@says("grievances.settle")
def settled(data: dict[str, Any]) -> str:
    return f"closed the case as settled at {data['step']}, {shown(data['on'])}, for {money(data['amount_cents'])}"


@says("grievances.record_payment")
def paid(data: dict[str, Any]) -> str:
    return f"recorded the payment of {money(data['amount_cents'])} on {shown(data['paid_on'])}, proof: {data['proof']}"


@says("grievances.set_authority")
def limit_set(data: dict[str, Any]) -> str:
    limit = money(data.get("limit_cents"))
    return f"let {data['role']} settle alone up to {limit} from {shown(data['effective_on'])}"
