"""What is kept comes back byte for byte, lies where nobody looks, and is checked on the way out."""

import stat

import pytest
from django.core.files.storage import FileSystemStorage

from laborrel.documents import storage
from laborrel.documents.inspection import fingerprint
from laborrel.documents.storage import StoredFileChanged, StoredFileMissing, fetch, keep


@pytest.fixture
def directory(tmp_path, monkeypatch):
    monkeypatch.setattr(storage, "default_storage", FileSystemStorage(location=tmp_path))
    return tmp_path


def test_what_is_kept_comes_back(directory):
    kept = keep(b"the answer")
    assert (kept.sha256, kept.size) == (fingerprint(b"the answer"), 10)
    assert fetch(kept.storage_name, sha256=kept.sha256) == b"the answer"


def test_names_are_random_and_files_private(directory):
    first, second = keep(b"same"), keep(b"same")
    assert first.storage_name != second.storage_name
    file = directory / first.storage_name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_changed_file_is_noticed(directory):
    kept = keep(b"the answer")
    (directory / kept.storage_name).write_bytes(b"another answer")
    with pytest.raises(StoredFileChanged, match="not the one that was taken in"):
        fetch(kept.storage_name, sha256=kept.sha256)


def test_a_missing_file_is_said(directory):
    kept = keep(b"the answer")
    (directory / kept.storage_name).unlink()
    with pytest.raises(StoredFileMissing, match="cannot be found"):
        fetch(kept.storage_name, sha256=kept.sha256)


def test_storage_without_a_disk_works_too():
    kept = keep(b"the answer")
    assert fetch(kept.storage_name, sha256=kept.sha256) == b"the answer"


def test_no_page_serves_the_folder(settings):
    assert settings.MEDIA_URL in {"", "/"}
    assert settings.MEDIA_ROOT == ""
