-- What Orleans' ADO.NET clustering asks for. Orleans reads its statements from this table, so their names and columns are its contract.

CREATE TABLE IF NOT EXISTS OrleansQuery (
  QueryKey  varchar(64)   NOT NULL PRIMARY KEY,
  QueryText varchar(8000) NOT NULL
);

-- One row for each cluster: every change of its membership raises the number, and is refused when the number is not the one that was read.
CREATE TABLE IF NOT EXISTS OrleansMembershipVersion (
  DeploymentId text        NOT NULL PRIMARY KEY,
  ChangedAt    timestamptz NOT NULL DEFAULT now(),
  Version      int         NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS OrleansMembership (
  DeploymentId text        NOT NULL REFERENCES OrleansMembershipVersion ON DELETE CASCADE,
  Address      text        NOT NULL,
  Port         int         NOT NULL,
  Generation   int         NOT NULL,
  SiloName     text        NOT NULL,
  HostName     text        NOT NULL,
  Status       int         NOT NULL,
  ProxyPort    int         NOT NULL,
  SuspectTimes text,
  StartTime    timestamptz NOT NULL,
  IAmAliveTime timestamptz NOT NULL,
  PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('GatewaysQueryKey', $q$
  SELECT Address, ProxyPort, Generation FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$q$),
-- The version comes even when there is no such member.
('MembershipReadRowKey', $q$
  SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersion v LEFT JOIN OrleansMembership m
    ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
  WHERE v.DeploymentId = @DeploymentId
$q$),
('MembershipReadAllKey', $q$
  SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersion v LEFT JOIN OrleansMembership m ON m.DeploymentId = v.DeploymentId
  WHERE v.DeploymentId = @DeploymentId
$q$),
('InsertMembershipVersionKey', $q$
  WITH added AS (INSERT INTO OrleansMembershipVersion (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::int FROM added
$q$),
-- The row of the version is locked first, so of two writers who read the same version one finds it changed.
('InsertMembershipKey', $q$
  WITH raised AS (
    UPDATE OrleansMembershipVersion SET Version = Version + 1, ChangedAt = now()
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
      SELECT 1 FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId),
  added AS (
    INSERT INTO OrleansMembership (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
    RETURNING 1)
  SELECT count(*)::int FROM added
$q$),
('UpdateMembershipKey', $q$
  WITH raised AS (
    UPDATE OrleansMembershipVersion SET Version = Version + 1, ChangedAt = now()
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (
      SELECT 1 FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId),
  changed AS (
    UPDATE OrleansMembership m SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
    FROM raised r WHERE m.DeploymentId = r.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
    RETURNING 1)
  SELECT count(*)::int FROM changed
$q$),
('UpdateIAmAlivetimeKey', $q$
  UPDATE OrleansMembership SET IAmAliveTime = @IAmAliveTime
  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
$q$),
('DeleteMembershipTableEntriesKey', $q$
  DELETE FROM OrleansMembershipVersion WHERE DeploymentId = @DeploymentId
$q$),
-- 3: active. Who is active is never defunct, however long he has not been heard of.
('CleanupDefunctSiloEntriesKey', $q$
  DELETE FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3
$q$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
