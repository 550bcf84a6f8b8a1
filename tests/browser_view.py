"""How a person sees the app in a browser: for tests that drive it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit


def settled(page) -> None:
    """Wait until Streamlit has nothing more to do: the last run has ended and the page is drawn."""
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning'] h1")
    page.wait_for_timeout(150)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning'] h1")


def passage_in_sight(page) -> bool:
    """The passage that was asked for stands in the window, below the bar."""
    return bool(
        page.evaluate("""() => {
            const box = document.getElementById('doel').getBoundingClientRect();
            return box.top >= 60 && box.top < innerHeight / 2;
        }""")
    )


class View:
    """What a person sees of the app, and where the browser stands."""

    def __init__(self, page) -> None:
        self.page = page

    @property
    def path(self) -> str:
        return urlsplit(self.page.evaluate("location.href")).path

    @property
    def params(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.evaluate("location.href")).query)

    @property
    def entries(self) -> int:
        return int(self.page.evaluate("history.length"))

    @property
    def query(self) -> str:
        field = self.page.get_by_label("Zoek in de documenten")
        if "q" in self.params:  # after a reload Streamlit draws the field first, and then what is in it
            self.page.wait_for_function("field => field.value !== ''", arg=field.element_handle())
        return str(field.input_value())

    @property
    def ticked(self) -> set[str]:
        boxes = self.page.locator("[data-testid=stSidebar]").get_by_role("checkbox").all()
        return {box.get_attribute("aria-label").rsplit(" (", 1)[0] for box in boxes if box.is_checked()}

    @property
    def summary(self) -> str:
        return str(self.page.locator(".kb-aantal").inner_text())

    def tick(self, name: str) -> None:
        """Click a filter by the beginning of its label."""
        values = self.page.locator("[data-testid=stSidebar] :is(label, a[role=checkbox])")
        before = self.page.evaluate("location.href")
        values.filter(has_text=name).first.click()
        self.page.wait_for_function("before => location.href !== before", arg=before)
        settled(self.page)

    def search(self, words: str) -> None:
        """Type and press Enter."""
        self.page.get_by_label("Zoek in de documenten").fill(words)
        self.page.get_by_label("Zoek in de documenten").press("Enter")
        self.page.wait_for_function(
            "words => new URL(location.href).searchParams.get('q') === words", arg=words
        )
        settled(self.page)

    def open_hit(self, number: int) -> str:
        """Open a hit; gives its title."""
        link = self.page.locator(".kb-treffertitel a").nth(number)
        title = str(link.inner_text())
        link.click()
        self.page.wait_for_selector("#doel")
        settled(self.page)
        return title

    def back(self) -> None:
        self.page.go_back()
        settled(self.page)

    def forward(self) -> None:
        self.page.go_forward()
        settled(self.page)
