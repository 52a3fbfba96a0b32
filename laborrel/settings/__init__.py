"""Settings: base (shared), dev (demonstration office), test, production (every secret required)."""
