-- What happened. Rows are only ever added. Readers go by (transaction_id, position) and stay below every transaction that
-- is still open: concurrent commits do not appear in the order of any number given out while writing.
-- Time columns are exact to the microsecond; the payload is kept byte for byte (json, not jsonb), the hash rests on it.
CREATE TABLE journal (
  transaction_id bigint NOT NULL, -- pg_current_xact_id() + journal_clock.added
  position integer NOT NULL, -- place within its transaction
  stream text NOT NULL,
  version bigint NOT NULL,
  district text NOT NULL,
  kind text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  source_id text NOT NULL,
  payload json NOT NULL,
  hash bytea NOT NULL
);

CREATE UNIQUE INDEX journal_stream ON journal (stream, version);
CREATE INDEX journal_district ON journal (district, transaction_id, position);

-- A server into which a dump is restored counts its transactions from a lower number; added to that number, ours go on.
CREATE TABLE journal_clock (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  added bigint NOT NULL DEFAULT 0
);
INSERT INTO journal_clock DEFAULT VALUES;
