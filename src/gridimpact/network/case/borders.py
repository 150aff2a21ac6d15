"""How a total limit on import is split over neighbours."""

from collections.abc import Mapping


def allotments(
    total_mw: float, share_mw: Mapping[str, float], thermal_mw: Mapping[str, float], *, reallocate: bool
) -> dict[str, float]:
    """Split a total import limit over neighbours.

    Parameters
    ----------
    total_mw : float
        Total limit; may be infinite. [MW]
    share_mw : mapping of str to float
        Part of each neighbour under the rule; empty when there is no rule on shares. [MW]
    thermal_mw : mapping of str to float
        What the standing lines of each neighbour can carry. [MW]
    reallocate : bool
        Parts that cannot be carried go to the others, in proportion to their room.

    Returns
    -------
    dict of str to float
        By neighbour; never more than its lines carry, together never more than the total. [MW]
    """
    if not share_mw:
        room = sum(thermal_mw.values())
        scale = min(1.0, total_mw / room) if room > 0 else 0.0
        return {country: limit * scale for country, limit in thermal_mw.items()}
    part = {country: min(share_mw.get(country, 0.0), limit) for country, limit in thermal_mw.items()}
    left = min(total_mw, sum(thermal_mw.values())) - sum(part.values())
    room_of = {country: limit - part[country] for country, limit in thermal_mw.items()}
    room = sum(room_of.values())
    if not reallocate or left <= 0 or room <= 0:
        return part
    return {country: part[country] + room_of[country] * min(1.0, left / room) for country in part}
