"""A person without a pointer: only keys go to the page, and every stop of the Tab key must be seen."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

MOST_STOPS = 150

# What has the focus: its words as a person knows them, and whether one sees that it has the focus.
_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const label = one.labels?.[0] ?? null;
  const named = one.getAttribute("aria-label") ?? (label ? label.innerText : one.innerText) ?? "";
  const parts = label ? [one, label] : [one];
  const styles = parts.flatMap((part) => [getComputedStyle(part), getComputedStyle(part, "::before")]);
  const ring = styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const box = (label && getComputedStyle(one).opacity === "0" ? label : one).getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const [x, y] = [box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 40) / 2];
  const hit = document.elementFromPoint(Math.max(x, 1), Math.min(Math.max(y, 1), innerHeight - 1));
  const covered = hit && !one.contains(hit) && !hit.contains(one) && !(label && label.contains(hit));
  return {
    words: named.replace(/\\s+/g, " ").trim(), tag: one.tagName, ring, inside, covered: Boolean(covered),
    place: [...document.querySelectorAll("*")].indexOf(one),
  };
}"""


@dataclass
class Keyboard:
    """Types, tabs and presses Enter. It has no way to click."""

    page: Page

    def focused(self) -> dict | None:
        return self.page.evaluate(_FOCUSED)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def to(self, words: str) -> None:
        """Tab on until the thing of this name has the focus; each stop on the way is in order and is seen."""
        place, came_around = -1, False
        for _ in range(MOST_STOPS):
            self.press("Tab")
            stop = self.focused()
            if stop is None:  # past the last thing of the page the browser's own controls come, then the first again
                assert not came_around, f"{words!r} cannot be reached by Tab on {self.page.url}"
                place, came_around = -1, True
                continue
            assert stop["ring"], f"the focus on {stop['words']!r} is not seen on {self.page.url}"
            assert stop["inside"], f"{stop['words']!r} has the focus outside the window on {self.page.url}"
            assert not stop["covered"], f"{stop['words']!r} has the focus under something else on {self.page.url}"
            assert stop["place"] > place, f"Tab goes back to {stop['words']!r} on {self.page.url}"
            place = stop["place"]
            if stop["words"].startswith(words):
                return
        raise AssertionError(f"{words!r} is too far away on {self.page.url}")

    def type(self, words: str, text: str) -> None:
        """Go to a field and type over what stands in it."""
        self.to(words)
        self.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, words: str, first_letters: str) -> None:
        """Go to a list and choose by its first letters."""
        self.to(words)
        self.page.keyboard.type(first_letters)

    def open(self, words: str) -> None:
        """Go to a link or button and press Enter; the next page is there when this returns."""
        self.to(words)
        with self.page.expect_navigation():
            self.press("Enter")

    def unfold(self, words: str) -> None:
        """Go to a folded part and open it."""
        self.to(words)
        self.press("Enter")

    def reads(self, words: str) -> None:
        """The page says this, in its heading, its identity bar or a message."""
        expect(self.page.locator("main")).to_contain_text(words)

    def is_told(self, words: str) -> None:
        """A message says this where a screen reader hears it."""
        heard = self.page.locator("#messages [role=status], #messages [role=alert], #messages[role=status], #status")
        expect(heard.filter(has_text=words).first).to_be_attached()
