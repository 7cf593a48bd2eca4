-- Which silos form the cluster, for Orleans' ADO.NET membership. One row of membership_version guards each cluster's
-- members: whoever changes them must have seen its newest number.
CREATE TABLE membership_version (
  cluster_id text PRIMARY KEY,
  version integer NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE membership (
  cluster_id text NOT NULL REFERENCES membership_version,
  address text NOT NULL,
  port integer NOT NULL,
  generation integer NOT NULL,
  silo_name text NOT NULL,
  host_name text NOT NULL,
  status integer NOT NULL, -- 3 active, 6 dead
  proxy_port integer,
  suspect_times text,
  start_time timestamptz NOT NULL,
  alive_at timestamptz NOT NULL,
  PRIMARY KEY (cluster_id, address, port, generation)
);

INSERT INTO OrleansQuery VALUES ('InsertMembershipVersionKey', '
WITH inserted AS (
  INSERT INTO membership_version (cluster_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM inserted)
');

-- The version is taken first, and its row is locked until the end, so that of two changes one loses.
INSERT INTO OrleansQuery VALUES ('InsertMembershipKey', '
WITH taken AS (
  UPDATE membership_version SET version = version + 1, changed_at = now()
  WHERE cluster_id = @DeploymentId AND version = @Version AND NOT EXISTS (
    SELECT 1 FROM membership WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING 1
), inserted AS (
  INSERT INTO membership (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, alive_at)
  SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM taken
  RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM inserted)
');

INSERT INTO OrleansQuery VALUES ('UpdateMembershipKey', '
WITH taken AS (
  UPDATE membership_version SET version = version + 1, changed_at = now()
  WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS (
    SELECT 1 FROM membership WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING 1
), updated AS (
  UPDATE membership SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
  FROM taken
  WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
  RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM updated)
');

INSERT INTO OrleansQuery VALUES ('UpdateIAmAlivetimeKey', '
UPDATE membership SET alive_at = @IAmAliveTime
WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
');

INSERT INTO OrleansQuery VALUES ('MembershipReadRowKey', '
SELECT m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName, m.host_name AS HostName,
  m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes, m.start_time AS StartTime,
  m.alive_at AS IAmAliveTime, v.version AS Version
FROM membership_version v
LEFT JOIN membership m ON m.cluster_id = v.cluster_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
WHERE v.cluster_id = @DeploymentId
');

INSERT INTO OrleansQuery VALUES ('MembershipReadAllKey', '
SELECT m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName, m.host_name AS HostName,
  m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes, m.start_time AS StartTime,
  m.alive_at AS IAmAliveTime, v.version AS Version
FROM membership_version v LEFT JOIN membership m ON m.cluster_id = v.cluster_id
WHERE v.cluster_id = @DeploymentId
');

INSERT INTO OrleansQuery VALUES ('GatewaysQueryKey', '
SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation FROM membership
WHERE cluster_id = @DeploymentId AND status = @Status AND proxy_port > 0
');

INSERT INTO OrleansQuery VALUES ('DeleteMembershipTableEntriesKey', '
WITH members AS (DELETE FROM membership WHERE cluster_id = @DeploymentId)
DELETE FROM membership_version WHERE cluster_id = @DeploymentId
');

INSERT INTO OrleansQuery VALUES ('CleanupDefunctSiloEntriesKey', '
DELETE FROM membership WHERE cluster_id = @DeploymentId AND status = 6 AND alive_at < @IAmAliveTime AND start_time < @IAmAliveTime
');

-- One dead silo, if nothing about it has changed since it was looked at.
INSERT INTO OrleansQuery VALUES ('CleanupDefunctSiloEntryKey', '
DELETE FROM membership
WHERE cluster_id = @DeploymentId AND status = 6 AND address = @Address AND port = @Port AND generation = @Generation
  AND start_time = @StartTime AND alive_at = @IAmAliveTime AND suspect_times IS NOT DISTINCT FROM @SuspectTimes
');
