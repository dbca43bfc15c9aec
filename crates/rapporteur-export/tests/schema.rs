//! The schema in the documentation is the one of the types.

use std::path::Path;

#[test]
fn documentation_has_the_schema_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/format/record.schema.json");
    let schema = format!("{:#}\n", rapporteur_export::schema());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == schema,
        "docs/format/record.schema.json is out of date: run the tests with UPDATE_GOLDEN=1"
    );
}
