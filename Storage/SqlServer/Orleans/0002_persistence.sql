-- What Orleans' ADO.NET grain storage asks for. A grain is one row; its key is unique, so two activations cannot both insert the first row: the one that
-- loses is told no new version, which Orleans takes as an inconsistent state, and the activation reads again.

-- The longest key must fit into the 1,700 bytes of an index entry; a longer name is refused, not cut. No extension and an empty one count as the same
-- here; Orleans has no grain with an empty one.
IF OBJECT_ID(N'OrleansStorage', N'U') IS NULL
CREATE TABLE OrleansStorage (
  GrainIdHash            int           NOT NULL,
  GrainIdN0              bigint        NOT NULL,
  GrainIdN1              bigint        NOT NULL,
  GrainTypeHash          int           NOT NULL,
  GrainTypeString        nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
  GrainIdExtensionString nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
  ServiceId              nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
  PayloadBinary          varbinary(max),
  ModifiedOn             datetime2(3)  NOT NULL,
  Version                int           NOT NULL,
  INDEX OrleansStorage_hash CLUSTERED (GrainIdHash, GrainTypeHash),
  CONSTRAINT OrleansStorage_key UNIQUE NONCLUSTERED
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, ServiceId, GrainTypeString, GrainIdExtensionString)
);

MERGE OrleansQuery WITH (HOLDLOCK) AS q USING (VALUES
('WriteToStorageKey', N'
  SET NOCOUNT, XACT_ABORT ON;
  IF @GrainStateVersion IS NULL
    INSERT INTO OrleansStorage
      (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
    OUTPUT inserted.Version AS NewGrainStateVersion
    SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, COALESCE(@GrainIdExtensionString, N''''), @ServiceId, @PayloadBinary,
      SYSUTCDATETIME(), 1
    WHERE NOT EXISTS (
      SELECT 1 FROM OrleansStorage WITH (UPDLOCK, HOLDLOCK)
      WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, N''''));
  ELSE
    UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary, ModifiedOn = SYSUTCDATETIME(), Version = Version + 1
    OUTPUT inserted.Version AS NewGrainStateVersion
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, N'''')
      AND Version = @GrainStateVersion;
'),
('ReadFromStorageKey', N'
  SELECT PayloadBinary, SYSUTCDATETIME() AS ReadAt, Version FROM OrleansStorage
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, N'''');
'),
('ClearStorageKey', N'
  UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = SYSUTCDATETIME(), Version = Version + 1
  OUTPUT inserted.Version AS NewGrainStateVersion
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, N'''')
    AND Version = @GrainStateVersion;
'),
('DeleteStorageKey', N'
  DELETE FROM OrleansStorage
  OUTPUT deleted.Version + 1 AS NewGrainStateVersion
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = COALESCE(@GrainIdExtensionString, N'''')
    AND Version = @GrainStateVersion;
')) AS n (QueryKey, QueryText) ON q.QueryKey = n.QueryKey
WHEN MATCHED THEN UPDATE SET QueryText = n.QueryText
WHEN NOT MATCHED THEN INSERT (QueryKey, QueryText) VALUES (n.QueryKey, n.QueryText);
