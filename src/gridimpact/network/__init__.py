"""The network stage: a grid and a contingency become a dispatch, hour by hour."""
