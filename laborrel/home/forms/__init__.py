"""What the browser may send to the pages of the office itself."""
