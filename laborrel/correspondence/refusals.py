"""Why an act on mail is refused; each docstring is the sentence the person reads."""


class MailRefusal(Exception):
    """This cannot be done with the letter."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.__doc__)


class OwnDraft(MailRefusal):
    """You wrote in this letter yourself, so somebody else must approve it."""


class EmptyLetter(MailRefusal):
    """The letter needs a subject, an addressee and some text before it can be reviewed."""


class ReasonNeeded(MailRefusal):
    """Say why, in a few words: the others on the matter will read it."""


class UnfilledFields(MailRefusal):
    """Some merge fields are not filled."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"These fields are not filled: {', '.join(fields)}. Write the words, or take the fields out.")
        self.fields = fields


class NotIssued(MailRefusal):
    """Only an issued letter can be served or corrected."""


class AlreadyReplaced(MailRefusal):
    """Another letter already replaces this one."""


class IssueDateInFuture(MailRefusal):
    """A letter cannot bear a date that has not come."""


class IssueDateTooEarly(MailRefusal):
    """A letter cannot bear a date before it was drafted."""


class ServedBeforeIssue(MailRefusal):
    """The date of service is before the date of the letter."""


class ServedInFuture(MailRefusal):
    """The date of service has not come yet."""


class AddressMissing(MailRefusal):
    """Say to which address the letter was sent."""


class EvidenceOfAnotherMatter(MailRefusal):
    """The evidence of service must be a paper of the same matter."""


class AlreadyWithdrawnProof(MailRefusal):
    """This proof of service was already withdrawn."""


class EmptyEntry(MailRefusal):
    """An entry in the register needs a sender, a receiver and a subject."""


class MailDateInFuture(MailRefusal):
    """Mail cannot be entered with a date that has not come."""


class AlreadyVoided(MailRefusal):
    """This entry was already voided."""


class LettersEntry(MailRefusal):
    """This number belongs to an issued letter and cannot be voided."""


class AlreadySettled(MailRefusal):
    """This entry is already marked as answered."""


class PaperOfAnotherMatter(MailRefusal):
    """The paper must belong to the same matter."""


class TemplateFaulty(MailRefusal):
    """The template has faults."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(f"The template has faults: {'; '.join(faults)}.")
        self.faults = faults
