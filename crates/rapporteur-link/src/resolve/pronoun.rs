//! `he`, `she`, `I`, `we`, `it`.
use super::{Resolved, Walk};
use crate::cluster::Clusters;
use crate::source::head_of;
use rapporteur_ontology::Gender;
use rapporteur_ontology::cue::{self, Class};
use rapporteur_ontology::function::{self, Number};
use rapporteur_ontology::verb::{self, Inflection};
use rapporteur_record::{EntityType, MentionForm};
use rapporteur_text::Span;

/// How far back a pronoun looks: sentences, and mentions.
const SENTENCES: usize = 2;
const MENTIONS: usize = 40;
/// Sentences of one quotation that do not count between a speaker and a pronoun.
const LONGEST_QUOTATION: usize = 20;
/// Bytes of a post behind a pronoun in which its signature is looked for.
const POST: usize = 600;
/// Words of a signature with its titles: `— Governor Ilse Marten`.
const TITLES: usize = 4;

impl Walk<'_> {
    pub(super) fn pronoun(&self, at: usize, clusters: &mut Clusters, resolved: &mut Resolved) {
        let span = self.names[at].mention.span;
        let Some(pronoun) = function::pronoun(span.in_text(&self.document.text)) else { return };
        if self.stands_for_nothing(span) {
            return;
        }
        let quotation = self.quotation(span);
        // Whoever is quoted inside a quotation is not who speaks that.
        if pronoun.person == 1
            && quotation.is_some_and(|outer| self.is_quoted_inside(span) || self.is_recited(outer.span, span))
        {
            return;
        }
        let chosen = match (pronoun.person, pronoun.number) {
            (1, number) => match quotation {
                Some(quotation) => self.first_person(quotation.span, number, clusters),
                None => self.signed(at, clusters).or_else(|| {
                    let issuer = self.issuer.filter(|_| number == Number::Plural)?;
                    Some((issuer, "link.issuer_of_statement"))
                }),
            },
            (3, Number::Singular) if pronoun.gender.is_some() && quotation.is_none() => self
                .person_that_tells(at, pronoun.gender, clusters)
                .or_else(|| self.third_person(at, pronoun.gender, clusters, &mut resolved.candidates[at])),
            (3, Number::Singular) if pronoun.gender.is_none() && quotation.is_none() => self
                .body_that_tells(at, clusters)
                .or_else(|| self.body_just_before(at, clusters))
                .or_else(|| self.subject_of_sentence(at, clusters)),
            _ => None,
        };
        let read = |clusters: &Clusters| {
            // Nobody says `he` of himself.
            let speaker = quotation
                .filter(|_| pronoun.person == 3)
                .and_then(|quotation| self.speaker_of(quotation.span, clusters))
                .map(|(_, speaker)| speaker);
            self.read(at, clusters).filter(|&(cluster, _)| {
                let entity = &clusters.list[cluster];
                let agrees =
                    pronoun.gender.is_none() || entity.gender.is_none() || entity.gender == pronoun.gender;
                let himself = speaker == Some(cluster) && entity.entity_type == EntityType::Person;
                agrees
                    && !himself
                    && !self.is_apart(at, pronoun, cluster, clusters)
                    && !self.is_own_object(at, cluster, clusters)
                    && !self.is_beside_subject(at, pronoun, cluster, clusters)
            })
        };
        let chosen = chosen.filter(|&(cluster, _)| {
            pronoun.person != 3
                || !self.is_beside_subject(at, pronoun, cluster, clusters)
                    && (pronoun.gender.is_some()
                        || !self.is_own_object(at, cluster, clusters)
                            && !self.is_result(at, cluster, clusters))
        });
        let person = pronoun.person == 3 && pronoun.gender.is_some() && quotation.is_none();
        let told = self.addressee(at, clusters).filter(|_| person);
        if let Some((cluster, rule)) = told.or(chosen).or_else(|| read(clusters)) {
            clusters.of_mention[at] = Some(cluster);
            resolved.rules[at] = Some(rule);
            // Once `she`, a person is not `he` later on.
            let person = &mut clusters.list[cluster];
            if pronoun.person == 3 && person.entity_type == EntityType::Person {
                person.gender = person.gender.or(pronoun.gender);
            }
        }
    }

    /// True for `them` behind `their`, which stands for whoever does something to them, and for a plural behind a body that the
    /// sentence before calls `it`.
    fn is_apart(&self, at: usize, pronoun: function::Pronoun, cluster: usize, clusters: &Clusters) -> bool {
        let body = matches!(
            clusters.list[cluster].entity_type,
            EntityType::Organisation | EntityType::State | EntityType::Place
        );
        if pronoun.person != 3 || !body {
            return false;
        }
        if pronoun.number != Number::Plural {
            return !pronoun.animate && self.is_result(at, cluster, clusters);
        }
        if self.is_of_several(at, cluster, clusters) {
            return true;
        }
        let object = pronoun.case == function::Case::Object;
        (at.saturating_sub(MENTIONS)..at)
            .rev()
            .take_while(|&back| self.sentences[at] - self.sentences[back] <= 1)
            .filter(|&back| clusters.of_mention[back] == Some(cluster))
            .filter_map(|back| {
                let words = self.names[back].mention.span.in_text(&self.document.text);
                function::pronoun(words).map(|before| (back, before))
            })
            .any(|(back, before)| {
                let own = before.number == Number::Plural && self.sentences[back] == self.sentences[at];
                own && object && before.case == function::Case::Possessive
                    || before.number == Number::Singular && !before.animate
            })
    }

    /// `makes it dangerous to wait`: an `it` that only leads over to what follows.
    fn stands_for_nothing(&self, span: Span) -> bool {
        /// Words behind it in which the infinitive or the clause begins.
        const AHEAD: usize = 4;
        let text = &self.document.text;
        let before = text.get(..span.start).unwrap_or_default().trim_end();
        let verb = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let makes = matches!(
            verb,
            "make"
                | "makes"
                | "made"
                | "making"
                | "find"
                | "finds"
                | "found"
                | "consider"
                | "considers"
                | "considered"
        );
        let mut behind = text.get(span.end..).unwrap_or_default().split_whitespace();
        let first = behind.next().unwrap_or_default();
        let described = !first.is_empty()
            && first.chars().all(char::is_alphabetic)
            && function::lookup(first).is_none_or(|known| matches!(known, function::Function::Determiner));
        let told = described && behind.take(AHEAD).any(|word| matches!(word, "to" | "for" | "that"));
        makes && told && span.in_text(text).eq_ignore_ascii_case("it")
    }

    /// True for words inside a quotation that stands in another one.
    fn is_quoted_inside(&self, span: Span) -> bool {
        let after = self.analysis.quotations.partition_point(|q| q.span.start <= span.start);
        self.analysis.quotations[..after].iter().rev().take(8).any(|q| q.depth > 0 && q.span.contains(span))
    }

    /// `“Those who open say, ‘I am not sure,”`, `“the worst words are: I can help”`: the words of somebody else, though no mark may
    /// close them.
    fn is_recited(&self, outer: Span, span: Span) -> bool {
        /// Bytes before a pronoun in which what it is recited by stands.
        const NEAR: usize = 300;
        let Some(before) = self.document.text.get(outer.start..span.start) else { return false };
        let from = (before.len().saturating_sub(NEAR)..=before.len()).find(|&at| before.is_char_boundary(at));
        let before = before.get(from.unwrap_or_default()..).unwrap_or_default();
        let mark = |c: char| matches!(c, '\'' | '‘' | '’');
        let opened = before
            .rmatch_indices(mark)
            .find(|&(at, _)| before[..at].ends_with(", ") || before[..at].ends_with(": "));
        let open = opened.is_some_and(|(at, mark)| {
            let inside = &before[at + mark.len()..];
            let closed =
                [".'", ",'", "!'", "?'", ".’", ",’", "!’", "?’"].iter().any(|end| inside.contains(end));
            // Behind the last letter of a word and before a blank a mark closes as well.
            !closed && !inside.contains("' ") && !inside.contains("’ ")
        });
        let sentence = before.rsplit(['.', '!', '?']).next().unwrap_or_default();
        let words =
            sentence.trim_end().strip_suffix("are:").or_else(|| sentence.trim_end().strip_suffix("were:"));
        open || words.is_some_and(|told| told.split_whitespace().any(|word| word == "words"))
    }

    /// True for a clause that says how much: `the storm was such a blow to the market that it would not open`, told by a body.
    fn is_result(&self, at: usize, cluster: usize, clusters: &Clusters) -> bool {
        let Some(between) = self.told_between(at, cluster, clusters) else { return false };
        let words: Vec<&str> = between.split_whitespace().collect();
        let such = words.iter().position(|word| matches!(*word, "such" | "so"));
        words.last() == Some(&"that")
            && such.is_some_and(|such| such > 0 && words[..such].iter().any(is_telling))
    }

    /// `The port warned that towns could flood if they waited`: several that are told of, and not the body that tells.
    fn is_of_several(&self, at: usize, cluster: usize, clusters: &Clusters) -> bool {
        let Some(between) = self.told_between(at, cluster, clusters) else { return false };
        let mut words = between.split_whitespace();
        words.any(|word| is_telling(&word))
            && words.next() == Some("that")
            && words.next().is_some_and(|word| {
                word.len() > 3
                    && word.ends_with('s')
                    && !word.ends_with("ss")
                    && function::lookup(word).is_none()
            })
    }

    /// What stands between the last mention of somebody in a sentence and a pronoun there.
    fn told_between(&self, at: usize, cluster: usize, clusters: &Clusters) -> Option<&str> {
        let back = (at.saturating_sub(MENTIONS)..at)
            .rev()
            .take_while(|&back| self.sentences[back] == self.sentences[at])
            .find(|&back| clusters.of_mention[back] == Some(cluster))?;
        self.document.text.get(self.names[back].mention.span.end..self.names[at].mention.span.start)
    }

    /// `The council passed a bill to fill it`, `Marten answered Lind, telling him`: an object is not the subject of its own clause.
    fn is_own_object(&self, at: usize, cluster: usize, clusters: &Clusters) -> bool {
        let text = &self.document.text;
        let span = self.names[at].mention.span;
        let word = span.in_text(text).to_lowercase();
        let before = text.get(..span.start).unwrap_or_default().trim_end();
        let governor = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let object = matches!(word.as_str(), "him" | "them")
            || word == "it"
                && (verb::lookup(governor).is_some()
                    || matches!(function::lookup(governor), Some(function::Function::Preposition)));
        if !object {
            return false;
        }
        let from = at.saturating_sub(MENTIONS);
        let Some(back) = (from..at)
            .rev()
            .take_while(|&back| self.sentences[back] == self.sentences[at])
            .find(|&back| clusters.of_mention[back] == Some(cluster))
        else {
            return false;
        };
        let own = self.names[back].mention.span;
        let Some(between) = text.get(own.end..span.start) else { return false };
        let led = text.get(..own.start).unwrap_or_default().trim_end();
        let led = led.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let subject =
            !matches!(function::lookup(led), Some(function::Function::Preposition | function::Function::To))
                && !between.starts_with("'s")
                && !between.starts_with("’s");
        // Another clause, or somebody else who does it.
        let clause = between.contains([';', ':', '"', '“', '”'])
            || between.split_whitespace().any(|word| {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                matches!(
                    function::lookup(bare),
                    Some(
                        function::Function::Relative
                            | function::Function::Subordinator
                            | function::Function::Coordinator
                    )
                ) || cue::verb(bare)
                    .is_some_and(|form| matches!(form.cue.class, Class::Say | Class::Belief | Class::Show))
                    && verb::lookup(bare).is_some_and(|form| form.inflection != Inflection::Gerund)
                    && !matches!(bare, "responded" | "answered" | "replied" | "thanked")
                    && !is_for_a_purpose(between, bare)
            });
        let doer = (back + 1..at).any(|other| {
            let mention = &self.names[other].mention;
            let before = text.get(own.end..mention.span.start).unwrap_or_default().trim_end();
            let last = before.rsplit(' ').next().unwrap_or_default();
            let led = matches!(
                function::lookup(last),
                Some(
                    function::Function::Preposition | function::Function::To | function::Function::Determiner
                )
            ) || verb::lookup(last).is_some();
            mention.span.start >= own.end && !led
        });
        subject && !clause && !doer
    }

    /// `Marten answered Lind, telling him that she agrees with him`: an object that is not the subject is the one who is told, and who
    /// tells it is the subject.
    fn addressee(&self, at: usize, clusters: &Clusters) -> Option<(usize, &'static str)> {
        let text = &self.document.text;
        let span = self.names[at].mention.span;
        let word = span.in_text(text).to_lowercase();
        let opens = self.analysis.sentences.get(self.sentences[at])?.span.start;
        let (main, told) = text.get(opens..span.start)?.split_once(", telling ")?;
        let subject = matches!(word.as_str(), "he" | "she") && matches!(told, "him that " | "her that ");
        // Right behind the participle, or behind a pronoun that is the subject of what is told.
        let further = ["him that he ", "him that she ", "her that she ", "her that he "]
            .iter()
            .find_map(|opening| told.strip_prefix(opening))
            .is_some_and(|rest| {
                rest.chars().all(|c| c.is_alphabetic() || c == ' ')
                    && !rest.split_whitespace().any(|word| {
                        matches!(
                            function::lookup(word),
                            Some(function::Function::Coordinator | function::Function::Subordinator)
                        )
                    })
            });
        let object = matches!(word.as_str(), "him" | "her") && (told.is_empty() || further);
        let end = opens + main.len();
        let mut named = (at.saturating_sub(MENTIONS)..at).filter(|&back| {
            let mention = &self.names[back].mention;
            mention.span.start >= opens && mention.span.end <= end && mention.form == MentionForm::Name
        });
        let (first, second) = (named.next()?, named.next()?);
        let beside = self.names[second].mention.span.end == end && named.next().is_none();
        let (teller, hearer) = (clusters.of_mention[first]?, clusters.of_mention[second]?);
        let meant = if subject { teller } else { hearer };
        let gender = function::pronoun(&word).and_then(|pronoun| pronoun.gender);
        let person = |cluster: usize| clusters.list[cluster].entity_type == EntityType::Person;
        let agrees = clusters.list[meant].gender.is_none() || clusters.list[meant].gender == gender;
        let two = teller != hearer && person(teller) && person(hearer) && agrees;
        ((subject || object) && beside && two).then_some((meant, "link.who_is_told"))
    }

    /// `that he thanked him`: the two are not the same, and who is meant by neither is open.
    fn is_beside_subject(
        &self,
        at: usize,
        pronoun: function::Pronoun,
        cluster: usize,
        clusters: &Clusters,
    ) -> bool {
        let text = &self.document.text;
        let span = self.names[at].mention.span;
        let Some(subject) = at.checked_sub(1).filter(|&back| self.sentences[back] == self.sentences[at])
        else {
            return false;
        };
        let before = self.names[subject].mention.span;
        let same = function::pronoun(before.in_text(text))
            .is_some_and(|other| other.case == function::Case::Subject && other.gender == pronoun.gender);
        let between = text.get(before.end..span.start).unwrap_or_default();
        let own = between.chars().all(|c| c.is_alphabetic() || c == ' ')
            && !between.split_whitespace().any(|word| {
                matches!(
                    function::lookup(word),
                    Some(
                        function::Function::Relative
                            | function::Function::Subordinator
                            | function::Function::Coordinator
                    )
                ) || is_telling(&word)
            });
        pronoun.case == function::Case::Object
            && pronoun.gender.is_some()
            && same
            && own
            && clusters.of_mention[subject].is_none_or(|known| known == cluster)
    }

    /// `I` in a quotation is its speaker; `we` of an official is the state.
    fn first_person(
        &self,
        quotation: Span,
        number: Number,
        clusters: &mut Clusters,
    ) -> Option<(usize, &'static str)> {
        let (head, speaker) = self.speaker_of(quotation, clusters)?;
        let entity = &clusters.list[speaker];
        if number == Number::Singular {
            return (entity.entity_type == EntityType::Person)
                .then_some((speaker, "link.speaker_of_quotation"));
        }
        let country =
            entity.country.filter(|_| entity.speaks_for_state || entity.entity_type == EntityType::State)?;
        Some((clusters.state(country, head), "link.state_of_speaker"))
    }

    /// Who speaks a quotation, with the mention that says so.
    fn speaker_of(&self, quotation: Span, clusters: &Clusters) -> Option<(usize, usize)> {
        let attribution = &self.attributions[*self.told_by.get(&quotation.start)?];
        let head = head_of(self.document, self.names, attribution.source?)?;
        // The source may stand behind the quotation; a pronoun there is settled by looking at it now.
        let speaker = clusters.of_mention[head].or_else(|| {
            let span = self.names[head].mention.span;
            let pronoun = function::pronoun(span.in_text(&self.document.text))?;
            self.third_person(head, pronoun.gender, clusters, &mut Vec::new()).map(|(cluster, _)| cluster)
        })?;
        Some((head, speaker))
    }

    /// `We hold on! — Ilse Marten (@marten)`: who signs a post says `we` in it.
    fn signed(&self, at: usize, clusters: &Clusters) -> Option<(usize, &'static str)> {
        let sentence = self.analysis.sentences.get(self.sentences[at])?.span;
        let start = self.names[at].mention.span.end;
        let rest = self.document.text.get(start..sentence.end)?;
        let near = (0..=rest.len().min(POST)).rev().find(|&at| rest.is_char_boundary(at))?;
        let handle = start + rest[..near].find(" (@")?;
        let after = self.names.partition_point(|found| found.mention.span.end <= handle);
        let signer = (at + 1..after).rev().take(4).find(|&by| {
            self.names[by].mention.span.end == handle && self.names[by].mention.form == MentionForm::Name
        })?;
        let told = self.document.text.get(start..self.names[signer].mention.span.start)?;
        let dashed = told.get(told.rfind(['—', '–'])?..)?;
        (dashed.split_whitespace().count() <= TITLES).then_some(())?;
        Some((clusters.of_mention[signer]?, "link.signature"))
    }

    /// Sentences from one to another that are not quoted as a whole.
    fn sentences_told(&self, from: usize, to: usize) -> usize {
        let quoted = |at: &usize| {
            self.analysis.sentences.get(*at).is_some_and(|sentence| self.quotation(sentence.span).is_some())
        };
        to.saturating_sub(from) - (from + 1..to).take(LONGEST_QUOTATION).filter(quoted).count()
    }

    /// `he`, `she`: the last speaker, else the only person of that gender near by.
    pub(super) fn third_person(
        &self,
        at: usize,
        gender: Option<Gender>,
        clusters: &Clusters,
        candidates: &mut Vec<usize>,
    ) -> Option<(usize, &'static str)> {
        let sentence = self.sentences[at];
        let object = self.names[at].mention.span.in_text(&self.document.text).eq_ignore_ascii_case("him");
        let mut near: Vec<(usize, usize)> = Vec::new();
        for back in (at.saturating_sub(MENTIONS)..at).rev() {
            if sentence - self.sentences[back] > SENTENCES || !self.in_body(back) {
                break;
            }
            // Persons named inside a quotation are spoken about; a pronoun outside goes with those outside.
            let quoted = self.quotation(self.names[back].mention.span).is_some();
            let Some(cluster) = clusters.of_mention[back] else { continue };
            let person = &clusters.list[cluster];
            let agrees = person.gender.is_none() || gender.is_none() || person.gender == gender;
            // In `Marten thanked him`, `him` is not Marten.
            let same_clause = object && self.sentences[back] == sentence && self.is_subject(back);
            if person.entity_type != EntityType::Person
                || !agrees
                || quoted
                || same_clause
                || self.tells_where(back)
            {
                continue;
            }
            match near.iter_mut().find(|(known, _)| *known == cluster) {
                // Behind the name of the subject its office may stand: the name counts.
                Some((_, later))
                    if self.sentences[*later] == self.sentences[back]
                        && self.names[back].mention.form == MentionForm::Name
                        && self.is_subject(back) =>
                {
                    *later = back;
                }
                Some(_) => {}
                None => near.push((cluster, back)),
            }
        }
        let speaks = self.source_of.contains_key(&at) || self.opens_sentence(at);
        if let Some((speaker, mention)) = self.last_speaker {
            let when = self.sentences[mention];
            let agrees = clusters.list[speaker].gender.is_none() || clusters.list[speaker].gender == gender;
            // Behind a long quotation only who spoke right before it, and nobody else told of since.
            let other = || near.iter().any(|(other, back)| *other != speaker && self.sentences[*back] > when);
            let recent = sentence.saturating_sub(when) <= SENTENCES + 1
                || self.sentences_told(when, sentence) <= SENTENCES && !other();
            // Somebody of the same gender who is the subject since then is as good a choice.
            let rival = near.iter().any(|(other, back)| {
                *other != speaker && self.sentences[*back] >= when && self.is_subject(*back)
            });
            // `He asked him whether he knew`: the addressee may be meant.
            let addressed = when == sentence
                && (mention + 1..at)
                    .take(MENTIONS)
                    .any(|between| self.may_be(between, speaker, gender, clusters));
            if addressed {
                candidates.push(speaker);
                candidates
                    .extend(near.iter().map(|(cluster, _)| *cluster).filter(|cluster| *cluster != speaker));
                return None;
            }
            if speaks && agrees && recent && !rival {
                return Some((speaker, "link.last_speaker"));
            }
        }
        match near[..] {
            [(only, _)] => Some((only, "link.only_person_near")),
            [] => None,
            _ => {
                // Two are near: the subject of the sentence before, if only one of them is.
                let subjects: Vec<(usize, usize)> =
                    near.iter().copied().filter(|(_, back)| self.is_subject(*back)).collect();
                // Of several the one named in the sentence right before a quotation that `he` speaks.
                let last = subjects.iter().map(|(_, back)| self.sentences[*back]).max();
                let named = |back: usize| self.names[back].mention.form == MentionForm::Name;
                let latest: Vec<(usize, usize)> = subjects
                    .iter()
                    .copied()
                    .filter(|(_, back)| {
                        named(*back)
                            && Some(self.sentences[*back]) == last
                            && self.sentences[*back] + 1 == sentence
                            && self.source_of.contains_key(&at)
                    })
                    .collect();
                for only in [&subjects[..], &latest[..]] {
                    if let [(only, _)] = only
                        && speaks
                    {
                        return Some((*only, "link.subject_before"));
                    }
                }
                candidates.extend(near.iter().map(|(cluster, _)| *cluster));
                None
            }
        }
    }

    /// True for `Orla` of `Orla resident Ilse Marten`, whatever it was taken for.
    fn tells_where(&self, at: usize) -> bool {
        let rest = self.document.text.get(self.names[at].mention.span.end..).unwrap_or_default();
        rest.starts_with(" resident ") || rest.starts_with(" native ")
    }

    /// True if a mention names another person than `speaker` of that gender, or may do so.
    fn may_be(&self, at: usize, speaker: usize, gender: Option<Gender>, clusters: &Clusters) -> bool {
        let mention = &self.names[at].mention;
        match clusters.of_mention[at].map(|cluster| (cluster, &clusters.list[cluster])) {
            Some((cluster, person)) => {
                let agrees = person.gender.is_none() || gender.is_none() || person.gender == gender;
                cluster != speaker
                    && person.entity_type == EntityType::Person
                    && agrees
                    && self.quotation(mention.span).is_none()
            }
            None => {
                let pronoun = function::pronoun(mention.span.in_text(&self.document.text));
                let same = mention.form == MentionForm::Pronoun
                    && pronoun.is_some_and(|p| p.gender.is_some() && p.gender == gender);
                same || (mention.form == MentionForm::Nominal && mention.entity_type == EntityType::Person)
            }
        }
    }

    /// `it` and `its` behind the only organisation or state in the sentence so far, which opens it.
    fn body_just_before(&self, at: usize, clusters: &Clusters) -> Option<(usize, &'static str)> {
        let mut found = None;
        for back in (at.saturating_sub(MENTIONS)..at).rev() {
            if self.sentences[back] != self.sentences[at] {
                break;
            }
            let mention = &self.names[back].mention;
            if mention.form == MentionForm::Adjective {
                continue;
            }
            // Something unknown in between may be meant.
            let cluster = match clusters.of_mention[back] {
                Some(cluster) => cluster,
                None if mention.form == MentionForm::Pronoun => continue,
                None => return None,
            };
            match clusters.list[cluster].entity_type {
                EntityType::Person => {}
                EntityType::Organisation | EntityType::State
                    if found.is_none_or(|(known, _)| known == cluster) =>
                {
                    found = Some((cluster, back));
                }
                _ => return None,
            }
        }
        let (cluster, back) = found?;
        self.is_subject(back).then_some((cluster, "link.body_before"))
    }
    /// `The army blamed the rebels and declared that it would march`: of its own plans a body tells, whatever stands between.
    fn body_that_tells(&self, at: usize, clusters: &Clusters) -> Option<(usize, &'static str)> {
        let (_, body) = self.who_tells(at, clusters)?;
        let fits = matches!(clusters.list[body].entity_type, EntityType::Organisation | EntityType::State);
        fits.then_some((body, "link.body_that_tells"))
    }

    /// `the mayor blamed the port, while Marten announced he had left`: of his own plans somebody with a name tells.
    fn person_that_tells(
        &self,
        at: usize,
        gender: Option<Gender>,
        clusters: &Clusters,
    ) -> Option<(usize, &'static str)> {
        let (head, person) = self.who_tells(at, clusters)?;
        let known = &clusters.list[person];
        let fits = known.entity_type == EntityType::Person
            && self.names[head].mention.form == MentionForm::Name
            && (known.gender.is_none() || known.gender == gender);
        fits.then_some((person, "link.person_that_tells"))
    }

    /// Who tells what a pronoun opens, if that is what the pronoun did or will do.
    fn who_tells(&self, at: usize, clusters: &Clusters) -> Option<(usize, usize)> {
        let span = self.names[at].mention.span;
        let attribution = &self.attributions[*self.opened_by.get(&span.start)?];
        let source = attribution.source.filter(|source| source.end <= span.start)?;
        let mut behind = self.document.text.get(span.end..)?.split_whitespace();
        let plans = behind.next()?;
        let doing = behind.next().is_some_and(|word| word.len() > 5 && word.ends_with("ing"));
        let head = head_of(self.document, self.names, source)?;
        let teller = clusters.of_mention[head]?;
        (matches!(plans, "would" | "will" | "had" | "has") || matches!(plans, "was" | "is") && doing)
            .then_some((head, teller))
    }

    /// `Orla broke its record when it reported 900 cases`: an `it` that speaks is the subject of its sentence, whatever that
    /// did, if nothing else there can speak.
    fn subject_of_sentence(&self, at: usize, clusters: &Clusters) -> Option<(usize, &'static str)> {
        let opens = self.analysis.sentences.get(self.sentences[at])?.span.start;
        let before = self.document.text.get(opens..self.names[at].mention.span.start)?;
        let word = before.split_whitespace().next_back()?;
        let clause = word.ends_with([';', ','])
            || matches!(word, "when" | "as" | "after" | "before" | "while" | "although" | "and" | "but");
        if !clause || !self.source_of.contains_key(&at) {
            return None;
        }
        let mut subject = None;
        for back in (at.saturating_sub(MENTIONS)..at).rev() {
            if self.sentences[back] != self.sentences[at] {
                break;
            }
            let mention = &self.names[back].mention;
            if mention.form != MentionForm::Name || self.quotation(mention.span).is_some() {
                continue;
            }
            let cluster = clusters.of_mention[back]?;
            let other = subject.is_some_and(|(known, _)| known != cluster);
            if other || clusters.list[cluster].entity_type == EntityType::Person {
                return None;
            }
            subject = Some((cluster, back));
        }
        let (cluster, back) = subject?;
        self.is_subject(back).then_some((cluster, "link.subject_of_sentence"))
    }
}

/// `approved a bill to fill`: behind a verb with an object, an infinitive says what for, in the same clause.
fn is_for_a_purpose(between: &str, verb: &str) -> bool {
    let Some((_, behind)) = between.split_once(verb) else { return false };
    let words: Vec<&str> = behind.split_whitespace().collect();
    let infinitive = words.len() > 3 && words[words.len() - 2] == "to";
    let plain = !words.iter().any(|word| function::is_finite_auxiliary(word) || *word == "that");
    matches!(words.first(), Some(&"a" | &"an")) && infinitive && plain
}

/// `said`, `warned`.
fn is_telling(word: &&str) -> bool {
    cue::verb(*word).is_some_and(|form| form.cue.class == Class::Say)
}
