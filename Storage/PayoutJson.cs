using System.Text.Json;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Storage;

/// <summary>Payouts and destinations as they are stored: one text, by which a repeated step is recognised.</summary>
internal static class PayoutJson
{
    public static string Write(Payout payout) => JsonSerializer.Serialize(Stored(payout), StateJson.Options);

    public static Payout Read(string json) => JsonSerializer.Deserialize<Payout>(json, StateJson.Options) ?? throw new JsonException("A stored payout is null.");

    public static string Write(WorkerDestination destination) => JsonSerializer.Serialize(Stored(destination), StateJson.Options);

    public static WorkerDestination ReadDestination(string json) =>
        JsonSerializer.Deserialize<WorkerDestination>(json, StateJson.Options) ?? throw new JsonException("A stored destination is null.");

    /// <summary>As it comes back.</summary>
    public static Payout Stored(Payout payout) => payout with
    {
        AskedAt = StoredTime.Cut(payout.AskedAt),
        TakenAt = StoredTime.Cut(payout.TakenAt),
        SentAt = StoredTime.Cut(payout.SentAt),
        EndedAt = StoredTime.Cut(payout.EndedAt),
    };

    public static WorkerDestination Stored(WorkerDestination destination) => destination with { ChangedAt = StoredTime.Cut(destination.ChangedAt) };
}
