-- What Orleans' ADO.NET clustering asks for. Orleans reads its statements from this table, so their names and columns are its contract.

IF OBJECT_ID(N'OrleansQuery', N'U') IS NULL
CREATE TABLE OrleansQuery (
  QueryKey  varchar(64)   NOT NULL CONSTRAINT OrleansQuery_pk PRIMARY KEY,
  QueryText nvarchar(max) NOT NULL
);

-- One row for each cluster: every change of its membership raises the number, and is refused when the number is not the one that was read.
IF OBJECT_ID(N'OrleansMembershipVersion', N'U') IS NULL
CREATE TABLE OrleansMembershipVersion (
  DeploymentId nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT OrleansMembershipVersion_pk PRIMARY KEY,
  ChangedAt    datetime2(3)  NOT NULL CONSTRAINT OrleansMembershipVersion_changed DEFAULT SYSUTCDATETIME(),
  Version      int           NOT NULL CONSTRAINT OrleansMembershipVersion_first DEFAULT 0
);

IF OBJECT_ID(N'OrleansMembership', N'U') IS NULL
CREATE TABLE OrleansMembership (
  DeploymentId nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL
    CONSTRAINT OrleansMembership_cluster REFERENCES OrleansMembershipVersion ON DELETE CASCADE,
  Address      nvarchar(45) COLLATE Latin1_General_100_BIN2 NOT NULL,
  Port         int           NOT NULL,
  Generation   int           NOT NULL,
  SiloName     nvarchar(150) NOT NULL,
  HostName     nvarchar(150) NOT NULL,
  Status       int           NOT NULL,
  ProxyPort    int           NOT NULL,
  SuspectTimes nvarchar(max),
  StartTime    datetime2(3)  NOT NULL,
  IAmAliveTime datetime2(3)  NOT NULL,
  CONSTRAINT OrleansMembership_pk PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

MERGE OrleansQuery WITH (HOLDLOCK) AS q USING (VALUES
('GatewaysQueryKey', N'
  SELECT Address, ProxyPort, Generation FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;
'),
-- The version comes even when there is no such member.
('MembershipReadRowKey', N'
  SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersion AS v LEFT JOIN OrleansMembership AS m
    ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
  WHERE v.DeploymentId = @DeploymentId;
'),
('MembershipReadAllKey', N'
  SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersion AS v LEFT JOIN OrleansMembership AS m ON m.DeploymentId = v.DeploymentId
  WHERE v.DeploymentId = @DeploymentId;
'),
('InsertMembershipVersionKey', N'
  SET NOCOUNT, XACT_ABORT ON;
  INSERT INTO OrleansMembershipVersion (DeploymentId)
  SELECT @DeploymentId WHERE NOT EXISTS (SELECT 1 FROM OrleansMembershipVersion WITH (UPDLOCK, HOLDLOCK) WHERE DeploymentId = @DeploymentId);
  SELECT @@ROWCOUNT;
'),
-- The row of the version is locked first, so of two writers who read the same version one finds it changed.
('InsertMembershipKey', N'
  SET NOCOUNT, XACT_ABORT ON;
  DECLARE @Done int = 0;
  BEGIN TRANSACTION;
  UPDATE OrleansMembershipVersion SET Version = Version + 1, ChangedAt = SYSUTCDATETIME()
  WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
    SELECT 1 FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation);
  SET @Done = @@ROWCOUNT;
  IF @Done = 1
    INSERT INTO OrleansMembership (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    VALUES (@DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime);
  COMMIT TRANSACTION;
  SELECT @Done;
'),
('UpdateMembershipKey', N'
  SET NOCOUNT, XACT_ABORT ON;
  DECLARE @Done int = 0;
  BEGIN TRANSACTION;
  UPDATE OrleansMembershipVersion SET Version = Version + 1, ChangedAt = SYSUTCDATETIME()
  WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (
    SELECT 1 FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation);
  SET @Done = @@ROWCOUNT;
  IF @Done = 1
    UPDATE OrleansMembership SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
  COMMIT TRANSACTION;
  SELECT @Done;
'),
('UpdateIAmAlivetimeKey', N'
  UPDATE OrleansMembership SET IAmAliveTime = @IAmAliveTime
  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
'),
('DeleteMembershipTableEntriesKey', N'
  DELETE FROM OrleansMembershipVersion WHERE DeploymentId = @DeploymentId;
'),
-- 3: active. Who is active is never defunct, however long he has not been heard of.
('CleanupDefunctSiloEntriesKey', N'
  DELETE FROM OrleansMembership WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3;
')) AS n (QueryKey, QueryText) ON q.QueryKey = n.QueryKey
WHEN MATCHED THEN UPDATE SET QueryText = n.QueryText
WHEN NOT MATCHED THEN INSERT (QueryKey, QueryText) VALUES (n.QueryKey, n.QueryText);
