"""HXL hashtags (Humanitarian Exchange Language 1.1) for the columns of region tables."""

TAGS = {
    "region_id": "#adm1+code+v_pcode",
    "iso_3166_2": "#adm1+code+v_iso",
    "name_en": "#adm1+name+lang_en",
    "name_uk": "#adm1+name+lang_uk",
    "population": "#population",
    "people": "#affected+ind+power",
    "baseline_people": "#affected+ind+power+baseline",
    "people_peak_p10": "#affected+ind+power+p10",
    "people_peak_p50": "#affected+ind+power+median",
    "people_peak_p90": "#affected+ind+power+p90",
    "people_water_low": "#affected+ind+water+low",
    "people_water_high": "#affected+ind+water+high",
    "people_heat_low": "#affected+ind+heat+low",
    "people_heat_high": "#affected+ind+heat+high",
    "severity": "#severity+num",
    "severity_by": "#severity+reason",
    "cause": "#cause",
    "as_of": "#date+reported",
    "sensitivity": "#meta+sensitivity",
    "item": "#item+name",
    "size": "#item+size",
    "unit": "#item+unit",
    "count_low": "#inneed+num+low",
    "count_high": "#inneed+num+high",
    "why": "#description",
    "kind": "#loc+type",
    "name": "#loc+name",
    "number": "#loc+num",
    "subqueue": "#group+code",
    "start": "#date+start",
    "end": "#date+end",
    "hours": "#indicator+num+hours",
    "source": "#meta+source",
    "confidence": "#meta+confidence",
}
"""Tag by column; other columns are indicators named after themselves."""


def tags(columns: list[str]) -> list[str]:
    """The row of hashtags under a row of headings."""
    return [TAGS.get(name, f"#indicator+num+{name.lower()}") for name in columns]
