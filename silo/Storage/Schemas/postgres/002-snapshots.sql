-- The newest snapshot of each actor, and how Orleans' ADO.NET grain storage reads and writes it. Nothing here is the truth:
-- whatever is missing is folded from the journal again.
CREATE TABLE snapshot (
  service_id text NOT NULL,
  grain_type text NOT NULL,
  grain_key text NOT NULL,
  grain_n0 bigint NOT NULL,
  grain_n1 bigint NOT NULL,
  version integer NOT NULL,
  modified_at timestamptz NOT NULL DEFAULT now(),
  payload bytea,
  PRIMARY KEY (service_id, grain_type, grain_key, grain_n0, grain_n1)
);

CREATE TABLE OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

-- Each answers exactly one row: the new version, or NULL when the caller's version is not the stored one.
INSERT INTO OrleansQuery VALUES ('WriteToStorageKey', '
WITH inserted AS (
  INSERT INTO snapshot (service_id, grain_type, grain_key, grain_n0, grain_n1, version, payload)
  SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @GrainIdN0, @GrainIdN1, 1, @PayloadBinary
  WHERE @GrainStateVersion IS NULL
  ON CONFLICT DO NOTHING
  RETURNING version
), updated AS (
  UPDATE snapshot SET version = version + 1, modified_at = now(), payload = @PayloadBinary
  WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND grain_key = coalesce(@GrainIdExtensionString, '''')
    AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1 AND version = @GrainStateVersion
  RETURNING version
)
SELECT coalesce((SELECT version FROM inserted), (SELECT version FROM updated)) AS NewGrainStateVersion
');

INSERT INTO OrleansQuery VALUES ('ReadFromStorageKey', '
SELECT payload AS PayloadBinary, version AS Version FROM snapshot
WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND grain_key = coalesce(@GrainIdExtensionString, '''')
  AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
');

INSERT INTO OrleansQuery VALUES ('ClearStorageKey', '
WITH cleared AS (
  UPDATE snapshot SET version = version + 1, modified_at = now(), payload = NULL
  WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND grain_key = coalesce(@GrainIdExtensionString, '''')
    AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1 AND version = @GrainStateVersion
  RETURNING version
)
SELECT (SELECT version FROM cleared) AS NewGrainStateVersion
');

INSERT INTO OrleansQuery VALUES ('DeleteStorageKey', '
WITH deleted AS (
  DELETE FROM snapshot
  WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND grain_key = coalesce(@GrainIdExtensionString, '''')
    AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1 AND version = @GrainStateVersion
  RETURNING version
)
SELECT (SELECT version + 1 FROM deleted) AS NewGrainStateVersion
');
