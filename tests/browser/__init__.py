"""The product in a real browser: every page state, the journeys by keyboard alone, what the browser keeps."""
