"""What happened: append-only events, one per verb; who read confidential records; the timeline in English."""
