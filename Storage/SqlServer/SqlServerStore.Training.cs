using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Storage.SqlServer;

public sealed partial class SqlServerStore
{
    public Task<TrainingRecord?> FindTraining(WorkerId worker) => _queries.Row("SELECT body FROM training WHERE worker = @worker",
        row => TrainingJson.ReadRecord(row.GetString(0)), c => c.With("worker", worker.Value));

    public Task<bool> SaveTraining(TrainingRecord next) => Certainly($"The training of worker {next.Worker}", async () =>
    {
        var body = TrainingJson.Write(next);
        var sql = next.Version == 1
            ? """
                INSERT INTO training (worker, version, body) SELECT @worker, @version, @body
                WHERE NOT EXISTS (SELECT 1 FROM training WITH (UPDLOCK, HOLDLOCK) WHERE worker = @worker);
                """
            : "UPDATE training SET version = @version, body = @body WHERE worker = @worker AND version = @version - 1";
        var written = await _queries.Write(sql, c => c.With("worker", next.Worker.Value).With("version", next.Version).WithLong("body", body));
        return written == 1 || await FindTraining(next.Worker) is { } stored && TrainingJson.Write(stored) == body;
    });

    public Task AddTrainingTask(TrainingTask task, StoredImage? image) => Certainly($"The training task {task.Id}", () => _queries.Write("""
        INSERT INTO training_task (id, body, content_type, [image]) SELECT @id, @body, NULLIF(@type, N''), IIF(@type = N'', NULL, @bytes)
        WHERE NOT EXISTS (SELECT 1 FROM training_task WITH (UPDLOCK, HOLDLOCK) WHERE id = @id);
        """, c => c.With("id", task.Id.Value).WithLong("body", TrainingJson.Write(task)).With("type", image?.ContentType ?? "")
            .WithLong("bytes", image is null ? [] : ImmutableCollectionsMarshal.AsArray(image.Bytes) ?? [])));

    public async Task<ImmutableArray<TrainingTask>> TrainingTasks(TrainingTaskId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) body FROM training_task WHERE id > @after ORDER BY id",
            row => TrainingJson.ReadTask(row.GetString(0)), c => c.With("take", take).With("after", after.Value))];
    }

    public Task<StoredImage?> FindTrainingImage(TrainingTaskId id) => _queries.Row(
        "SELECT content_type, [image] FROM training_task WHERE id = @id AND [image] IS NOT NULL", StoredRows.Image, c => c.With("id", id.Value));

    public Task<bool> RetireTrainingTask(TrainingTaskId id) => Certainly($"The training task {id}", async () => await _queries.Write(
        "INSERT INTO training_retired (id) SELECT @id WHERE NOT EXISTS (SELECT 1 FROM training_retired WITH (UPDLOCK, HOLDLOCK) WHERE id = @id);",
        c => c.With("id", id.Value)) == 1);

    public async Task<ImmutableArray<TrainingTaskId>> RetiredTrainingTasks(TrainingTaskId after, int take)
    {
        Pages.RequireTake(take, Pages.MaxTake);
        return [.. await _queries.Rows("SELECT TOP (@take) id FROM training_retired WHERE id > @after ORDER BY id",
            row => new TrainingTaskId(row.GetInt64(0)), c => c.With("take", take).With("after", after.Value))];
    }

    private static async Task<T> Certainly<T>(string what, Func<Task<T>> write)
    {
        try { return await write(); }
        catch (DbException e) { throw new StoreUncertainException($"{what} may or may not have been written.", e); }
    }
}
