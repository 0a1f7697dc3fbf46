using System.Text.Json;
using CaptchaGrains.Core.Training;

namespace CaptchaGrains.Storage;

/// <summary>Records and tasks of training as they are stored: one text each, by which a repeated change is recognised.</summary>
internal static class TrainingJson
{
    public static string Write(TrainingRecord record) => JsonSerializer.Serialize(Stored(record), StateJson.Options);

    public static TrainingRecord ReadRecord(string json) =>
        JsonSerializer.Deserialize<TrainingRecord>(json, StateJson.Options) ?? throw new JsonException("A stored training is null.");

    public static string Write(TrainingTask task) => JsonSerializer.Serialize(task, StateJson.Options);

    public static TrainingTask ReadTask(string json) =>
        JsonSerializer.Deserialize<TrainingTask>(json, StateJson.Options) ?? throw new JsonException("A stored task is null.");

    /// <summary>As it comes back.</summary>
    public static TrainingRecord Stored(TrainingRecord record) => record with
    {
        PassedAt = StoredTime.Cut(record.PassedAt),
        Run = record.Run is { } run ? run with { BeganAt = StoredTime.Cut(run.BeganAt) } : null,
    };
}
