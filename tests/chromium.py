"""One real Chromium for the tests: Debian's, quiet, without a sandbox where we run as root."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-gpu",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)
IN_CI = os.environ.get("CI", "") not in ("", "false")
MISSING = "needs Chromium: apt-get install -y chromium"


@contextmanager
def real_chromium() -> Iterator[Browser]:
    """Chromium until the block ends. Without one a person's run skips, and a run in CI fails.

    Playwright keeps an event loop in this thread, which makes Django take all our code for asynchronous.
    """
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if IN_CI:
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = driver.chromium.launch(executable_path=program, args=arguments)
        try:
            yield browser
        finally:
            browser.close()
