"""Who is it: a password and a second factor, asked again at the moment that counts.

`proof` says what was proved, `proving` is the only maker of a proof in the site, `factors` knows what somebody has.
"""

from .proof import Method, Proof, ensure_fresh

__all__ = ["Method", "Proof", "ensure_fresh"]
