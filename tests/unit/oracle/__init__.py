"""Tests of the oracle itself: against vectors worked out by hand, printed in sources, or published with their answers."""
