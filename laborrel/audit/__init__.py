"""What happened: append-only events, one per verb; the log of who read confidential records; the timeline in English."""
