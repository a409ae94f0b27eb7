"""The reading room: what a step, an article or a word means, in plain language, and what people ask about it."""
