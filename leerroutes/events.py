"""What the subject tells the rooms above, in the transaction in which it happened.

Arguments: `route` (or `cooperation`), `actor` (None when the system did it), and what is named in the comment.
"""

from django.dispatch import Signal

route_submitted = Signal()
route_decided = Signal()  # board, verdict
route_withdrawn = Signal()
route_contracted = Signal()
institution_registered = Signal()  # institution
route_reported = Signal()
route_started = Signal()
route_suspended = Signal()
route_resumed = Signal()
route_stopped = Signal()
route_ended = Signal()
cooperation_asks = Signal()  # cooperation: its boards that did not confirm are asked, for the first time or anew
inspection_access_granted = Signal()  # access
inspection_access_ended = Signal()  # access
