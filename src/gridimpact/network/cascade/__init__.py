"""The first hours after a hit: overload trips before operators act."""
