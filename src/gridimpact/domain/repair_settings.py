"""Options of the days ahead: how long damaged components take to return.

Nobody publishes repair times by component; these are the weakest numbers of the model. State your own
wherever something is known.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairSettings:
    """Days until a damaged component is back with all its capacity.

    Five values each, for the states none, slight, moderate, extensive, complete. A component returns at
    once, in the morning of its day; parts that return earlier are not modelled.
    """

    substation_days: tuple[float, ...] = (0.0, 1.0, 3.0, 13.0, 21.0)
    """Time until a substation is back, by damage state. [days]  Source: slight, moderate: means of the Hazus
    restoration curves, low confidence, taken from memory of the manual and not verified. Extensive: four 750 kV
    substations were fully restored in 13 days after August 2024; complete: an
    autotransformer was moved and installed in 21
    (https://unn.ua/en/news/preparation-for-winter-ukrenergo-has-accumulated-a-threefold-stock-of-repair-equipment);
    that these are the times of these states is chosen."""

    plant_days: tuple[float, ...] = (0.0, 1.0, 4.0, 60.0, 180.0)
    """Time until a plant or unit is back, by damage state. [days]  Source: slight, moderate: means of the Hazus
    restoration curves (0.5 and 3.6), low confidence, as above. Extensive: at least two months for a critically
    damaged CHP
    (https://babel.ua/en/news/124770-klitschko-restoration-of-the-darnytsia-tpp-in-kyiv-will-take-at-least-two-months);
    complete: the low end of 6 to 24 months (https://en.interfax.com.ua/news/economic/976568.html); that these are
    the times of these states is chosen."""

    branch_days: tuple[float, ...] = (0.0, 0.0, 1.0, 3.0, 7.0)
    """Time until a line or interconnector is back, by damage state. [days]  Chosen, low confidence: the means of
    the Hazus curves for distribution circuits, the only ones at hand; crews reach a mast as soon as it is safe."""

    transformer_days: tuple[float, ...] = (0.0, 0.0, 3.0, 21.0, 21.0)
    """Time until a transformer that is named itself is back, by damage state. [days]  Source: moderate: as a
    substation; extensive and complete: moved from another region, as above. A new one takes about 180 days."""
