"""How power spreads over a network: islands, limits, DC load flow and transfer factors."""
