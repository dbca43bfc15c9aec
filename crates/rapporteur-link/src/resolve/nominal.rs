//! `the minister`, `the army`, `the Ruritanian navy`.
use super::{Resolved, Walk};
use crate::cluster::{self, Cluster, Clusters};
use crate::nation;
use rapporteur_ontology::country::Country;
use rapporteur_ontology::{Sector, body, cue, function, media, seat};
use rapporteur_record::{EntityType, MentionForm, SegmentKind};

/// Mentions that a nominal looks back over for who is near.
const NEAR: usize = 24;

/// Entities of a text among which a body is looked for by its name; a list of thousands names nobody for certain.
const BODIES: usize = 400;

/// Mentions in which a body is looked for that is named behind its short form.
const AHEAD: usize = 200;

/// Sentences at the beginning that may describe somebody whom the text names later.
const LEAD: usize = 4;

impl Walk<'_> {
    /// `the minister`: the only person mentioned so far who holds such an office; `the Ruritanian army`: that army.
    pub(super) fn nominal(&self, at: usize, clusters: &mut Clusters, resolved: &mut Resolved) {
        let mention = &self.names[at].mention;
        let words = self.words(at);
        let tokens: Vec<&str> = nation::tokens(&words);
        let Some(head) = tokens.last().map(|head| head.to_lowercase()) else { return };
        let country = nation::of_words(&words);
        let chosen = if let Some(cluster) = self.apposition(at, clusters) {
            Some((cluster, "link.apposition"))
        } else if mention.entity_type == EntityType::Person {
            // `the nation’s harbour minister` is that of the state which the sentence is about.
            let (land, own) = self.land_before(at, &tokens, clusters);
            self.holder(at, &own, &head, country.or(land), clusters)
                .map(|cluster| (cluster, "link.office"))
                .or_else(|| Some((self.of_headline(at, clusters)?, "link.described_in_headline")))
        } else if matches!(
            mention.entity_type,
            EntityType::Organisation | EntityType::Group | EntityType::Document
        ) {
            self.body(at, &tokens, &head, country, clusters)
        } else {
            None
        };
        if let Some((cluster, rule)) = chosen.or_else(|| self.read(at, clusters)) {
            clusters.of_mention[at] = Some(cluster);
            resolved.rules[at] = Some(rule);
        }
    }

    /// A nominal that is the office of the person named beside it.
    fn apposition(&self, at: usize, clusters: &Clusters) -> Option<usize> {
        let nominal = self.names[at].mention.span;
        if self.names[at].mention.entity_type != EntityType::Person {
            return None;
        }
        let near = at.saturating_sub(8)..self.names.len().min(at + 8);
        let person = near.clone().find(|&other| {
            let found = &self.names[other];
            found.offices.iter().any(|office| {
                office.span.overlaps(nominal)
                    && office.span.end >= nominal.end
                    && nominal.end > office.span.start
            }) && !found.mention.span.overlaps(nominal)
        })?;
        clusters.of_mention[person]
    }

    fn holder(
        &self,
        at: usize,
        tokens: &[&str],
        head: &str,
        country: Option<&'static Country>,
        clusters: &Clusters,
    ) -> Option<usize> {
        let first = tokens.first()?.to_lowercase();
        if matches!(first.as_str(), "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "your") {
            return None;
        }
        let called = offices_called(head);
        if called.is_empty() {
            return self.described(tokens, clusters);
        }
        if self.new_one_before(at, head) {
            return None;
        }
        let place = self.place_behind(at);
        let mut fitting = Vec::new();
        // Whom the first sentences only describe, the next ones name.
        let mut ahead = Vec::new();
        for noun in called {
            for &cluster in self.holders.get(*noun).into_iter().flatten() {
                let person = &clusters.list[cluster];
                let national =
                    country.is_none_or(|c| person.country.is_some_and(|own| own.alpha2 == c.alpha2));
                let list = if person.first < at { &mut fitting } else { &mut ahead };
                let elsewhere = place.is_some_and(|place| self.holds_elsewhere(person, noun, place));
                if national
                    && !elsewhere
                    && qualifies(person, tokens, country.is_some())
                    && !list.contains(&cluster)
                {
                    list.push(cluster);
                }
            }
        }
        // Whose land and whose field is told may be named anywhere.
        let told = country.is_some() && tokens.len() > 2;
        if fitting.is_empty() && (told || self.sentences[at] < LEAD && first == "the") {
            fitting = ahead;
        }
        match fitting[..] {
            [only] => Some(only),
            [] => None,
            // Of several, the one whom this sentence or the one before names.
            _ => self.only_near(at, |cluster| fitting.contains(&cluster), clusters),
        }
    }

    /// `the Ruritanian rebel group`: the only armed group of the list that this sentence and the one before name.
    fn described_group(&self, at: usize, own: &[&str], clusters: &Clusters) -> Option<usize> {
        let (head, rest) = own.split_last()?;
        let kind = matches!(*head, "group" | "movement" | "organization" | "organisation" | "militia");
        let span = self.names[at].mention.span;
        let mut inside = (at + 1..self.names.len())
            .take(8)
            .map(|inside| &self.names[inside].mention)
            .take_while(|mention| mention.span.end <= span.end);
        let itself = inside.any(|mention| {
            mention.form == MentionForm::Name
                && matches!(mention.entity_type, EntityType::Organisation | EntityType::Person)
        });
        let armed = |cluster: usize| {
            let group = &clusters.list[cluster];
            group.entity_type == EntityType::Organisation
                && body::lookup(group.name.as_str()).any(|body| body.sector == Some(Sector::Reb))
        };
        if !kind || itself || rest.len() > 3 {
            return None;
        }
        self.only_near(at, armed, clusters)
    }

    /// The state that `the nation’s` stands for, and the words without it.
    fn land_before<'t>(
        &self,
        at: usize,
        tokens: &[&'t str],
        clusters: &Clusters,
    ) -> (Option<&'static Country>, Vec<&'t str>) {
        let whole = || (None, tokens.to_vec());
        let ["the" | "The", "nation" | "country" | "kingdom" | "republic", own @ ..] = tokens else {
            return whole();
        };
        let state = (at.saturating_sub(NEAR)..at)
            .rev()
            .take_while(|&back| self.sentences[back] == self.sentences[at])
            .filter_map(|back| clusters.of_mention[back])
            .find_map(|cluster| {
                clusters.list[cluster]
                    .country
                    .filter(|_| clusters.list[cluster].entity_type == EntityType::State)
            });
        match state {
            Some(state) if own.len() > 1 => (Some(state), [&tokens[..1], own].concat()),
            _ => whole(),
        }
    }

    /// `Marten warns …` over a report that begins with `the town’s top tide expert warned …`.
    fn of_headline(&self, at: usize, clusters: &Clusters) -> Option<usize> {
        let verb_behind = |at: usize| {
            let behind = self.document.text.get(self.names[at].mention.span.end..)?;
            let word = behind.strip_prefix(' ')?.split(|c: char| !c.is_alphanumeric()).next()?;
            cue::verb(word).map(|form| form.cue.lemma).filter(|lemma| !matches!(*lemma, "say" | "tell"))
        };
        let words = self.words(at);
        let definite = words.starts_with("the ") || words.starts_with("The ");
        if !definite || self.sentences[at] >= LEAD || !self.in_body(at) {
            return None;
        }
        let verb = verb_behind(at)?;
        let titled = |other: usize| {
            let sentence = self.analysis.sentences.get(self.sentences[other]);
            sentence.is_some_and(|sentence| sentence.kind == SegmentKind::Headline)
        };
        let mut named = (0..at)
            .take(NEAR)
            .filter(|&other| titled(other) && self.names[other].mention.form == MentionForm::Name)
            .filter(|&other| verb_behind(other) == Some(verb))
            .filter_map(|other| clusters.of_mention[other])
            .filter(|&cluster| clusters.list[cluster].entity_type == EntityType::Person);
        named.next().filter(|only| named.all(|other| other == *only))
    }

    /// `the government’s top tide expert`: the only person whose office has all these words.
    fn described(&self, tokens: &[&str], clusters: &Clusters) -> Option<usize> {
        let general = |word: &str| {
            matches!(
                word,
                "top" | "senior" | "chief" | "leading" | "former" | "longtime" | "government" | "nation"
            ) || function::lookup(word).is_some()
                || !word.chars().all(char::is_alphabetic)
        };
        let words: Vec<String> =
            tokens.iter().map(|word| word.to_lowercase()).filter(|word| !general(word)).collect();
        let has_all = |at: &usize| {
            let person = &clusters.list[*at];
            person.entity_type == EntityType::Person
                && person.offices.iter().any(|office| {
                    let title = office.title.to_lowercase();
                    let parts: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
                    words.iter().all(|word| parts.contains(&word.as_str()))
                })
        };
        // One word is too little to know somebody by.
        let mut fitting = (0..clusters.list.len()).take(BODIES).filter(has_all).filter(|_| words.len() > 1);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The place that a noun of office has behind it: `the secretary of ports in Orla`.
    fn place_behind(&self, at: usize) -> Option<&str> {
        const WORDS: usize = 6;
        let end = self.names[at].mention.span.end;
        let place = (at + 1..self.names.len()).take(4).map(|at| &self.names[at].mention).find(|mention| {
            let place = matches!(mention.entity_type, EntityType::Place | EntityType::State);
            mention.span.start > end && mention.form == MentionForm::Name && place
        })?;
        let between = self.document.text.get(end..place.span.start)?;
        let words: Vec<&str> = between.split_whitespace().collect();
        let plain = words.iter().all(|word| word.chars().all(char::is_lowercase));
        let led = matches!(*words.last()?, "in" | "of" | "for" | "from");
        (plain && led && words.len() <= WORDS).then(|| place.span.in_text(&self.document.text))
    }

    /// True if the office of a person that `noun` names is of another place than this one.
    fn holds_elsewhere(&self, person: &Cluster, noun: &str, place: &str) -> bool {
        let mut of_another = false;
        for office in person.offices.iter().filter(|office| office.title.to_lowercase().contains(noun)) {
            let after = self.names.partition_point(|found| found.mention.span.start < office.span.end);
            for found in self.names[after.saturating_sub(4)..after].iter().rev() {
                let mention = &found.mention;
                let kind = matches!(mention.entity_type, EntityType::Place | EntityType::State);
                // `Orla Mayor`, or the mayor `of Orla`
                if kind && mention.form == MentionForm::Name && mention.span.end + 1 >= office.span.start {
                    if mention.span.in_text(&self.document.text) == place {
                        return false;
                    }
                    of_another = true;
                }
            }
        }
        of_another
    }

    /// The only cluster that fits among the names of the sentence so far and of the sentence before.
    fn only_near(&self, at: usize, fits: impl Fn(usize) -> bool, clusters: &Clusters) -> Option<usize> {
        let mut found = None;
        for back in (at.saturating_sub(NEAR)..at).rev() {
            if self.sentences[at] - self.sentences[back] > 1 || !self.in_body(back) {
                break;
            }
            let Some(cluster) = clusters.of_mention[back].filter(|&cluster| fits(cluster)) else { continue };
            if found.is_some_and(|known| known != cluster) {
                return None;
            }
            found = Some(cluster);
        }
        found
    }

    /// True if somebody new of this kind came up shortly before: `a minister from Orla`.
    fn new_one_before(&self, at: usize, head: &str) -> bool {
        let last = self.sentences[at];
        let Some(first) = self.analysis.sentences.get(last.saturating_sub(3)) else { return false };
        let token = self
            .analysis
            .tokens
            .partition_point(|token| token.span.start < self.names[at].mention.span.start);
        let words: Vec<&str> = self.analysis.tokens[first.tokens.start.min(token)..token]
            .iter()
            .rev()
            .take(160)
            .map(|t| t.span.in_text(&self.document.text))
            .collect();
        words.iter().enumerate().any(|(back, word)| {
            *word == head
                && words[back + 1..]
                    .iter()
                    .take(4)
                    .any(|before| matches!(before.to_lowercase().as_str(), "a" | "an" | "another" | "one"))
        })
    }

    fn body(
        &self,
        at: usize,
        tokens: &[&str],
        head: &str,
        country: Option<&'static Country>,
        clusters: &mut Clusters,
    ) -> Option<(usize, &'static str)> {
        let entity_type = self.names[at].mention.entity_type;
        let determiner = matches!(
            function::lookup(tokens[0]),
            Some(function::Function::Determiner | function::Function::Pronoun(_))
        );
        let possessed = matches!(function::lookup(tokens[0]), Some(function::Function::Pronoun(_)));
        let own = &tokens[usize::from(determiner)..];
        if let Some(cluster) = self.name_inside(at, clusters) {
            return Some((cluster, "link.name_and_noun"));
        }
        if entity_type == EntityType::Event {
            return None;
        }
        let named = own.iter().any(|word| word.starts_with(char::is_uppercase));
        // `the Ruritanian side` is the state in talks.
        if head == "side"
            && own.len() == 2
            && let Some(country) = country
        {
            return Some((clusters.state(country, at), "link.side"));
        }
        if named
            && tokens[0].eq_ignore_ascii_case("the")
            && country.is_some()
            && let Some(cluster) = self.described_group(at, own, clusters)
        {
            return Some((cluster, "link.described_group"));
        }
        if named && !possessed {
            // `the Ruritanian army` names itself.
            let written = self.words(at);
            let name = match written.split_once(' ') {
                Some((_, rest)) if determiner => rest.to_owned(),
                _ => written.into_owned(),
            };
            // `Ruritania's army` and `the Ruritanian army` are one.
            let lower: Vec<&str> =
                own.iter().copied().filter(|word| word.starts_with(char::is_lowercase)).collect();
            let key = match country {
                Some(country) if own.len() - lower.len() <= 2 => {
                    format!("{} {}", country.alpha3, lower.join(" "))
                }
                _ => name.clone(),
            };
            let cluster = clusters.keyed(entity_type, &key, &name, at);
            let entity = &mut clusters.list[cluster];
            entity.aliases.insert(name);
            entity.country = entity.country.or(country);
            let organ = nation::is_organ(head) || entity_type == EntityType::Document;
            entity.speaks_for_state |= organ && country.is_some();
            return Some((cluster, "link.named_body"));
        }
        // A group that speaks is who it is called: `all leaders`, `the international community`.
        if entity_type == EntityType::Group && !possessed && self.source_of.contains_key(&at) {
            return Some((clusters.named(entity_type, &own.join(" "), at), "link.group"));
        }
        if possessed
            && own.len() == 1
            && entity_type == EntityType::Organisation
            && let Some(cluster) = self.ministry_of(at, tokens[0], head, clusters)
        {
            return Some((cluster, "link.ministry_of_holder"));
        }
        if head == "court"
            && let [kind @ ("state" | "high" | "top"), _] = own
            && tokens[0].eq_ignore_ascii_case("the")
        {
            return self.court(kind, clusters).map(|cluster| (cluster, "link.same_head"));
        }
        let medium = own.len() == 1 && is_kind_of_medium(head);
        let the = tokens[0].eq_ignore_ascii_case("the")
            && (entity_type == EntityType::Organisation || medium && entity_type == EntityType::Document);
        // `The news agency`, behind the sentence that goes by one.
        if the && own == ["news", "agency"] {
            return Some((
                self.only_near(at, |cluster| self.is_medium(&clusters.list[cluster]), clusters)?,
                "link.only_body_near",
            ));
        }
        if !the || possessed || own.len() != 1 {
            return None;
        }
        // `the army`: the only army so far. `military` and `army` are one.
        let same = |word: &str| {
            word == head || (matches!(word, "army" | "military") && matches!(head, "army" | "military"))
        };
        if let Some(cluster) = self.body_near(at, head, clusters) {
            return Some((cluster, "link.only_body_near"));
        }
        if medium {
            let fits = |cluster: usize| {
                let body = &clusters.list[cluster];
                body.entity_type == EntityType::Organisation
                    && body.aliases.iter().chain([&body.name]).any(|name| media::is_name(name))
                    && !self.is_publisher(body)
            };
            return self.only_near(at, fits, clusters).map(|cluster| (cluster, "link.only_body_near"));
        }
        // `the administration` in small letters is the Marten administration rather than the Food Administration.
        let small =
            |cluster: usize| clusters.list[cluster].name.rsplit(' ').next().is_some_and(|last| last == head);
        let mut fitting = Vec::new();
        for back in (0..at).rev().take(400) {
            let Some(cluster) = clusters.of_mention[back] else { continue };
            let entity = &clusters.list[cluster];
            let last = entity.name.rsplit(' ').next().unwrap_or("").to_lowercase();
            let first = entity.name.split(' ').next().unwrap_or("").to_lowercase();
            let headed = same(&last) || (same(&first) && entity.name.contains(" of "));
            if entity.entity_type == EntityType::Organisation && headed && !fitting.contains(&cluster) {
                fitting.push(cluster);
            }
        }
        let written: Vec<usize> = fitting.iter().copied().filter(|&cluster| small(cluster)).collect();
        let forces = matches!(head, "army" | "military" | "navy") && fitting.is_empty();
        if (head == "administration" && written.is_empty() || forces)
            && let Some(cluster) = self.named_ahead(at, head, clusters)
        {
            return Some((cluster, "link.same_head"));
        }
        if head == "administration"
            && fitting.is_empty()
            && let Some(cluster) = self.administration_of_president(at, clusters)
        {
            return Some((cluster, "link.administration_of_president"));
        }
        match (&fitting[..], &written[..]) {
            ([only], _) | (_, [only]) => Some((*only, "link.same_head")),
            _ => None,
        }
    }

    fn is_medium(&self, body: &Cluster) -> bool {
        let last = body.name.rsplit(' ').next().unwrap_or("").to_lowercase();
        let office = crate::nation::is_organ(&last)
            || matches!(
                last.as_str(),
                "court" | "council" | "committee" | "party" | "agency" | "commission" | "office"
            );
        body.entity_type == EntityType::Organisation && !office && !self.is_publisher(body)
    }

    /// The administration of the only president of a report that speaks of the seat of one and of no other administration; the
    /// seat itself where no president has his title.
    fn administration_of_president(&self, at: usize, clusters: &mut Clusters) -> Option<usize> {
        let seated = |cluster: &Cluster| {
            seat::lookup(cluster.name.as_str()).is_some_and(|seat| !seat.alpha2.is_empty())
        };
        let governs = |office: &str| {
            let office = office.to_lowercase();
            office.ends_with("president") && !office.contains("vice") && !office.contains("former")
        };
        let holds = |cluster: &&Cluster| {
            cluster.entity_type == EntityType::Person
                && cluster.offices.iter().any(|office| governs(&office.title))
        };
        let mut holders = clusters.list.iter().take(BODIES).filter(holds);
        let (first, second) = (holders.next(), holders.next());
        let mut seats = (0..clusters.list.len()).take(BODIES).filter(|&at| seated(&clusters.list[at]));
        let seat = seats.next().filter(|_| seats.next().is_none())?;
        match (first, second) {
            (Some(president), None) => {
                let name = format!("{} administration", president.name.rsplit(' ').next()?);
                let cluster = clusters.named(EntityType::Organisation, &name, at);
                clusters.list[cluster].aliases.insert(name);
                Some(cluster)
            }
            (None, _) => Some(seat),
            _ => None,
        }
    }

    /// `the Marten administration` that is named behind `the administration` only, if one is; so of an army.
    fn named_ahead(&self, at: usize, head: &str, clusters: &mut Clusters) -> Option<usize> {
        let mut found = None;
        for later in (at + 1..self.names.len()).take(AHEAD) {
            let mention = &self.names[later].mention;
            let words = self.words(later);
            let ends = words.strip_suffix(head).is_some_and(|rest| rest.ends_with(' '));
            let named = ends
                && mention.form == MentionForm::Nominal
                && mention.entity_type == EntityType::Organisation;
            if !named {
                continue;
            }
            let tokens: Vec<&str> = nation::tokens(&words);
            let bare = &tokens[usize::from(function::lookup(tokens[0]).is_some())..];
            if !bare[..bare.len() - 1].iter().any(|word| word.starts_with(char::is_uppercase)) {
                continue;
            }
            let country = nation::of_words(&words);
            let (cluster, _) = self.body(later, &tokens, head, country, clusters)?;
            if found.is_some_and(|known| known != cluster) {
                return None;
            }
            found = Some(cluster);
        }
        found
    }

    /// `the state court`: the only court of a state that the text names; `the high court` may be that of the whole country.
    fn court(&self, kind: &str, clusters: &Clusters) -> Option<usize> {
        let fits = |cluster: &usize| {
            let body = &clusters.list[*cluster];
            let national = ["U.S. ", "US ", "Supreme ", "Federal ", "National "]
                .iter()
                .any(|opening| body.name.starts_with(opening));
            let supreme = body.name.ends_with("Supreme Court") || body.name.ends_with("High Court");
            body.entity_type == EntityType::Organisation
                && body.name.ends_with(" Court")
                && if kind == "state" { !national } else { supreme }
        };
        let mut courts = (0..clusters.list.len()).take(BODIES).filter(fits);
        courts.next().filter(|_| courts.next().is_none())
    }

    /// `her ministry`: the only one of the text whose name the office of the person has too.
    fn ministry_of(&self, at: usize, owner: &str, head: &str, clusters: &Clusters) -> Option<usize> {
        if !matches!(head, "ministry" | "department") {
            return None;
        }
        let gender = function::pronoun(owner)?.gender?;
        let (holder, _) = self.third_person(at, Some(gender), clusters, &mut Vec::new())?;
        let offices: Vec<String> =
            clusters.list[holder].offices.iter().map(|office| office.title.to_lowercase()).collect();
        let theirs = |cluster: &usize| {
            let body = &clusters.list[*cluster];
            let name = body.name.to_lowercase();
            let mut words = name.split(' ').filter(|word| *word != head && function::lookup(*word).is_none());
            let field = words.clone().next().is_some();
            body.entity_type == EntityType::Organisation
                && name.split(' ').any(|word| word == head)
                && field
                && words.all(|word| offices.iter().any(|office| office.contains(word)))
        };
        let mut bodies = (0..clusters.list.len()).take(BODIES).filter(theirs);
        bodies.next().filter(|_| bodies.next().is_none())
    }

    /// `the agency`, `the company`: the only named body of this sentence and the one before, unless its name says that it is
    /// something else.
    fn body_near(&self, at: usize, head: &str, clusters: &Clusters) -> Option<usize> {
        let company = matches!(head, "company" | "firm" | "utility" | "airline" | "carrier" | "retailer");
        if !company && !matches!(head, "agency" | "group" | "organization" | "organisation") {
            return None;
        }
        let fits = |cluster: usize| {
            let entity = &clusters.list[cluster];
            let last = entity.name.rsplit(' ').next().unwrap_or("").to_lowercase();
            let other = matches!(
                last.as_str(),
                "court"
                    | "senate"
                    | "house"
                    | "congress"
                    | "party"
                    | "times"
                    | "post"
                    | "news"
                    | "press"
                    | "journal"
                    | "committee"
                    | "parliament"
                    | "council"
                    | "university"
                    | "police"
                    | "army"
                    | "government"
            );
            let office = matches!(
                last.as_str(),
                "agency"
                    | "administration"
                    | "department"
                    | "ministry"
                    | "bureau"
                    | "service"
                    | "office"
                    | "commission"
            );
            let firm = matches!(
                last.trim_end_matches('.'),
                "inc" | "corp" | "ltd" | "llc" | "plc" | "co" | "company"
            );
            // No company is an agency, and no office a company.
            let unlike = if company { office } else { head == "agency" && firm };
            entity.entity_type == EntityType::Organisation && !other && !unlike && !self.is_publisher(entity)
        };
        self.only_near(at, fits, clusters)
    }

    /// `the Orla newspaper`: a name and what it is.
    fn name_inside(&self, at: usize, clusters: &Clusters) -> Option<usize> {
        let nominal = self.names[at].mention.span;
        let (before, head) = nominal.in_text(&self.document.text).rsplit_once(' ')?;
        let generic = matches!(
            head,
            "agency"
                | "broadcaster"
                | "channel"
                | "company"
                | "firm"
                | "group"
                | "magazine"
                | "militia"
                | "movement"
                | "network"
                | "newspaper"
                | "organisation"
                | "organization"
                | "outlet"
                | "party"
                | "station"
                | "website"
        );
        if !generic {
            return None;
        }
        let end = nominal.start + before.strip_suffix(" TV").unwrap_or(before).trim_end().len();
        let inside = (at.saturating_sub(1)..self.names.len()).take(8).find(|&inside| {
            let mention = &self.names[inside].mention;
            let whole = mention.span.end == end || mention.span.end == nominal.start + before.len();
            mention.form == MentionForm::Name
                && nominal.contains(mention.span)
                && whole
                && mention.span.start <= nominal.start + 4
        })?;
        let cluster = clusters.of_mention[inside]?;
        (clusters.list[cluster].entity_type == EntityType::Organisation).then_some(cluster)
    }
}

/// `the newspaper`, `the network`.
fn is_kind_of_medium(head: &str) -> bool {
    matches!(head, "newspaper" | "paper" | "magazine" | "broadcaster" | "network" | "outlet")
}

/// The words of offices that a noun may stand for.
fn offices_called(head: &str) -> &'static [&'static str] {
    match head {
        "minister" => &["minister"],
        "spokesman" => &["spokesman"],
        "spokeswoman" => &["spokeswoman"],
        "spokesperson" => &["spokesman", "spokeswoman", "spokesperson"],
        "diplomat" => {
            &["ambassador", "diplomat", "envoy", "minister", "spokesman", "spokeswoman", "spokesperson"]
        }
        "leader" => &["leader", "president", "premier", "chairman", "chairwoman"],
        "president" => &["president"],
        "premier" => &["premier", "minister"],
        "official" => &[],
        "commander" => &["commander"],
        "general" => &["general"],
        "mayor" => &["mayor"],
        "governor" => &["governor"],
        "secretary" => &["secretary"],
        "ambassador" => &["ambassador"],
        "envoy" => &["envoy", "ambassador"],
        "chairman" => &["chairman"],
        "chairwoman" => &["chairwoman"],
        "director" => &["director"],
        "senator" => &["senator"],
        "lawmaker" => &["senator", "lawmaker", "deputy", "congressman", "congresswoman", "representative"],
        "congressman" => &["congressman", "representative"],
        "congresswoman" => &["congresswoman", "representative"],
        "lawyer" => &["lawyer", "attorney"],
        "judge" => &["judge", "justice"],
        "prosecutor" => &["prosecutor"],
        "king" => &["king"],
        "queen" => &["queen"],
        "chancellor" => &["chancellor"],
        "captain" => &["captain"],
        "doctor" => &["doctor"],
        "professor" => &["professor"],
        "analyst" => &["analyst"],
        "researcher" => &["researcher"],
        "activist" => &["activist"],
        "journalist" => &["journalist"],
        "coach" => &["coach"],
        "aide" => &["aide", "adviser"],
        "adviser" => &["adviser", "advisor", "aide"],
        _ => &[],
    }
}

/// True if the words between determiner and head fit the person: `the foreign minister` is a foreign minister, and a
/// diplomat is a minister only of foreign affairs.
fn qualifies(person: &Cluster, tokens: &[&str], national: bool) -> bool {
    let head = tokens.last().map(|head| head.to_lowercase()).unwrap_or_default();
    let offices: Vec<String> = person.offices.iter().map(|office| office.title.to_lowercase()).collect();
    if head == "diplomat"
        && !offices.iter().any(|office| {
            office.contains("foreign")
                || office.contains("ambassador")
                || office.contains("envoy")
                || office.contains("diplomat")
        })
    {
        return false;
    }
    if head == "premier"
        && !offices.iter().any(|office| office.contains("prime") || office.contains("premier"))
    {
        return false;
    }
    if cluster::gender_of_office(&head).is_some_and(|gender| person.gender.is_some_and(|own| own != gender)) {
        return false;
    }
    let middle = &tokens[1..tokens.len().saturating_sub(1).max(1)];
    middle.iter().all(|word| {
        let word = word.to_lowercase();
        let nation = (national && nation::of_words(&capitalised(&word)).is_some())
            || person
                .country
                .is_some_and(|country| country.adjectives.iter().any(|known| same_but_doubled(known, &word)));
        nation
            || matches!(word.as_str(), "top" | "senior" | "chief" | "veteran")
            || offices.iter().any(|office| office.split(' ').any(|part| part == word))
    })
}

/// True if two words differ in doubled letters at most: a common slip in foreign adjectives.
fn same_but_doubled(a: &str, b: &str) -> bool {
    let single = |word: &str| {
        let mut letters: Vec<char> = word.to_lowercase().chars().collect();
        letters.dedup();
        letters
    };
    single(a) == single(b)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
