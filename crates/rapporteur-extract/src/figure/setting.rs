//! What a whole report tells of, for words that count people only in reports of one kind: `88 cases`, `picked up 12 people`.

use rapporteur_ontology::illness;

/// What the words of a report speak of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// An illness that spreads.
    pub(super) disease: bool,
    /// People who are held: hostages, captives.
    pub(super) captives: bool,
    /// People who fled: refugees, migrants, camps.
    pub(super) flight: bool,
    /// A search for people who are missing.
    pub(super) search: bool,
    /// Boats and aircraft that save people.
    pub(super) rescue: bool,
}

impl Setting {
    /// Reads the words of a report, which are in lower case.
    pub(super) fn of<'t>(words: impl Iterator<Item = &'t str>) -> Self {
        let mut setting = Self::default();
        for word in words {
            match word {
                _ if illness::spreads(word) => setting.disease = true,
                "outbreak" | "epidemic" | "pandemic" | "infection" | "infections" | "infected"
                | "contagion" | "quarantine" | "poisoning" => setting.disease = true,
                "hostage" | "hostages" | "captive" | "captives" | "captivity" | "captors" | "kidnapped"
                | "abducted" | "kidnappers" => {
                    setting.captives = true;
                }
                "refugee" | "refugees" | "migrant" | "migrants" | "displaced" | "asylum" | "homeless"
                | "fled" | "newcomers" | "evacuees" => setting.flight = true,
                "missing" | "unaccounted" | "rubble" | "survivors" | "wreckage" | "trapped" => {
                    setting.search = true;
                }
                "rescue" | "rescued" | "rescuers" | "lifeboat" | "lifeboats" | "raft" | "rafts"
                | "dinghy" | "capsized" | "shipwreck" | "sank" | "coastguard" | "winched" => {
                    setting.rescue = true;
                }
                _ => {}
            }
        }
        // Who searches for the missing after an accident saves people too.
        setting.search |= setting.rescue;
        setting
    }

    /// Adds what a figure of the report tells.
    pub(super) fn told(&mut self, measure: &str) {
        match measure {
            "displaced" => self.flight = true,
            "held" | "abducted" => self.captives = true,
            "missing" | "rescued" => self.search = true,
            "infected" => self.disease = true,
            _ => {}
        }
    }
}
