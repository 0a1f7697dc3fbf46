using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;
using Npgsql;
using NpgsqlTypes;
using static CaptchaGrains.Storage.Postgres.PostgresQueries;

namespace CaptchaGrains.Storage.Postgres;

public sealed partial class PostgresStore
{
    public Task<TrainingRecord?> FindTraining(WorkerId worker) =>
        _queries.Row("SELECT body FROM training WHERE worker = $1", row => TrainingJson.ReadRecord(row.GetString(0)), Of(worker.Value));

    public Task<bool> SaveTraining(TrainingRecord next) => Certainly($"The training of worker {next.Worker}", async () =>
    {
        var body = TrainingJson.Write(next);
        var written = next.Version == 1
            ? await _queries.Write("INSERT INTO training (worker, version, body) VALUES ($1, 1, $2) ON CONFLICT (worker) DO NOTHING", Of(next.Worker.Value), Of(body))
            : await _queries.Write("UPDATE training SET version = $2, body = $3 WHERE worker = $1 AND version = $2 - 1",
                Of(next.Worker.Value), Of(next.Version), Of(body));
        return written == 1 || await _queries.Number("SELECT count(*) FROM training WHERE worker = $1 AND body = $2", Of(next.Worker.Value), Of(body)) == 1;
    });

    public Task AddTrainingTask(TrainingTask task, StoredImage? image) => Certainly($"The training task {task.Id}", () => _queries.Write(
        "INSERT INTO training_task (id, body, content_type, image) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
        Of(task.Id.Value), Of(TrainingJson.Write(task)),
        new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)image?.ContentType ?? DBNull.Value },
        new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = image is null ? DBNull.Value : ImmutableCollectionsMarshal.AsArray(image.Bytes) ?? [] }));

    public async Task<ImmutableArray<TrainingTask>> TrainingTasks(TrainingTaskId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT body FROM training_task WHERE id > $1 ORDER BY id LIMIT $2",
            row => TrainingJson.ReadTask(row.GetString(0)), Of(after.Value), Of((long)take))];
    }

    public Task<StoredImage?> FindTrainingImage(TrainingTaskId id) =>
        _queries.Row("SELECT content_type, image FROM training_task WHERE id = $1 AND image IS NOT NULL", StoredRows.Image, Of(id.Value));

    public Task<bool> RetireTrainingTask(TrainingTaskId id) => Certainly($"The training task {id}", async () =>
        await _queries.Write("INSERT INTO training_retired (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", Of(id.Value)) == 1);

    public async Task<ImmutableArray<TrainingTaskId>> RetiredTrainingTasks(TrainingTaskId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT id FROM training_retired WHERE id > $1 ORDER BY id LIMIT $2",
            row => new TrainingTaskId(row.GetInt64(0)), Of(after.Value), Of((long)take))];
    }

    private static async Task<T> Certainly<T>(string what, Func<Task<T>> write)
    {
        try { return await write(); }
        catch (NpgsqlException e) { throw new StoreUncertainException($"{what} may or may not have been written.", e); }
    }
}
