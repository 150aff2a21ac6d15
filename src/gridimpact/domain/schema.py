"""The tables of a grid: one model per table, each column with its unit and meaning.

The index of a component table is the component id (`line:L001`); references between tables are
such ids too. Reading converts files to these tables (`adapters.grid_files`), so that every grid,
bundled or foreign, looks the same to the model.
"""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from gridimpact.errors import DataError, Finding, Severity
from gridimpact.i18n.translate import N_


def _unit(unit: str, description: str, **checks: Any) -> Any:
    """Field with its unit in the metadata."""
    return pa.Field(description=description, metadata={"unit": unit}, **checks)


class _Table(pa.DataFrameModel):
    """Columns beyond those named are kept; types are coerced."""

    class Config:
        strict = False
        coerce = True


class _Sourced(_Table):
    source: str = pa.Field(description="where the row comes from")
    confidence: str = pa.Field(isin=["high", "medium", "low"], description="confidence in the row")


class Regions(_Sourced):
    """First-level administrative areas; index is the P-code."""

    iso_3166_2: str = pa.Field(description="ISO 3166-2 code")
    name_en: str = pa.Field(description="name in English")
    name_uk: str = pa.Field(description="name in Ukrainian")
    population: float = _unit("people", "people supplied (government-controlled part)", ge=0)
    lat: float = _unit("degree", "latitude of the label point", ge=-90, le=90)
    lon: float = _unit("degree", "longitude of the label point", ge=-180, le=180)


class Substations(_Sourced):
    """Sites with buses and transformers."""

    name_en: str = pa.Field(description="name in English")
    name_uk: str = pa.Field(description="name in Ukrainian")
    region_id: str = pa.Field(description="P-code of the region")
    lat: float = _unit("degree", "latitude, rounded to 0.1", ge=-90, le=90)
    lon: float = _unit("degree", "longitude, rounded to 0.1", ge=-180, le=180)
    kind: str = pa.Field(isin=["substation", "plant_switchyard"], description="kind of site")
    control: str = pa.Field(description="government, occupied or frontline_unverified")
    in_service: bool = pa.Field(description="part of the modelled network")


class Buses(_Sourced):
    """Nodes of the network.

    Optional, for the AC check: `q_shunt_mvar`, reactive power that the shunts in service absorb at 1 pu [Mvar]; below
    zero they give it. Blank: `line_compensation_share` of long lines' charging is compensated at the bus.
    """

    substation_id: str = pa.Field(description="site, or empty")
    region_id: str = pa.Field(description="P-code of the region, or empty")
    v_nom_kv: float = _unit("kV", "nominal voltage", gt=0)
    role: str = pa.Field(isin=["switchyard", "load"], description="damaged with the site, or behind its transformers")
    in_service: bool = pa.Field(description="part of the modelled network")


class _Branches(_Sourced):
    bus0: str = pa.Field(description="bus at the sending end")
    bus1: str = pa.Field(description="bus at the receiving end")
    r_pu: float = _unit("pu", "series resistance of all circuits together", ge=0)
    x_pu: float = _unit("pu", "series reactance of all circuits together; 0 joins the two buses")
    b_pu: float = _unit("pu", "charging susceptance of all circuits together")
    s_nom_mva: float = _unit("MVA", "rating of all circuits together; infinite where none is stated", ge=0)
    circuits: int = _unit("-", "parallel circuits or units", ge=1)
    in_service: bool = pa.Field(description="in service before the reports")


class Lines(_Branches):
    """Lines; a `transfer` carries what the operator switches to it, within its rating."""

    kind: str = pa.Field(isin=["line", "transfer"], description="line (obeys Ohm's law) or transfer (switched path)")
    v_nom_kv: float = _unit("kV", "nominal voltage", gt=0)
    length_km: float = _unit("km", "length; 0 where unknown", ge=0)


class Transformers(_Branches):
    """Transformers and phase shifters."""

    substation_id: str = pa.Field(description="site, or empty")
    tap_ratio: float = _unit("-", "off-nominal ratio at bus0", gt=0)
    phase_shift_deg: float = _unit("degree", "phase shift at bus0")


class Units(_Sourced):
    """Generating units.

    Optional, for the AC check: `v_set_pu`, voltage that the unit holds while it stands [pu]; `q_mvar`, what one that
    holds no voltage feeds in at full capacity [Mvar]. Both blank: `source_voltage_pu` where it runs.
    """

    bus_id: str = pa.Field(description="bus of connection")
    plant_id: str = pa.Field(description="plant, or empty")
    name_en: str = pa.Field(description="name of the unit in English")
    name_uk: str = pa.Field(description="name of the unit in Ukrainian")
    region_id: str = pa.Field(description="P-code of the region, or empty")
    technology: str = pa.Field(description="technology, key of availability and merit order")
    p_nom_mw: float = _unit("MW", "installed capacity; infinite where none is stated", ge=0)
    status: str = pa.Field(description="operating, derated, damaged, destroyed, occupied, mothballed or unverified")
    in_service: bool = pa.Field(description="part of the modelled network")


class Loads(_Sourced):
    """Loads, one row per bus and class.

    Optional, for the AC check: `q_mvar`, reactive demand at `p_mw`, or at the peak of the day where `p_share` gives the
    demand [Mvar], shed in proportion. Blank: `reactive_demand_share` of what is served.
    """

    bus_id: str = pa.Field(description="bus of connection")
    region_id: str = pa.Field(description="P-code of the region, or empty")
    load_class: str = pa.Field(isin=["critical", "general"], description="critical is shed last")
    p_share: float = _unit("share", "share of the grid's demand; or 0 where p_mw is given", ge=0)
    p_mw: float = _unit("MW", "own demand where the grid has no profiles; negative is generation")
    in_service: bool = pa.Field(description="part of the modelled network")


class Interconnectors(_Sourced):
    """Lines to neighbouring systems."""

    bus_id: str = pa.Field(description="bus of connection on the home side")
    country: str = pa.Field(description="ISO 3166-1 alpha-2 code of the neighbour")
    name_en: str = pa.Field(description="name in English")
    name_uk: str = pa.Field(description="name in Ukrainian")
    v_nom_kv: float = _unit("kV", "voltage", gt=0)
    s_nom_mva: float = _unit("MVA", "thermal rating of all circuits", ge=0)
    in_service: bool = pa.Field(description="in service before the reports")


class ImportRules(_Sourced):
    """Dated limits on import; index is the rule id."""

    valid_from: str = pa.Field(description="first day, ISO date")
    kind: str = pa.Field(
        isin=["total", "share", "cap"],
        description="total limit in MW, a country's share of it, or its border capacity in MW",
    )
    country: str = pa.Field(description="neighbour (share, cap), or empty (total)")
    value: float = _unit("MW or share", "limit in MW, or share 0..1", ge=0)


class Profiles(_Sourced):
    """Hourly shapes; one row per profile, series and hour of the local day."""

    profile: str = pa.Field(description="winter or summer")
    series: str = pa.Field(description="load, or a technology")
    hour: int = _unit("h", "hour of the local day, 0 to 23", ge=0, le=23)
    value: float = _unit("share", "share of the daily peak (load) or of available capacity", ge=0, le=1)


class ReferenceStates(_Sourced):
    """Dated states of the system; index is the state id."""

    date: str = pa.Field(description="reference date, ISO")
    season: str = pa.Field(isin=["winter", "summer"], description="season, and profile used")
    default: bool = pa.Field(description="used when the season is asked for and no state")
    peak_demand_mw: float = _unit("MW", "demand at the daily peak, unrestricted", gt=0)
    title_en: str = pa.Field(description="what it is, in English")
    title_uk: str = pa.Field(description="what it is, in Ukrainian")


class Availability(_Sourced):
    """Generation that is available at a reference state, by technology."""

    state: str = pa.Field(description="id of the reference state")
    technology: str = pa.Field(description="technology of units")
    available_mw: float = _unit("MW", "available at the daily peak, whole grid", ge=0)
    cost_order: float = _unit("-", "place in the merit order; lower runs first")


class Facilities(_Sourced):
    """Facilities that need power, counted by region."""

    region_id: str = pa.Field(description="P-code of the region")
    kind: str = pa.Field(description="hospital, ...")
    number: float = _unit("-", "how many", ge=0)


TABLES: dict[str, type[pa.DataFrameModel]] = {
    "regions": Regions,
    "substations": Substations,
    "buses": Buses,
    "lines": Lines,
    "transformers": Transformers,
    "units": Units,
    "loads": Loads,
    "interconnectors": Interconnectors,
    "import_rules": ImportRules,
    "profiles": Profiles,
    "reference_states": ReferenceStates,
    "availability": Availability,
    "facilities": Facilities,
}
"""Model of each table of a grid."""


class InvalidTable(Finding):
    """Rows of a table that break its model, `ids`."""

    remedy_template = N_("correct the rows; docs/data.md describes every column")
    severity = Severity.ERROR


class MissingColumn(InvalidTable):
    """A column is not there; value `column`."""

    template = N_("column {column} is missing")


class BrokenRule(InvalidTable):
    """Values of a column break a rule; value `check`."""

    template = N_("breaks the rule {check}")


class RepeatedIds(InvalidTable):
    """Ids stand in more than one row."""

    template = N_("ids occur more than once")
    remedy_template = N_("give each row an id of its own")


def validated(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a checked copy of a table.

    Parameters
    ----------
    table : DataFrame
        Candidate for the table `name`; index is the id of its rows.
    name : str
        Key of `TABLES`.

    Returns
    -------
    DataFrame
        Table `name`, its columns of the types and in the units that `TABLES` states.

    Raises
    ------
    DataError
        Naming every column, rule and row that is broken.
    """
    try:
        checked: pd.DataFrame = TABLES[name].validate(table, lazy=True)
    except pa.errors.SchemaErrors as exc:
        raise DataError(_findings(exc.failure_cases, name)) from exc
    if not checked.index.is_unique:
        twice = tuple(map(str, checked.index[checked.index.duplicated()].unique()))
        raise DataError([RepeatedIds(where=name, ids=twice)])
    return checked


def _findings(cases: pd.DataFrame, name: str) -> list[Finding]:
    found: list[Finding] = []
    for (column, check), rows in cases.fillna({"column": "", "index": ""}).groupby(["column", "check"], sort=True):
        missing = str(check).startswith(("column_in_dataframe", "dataframe_column"))
        ids = tuple(str(row) for row in rows["index"] if str(row) != "")
        if missing:
            found.append(MissingColumn(where=name, values={"column": rows["failure_case"].iloc[0]}, ids=ids))
        else:
            where = f"{name}.{column}" if str(column) else name
            found.append(BrokenRule(where=where, values={"check": str(check)}, ids=ids))
    return found
