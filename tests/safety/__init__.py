"""What holds on every page: nothing leaks, nothing is done by looking, by guessing or by writing something nasty."""
