"""What leaves the building about grievances."""
