//! What is found, in which order, and what is found no more.

use healthsync_matching::Person;

use super::*;

fn database() -> Connection {
    let conn = Connection::open_in_memory().expect("memory holds a database");
    conn.execute_batch(include_str!("../../../../../migrations/local/V2__patient_search.sql"))
        .expect("the migration runs");
    conn
}

fn register<'a>(conn: &Connection, id: &'a str, given: &'a str, family: &'a str, born: i32, at: i64) -> SearchKeys<'a> {
    let keys = SearchKeys {
        patient_id: id,
        given_name: Some(given),
        family_name: Some(family),
        birth_year: Some(born),
        updated_at_ms: at,
        ..SearchKeys::default()
    };
    index(conn, &keys).expect("indexing works");
    keys
}

fn ids(conn: &Connection, typed: &str) -> Vec<String> {
    find(conn, typed, 20).expect("searching works").into_iter().map(|hit| hit.patient_id).collect()
}

#[test]
fn a_name_is_found_in_any_order_spelling_and_script() {
    let conn = database();
    register(&conn, "garcia", "José Ángel", "García-López", 1987, 1);
    register(&conn, "mohamed", "محمد", "خالد", 1960, 2);
    register(&conn, "smith", "Catherine", "O’Brien", 1971, 3);
    for (typed, id) in [
        ("garcia jose", "garcia"),
        ("JOSÉ gar", "garcia"),
        ("lop", "garcia"),
        ("gracia", "garcia"),
        ("jose lopes", "garcia"),
        ("josegarcia", "garcia"),
        ("gar cia", "garcia"),
        ("jos eangel", "garcia"),
        ("joseb garcia", "garcia"),
        ("josexgarcia", "garcia"),
        ("jose garca lopez", "garcia"),
        ("jose 1987", "garcia"),
        ("gar 19", "garcia"),
        ("mohamed", "mohamed"),
        ("khaled muhammad", "mohamed"),
        ("katharine", "smith"),
        ("kate obrien", "smith"),
        ("o'brien", "smith"),
    ] {
        assert_eq!(ids(&conn, typed), [id], "{typed} means {id} and nobody else");
    }
    for typed in ["xyz", "", "  ", "\"", "jose AND", "*", "jose 1950"] {
        assert_eq!(ids(&conn, typed), Vec::<String>::new(), "{typed:?} means nobody");
    }
}

#[test]
fn the_exact_name_comes_before_the_begun_and_the_similar() {
    let conn = database();
    register(&conn, "exact-old", "Ali", "Hassan", 1980, 1);
    register(&conn, "exact-new", "Ali", "Omar", 1980, 2);
    register(&conn, "begun", "Alina", "Peters", 1980, 9);
    register(&conn, "similar", "Aly", "Jones", 1980, 10);
    let found: Vec<(String, Match)> =
        find(&conn, "ali", 20).expect("searching works").into_iter().map(|hit| (hit.patient_id, hit.why)).collect();
    let expected = [
        ("exact-new", Match::Exact),
        ("exact-old", Match::Exact),
        ("begun", Match::Prefix),
        ("similar", Match::Similar),
    ];
    assert_eq!(found, expected.map(|(id, why)| (id.to_owned(), why)), "nearer first, then the one changed last");
}

#[test]
fn a_name_borne_twice_is_told_from_the_name_borne_once() {
    let conn = database();
    register(&conn, "twice", "Omar", "Omar", 1980, 1);
    register(&conn, "once", "Omar", "Ali", 1980, 2);
    assert_eq!(ids(&conn, "omar omar"), ["twice"], "both words were typed");
    assert_eq!(ids(&conn, "omar"), ["once", "twice"], "one word is borne by both, the one changed last first");
}

#[test]
fn namesakes_of_a_similar_name_leave_room_for_another_name() {
    let conn = database();
    let many: Vec<String> = (0..30).map(|number| format!("many-{number}")).collect();
    for id in &many {
        register(&conn, id, "Ali", "Hussein", 1980, 9);
    }
    register(&conn, "rare", "Ali", "Hussain", 1980, 1);
    assert!(ids(&conn, "ali hussin").contains(&"rare".to_owned()), "twenty of one name are no choice");
}

#[test]
fn numbers_are_found_whole_from_the_start_and_by_their_end() {
    let conn = database();
    let keys = SearchKeys {
        patient_id: "amina",
        given_name: Some("Amina"),
        family_name: Some("Otieno"),
        mrn: Some("HS-2024-00017"),
        phone: Some("+254 712 345 678"),
        national_id: Some("28123-4567"),
        updated_at_ms: 1,
        ..SearchKeys::default()
    };
    index(&conn, &keys).expect("indexing works");
    register(&conn, "other", "Grace", "Wanjiku", 1987, 2);
    for typed in [
        "hs-2024-00017",
        "HS 2024",
        "0712345678",
        "0712 345",
        "+254712",
        "5678",
        "281234567",
        "28123",
        "4567",
        "amina 0712345678",
    ] {
        assert_eq!(ids(&conn, typed), ["amina"], "{typed} is hers");
    }
    assert_eq!(ids(&conn, "1987"), ["other"], "a year is looked up as well");
    assert_eq!(ids(&conn, "0712345678").len(), 1, "the number is found once");
}

#[test]
fn a_record_number_is_found_by_its_count_alone() {
    let conn = database();
    for (id, mrn) in [("two", "KDRA-000002-5"), ("other_two", "BDRA-000002-K"), ("twenty_five", "KDRA-000025-X")] {
        let keys = SearchKeys { patient_id: id, given_name: Some("Amina"), mrn: Some(mrn), ..SearchKeys::default() };
        index(&conn, &keys).expect("indexing works");
    }
    for typed in ["000002", "2", "0002"] {
        let mut found = ids(&conn, typed);
        found.sort();
        assert_eq!(found, ["other_two", "two"], "{typed} is theirs");
    }
    assert_eq!(ids(&conn, "amina 25")[0], "twenty_five", "beside a name it comes first");
    let whole = find(&conn, "KDRA-000025", 20).expect("searching works");
    assert_eq!((whole.len(), whole[0].why), (1, Match::Number), "the check character is left out by many");
    let phone = SearchKeys { patient_id: "phone", phone: Some("0712 000 025"), ..SearchKeys::default() };
    index(&conn, &phone).expect("indexing works");
    assert_eq!(ids(&conn, "000025"), ["twenty_five"], "no phone that happens to end so");
    let why = |typed: &str| find(&conn, typed, 20).expect("searching works")[0].why;
    assert_eq!(why("KDRA-0000"), Match::NumberPart, "the beginning of a number is no beginning of a name");
}

#[test]
fn a_changed_or_forgotten_patient_leaves_nothing_behind() {
    let conn = database();
    let keys = register(&conn, "one", "Zebedee", "Quux", 1987, 1);
    register(&conn, "two", "Anna", "Quux", 1987, 1);
    index(&conn, &SearchKeys { given_name: Some("Ezra"), updated_at_ms: 2, ..keys }).expect("indexing works");
    assert_eq!(ids(&conn, "zebedee"), Vec::<String>::new(), "the old name is gone");
    assert_eq!(ids(&conn, "ezra"), ["one"], "the new name is found");
    let count = |table: &str| -> i64 {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counting works")
    };
    assert_eq!(count("patient_search_words"), 3, "the words are those that somebody bears");
    forget(&conn, "one").expect("forgetting works");
    forget(&conn, "one").expect("forgetting twice is no error");
    assert_eq!(ids(&conn, "ezra"), Vec::<String>::new(), "a forgotten patient is not found");
    assert_eq!(ids(&conn, "quux"), ["two"], "a shared word still finds the other");
    forget(&conn, "two").expect("forgetting works");
    assert_eq!(
        (count("patient_search"), count("patient_search_words"), count("patient_search_slips")),
        (0, 0, 0),
        "nothing stays"
    );
}

#[test]
fn the_index_is_the_same_whatever_the_order_of_patients() {
    let tell = |conn: &Connection| -> Vec<String> {
        let mut rows = conn
            .prepare("SELECT patient_id || words || updated_at FROM patient_search UNION ALL SELECT word || sound FROM patient_search_words ORDER BY 1")
            .expect("the tables are there");
        rows.query_map([], |row| row.get(0)).expect("reading works").collect::<rusqlite::Result<_>>().expect("text")
    };
    let (one, other) = (database(), database());
    let people = [("a", "Ann", "Lee"), ("b", "Bo", "Lee"), ("c", "Cy", "Day")];
    for (id, given, family) in people {
        register(&one, id, given, family, 1980, 5);
    }
    for (id, given, family) in people.into_iter().rev() {
        register(&other, id, "Somebody", "Else", 1980, 1);
        register(&other, id, given, family, 1980, 5);
    }
    assert_eq!(tell(&one), tell(&other), "it is made again from the patients alone");
    clear(&one).expect("clearing works");
    assert_eq!(tell(&one), Vec::<String>::new(), "cleared is empty");
    assert_eq!(ids(&one, "ann"), Vec::<String>::new(), "cleared finds nobody");
}

#[test]
fn a_person_being_typed_meets_the_patients_worth_comparing() {
    let conn = database();
    register(&conn, "same", "Mohammed", "Hassan", 1987, 1);
    register(&conn, "swapped", "Hasan", "Mohamed", 1960, 2);
    register(&conn, "half", "Amina", "Hassan", 1987, 3);
    register(&conn, "stranger", "Peter", "Jones", 1987, 4);
    let typed = Person {
        given_name: Some("Muhamad".into()),
        family_name: Some("Hassan".into()),
        birth_date: "1987-03-12".parse().ok(),
        ..Person::default()
    };
    let mut found = candidates(&conn, &typed, 50).expect("searching works");
    found.sort();
    assert_eq!(found, ["half", "same", "swapped"], "alike in name, or in half of it and the year");
    assert_eq!(candidates(&conn, &Person::default(), 50).expect("searching works").len(), 0, "nothing typed, nobody");
}

#[test]
fn the_same_name_and_year_is_compared_however_many_namesakes_came_later() {
    let conn = database();
    register(&conn, "meant", "Mohamed", "Ali", 1987, 1);
    let many: Vec<String> = (0..60).map(|number| format!("many-{number}")).collect();
    for id in &many {
        register(&conn, id, "Mohamed", "Ali", 1960, 9);
    }
    let typed = Person {
        given_name: Some("Mohamad".into()),
        family_name: Some("Ali".into()),
        birth_date: "1987-03-12".parse().ok(),
        ..Person::default()
    };
    let found = candidates(&conn, &typed, 10).expect("searching works");
    assert!(found.contains(&"meant".to_owned()), "namesakes of another age must not crowd it out");
}
