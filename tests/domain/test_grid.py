"""The grid: components that can be named, and equality by content."""

from dataclasses import replace

from gridimpact.domain.grid import Grid


def test_the_order_of_rows_and_columns_is_no_content(ukraine: Grid) -> None:
    other = replace(ukraine, lines=ukraine.lines.iloc[::-1, ::-1], facilities=ukraine.facilities.iloc[:0])
    assert other.fingerprint == ukraine.fingerprint
    longer = ukraine.lines.assign(length_km=ukraine.lines["length_km"] + 1.0)
    assert replace(ukraine, lines=longer).fingerprint != ukraine.fingerprint


def test_every_row_is_a_component_once(ukraine: Grid) -> None:
    components = ukraine.components
    assert components.index.is_unique
    count = components["kind"].value_counts()
    for kind, table in (("line", ukraine.lines), ("transformer", ukraine.transformers), ("unit", ukraine.units),
                        ("bus", ukraine.buses), ("interconnector", ukraine.interconnectors)):  # fmt: skip
        assert count[kind] == len(table)
    assert count["plant"] == ukraine.units.loc[ukraine.units["plant_id"] != "", "plant_id"].nunique()


def test_a_line_is_named_by_its_ends_and_stands_where_it_begins(ukraine: Grid) -> None:
    line = ukraine.lines.iloc[0]
    ends = ukraine.buses.loc[[line["bus0"], line["bus1"]], "substation_id"]
    sites = ukraine.substations.loc[ends]
    row = ukraine.components.loc[ukraine.lines.index[0]]
    assert row["name_en"] == " - ".join(sites["name_en"])
    assert (row["region_id"], row["lat"]) == (sites["region_id"].iloc[0], sites["lat"].iloc[0])


def test_a_plant_serves_while_one_of_its_units_does(ukraine: Grid) -> None:
    plant = ukraine.units.loc[ukraine.units["plant_id"] == "plant:P020"]
    none = ukraine.units.assign(in_service=ukraine.units["in_service"] & (ukraine.units["plant_id"] != "plant:P020"))
    assert ukraine.components.at["plant:P020", "in_service"] == plant["in_service"].any()
    assert not replace(ukraine, units=none).components.at["plant:P020", "in_service"]
