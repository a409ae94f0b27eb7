from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """A selection of a list that somebody wants to see again: filters and order, as they stand in the address.

    It holds no address and no rows: the list opens it, and shows what that person may see at that moment.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views")
    listing = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)
    saved = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="one_view_of_this_name", fields=["person", "listing", "name"]),
            models.CheckConstraint(name="a_view_has_a_name_and_a_selection", condition=~Q(name="") & ~Q(query="")),
        ]

    def __str__(self) -> str:
        return self.name
