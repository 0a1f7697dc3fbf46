using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Storage.Sqlite;

public sealed partial class SqliteStore : ITrainingStore
{
    public Task<TrainingRecord?> FindTraining(WorkerId worker) => _database.Read(session =>
        session.Row("SELECT body FROM training WHERE worker = $1", row => TrainingJson.ReadRecord(row.GetString(0)), worker.Value));

    public Task<bool> SaveTraining(TrainingRecord next) => _database.WriteOrUncertain(session =>
    {
        var body = TrainingJson.Write(next);
        var written = next.Version == 1
            ? session.Write("INSERT INTO training (worker, version, body) VALUES ($1, 1, $2) ON CONFLICT (worker) DO NOTHING", next.Worker.Value, body)
            : session.Write("UPDATE training SET version = $2, body = $3 WHERE worker = $1 AND version = $2 - 1", next.Worker.Value, next.Version, body);
        return written == 1 || session.Number("SELECT 1 FROM training WHERE worker = $1 AND body = $2", next.Worker.Value, body) is not null;
    });

    public Task AddTrainingTask(TrainingTask task, StoredImage? image) => _database.WriteOrUncertain(session => session.Write(
        "INSERT INTO training_task (id, body, content_type, image) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
        task.Id.Value, TrainingJson.Write(task), image?.ContentType, image is null ? null : ImmutableCollectionsMarshal.AsArray(image.Bytes)));

    public Task<ImmutableArray<TrainingTask>> TrainingTasks(TrainingTaskId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("SELECT body FROM training_task WHERE id > $1 ORDER BY id LIMIT $2",
            row => TrainingJson.ReadTask(row.GetString(0)), after.Value, take).ToImmutableArray());
    }

    public Task<StoredImage?> FindTrainingImage(TrainingTaskId id) => _database.Read(session => session.Row(
        "SELECT content_type, image FROM training_task WHERE id = $1 AND image IS NOT NULL", StoredRows.Image, id.Value));

    public Task<bool> RetireTrainingTask(TrainingTaskId id) => _database.WriteOrUncertain(session =>
        session.Write("INSERT INTO training_retired (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", id.Value) == 1);

    public Task<ImmutableArray<TrainingTaskId>> RetiredTrainingTasks(TrainingTaskId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return _database.Read(session => session.Rows("SELECT id FROM training_retired WHERE id > $1 ORDER BY id LIMIT $2",
            row => new TrainingTaskId(row.GetInt64(0)), after.Value, take).ToImmutableArray());
    }
}
