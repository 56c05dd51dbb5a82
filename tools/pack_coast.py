"""Make patrolplan/geo/data/coast.npz from Natural Earth as the npm package world-atlas holds it.

    npm pack world-atlas@2.0.2
    python tools/pack_coast.py world-atlas-2.0.2.tgz            # or countries-10m.json from it
    python tools/pack_coast.py world-atlas-2.0.2.tgz --check    # is the file that stands the same?

What the file holds and how it is read: patrolplan/geo/data/README.md and patrolplan/geo/coastfile.py.
The same source gives the same bytes, whenever and wherever it runs (with the same zlib).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import math
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

DATA = Path(__file__).resolve().parent.parent / "patrolplan" / "geo" / "data"
SOURCE_SHA256 = "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79"
MEMBER = "package/countries-10m.json"

# ISO 3166-1 numeric to alpha-3, for the ids that world-atlas has.
_ISO_3166 = """
004:AFG 008:ALB 010:ATA 012:DZA 016:ASM 020:AND 024:AGO 028:ATG 031:AZE 032:ARG 036:AUS 040:AUT
044:BHS 048:BHR 050:BGD 051:ARM 052:BRB 056:BEL 060:BMU 064:BTN 068:BOL 070:BIH 072:BWA 076:BRA
084:BLZ 086:IOT 090:SLB 092:VGB 096:BRN 100:BGR 104:MMR 108:BDI 112:BLR 116:KHM 120:CMR 124:CAN
132:CPV 136:CYM 140:CAF 144:LKA 148:TCD 152:CHL 156:CHN 158:TWN 170:COL 174:COM 178:COG 180:COD
184:COK 188:CRI 191:HRV 192:CUB 196:CYP 203:CZE 204:BEN 208:DNK 212:DMA 214:DOM 218:ECU 222:SLV
226:GNQ 231:ETH 232:ERI 233:EST 234:FRO 238:FLK 239:SGS 242:FJI 246:FIN 248:ALA 250:FRA 258:PYF
260:ATF 262:DJI 266:GAB 268:GEO 270:GMB 275:PSE 276:DEU 288:GHA 292:GIB 296:KIR 300:GRC 304:GRL
308:GRD 316:GUM 320:GTM 324:GIN 328:GUY 332:HTI 334:HMD 336:VAT 340:HND 344:HKG 348:HUN 352:ISL
356:IND 360:IDN 364:IRN 368:IRQ 372:IRL 376:ISR 380:ITA 384:CIV 388:JAM 392:JPN 398:KAZ 400:JOR
404:KEN 408:PRK 410:KOR 414:KWT 417:KGZ 418:LAO 422:LBN 426:LSO 428:LVA 430:LBR 434:LBY 438:LIE
440:LTU 442:LUX 446:MAC 450:MDG 454:MWI 458:MYS 462:MDV 466:MLI 470:MLT 478:MRT 480:MUS 484:MEX
492:MCO 496:MNG 498:MDA 499:MNE 500:MSR 504:MAR 508:MOZ 512:OMN 516:NAM 520:NRU 524:NPL 528:NLD
531:CUW 533:ABW 534:SXM 540:NCL 548:VUT 554:NZL 558:NIC 562:NER 566:NGA 570:NIU 574:NFK 578:NOR
580:MNP 581:UMI 583:FSM 584:MHL 585:PLW 586:PAK 591:PAN 598:PNG 600:PRY 604:PER 608:PHL 612:PCN
616:POL 620:PRT 624:GNB 626:TLS 630:PRI 634:QAT 642:ROU 643:RUS 646:RWA 652:BLM 654:SHN 659:KNA
660:AIA 662:LCA 663:MAF 666:SPM 670:VCT 674:SMR 678:STP 682:SAU 686:SEN 688:SRB 690:SYC 694:SLE
702:SGP 703:SVK 704:VNM 705:SVN 706:SOM 710:ZAF 716:ZWE 724:ESP 728:SSD 729:SDN 732:ESH 740:SUR
748:SWZ 752:SWE 756:CHE 760:SYR 762:TJK 764:THA 768:TGO 776:TON 780:TTO 784:ARE 788:TUN 792:TUR
795:TKM 796:TCA 798:TUV 800:UGA 804:UKR 807:MKD 818:EGY 826:GBR 831:GGY 832:JEY 833:IMN 834:TZA
840:USA 850:VIR 854:BFA 858:URY 860:UZB 862:VEN 876:WLF 882:WSM 887:YEM 894:ZMB
"""
ALPHA3 = dict(pair.split(":") for pair in _ISO_3166.split())

# Pieces to which Natural Earth gives no ISO number. XXX: claimed by several states, no state's coast here.
UNNUMBERED = {
    "Dhekelia": "GBR",
    "Akrotiri": "GBR",
    "Somaliland": "SOM",
    "Kosovo": "XKX",
    "USNB Guantanamo Bay": "CUB",
    "N. Cyprus": "CYP",
    "Cyprus U.N. Buffer Zone": "CYP",
    "Siachen Glacier": "XXX",
    "Baikonur": "KAZ",
    "Indian Ocean Ter.": "AUS",
    "Coral Sea Is.": "AUS",
    "Clipperton I.": "FRA",
    "Spratly Is.": "XXX",
    "Scarborough Reef": "XXX",
    "Bajo Nuevo Bank": "XXX",
    "Serranilla Bank": "XXX",
}

# Territories with a code of their own, by the state that they belong to.
TERRITORIES = {
    "AUS": "HMD NFK",
    "CHN": "HKG MAC",
    "DNK": "FRO GRL",
    "FIN": "ALA",
    "FRA": "ATF BLM MAF NCL PYF SPM WLF",
    "GBR": "AIA BMU CYM FLK GGY GIB IMN IOT JEY MSR PCN SGS SHN TCA VGB",
    "NLD": "ABW CUW SXM",
    "NZL": "COK NIU",
    "USA": "ASM GUM MNP PRI UMI VIR",
}

ESCAPE = -128


def main() -> int:
    """Pack, or with --check compare; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="world-atlas-2.0.2.tgz or its countries-10m.json")
    parser.add_argument("--islets", type=Path, default=DATA / "islets.csv")
    parser.add_argument("-o", "--output", type=Path, default=DATA / "coast.npz")
    parser.add_argument("--check", action="store_true", help="compare with what stands; write nothing")
    parser.add_argument("--any-source", action="store_true", help="pack another source than the pinned one")
    options = parser.parse_args()

    text = read_source(options.source)
    digest = hashlib.sha256(text).hexdigest()
    if digest != SOURCE_SHA256 and not options.any_source:
        print(
            f"{options.source}: sha256 {digest} is not the pinned source; --any-source packs it",
            file=sys.stderr,
        )
        return 1
    packed = pack(json.loads(text), options.islets.read_text(encoding="utf-8"))
    if options.check:
        same = options.output.read_bytes() == packed
        print(f"{options.output}: {'the same' if same else 'DIFFERENT'}")
        return 0 if same else 1
    options.output.write_bytes(packed)
    print(f"{options.output}: {len(packed):,} bytes")
    return 0


def read_source(path: Path) -> bytes:
    """The TopoJSON's bytes, from the package's archive or from the file itself."""
    if path.suffix not in (".tgz", ".gz"):
        return path.read_bytes()
    with tarfile.open(path) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{path} holds no {MEMBER}")
        return member.read()


def pack(topology: dict[str, Any], islets: str) -> bytes:
    """The bytes of coast.npz: `topology` is TopoJSON with an object `countries`, `islets` a CSV text."""
    scale = np.array(topology["transform"]["scale"])
    origin = np.array(topology["transform"]["translate"])
    pieces = [*countries(topology), *islet_polygons(islets, scale, origin)]
    codes = sorted({code for code, _ in pieces})
    sovereign = {child: parent for parent, children in TERRITORIES.items() for child in children.split()}
    # By state, then from the largest: near points lie near in the file, and the order depends on no hash.
    pieces.sort(key=lambda piece: (piece[0], -piece[1].area, piece[1].bounds))

    rings = [
        np.asarray(ring.coords)[:-1]
        for _, polygon in pieces
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    path = np.rint(np.concatenate(rings)).astype(np.int64)
    step = np.diff(path, axis=0, prepend=0).T
    far = np.abs(step) > 127
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        step=np.where(far, ESCAPE, step).astype(np.int8),
        far_lon=step[0][far[0]].astype(np.int32),
        far_lat=step[1][far[1]].astype(np.int32),
        length=np.array([len(ring) for ring in rings], dtype=np.int32),
        rings=np.array([1 + len(polygon.interiors) for _, polygon in pieces], dtype=np.int32),
        state=np.array([codes.index(code) for code, _ in pieces], dtype=np.int16),
        codes=np.array(codes, dtype="U3"),
        sovereign=np.array([sovereign.get(code, code) for code in codes], dtype="U3"),
        scale=scale,
        origin=origin,
    )
    return buffer.getvalue()


def countries(topology: dict[str, Any]) -> Iterator[tuple[str, shapely.Polygon]]:
    """Each polygon of each country, on the integer grid, valid."""
    arcs = [np.cumsum(np.array(arc), axis=0) for arc in topology["arcs"]]
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = ALPHA3[geometry["id"]] if "id" in geometry else UNNUMBERED[name]
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for polygon in polygons:
            outer, *holes = (joined(ring, arcs) for ring in polygon)
            if len(outer) < 4:
                continue  # an island that the source's grid swallowed
            shape = shapely.Polygon(outer, [hole for hole in holes if len(hole) >= 4])
            if not shape.is_valid:
                shape = shapely.set_precision(shapely.make_valid(shape), 1.0)
            for part in shapely.get_parts(shape):
                if part.geom_type == "Polygon" and part.area > 0:
                    yield code, part


def joined(ring: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """The corners of a TopoJSON ring; ~i is arc i backwards, and arcs share their ends."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def islet_polygons(text: str, scale: np.ndarray, origin: np.ndarray) -> Iterator[tuple[str, shapely.Polygon]]:
    """An octagon on the grid for each row of the CSV."""
    for row in csv.DictReader(io.StringIO(text)):
        lon, lat, radius = (float(row[key]) for key in ("lon", "lat", "radius_nm"))
        angles = [math.radians(45 * i) for i in range(8)]
        corners = [
            (
                lon + radius / 60 * math.sin(angle) / math.cos(math.radians(lat)),
                lat + radius / 60 * math.cos(angle),
            )
            for angle in angles
        ]
        yield row["state"], shapely.Polygon(np.rint((np.array(corners) - origin) / scale))


if __name__ == "__main__":
    raise SystemExit(main())
