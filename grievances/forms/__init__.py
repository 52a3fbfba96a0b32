"""What the browser may send."""
