"""What is swept out at night: sessions nobody can use any more."""

from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_ended_sessions")
def forget_ended_sessions(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says when it was due
    """An expired session opens nothing; its row still tells who signed in, so it is not kept."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
