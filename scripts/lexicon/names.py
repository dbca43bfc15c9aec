"""given.tsv and surnames.tsv: first names with gender, and last names.

The United States census of 1990 (public domain, as packed in `names`) gives weights; Faker's lists for 50 other
locales give names of the rest of the world (weight 1 each list), Cyrillic ones romanised in the usual newspaper way.
"""

import ast
import collections
import re
import unicodedata

import tables

SURNAMES = 12000
CYRILLIC = dict(zip("абвгдзиклмнопрстуфыіґ", "abvgdziklmnoprstufyig"))
CYRILLIC.update({"е": "e", "ё": "yo", "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
                 "ъ": "", "ь": "", "э": "e", "ю": "yu", "я": "ya", "є": "ie", "ї": "i", "’": "", "'": ""})
UKRAINIAN = {"г": "h", "и": "y"}


def romanise(word, locale):
    found = ""
    for char in word.lower():
        if locale == "uk_UA" and char in UKRAINIAN:
            found += UKRAINIAN[char]
        else:
            found += CYRILLIC.get(char, char)
    return found


def variants(word):
    """The spellings of a romanised name that newspapers use for it."""
    found = {word}
    for old, new in [("ey", "ei"), ("iya", "ia"), ("iy", "y"), ("yy", "y"), ("aleksandr", "alexander"), ("ks", "x"), ("yeva", "eva")]:
        found |= {w.replace(old, new) for w in set(found)}
    return found


def faker_lists(path):
    """The literal name lists of one provider file, read without running it."""
    found = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and ("first" in target.id or "last_names" in target.id) and node.value:
                    words = [n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
                    found[target.id] = words
    return found


def plain(word):
    word = unicodedata.normalize("NFD", word.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ß", "ss"))
    return "".join(c for c in word if not unicodedata.combining(c))


def build(out, sources):
    female, male, either, last = (collections.Counter() for _ in range(4))
    census = sources / "names" / "names-0.3.0" / "names"
    for name, table in [("dist.female.first", female), ("dist.male.first", male), ("dist.all.last", last)]:
        for line in open(census / name):
            word, share, *_ = line.split()
            # Shares are percent with three digits; 1 stands for one in 100,000.
            table[word.lower()] += max(1, round(float(share) * 1000))
    last = collections.Counter(dict(last.most_common(SURNAMES)))
    for path in sorted((sources / "faker" / "faker" / "providers" / "person").glob("*/__init__.py")):
        locale = path.parent.name
        for label, words in faker_lists(path).items():
            if "pairs" in label or "language" in label or "kana" in label:
                continue
            table = last if "last" in label else female if "female" in label else male if "male" in label else either
            for word in set(words):
                if locale in ("ru_RU", "uk_UA", "bg_BG", "mk_MK"):
                    forms = variants(romanise(word, locale))
                else:
                    forms = {word.lower(), plain(word.lower())}
                for form in forms:
                    if re.fullmatch(r"[^\W\d_]{2,}(?:[-'][^\W\d_]+)*", form) and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in form):
                        table[form] += 1
    rows = []
    for word in female.keys() | male.keys() | either.keys():
        f, m = female[word], male[word]
        # A census error or a rare use by the other gender is no evidence: it takes more than a tenth.
        gender = "E" if f + m == 0 or min(f, m) * 10 > f + m else "F" if f > m else "M"
        rows.append((word, gender, f + m + either[word]))
    tables.write(out, "given.tsv", ["given name (lower case), gender (F M E), weight (US census 1990 per 100,000, plus one per Faker list)"], rows)
    tables.write(out, "surnames.tsv", ["surname (lower case), weight (US census 1990 per 100,000, plus one per Faker list)"], list(last.items()))
    return {r[0] for r in rows if r[2] >= 2}, set(last)
