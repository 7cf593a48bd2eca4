-- The orders of the hotline as lists and searches read them. Nothing here is the truth: it is folded from the journal, and
-- thrown away and folded anew by `opscenter rebuild orders`. Moments are microseconds since 1970-01-01 UTC.

-- Up to where a district's rows hold, by the journal's order.
CREATE TABLE order_position (
  district TEXT PRIMARY KEY NOT NULL,
  transaction_id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  form INTEGER NOT NULL -- of the states; those of another form are thrown away
) STRICT;

-- Every order; the id rises with the moment of the call.
CREATE TABLE order_row (
  id INTEGER PRIMARY KEY,
  district TEXT NOT NULL,
  number TEXT NOT NULL,
  version INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  is_open INTEGER NOT NULL,
  lead TEXT NOT NULL,
  assists TEXT NOT NULL, -- codes, parted by U+001F
  topic TEXT NOT NULL,
  place TEXT NOT NULL,
  mark INTEGER NOT NULL,
  delay_pending INTEGER NOT NULL,
  urgent INTEGER NOT NULL,
  stage_due INTEGER,
  parent TEXT NOT NULL,
  owed INTEGER NOT NULL,
  digest INTEGER NOT NULL, -- of the text and the terms
  state BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX order_row_number ON order_row (district, number);
CREATE INDEX order_row_call ON order_row (district, id);
CREATE INDEX order_row_lead ON order_row (district, lead, id);
CREATE INDEX order_row_parent ON order_row (district, parent, id) WHERE parent <> '';
CREATE INDEX order_row_owed ON order_row (district, id) WHERE owed > 0;

-- Orders that something will still happen to: narrow, and some per cent of all. Boards, inboxes and clocks look here.
CREATE TABLE order_live (
  id INTEGER PRIMARY KEY,
  district TEXT NOT NULL,
  number TEXT NOT NULL,
  stage INTEGER NOT NULL,
  is_open INTEGER NOT NULL,
  lead TEXT NOT NULL,
  topic TEXT NOT NULL,
  place TEXT NOT NULL,
  mark INTEGER NOT NULL,
  delay_pending INTEGER NOT NULL,
  urgent INTEGER NOT NULL,
  stage_due INTEGER,
  parent TEXT NOT NULL,
  wake_at INTEGER
) STRICT;

CREATE INDEX order_live_call ON order_live (district, id);
CREATE INDEX order_live_due ON order_live (district, stage_due, id);
CREATE INDEX order_live_inbox ON order_live (district, lead, stage_due, id);
CREATE INDEX order_live_wake ON order_live (district, wake_at);

-- Departments that assist.
CREATE TABLE order_assist (
  district TEXT NOT NULL,
  department TEXT NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (district, department, id)
) STRICT, WITHOUT ROWID;

-- Title, address and beginning of the text, parted by U+001F.
CREATE TABLE order_text (
  id INTEGER PRIMARY KEY,
  district TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- The index of terms: orders that wait for their block, the orders of each block, and the block's postings by bucket.
CREATE TABLE order_pending (
  id INTEGER PRIMARY KEY,
  district TEXT NOT NULL,
  terms BLOB NOT NULL
) STRICT;

CREATE INDEX order_pending_district ON order_pending (district, id);

CREATE TABLE order_block (
  district TEXT NOT NULL,
  block INTEGER NOT NULL,
  low INTEGER NOT NULL, -- least id
  high INTEGER NOT NULL, -- greatest id
  ids BLOB NOT NULL,
  UNIQUE (district, block)
) STRICT;

CREATE TABLE order_posting (
  district TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  block INTEGER NOT NULL,
  postings BLOB NOT NULL,
  UNIQUE (district, bucket, block)
) STRICT;
