"""A list as it is asked for in the address: the same words there give the same page, file and kept view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.translation import gettext as _

from ..errors import Refusal
from .forms import NarrowForm
from .parts import Choices, Column, Filter, Rows
from .sheets import Row

ORDER = "volgorde"
MOST_IN_FILE = 10_000


class Listing:
    """`rows` is everything this person may see; nothing that is asked can widen it.

    `usual` is the order when none is asked for, with its name for people; also of what is equal in another order.
    `described` makes of many rows what the columns read, in as many queries as for one.
    """

    def __init__(
        self,
        rows: Rows,
        asked: Mapping[str, Any],
        *,
        address: str,
        columns: Sequence[Column],
        filters: Sequence[Filter],
        usual: tuple[str, Sequence[str]] | None = None,
        described: Callable[[list[Any]], list[Any]] = list,
    ) -> None:
        self.rows, self.asked, self.address = rows, asked, address
        self.columns, self.filters = columns, filters
        self.usual_name, self.usual = usual or (_("Newest first"), ("-pk",))
        self.described = described

    @cached_property
    def wanted(self) -> dict[str, str]:
        """The filters that were asked for and are known."""
        found = {one.name: one.known(str(self.asked.get(one.name, ""))) for one in self.filters}
        return {name: given for name, given in found.items() if given}

    @cached_property
    def order(self) -> str:
        """The name of a column, with a minus when it runs down; empty: the usual order."""
        asked = str(self.asked.get(ORDER, ""))
        return asked if asked.removeprefix("-") in {column.name for column in self.columns if column.name} else ""

    @property
    def is_narrowed(self) -> bool:
        return any(one.name in self.wanted for one in self.filters if not one.tab_of)

    @property
    def query(self) -> str:
        """This selection, as it stands in an address."""
        return self.query_with()

    def query_with(self, **changes: str) -> str:
        """Filters and order with these changes; an empty one takes it away."""
        told = self.wanted | ({ORDER: self.order} if self.order else {}) | changes
        return urlencode({name: value for name, value in told.items() if value})

    def address_with(self, **changes: str) -> str:
        """With a question mark always, so that it also says that nothing is asked."""
        return f"{self.address}?{self.query_with(**changes)}"

    def asking(self, asked: Mapping[str, Any]) -> Listing:
        """The same list with another question."""
        return Listing(
            self.rows,
            asked,
            address=self.address,
            columns=self.columns,
            filters=self.filters,
            usual=(self.usual_name, self.usual),
            described=self.described,
        )

    @property
    def told(self) -> list[dict[str, str]]:
        """What was asked, for people: `components/summary_list.html`."""
        asked = [
            {"term": one.label, "value": dict(one.choices or ()).get(self.wanted[one.name], self.wanted[one.name])}
            for one in self.filters
            if one.name in self.wanted
        ]
        return [*asked, {"term": _("Order"), "value": dict(self.orders).get(self.order, self.usual_name)}]

    # --- The rows ---------------------------------------------------------------------------------

    def narrowed(self, *, but: str = "") -> Rows:
        """What fits every filter that was asked for, less one of them."""
        found = self.rows
        for one in self.filters:
            if one.name in self.wanted and one.name != but:
                found = one.narrow(found, self.wanted[one.name])
        return found

    @cached_property
    def selection(self) -> Rows:
        """Every row asked for, in the order asked for."""
        down = self.order.startswith("-")
        fields = next(
            (column.order for column in self.columns if column.name and column.name == self.order.lstrip("-")), ()
        )
        return self.narrowed().order_by(*(f"-{field}" if down else field for field in fields), *self.usual)

    def page(self, size: int) -> Page[Any]:
        return Paginator(self.selection, size).get_page(self.asked.get("page"))

    # --- For people -------------------------------------------------------------------------------

    @cached_property
    def form(self) -> NarrowForm:
        return NarrowForm(self.wanted, self.filters, self.orders, self.order, self.usual_name)

    @property
    def orders(self) -> Choices:
        up, down = _("%(column)s, ascending"), _("%(column)s, descending")
        names = [(column.name, {"column": column.label}) for column in self.columns if column.name]
        return tuple(pair for name, label in names for pair in ((name, up % label), (f"-{name}", down % label)))

    @property
    def head(self) -> list[dict[str, Any]]:
        """For `components/table.html`: each heading that one can sort by leads to that order, or turns it round."""
        return [self._heading(column) for column in self._shown]

    def _heading(self, column: Column) -> dict[str, Any]:
        if not column.name:
            return {"label": column.label}
        turned = f"-{column.name}" if self.order == column.name else column.name
        now = {column.name: "ascending", f"-{column.name}": "descending"}.get(self.order, "none")
        return {"label": column.label, "url": self.address_with(**{ORDER: turned}), "sorted": now}

    def cells(self, row: Any) -> list[dict[str, Any]]:
        return [{"label": one.label, "text": one.text(row), **one.more(row)} for one in self._shown]

    @property
    def _shown(self) -> list[Column]:
        return [column for column in self.columns if not column.only_in_file]

    def tabs(self, *, all_label: str) -> list[dict[str, Any]]:
        """For `components/tabs.html`: everything, and each choice that occurs, with how many there are."""
        tab = next(one for one in self.filters if one.tab_of)
        pairs = self.narrowed(but=tab.name).order_by().values_list(tab.tab_of).annotate(total=Count("pk"))
        counts, chosen = {tab.key(one): total for one, total in pairs}, self.wanted.get(tab.name, "")
        shown = [("", all_label), *(pair for pair in tab.choices or () if pair[0] in counts or pair[0] == chosen)]
        return [
            {
                "url": self.address_with(**{tab.name: key}),
                "label": label,
                "current": key == chosen,
                "count": counts.get(key, 0) if key else sum(counts.values()),
            }
            for key, label in shown
        ]

    # --- For a file -------------------------------------------------------------------------------

    @property
    def titles(self) -> Row:
        return [column.label for column in self.columns]

    def lines(self) -> list[Row]:
        """Exactly this selection; never a part of it."""
        found = list(self.selection[: MOST_IN_FILE + 1])
        if len(found) > MOST_IN_FILE:
            sentence = _("This selection has more than %(most)s rows. Narrow it down first; a file never holds a part.")
            raise Refusal(sentence % {"most": MOST_IN_FILE})
        return [[_plain(column.text(row)) for column in self.columns] for row in self.described(found)]


def _plain(value: Any) -> str | int:
    return value if isinstance(value, int) else str(value)
