use griot_kernel::{PersonId, Timestamp};

/// The story of the invented section: the same people and days in every pillar.
#[derive(Clone, Debug)]
pub struct Story {
    /// The day on which the story stands.
    pub today: Timestamp,
    /// Its people, as `people` made them; other pillars come after.
    pub people: Vec<StoryPerson>,
}

/// Someone of the invented section.
#[derive(Clone, Debug)]
pub struct StoryPerson {
    /// Who.
    pub id: PersonId,
    /// Names their page.
    pub handle: String,
    /// As shown.
    pub name: String,
    /// Since when they belong to the section.
    pub joined: Timestamp,
}

impl Story {
    /// The person with this handle.
    pub fn person(&self, handle: &str) -> Option<&StoryPerson> {
        self.people.iter().find(|person| person.handle == handle)
    }
}
