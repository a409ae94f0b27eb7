"""What the archive tells the rooms above, in the transaction in which it happened. Arguments: `agreement`, `actor`."""

from django.dispatch import Signal

agreement_started = Signal()
text_agreed = Signal()  # board
bodies_asked = Signal()  # board
consultation_answered = Signal()  # consultation
agreement_decided = Signal()  # board
document_ready = Signal()  # document
agreement_signed = Signal()  # board
agreement_sent_back = Signal()
agreement_declined = Signal()  # decline
boards_reminded = Signal()  # reminders
renewal_agreed = Signal()  # board
request_renewed = Signal()  # request, reason
request_lapsed = Signal()  # request
agreement_withdrawn = Signal()
routes_changed = Signal()  # added, removed (a route or None)
agreement_in_force = Signal()
notice_given = Signal()  # notice
agreement_winding_down = Signal()
agreement_ended = Signal()
comment_written = Signal()  # comment
