"""People who sign in: the user, sign-in and its limits, and the invented personas of the demonstration office."""
