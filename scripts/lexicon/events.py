"""event_modes.tsv, event_contexts.tsv, event_types.tsv, cameo.tsv: PLOVER's modes, contexts and types by the words that tell
them, and the table from CAMEO to PLOVER, from the codebook 0.8.

The words of a mode or context are: the words of its definition that no other mode of the type (no other context) has,
general words aside; the words of the acts that training sentences mark with the mode, where the mode has most of their
marks; and the words below, by hand from general knowledge. Every mode and context below must be in the codebook.

    python3 scripts/lexicon/events.py CODEBOOK TEMPLATES [OUT]

CODEBOOK is the codebook as JSON, TEMPLATES a folder of training sentences with events marked (*.txt).
"""

import collections
import json
import pathlib
import re
import sys

import tables
from build import manifest

# Words of definitions that tell nothing alone.
GENERAL = set(
    """about access act action activity actor additional affiliation agency aid also alliance allow another any are area as
    attack attacks automatically away bodies body category change changes changing coded commercial condition context
    cooperation cover covered covering crime crimes criminal damage democratization demonstration development direct discussed
    discussion discussions disease distinct domestic effects either entity environmental event events excluding exclude express
    feed following force formal forms found funds general given goods government group groups hand harm held home illegal
    implement impose inc include includes including individual individuals influence information institution institutions
    instances international into involving issue issues items its joint language large law laws least level location material
    matters meeting member members mentions military moves multilateral multiple national natural news non number objects
    occurs of off official officials often oil one only operations or organization organizations other others own parties
    party peace people permanently person personal persons political possession process processes production property
    provided public published quantity reduce related relations remote resources restrict right rights routine sector security
    services shut small social society something specific specified sponsored state states status such supplies support
    system systems target taxes territory themselves third threaten through times trade trials type under units unspecified use
    used using various vehicles way ways well whole within without workplaces
    actual agreement assistance authority authorities body classic country criminals damages directed economy exchange
    extraction evidence families female male females males forceful freely heavy import injury land leaders literally
    form that with administered blunt instrument manually one-off repeated typically striking attempted deliberate successful
    targeted mass actors intentional incorporated weapon weapons fire farm implements primitive light machine charges control
    crowd firing intended less lethal water radiation edged militarily give forces from judicial bring cause intend largely
    organized across engage sectors industries union hunger strike withdrawal locale particular passage example incidental rather
    destroy damaging violent being constituted legally where will though ambiguities behavior find sanctioned arrest aside
    temporarily elected mediation non-military occupation oneself position although decrease depending diplomatic economic
    manners modes nature occasionally they exchanges armed personnel occur cyber capability significant non-state execute areas life
    movement freedoms publications food internet medical power utilities recipient some medium part ongoing activities
    physically blows guns artworks abandonment hosted peacekeepers observers retreat workers humanitarian violence restrictions
    manned media new opposition participants physical policies policy powers primary propert readiness reasons removal
    sexual similar symbolic tactics targets term things thing tribunal uses wide world""".split()
)

MODES = {
    ("CONSULT", "visit"): "visit|trip|tour|travel|arrive|fly|host|state visit|stopover|pay a visit",
    ("CONSULT", "third-party"): "mediate|mediation|mediator|broker|good offices",
    ("CONSULT", "multilateral"): "summit|conference|general assembly|security council|multilateral",
    ("CONSULT", "phone"): "phone|telephone|call|video|videoconference|teleconference|by phone|phone call|video link",
    ("RETREAT", "withdraw"): "withdraw|withdrawal|pull out|pull back|pullout|pullback|retreat|evacuate|troop withdrawal",
    ("RETREAT", "release"): "release|free|liberate|parole|set free|prisoner swap|exchange of prisoners",
    ("RETREAT", "disarm"): "disarm|disarmament|demobilise|demobilize|lay down|hand over weapons|surrender|decommission",
    ("RETREAT", "ceasefire"): "ceasefire|cease-fire|truce|armistice|cessation|lull|cessation of hostilities|halt fighting",
    ("RETREAT", "access"): "inspector|inspectors|observers|monitors|corridor|humanitarian corridor|let in|allow in|admit",
    ("RETREAT", "resign"): "resign|resignation|step down|stepping down|stand down|quit|abdicate",
    ("REQUEST", "assist"): "aid|assistance|help|support|loan|weapons|arms|relief|donation|supplies|cooperation|investment",
    ("REQUEST", "change"): "reform|policy|resignation|election|law|constitution|legislation|overhaul|amendment",
    ("REQUEST", "yield"): "ceasefire|cease-fire|truce|release|withdraw|withdrawal|halt|end|stop|lift|pull back|pull out|free|hostilities|pause",
    ("REQUEST", "meet"): "meeting|talks|negotiation|negotiate|negotiations|dialogue|summit|consultations|meet|conference",
    ("REJECT", "assist"): "aid|assistance|help|loan|weapons|arms|support|cooperation|investment",
    ("REJECT", "change"): "reform|policy|resignation|election|law|constitution|legislation|amendment|proposal|plan",
    ("REJECT", "yield"): "ceasefire|cease-fire|truce|release|withdraw|withdrawal|halt|lift|pull back|pull out|free|concession",
    ("REJECT", "meet"): "meeting|talks|negotiation|negotiate|negotiations|dialogue|summit|consultations|meet|mediation|visit",
    ("ACCUSE", "disapprove"): "condemn|criticise|criticize|criticism|denounce|deplore|decry|slam|blast|rebuke|lament|disapproval|complain|complaint|concern|regret|object|objection|condemnation|dismay|outrage|protest|chide|censure|disappointment|critic",
    ("ACCUSE", "investigate"): "investigate|investigation|probe|inquiry|inquest|commission of inquiry|grand jury|examine",
    ("ACCUSE", "allege"): "accuse|accusation|allege|allegation|charge|indict|indictment|sue|lawsuit|prosecute|trial|blame|try|claim|hold responsible|held responsible",
    ("THREATEN", "restrict"): "boycott|blockade|curfew|strike|ban|embargo|sanction|sanctions|tariff|close",
    ("THREATEN", "arrest"): "arrest|detain|imprison|jail|prosecute",
    ("THREATEN", "relations"): "relations|talks|ties|negotiations|suspend|break off|recall|ambassador|walk out",
    ("THREATEN", "expel"): "expel|expulsion|deport|throw out",
    ("THREATEN", "territory"): "occupy|annex|seize|occupation|annexation|take over",
    ("THREATEN", "violence"): "attack|war|retaliate|retaliation|bomb|invade|invasion|offensive|force|kill|destroy|strike|fighting|military|revenge|missile|assault|response|strikes",
    ("PROTEST", "demo"): "demonstrate|demonstration|march|rally|protest|sit-in|vigil|picket|demonstrator|gather",
    ("PROTEST", "riot"): "riot|rioting|unrest|clash|looting|rampage",
    ("PROTEST", "strike"): "strike|walkout|stoppage|walk out|down tools|work stoppage|general strike",
    ("PROTEST", "hunger"): "hunger strike|fast",
    ("PROTEST", "boycott"): "boycott",
    ("PROTEST", "obstruct"): "block|blockade|obstruct|barricade|roadblock|occupy",
    ("PROTEST", "vandalize"): "vandalise|vandalize|deface|vandalism|topple|paint",
    ("SANCTION", "convict"): "convict|conviction|sentence|guilty|verdict|fine|find guilty|found guilty|condemned",
    ("SANCTION", "expel"): "expel|expulsion|persona non grata|oust|suspend",
    ("SANCTION", "withdraw"): "withdraw|withdrawal|recall|pull out|leave|walk out|quit",
    ("SANCTION", "discontinue"): "sanction|sanctions|embargo|suspend|halt|cut|freeze|sever|break off|cut off|tariff|tariffs|suspension|cancel|terminate|blacklist",
    ("MOBILIZE", "troops"): "troops|soldiers|army|forces|reservists|brigade|battalion|navy|fleet|military|mobilise|mobilize|drill|exercise|warship|warships",
    ("MOBILIZE", "weapons"): "missile|missiles|weapons|warhead|test-fire|test|launchers|nuclear|jets|tanks|artillery",
    ("MOBILIZE", "police"): "police|riot police|gendarmes|gendarmerie|officers",
    ("MOBILIZE", "militia"): "militia|militias|militiamen|fighters|rebels|militants|volunteers",
    ("COERCE", "seize"): "seize|seizure|confiscate|raid|search|impound|nationalise|nationalize|confiscation",
    ("COERCE", "restrict"): "restrict|restriction|ban|blockade|cordon|close|closure|checkpoint|siege|bar|block|travel ban|house arrest|outlaw",
    ("COERCE", "censor"): "censor|censorship|gag|block website|jam|shut down newspaper|blackout",
    ("COERCE", "curfew"): "curfew",
    ("COERCE", "martial-law"): "martial law|state of emergency|emergency rule",
    ("COERCE", "arrest"): "arrest|detain|detention|imprison|jail|custody|round up|capture|take into custody|imprisonment",
    ("COERCE", "deport"): "deport|deportation|expel|expulsion|evict|eviction|forced displacement|evacuate|resettle",
    ("COERCE", "withhold"): "withhold|cut off power|cut off water|shut off|power cut|cut off electricity|starve|starvation",
    ("COERCE", "misinformation"): "disinformation|misinformation|fake news|propaganda|manipulate|hoax|influence operation",
    ("COERCE", "cyber"): "hack|hacker|hackers|cyberattack|cyber-attack|malware|ransomware|hacking|phishing|cyber attack|data breach",
    ("ASSAULT", "abduct"): "abduct|abduction|kidnap|kidnapping|hijack|hijacking|hostage|hostages|capture|seize hostages|taken hostage",
    ("ASSAULT", "beat"): "beat|beating|punch|kick|club|manhandle|batter|assault with fists",
    ("ASSAULT", "torture"): "torture|tortured|electric shock|waterboard",
    ("ASSAULT", "sexual"): "rape|sexual violence|sexual assault|molest|sexually",
    ("ASSAULT", "targeted"): "assassinate|assassination|execute|execution|massacre|behead|lynch|summarily|murder|slaughter|genocide",
    ("ASSAULT", "destroy"): "destroy|destruction|demolish|demolition|raze|burn down|torch|bulldoze|sabotage|blow up",
    ("ASSAULT", "primitive"): "stab|stabbing|knife|knives|machete|machetes|stone|stones|rocks|axe|arson|sword|petrol bomb|petrol bombs|molotov",
    ("ASSAULT", "firearms"): "shoot|shooting|gunfire|gunman|gunmen|gunned down|gun down|rifle|rifles|sniper|snipers|machine gun|pistol|shootout|opened fire|open fire|open fire on",
    ("ASSAULT", "explosives"): "bomb blast|car bomb|roadside bomb|landmine|mine|grenade|grenades|explosive|explosives|explosion|detonate|detonation|booby-trap|blast|ied|truck bomb",
    ("ASSAULT", "suicide-attack"): "suicide|suicide bomber|suicide bombing|suicide attack|blew himself up|blew herself up",
    ("ASSAULT", "aerial"): "airstrike|airstrikes|air strike|air strikes|air raid|air raids|warplane|warplanes|fighter jets|fighter jet|helicopter|helicopters|aircraft|jets|bomber|bombers|aerial",
    ("ASSAULT", "drone"): "drone|drones|unmanned|uav|drone strike|drone attack",
    ("ASSAULT", "heavy-weapons"): "shell|shelling|artillery|mortar|mortars|rocket|rockets|missile|missiles|tank|tanks|howitzer|howitzers|barrage|bombardment|bombard|ballistic",
    ("ASSAULT", "crowd-control"): "tear gas|water cannon|water cannons|rubber bullets|teargas|baton|batons|stun grenades|pepper spray|warning shots",
    ("ASSAULT", "unconventional"): "chemical weapons|poison gas|nerve agent|sarin|chlorine|biological weapons|nuclear weapon|chemical attack|dirty bomb",
}

CONTEXTS = {
    "military": "military|army|troops|soldiers|navy|air force|armed forces|defence minister|defense minister|defence ministry|defense ministry|warplanes|fleet|brigade|battalion|general staff|battalions",
    "intelligence": "intelligence|spy|spies|espionage|secret service|intelligence agency|wiretap",
    "executive": "cabinet|prime minister|presidency|presidential decree|executive order|impeach|impeachment",
    "legislative": "parliament|senate|congress|lawmakers|lawmaker|legislature|bill|legislators|coalition talks|national assembly",
    "election": "election|elections|electoral|ballot|voters|vote|polls|campaign rally|candidate|candidates|referendum|polling",
    "political_institutions": "constitution|constitutional|coup|putsch|dissolve parliament|power-sharing|interim government",
    "pro_democracy": "democracy|democratic reform|democratisation|democratization|pro-democracy|multiparty",
    "pro_autocracy": "junta|autocracy|one-party rule|authoritarian|power grab|dictatorship",
    "economic": "economic|economy|trade|tariff|tariffs|export|exports|import|imports|investment|loan|loans|bank|inflation|debt|currency|budget|financial|finance|monetary|imf",
    "legal": "court|judge|judges|lawsuit|trial|tribunal|prosecutor|prosecutors|verdict|supreme court|international law|treaty|humanitarian law|extradition",
    "reparations": "reparations|reparation|compensation|damages",
    "human_rights": "human rights|war crimes|rights abuses|crimes against humanity",
    "rights_freedoms": "press freedom|free speech|civil liberties|freedom of expression|civil rights|journalists|freedom of speech|censorship",
    "repression": "crackdown|repression|tear gas|water cannon|riot police|political prisoners|dissidents",
    "human_security": "food|drinking water|housing|famine|hunger|electricity|fuel shortage|starvation|humanitarian aid|humanitarian crisis|food aid|blackout",
    "gender": "gender|women's rights|abortion|femicide|gender equality|reproductive",
    "lgbt": "gay|lesbian|transgender|same-sex|lgbt|homosexuality",
    "religion_ethnicity": "religious|mosque|mosques|church|churches|synagogue|temple|sectarian|ethnic|bishop|imam|blasphemy|caste|pilgrims",
    "inequality": "inequality|poverty|underprivileged",
    "diplomatic": "diplomat|diplomats|ambassador|embassy|foreign minister|foreign ministry|envoy|diplomatic|consulate|diplomacy|summit|foreign secretary|peace talks",
    "territory": "border dispute|annex|annexation|disputed territory|sovereignty|secession|separatist|separatists|enclave|independence referendum|occupied territory|disputed islands|breakaway",
    "peacekeeping": "peacekeepers|peacekeeper|peacekeeping|blue helmets|ceasefire monitors",
    "health": "hospital|hospitals|disease|epidemic|outbreak|vaccine|vaccines|virus|pandemic|cholera|medical|patients",
    "asylum": "asylum|asylum seekers|asylum seeker",
    "migration": "refugee|refugees|migrant|migrants|displaced|migration|repatriation|immigrants|immigration",
    "disasters": "earthquake|flood|floods|hurricane|cyclone|tsunami|wildfire|oil spill|landslide|drought|typhoon",
    "natural_resource": "oil|gas|pipeline|mining|mine|crude|natural gas|gold mine|timber|fishing rights|oil field|fisheries",
    "environment": "pollution|climate|emissions|deforestation|environmental|toxic waste|global warming",
    "technology": "technology|semiconductor|semiconductors|satellite|satellites|artificial intelligence|microchips|high-tech",
    "terrorism": "terrorist|terrorists|terrorism|suicide bomber|counter-terrorism|counterterrorism|anti-terrorism",
    "cbrn": "nuclear|chemical weapons|biological weapons|uranium|enrichment|nerve agent|warhead|warheads|sarin|radioactive|plutonium",
    "cyber": "cyber|cyberattack|hackers|hacking|malware|ransomware|cyber-attack",
    "misinformation": "disinformation|misinformation|fake news|propaganda|influence operation",
    "crime": "robbery|burglary|gang|gangs|homicide|smuggler|fraud|criminals|theft|cartel|criminal charges",
    "corruption": "corruption|bribe|bribes|bribery|embezzlement|graft|nepotism|kickbacks|embezzled",
    "illegal_drugs": "cocaine|heroin|drug cartel|narcotics|opium|drug traffickers|drug smuggling|methamphetamine",
    "trafficking": "trafficking|smuggling|traffickers|smugglers|human trafficking|people-smuggling",
}

# Words whose act is of one of few types by the codebook's definitions, whatever the sentence. Base forms; by hand from general
# knowledge. A word that is of many types (strike, suspend, leave, block) is not here. Verbs with what stands behind them: a
# preposition past adverbs and days, or after `…` the head of the object. `-`: the words tell of no act.
TYPES = {
    "-": "run out|run short|run low|attention|imperative|assert|include|presentation|revise|"
    "sign … order|sign … bill|sign … law|sign … legislation|sign … ordinance|sign … decree|sign … proclamation|sign … directive|"
    "sign … act|sign … measure|sign … budget|sign … waiver|"
    "offer … bill|offer … legislation|offer … amendment|offer … version|offer … resolution|offer … motion|"
    "call … witness|call … ambulance|call … shot|"
    "find … way|find … evidence|find … body|find … solution|raise … awareness|hold … breath|"
    "meet … need|meet … demand|meet … goal|meet … target|meet … deadline|meet … standard|meet … benchmark|meet … guideline",
    "AGREE": "invite|invitation|vow to",
    "CONCEDE": "apologise|apologize|apology|pardon|amnesty",
    "SUPPORT": "side with|rally behind|vote for|hail|praise|applaud|congratulate|commend|congratulation",
    "COOPERATE": "joint drill|joint patrol|data sharing|intelligence sharing",
    "REQUEST": "call for|call on|call upon|call to|appeal for|press for|lobby for|petition|advise|advocate|propose|urge|demand|plead|implore|exhort",
    "ACCUSE": "accuse|accusation|blame|condemn|condemnation|denounce|denunciation|deplore|decry|criticise|criticize|criticism|"
    "censure|rebuke|regret|lament|slam|chide|complain|complaint|sue|indict|indictment|allegation",
    "REJECT|CONCEDE": "call off",
    "REJECT": "vow to defy|side against|vote against|vote down|turn down|veto|reject|rejection|refusal",
    "THREATEN": "threaten|"
    + "|".join(
        f"vow to {deed}"
        for deed in "retaliate avenge attack strike destroy punish fight crush respond hit kill resist oppose block defeat "
        "invade bomb sue prosecute hunt".split()
    ),
    "AGREE|THREATEN": "vow to continue|vow to keep|vow to resume|vow to launch|vow to escalate",
    "PROTEST": "demonstrate|demonstrator|protest march|hunger strike|sit-in",
    "SANCTION": "embargo|sanctions",
    "RETREAT|CONCEDE|AGREE|SUPPORT": "ceasefire|cease-fire|truce|armistice",
    "COERCE": "blockade|curfew|arrest|detain|imprison|jail|imprisonment|deport|deportation|confiscate|confiscation|impound|outlaw",
    "CONSULT": "sit down with|confer with",
    "REQUEST|ACCUSE|THREATEN": "call for sanctions",
    "CONCEDE|SANCTION": "plead guilty",
    "COERCE|SANCTION": "expulsion|reimpose|re-impose",
    "ASSAULT": "bombard|bombardment|bombing|shelling|massacre|assassinate|assassination|behead|torture|rape|abduct|abduction|"
    "kidnap|kidnapping|ambush|airstrike|air strike|ground offensive|military intervention|armed intervention|ground operation|"
    "hostage-taking|lynch|gun down|set fire",
}

# Words of a definition that tell no mode by themselves.
PLAIN = {"ASSAULT/beat": {"assault"}, "CONSULT/phone": {"consultation"}}

WORD = re.compile(r"[a-z][a-z-]{3,}")
MARK = re.compile(r"\{=?\d+ ([A-Z]+)(?:/([a-z-]+))? [a-z]+\|([^{}|]+)\}")


def defined(definitions):
    """The words that one definition has alone."""
    words = {key: {w for w in WORD.findall(text.lower()) if w not in GENERAL} for key, text in definitions.items()}
    counts = collections.Counter(w for found in words.values() for w in found)
    return {key: {w for w in found if counts[w] == 1} for key, found in words.items()}


def marked(folder):
    """The words of acts by the mode that most of their marks have: of at least three marks four in five."""
    counts = collections.defaultdict(collections.Counter)
    for path in sorted(pathlib.Path(folder).glob("**/*.txt")):
        for kind, mode, words in MARK.findall(path.read_text(encoding="utf-8")):
            counts[kind, words.lower().strip()][mode] += 1
    found = collections.defaultdict(set)
    for (kind, words), modes in counts.items():
        mode, most = modes.most_common(1)[0]
        if mode and most >= 3 and most * 5 >= sum(modes.values()) * 4 and "%" not in words:
            found[kind, mode].add(words)
    return found


def build(out, codebook, templates):
    book = json.loads(pathlib.Path(codebook).read_text(encoding="utf-8"))
    known = {(t["type"], m["mode"]): m["definition"] for t in book["event_types"] for m in t["modes"]}
    missing = set(MODES) ^ set(known)
    assert not missing, missing
    contexts = {c["context"]: c["definition"] for c in book["contexts"]}
    assert set(CONTEXTS) <= set(contexts), set(CONTEXTS) - set(contexts)
    from_marks = marked(templates)
    rows = collections.defaultdict(set)
    for kind in {kind for kind, _ in known}:
        alone = defined({key: text for key, text in known.items() if key[0] == kind})
        for key in alone:
            for word in alone[key] | set(MODES[key].split("|")) | from_marks.get(key, set()):
                if word not in PLAIN.get(f"{kind}/{key[1]}", set()):
                    rows[word].add(f"{kind}/{key[1]}")
    header = [
        "word or phrase, modes as TYPE/mode",
        "From the PLOVER codebook 0.8 (CC BY-SA 4.0), marked training sentences, and words by hand: scripts/lexicon/events.py.",
    ]
    tables.write(out, "event_modes.tsv", header, [(word, "|".join(sorted(modes))) for word, modes in rows.items()])
    rows = collections.defaultdict(set)
    for name, words in CONTEXTS.items():
        for word in words.split("|"):
            rows[word].add(name)
    header = [
        "word or phrase, contexts",
        "Contexts of the PLOVER codebook 0.8 (CC BY-SA 4.0), words by hand: scripts/lexicon/events.py.",
    ]
    tables.write(out, "event_contexts.tsv", header, [(word, "|".join(sorted(names))) for word, names in rows.items()])
    rows = collections.defaultdict(set)
    for names, words in TYPES.items():
        types = {kind for kind, _ in known} | {t["type"] for t in book["event_types"]} | {"-"}
        assert set(names.split("|")) <= types, names
        for word in words.split("|"):
            rows[word] |= set(names.split("|"))
    header = [
        "word or phrase in its base form (a verb with … and the head of its object), types that its act can be of, - for no act",
        "Types of the PLOVER codebook 0.8 (CC BY-SA 4.0), words by hand: scripts/lexicon/events.py.",
    ]
    tables.write(out, "event_types.tsv", header, [(word, "|".join(sorted(names))) for word, names in rows.items()])
    header = [
        "CAMEO code, PLOVER type, mode, context (empty: none)",
        "From the PLOVER codebook 0.8 (CC BY-SA 4.0), table CAMEO2PLOVER-2021.",
    ]
    cameo = [
        (code, row["plover"], row["mode"] or "", row["context"] or "")
        for code, row in book["cameo_to_plover"].items()
        if row["plover"]
    ]
    tables.write(out, "cameo.tsv", header, cameo)


if __name__ == "__main__":
    root = pathlib.Path(__file__).resolve().parents[2]
    target = sys.argv[3] if len(sys.argv) > 3 else root / "crates" / "rapporteur-ontology" / "data"
    build(pathlib.Path(target), sys.argv[1], sys.argv[2])
    manifest(pathlib.Path(target))
