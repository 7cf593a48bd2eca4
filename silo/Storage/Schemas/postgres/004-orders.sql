-- The orders of the hotline as lists and searches read them. Nothing here is the truth: it is folded from the journal, and
-- thrown away and folded anew by `opscenter rebuild orders`. Moments are microseconds since 1970-01-01 UTC.

-- Up to where a district's rows hold, by the journal's order; whoever writes rows has this row locked.
CREATE TABLE order_position (
  district text COLLATE "C" PRIMARY KEY,
  transaction_id bigint NOT NULL,
  sequence bigint NOT NULL,
  form integer NOT NULL -- of the states; those of another form are thrown away
);

-- Every order; the id rises with the moment of the call. What an index rests on changes seldom, so that an update mostly
-- finds room in the page of its row and leaves the indexes alone.
CREATE TABLE order_row (
  district text COLLATE "C" NOT NULL,
  id bigint NOT NULL,
  number text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  stage integer NOT NULL,
  is_open integer NOT NULL,
  lead text COLLATE "C" NOT NULL,
  assists text COLLATE "C" NOT NULL, -- codes, parted by U+001F
  topic text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  mark integer NOT NULL,
  delay_pending integer NOT NULL,
  urgent integer NOT NULL,
  stage_due bigint,
  parent text COLLATE "C" NOT NULL,
  owed integer NOT NULL,
  digest bigint NOT NULL, -- of the text and the terms
  state bytea NOT NULL,
  PRIMARY KEY (district, id)
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX order_row_number ON order_row (district, number);
CREATE INDEX order_row_lead ON order_row (district, lead, id);
CREATE INDEX order_row_parent ON order_row (district, parent, id) WHERE parent <> '';
CREATE INDEX order_row_owed ON order_row (district, id) WHERE owed > 0;

-- Orders that something will still happen to: narrow, and some per cent of all. Boards, inboxes and clocks look here.
CREATE TABLE order_live (
  district text COLLATE "C" NOT NULL,
  id bigint NOT NULL,
  number text COLLATE "C" NOT NULL,
  stage integer NOT NULL,
  is_open integer NOT NULL,
  lead text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  mark integer NOT NULL,
  delay_pending integer NOT NULL,
  urgent integer NOT NULL,
  stage_due bigint,
  parent text COLLATE "C" NOT NULL,
  wake_at bigint,
  PRIMARY KEY (district, id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX order_live_due ON order_live (district, stage_due, id);
CREATE INDEX order_live_inbox ON order_live (district, lead, stage_due, id);
CREATE INDEX order_live_wake ON order_live (district, wake_at);

-- Departments that assist.
CREATE TABLE order_assist (
  district text COLLATE "C" NOT NULL,
  department text COLLATE "C" NOT NULL,
  id bigint NOT NULL,
  PRIMARY KEY (district, department, id)
);

-- Title, address and beginning of the text, parted by U+001F.
CREATE TABLE order_text (
  district text COLLATE "C" NOT NULL,
  id bigint NOT NULL,
  text text COLLATE "C" NOT NULL,
  PRIMARY KEY (district, id)
);

-- The index of terms: orders that wait for their block, the orders of each block, and the block's postings by bucket.
CREATE TABLE order_pending (
  district text COLLATE "C" NOT NULL,
  id bigint NOT NULL,
  terms bytea NOT NULL,
  PRIMARY KEY (district, id)
);

CREATE TABLE order_block (
  district text COLLATE "C" NOT NULL,
  block bigint NOT NULL,
  low bigint NOT NULL, -- least id
  high bigint NOT NULL, -- greatest id
  ids bytea NOT NULL,
  PRIMARY KEY (district, block)
);

CREATE TABLE order_posting (
  district text COLLATE "C" NOT NULL,
  bucket integer NOT NULL,
  block bigint NOT NULL,
  postings bytea NOT NULL,
  PRIMARY KEY (district, bucket, block)
);

-- Postings do not get smaller by being compressed again.
ALTER TABLE order_posting ALTER COLUMN postings SET STORAGE EXTERNAL;
ALTER TABLE order_pending ALTER COLUMN terms SET STORAGE EXTERNAL;
ALTER TABLE order_block ALTER COLUMN ids SET STORAGE EXTERNAL;
