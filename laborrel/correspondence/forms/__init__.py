"""What the browser may send about a letter."""
