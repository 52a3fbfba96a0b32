"""The employer: departments, unions, bargaining units and employees, as plain facts everyone in the office may read."""
