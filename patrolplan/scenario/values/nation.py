"""Nations and states by ISO 3166-1 alpha-3."""

from __future__ import annotations

from typing import Final

from patrolplan.scenario.alike import closest
from patrolplan.scenario.values.problem import BadValueError, shown

_CODES: Final = """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR
    BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL
    COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK
    FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV
    HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
    LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
    MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN
    PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE
    SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO
    TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""
NATIONS: Final = frozenset(_CODES.split())

# What planners write instead: alpha-2 codes and names of those who sail together most.
_MEANT: Final = {
    "AU": "AUS", "AUSTRALIA": "AUS", "CA": "CAN", "CANADA": "CAN", "NZ": "NZL", "NEW ZEALAND": "NZL",
    "UK": "GBR", "GB": "GBR", "UNITED KINGDOM": "GBR", "BRITAIN": "GBR", "FR": "FRA", "FRANCE": "FRA",
    "JP": "JPN", "JAP": "JPN", "JAPAN": "JPN", "KR": "KOR", "ROK": "KOR", "SOUTH KOREA": "KOR",
    "KOREA": "KOR", "US": "USA", "UNITED STATES": "USA", "DPRK": "PRK", "NORTH KOREA": "PRK",
    "PRC": "CHN", "CN": "CHN", "CHINA": "CHN", "TW": "TWN", "ROC": "TWN", "TAIWAN": "TWN", "NO": "NOR",
    "NORWAY": "NOR", "DE": "DEU", "GER": "DEU", "GERMANY": "DEU", "IT": "ITA", "ITALY": "ITA",
    "NL": "NLD", "NED": "NLD", "NETHERLANDS": "NLD", "ES": "ESP", "SPAIN": "ESP", "DK": "DNK",
    "DEN": "DNK", "DENMARK": "DNK", "IN": "IND", "INDIA": "IND", "PH": "PHL", "PHI": "PHL",
    "PHILIPPINES": "PHL", "RU": "RUS", "RUSSIA": "RUS", "SG": "SGP", "SINGAPORE": "SGP", "VN": "VNM",
    "VIETNAM": "VNM", "ID": "IDN", "INDONESIA": "IDN", "MY": "MYS", "MALAYSIA": "MYS",
}  # fmt: skip


def parse_nation(text: str) -> str:
    """The code in capitals. Raises BadValueError."""
    code = text.strip().upper()
    if code in NATIONS:
        return code
    meant = _MEANT.get(code)
    if meant is None and len(code) == 3:
        meant = closest(code, NATIONS)
    elif meant is None and len(code) == 2:
        candidates = [nation for nation in sorted(NATIONS) if nation.startswith(code)]
        meant = candidates[0] if len(candidates) == 1 else None
    cure = (
        "write its ISO 3166-1 code of three letters, as in JPN" if meant is None else f"did you mean {meant}?"
    )
    safe = code in _MEANT
    raise BadValueError("unknown-nation", f"there is no nation {shown(text)}", cure, meant, safe=safe)
