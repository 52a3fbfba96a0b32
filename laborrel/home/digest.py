"""The daily digest: what is late and what falls due within three days.

It holds numbers, acts, dates and links, never a name; of a confidential case the number and the link alone. Rights are
asked when it is sent, not when it was planned. A person who leads desks is also told what is late on them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction

from laborrel.home.models import DigestSent
from laborrel.web import contributions
from laborrel.web.contributions import Deadline
from laborrel.web.wording import counted, day_words

DAYS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Digest:
    """One person's mail of one day; empty when there is nothing to say."""

    mine: list[Deadline]
    late_elsewhere: list[Deadline]

    @property
    def is_empty(self) -> bool:
        return not (self.mine or self.late_elsewhere)


def digest_for(user: Any, *, today: date) -> Digest:
    """Our own acts of the person's cases that are late or due within three days, and what is late with others."""
    found = [line for _, find in contributions.due for line in find(user, today + timedelta(days=DAYS_AHEAD))]
    ours = sorted((line for line in found if line.side == "ours"), key=lambda line: (line.on, line.number))
    return Digest(
        mine=[line for line in ours if line.holder_id == user.pk],
        late_elsewhere=[line for line in ours if line.holder_id != user.pk and line.on < today and line.is_led],
    )


def send_digest(*, to: Any, at: datetime, today: date) -> bool:
    """Send the person's digest of the day, once; False when there was nothing to say or it was sent before."""
    digest = digest_for(to, today=today)
    if digest.is_empty:
        return False
    try:
        with transaction.atomic():
            sent = DigestSent.objects.create(user=to, day=today, sent_at=at)
    except IntegrityError:
        return False
    subject, words = subject_of(digest, today=today), text_of(digest, today=today)
    transaction.on_commit(lambda: _deliver(sent, subject, words))
    return True


def _deliver(sent: DigestSent, subject: str, words: str) -> None:
    """Mail it once the day's row stands; when the mail server refuses, the row goes, so that the job's retry mails."""
    try:
        send_mail(subject, words, None, [sent.user.email])
    except Exception:
        DigestSent.objects.filter(pk=sent.pk).delete()
        raise


def subject_of(digest: Digest, *, today: date) -> str:
    late = sum(line.on < today for line in digest.mine)
    return f"{settings.SITE_NAME}: {counted(late, 'date')} late, {counted(len(digest.mine) - late, 'date')} due soon"


def text_of(digest: Digest, *, today: date) -> str:
    """The mail's words."""
    lines = ["Your cases", *(_line(line, today) for line in digest.mine)] if digest.mine else []
    if digest.late_elsewhere:
        lines += ["", "Late at the desks you lead", *(_line(line, today) for line in digest.late_elsewhere)]
    return "\n".join([*lines, "", f"Your desk: {settings.LABORREL_ADDRESS}/"])


def _line(line: Deadline, today: date) -> str:
    """Of a confidential case the mail says the number and where to read on, nothing else."""
    if line.is_confidential:
        return f"- {line.number}: {settings.LABORREL_ADDRESS}{line.url}"
    due = line.due(today)
    return f"- {line.number}: {line.title}, {day_words(line.on)} ({due.words}) {settings.LABORREL_ADDRESS}{line.url}"
