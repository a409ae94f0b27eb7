"""Nothing of the help is a case: what it said is kept in versions that are never changed."""

from audit.pictures import leave_out

from .models import Entry, EntryPlace, EntryVersion, Opinion

IN_VERSIONS = "no case: an entry is kept in versions that are never changed, and its events are in the ledger"
leave_out(dict.fromkeys((Entry, EntryVersion), IN_VERSIONS))
leave_out({EntryPlace: "comes with the program", Opinion: "what somebody thinks of a help text, not a case"})
