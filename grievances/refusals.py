"""What a verb may refuse: each exception's docstring is the sentence the person reads."""


class Refusal(Exception):
    """This is not possible."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{type(self).__doc__} {detail}".strip())


class NotUnderWay(Refusal):
    """This case is not under way: it is only received, or it is closed."""


class CaseMoved(Refusal):
    """Somebody else has just moved this case. Look at it again before you go on."""


class NoDeskForUnit(Refusal):
    """You do not work the desk of this unit. Ask a senior specialist to seat you there."""


class NoProcedureInForce(Refusal):
    """No grievance procedure of this agreement was in force on that day. Enter the procedure first."""


class GroupNeedsMore(Refusal):
    """This contract's group grievance names more employees than one. Name them, or file it as individual."""


class NoGrievant(Refusal):
    """Name at least one grievant, or file it as a union or policy grievance."""


class GrievantTwice(Refusal):
    """The same employee is named twice. Name each grievant once."""


class AgreementOfAnotherUnit(Refusal):
    """This agreement belongs to another unit. Choose the agreement of the unit that grieves."""


class StartsElsewhere(Refusal):
    """This kind of matter does not begin at that step. File it where it begins; steps are skipped by agreement."""


class PaperOfAnotherCase(Refusal):
    """This paper belongs to another case. Add it to this case first."""


class DateBeforeEvent(Refusal):
    """This date lies before the event it follows. Check both dates."""


class DateInFuture(Refusal):
    """This date lies in the future. Record it when it has happened."""


class StepAlreadyAnswered(Refusal):
    """This step was already answered. Issue a correction instead of a second answer."""


class AnswerAlreadyBegun(Refusal):
    """The answer to this step is already being written. Go on with it."""


class StepLeft(Refusal):
    """The case has moved on from this step. Answer it at the step where it stands."""


class AnswerMustBeWritten(Refusal):
    """The contract wants this step answered in writing. Draft the answer as a letter."""


class ObjectionDropped(Refusal):
    """The timeliness objection that was raised is missing from this answer. Put its words back before it is issued."""


class ObjectionStands(Refusal):
    """The timeliness objection was already raised. Its day, its words and who raised it stay on record."""


class ObjectionWithoutWords(Refusal):
    """Say what is untimely: every later answer repeats these words."""


class NotACorrection(Refusal):
    """This letter corrects no issued answer. Issue it as the answer of its step."""


class NotIssued(Refusal):
    """This answer is not issued yet."""


class NoSuchStep(Refusal):
    """The procedure has no such step, or it ends before it."""


class LadderEndsHere(Refusal):
    """This procedure goes no further for this matter."""


class ArbitrationNotProvided(Refusal):
    """This procedure has no arbitration for this matter; its last answer is final."""


class ArbitrationIsNext(Refusal):
    """The next step is arbitration. Record the demand for it as a referral."""


class StepsBefore(Refusal):
    """There are steps before arbitration that this case has not taken. They can be skipped only by agreement."""


class AgreementPaperMissing(Refusal):
    """A step is skipped or gone back to only by agreement. Attach the signed paper."""


class AnswerStillDue(Refusal):
    """The answer at this step is not yet overdue, so the grievance cannot be advanced for want of one."""


class ExtensionAfterExpiry(Refusal):
    """The date had already passed when this was agreed. An extension agreed after expiry is none; record a waiver."""


class ExtensionTooShort(Refusal):
    """The new date is not later than the present one."""


class AlreadyProven(Refusal):
    """The signed paper of this extension is already attached."""


class NoRunningClock(Refusal):
    """This clock is not running."""


class AlreadyHeld(Refusal):
    """This case is already held in abeyance."""


class NotHeld(Refusal):
    """This case is not held in abeyance."""


class OwnLead(Refusal):
    """A case cannot wait for itself, nor for a case that waits for it."""


class CitationReplaced(Refusal):
    """This citation was already replaced. Amend the one that stands in its place."""


class SecondApproverNeeded(Refusal):
    """This settlement is above your authority. A second person with a higher limit must approve it."""


class OwnApproval(Refusal):
    """You proposed this settlement, so somebody else must approve it."""


class ReasonOfRefusalMissing(Refusal):
    """Say why you refuse it: the one who proposed it must know what to change."""


class SignedPaperMissing(Refusal):
    """Attach the signed settlement first."""


class PaymentProofMissing(Refusal):
    """Attach the proof of payment: an unsupported payment is what auditors find."""


class UnpaidAmount(Refusal):
    """This settlement pays nothing, so there is no payment to record."""


class OutcomeMissing(Refusal):
    """Say how the case ended: choose an outcome."""
