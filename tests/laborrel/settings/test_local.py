"""The development key lives through a restart and is for its owner's eyes only."""

import stat

from laborrel.settings.local import kept_secret_key


def test_the_key_is_made_once_and_private(tmp_path):
    path = tmp_path / "new" / "secret-key"
    key = kept_secret_key(path)
    assert (kept_secret_key(path), len(key)) == (key, 86)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret-key"]
