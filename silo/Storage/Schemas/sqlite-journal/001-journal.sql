-- What happened, in the order in which it became durable. Rows are only ever added.
-- Times are microseconds since 1970-01-01 UTC; the payload is the event as UTF-8 JSON (CAST(payload AS TEXT) shows it).
CREATE TABLE journal (
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  district TEXT NOT NULL,
  kind TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  source_id TEXT NOT NULL,
  payload BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX journal_stream ON journal (stream, version);
CREATE INDEX journal_district ON journal (district, position);

-- For a person who reads along.
CREATE VIEW journal_readable AS
SELECT position, stream, version, kind,
  strftime('%Y-%m-%dT%H:%M:%fZ', occurred_at / 1000000.0, 'unixepoch') AS occurred_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at / 1000000.0, 'unixepoch') AS recorded_at,
  actor, source_id, CAST(payload AS TEXT) AS payload, lower(hex(hash)) AS hash
FROM journal;
