-- What Orleans' ADO.NET reminders ask for.

CREATE TABLE IF NOT EXISTS OrleansReminder (
  ServiceId    text        NOT NULL,
  GrainId      text        NOT NULL,
  ReminderName text        NOT NULL,
  StartTime    timestamptz NOT NULL,
  -- milliseconds
  Period       bigint      NOT NULL,
  GrainHash    int         NOT NULL,
  Version      int         NOT NULL,
  PRIMARY KEY (ServiceId, GrainId, ReminderName)
);
-- Each silo reads the reminders of its range of hashes.
CREATE INDEX IF NOT EXISTS OrleansReminder_hash ON OrleansReminder (ServiceId, GrainHash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadReminderRowsKey', $q$
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder WHERE ServiceId = @ServiceId AND GrainId = @GrainId
$q$),
('ReadReminderRowKey', $q$
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName
$q$),
('ReadRangeRows1Key', $q$
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
  WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash
$q$),
-- The range goes round the end of the ring.
('ReadRangeRows2Key', $q$
  SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansReminder
  WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)
$q$),
('UpsertReminderRowKey', $q$
  INSERT INTO OrleansReminder AS r (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
  VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
  SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = r.Version + 1
  RETURNING Version
$q$),
('DeleteReminderRowKey', $q$
  WITH removed AS (
    DELETE FROM OrleansReminder WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version RETURNING 1)
  SELECT count(*)::int FROM removed
$q$),
('DeleteReminderRowsKey', $q$
  DELETE FROM OrleansReminder WHERE ServiceId = @ServiceId
$q$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
