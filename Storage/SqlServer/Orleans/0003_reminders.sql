-- What Orleans' ADO.NET reminders ask for. The key is as long as a primary key may be: 900 bytes.

IF OBJECT_ID(N'OrleansReminder', N'U') IS NULL
CREATE TABLE OrleansReminder (
  ServiceId    nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
  GrainId      nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
  ReminderName nvarchar(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
  StartTime    datetime2(3)  NOT NULL,
  -- milliseconds
  Period       bigint        NOT NULL,
  GrainHash    int           NOT NULL,
  Version      int           NOT NULL,
  CONSTRAINT OrleansReminder_pk PRIMARY KEY (ServiceId, GrainId, ReminderName),
  -- Each silo reads the reminders of its range of hashes.
  INDEX OrleansReminder_hash (ServiceId, GrainHash)
);

MERGE OrleansQuery WITH (HOLDLOCK) AS q USING (VALUES
('ReadReminderRowsKey', N'
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder WHERE ServiceId = @ServiceId AND GrainId = @GrainId;
'),
('ReadReminderRowKey', N'
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;
'),
('ReadRangeRows1Key', N'
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
  WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;
'),
-- The range goes round the end of the ring.
('ReadRangeRows2Key', N'
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
  WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);
'),
('UpsertReminderRowKey', N'
  MERGE OrleansReminder WITH (HOLDLOCK) AS r
  USING (SELECT @ServiceId AS ServiceId, @GrainId AS GrainId, @ReminderName AS ReminderName) AS n
  ON r.ServiceId = n.ServiceId AND r.GrainId = n.GrainId AND r.ReminderName = n.ReminderName
  WHEN MATCHED THEN UPDATE SET StartTime = @StartTime, Period = @Period, GrainHash = @GrainHash, Version = r.Version + 1
  WHEN NOT MATCHED THEN INSERT (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  OUTPUT inserted.Version AS Version;
'),
('DeleteReminderRowKey', N'
  SET NOCOUNT ON;
  DELETE FROM OrleansReminder WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version;
  SELECT @@ROWCOUNT;
'),
('DeleteReminderRowsKey', N'
  DELETE FROM OrleansReminder WHERE ServiceId = @ServiceId;
')) AS n (QueryKey, QueryText) ON q.QueryKey = n.QueryKey
WHEN MATCHED THEN UPDATE SET QueryText = n.QueryText
WHEN NOT MATCHED THEN INSERT (QueryKey, QueryText) VALUES (n.QueryKey, n.QueryText);
