"""`make bench`: what a case costs, beside what it would cost with nothing around it. See README.md."""
