-- The newest snapshot of each actor, and how Orleans' ADO.NET grain storage reads and writes it. Nothing here is the truth:
-- whatever is missing is folded from the journal again.
CREATE TABLE snapshot (
  service_id TEXT NOT NULL,
  grain_type TEXT NOT NULL,
  grain_key TEXT NOT NULL,
  grain_n0 INTEGER NOT NULL,
  grain_n1 INTEGER NOT NULL,
  version INTEGER NOT NULL,
  modified_at TEXT NOT NULL,
  payload BLOB,
  PRIMARY KEY (service_id, grain_type, grain_key, grain_n0, grain_n1)
) STRICT;

CREATE TABLE OrleansQuery (QueryKey TEXT NOT NULL PRIMARY KEY, QueryText TEXT NOT NULL) STRICT;

-- Each answers exactly one row: the new version, or NULL when the caller's version is not the stored one.
INSERT INTO OrleansQuery VALUES ('WriteToStorageKey', '
INSERT INTO snapshot (service_id, grain_type, grain_key, grain_n0, grain_n1, version, modified_at, payload)
SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @GrainIdN0, @GrainIdN1,
  coalesce(@GrainStateVersion, 0) + 1, strftime(''%Y-%m-%dT%H:%M:%fZ'', ''now''), @PayloadBinary
WHERE @GrainStateVersion IS NULL OR EXISTS (
  SELECT 1 FROM snapshot WHERE service_id = @ServiceId AND grain_type = @GrainTypeString
    AND grain_key = coalesce(@GrainIdExtensionString, '''') AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1)
ON CONFLICT DO UPDATE SET version = excluded.version, modified_at = excluded.modified_at, payload = excluded.payload
WHERE version = @GrainStateVersion;
SELECT CASE WHEN changes() > 0 THEN coalesce(@GrainStateVersion, 0) + 1 END AS NewGrainStateVersion;
');

INSERT INTO OrleansQuery VALUES ('ReadFromStorageKey', '
SELECT payload AS PayloadBinary, version AS Version FROM snapshot
WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND grain_key = coalesce(@GrainIdExtensionString, '''')
  AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1;
');

INSERT INTO OrleansQuery VALUES ('ClearStorageKey', '
UPDATE snapshot SET payload = NULL, version = version + 1
WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND grain_key = coalesce(@GrainIdExtensionString, '''')
  AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1 AND version = @GrainStateVersion;
SELECT CASE WHEN changes() > 0 THEN @GrainStateVersion + 1 END AS NewGrainStateVersion;
');

INSERT INTO OrleansQuery VALUES ('DeleteStorageKey', '
DELETE FROM snapshot
WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND grain_key = coalesce(@GrainIdExtensionString, '''')
  AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1 AND version = @GrainStateVersion;
SELECT CASE WHEN changes() > 0 THEN @GrainStateVersion + 1 END AS NewGrainStateVersion;
');
