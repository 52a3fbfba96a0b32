"""Commands of the contracts app; one module per command."""
