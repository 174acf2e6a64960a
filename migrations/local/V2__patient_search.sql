-- Finding patients while somebody types. Every row here follows from the rows of patients and can be made again from
-- them; only the order numbers (doc) follow the order in which patients were indexed: the latest has the highest.

-- What ranking needs of a patient, and the way back from a patient to its order number.
CREATE TABLE patient_search (
    doc INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX patient_search_by_patient ON patient_search (patient_id);

-- Words of all names and the year of birth. The lists of one to three letters keep the first keystrokes quick: they
-- are read from the latest patient on and left as soon as there are enough.
CREATE VIRTUAL TABLE patient_search_names USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = 'ascii'
);

-- Record, phone and identity numbers, each from its start and from its end; and what people type together: any two words
-- of a name, a word and the year of birth, any two sounds. The lists of two are short where the list of each is long.
CREATE VIRTUAL TABLE patient_search_terms USING fts5 (
    terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE patient_search_term_list USING fts5vocab (patient_search_terms, instance);

-- Every word of a name once, with what it sounds like; a million patients share a few ten thousand words.
CREATE TABLE patient_search_words (
    word TEXT NOT NULL PRIMARY KEY,
    sound TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_search_words_by_sound ON patient_search_words (sound, word);

-- The keys under which a word is met by words that are one slip away.
CREATE TABLE patient_search_slips (
    slip TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (slip, word)
) STRICT, WITHOUT ROWID;
