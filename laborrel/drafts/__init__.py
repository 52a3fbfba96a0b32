"""What a person is typing and has not sent: saved every few seconds, alive after an expired session."""
