using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Sanctions;

namespace CaptchaGrains.Actors.Sanctions;

/// <summary>
/// Enters what is done to workers. The audit log comes first, so that no sanction is in force of which it knows nothing; ids follow from the origin, so that whoever repeats
/// a step after a crash adds neither a sanction nor an entry.
/// </summary>
public sealed class SanctionBook(ISanctionStore store, IMarketStore market, IAuditLog audit)
{
    /// <summary>Who acts in the log where no person does.</summary>
    public const string ByRule = "rule";

    /// <summary>Losing a race so often in a row would be a mistake of ours.</summary>
    private const int MostTries = 4;

    /// <summary>Enters a sanction, or finds the one of its origin.</summary>
    /// <param name="sanction">Without an id.</param>
    public async Task<Sanction> Enter(Sanction sanction)
    {
        if (await store.FindSanction(sanction.Origin) is { } known) return known;
        if (sanction.Evidence.Length > Sanction.MostEvidence) sanction = sanction with { Evidence = sanction.Evidence[..Sanction.MostEvidence] };
        await audit.Append(new AuditEntry(
            $"sanction/{sanction.Origin}", sanction.At, ActorOf(sanction.DecidedBy), "sanction.imposed", $"worker:{sanction.Worker}", JsonSerializer.Serialize(new
            {
                what = sanction.What.ToString(),
                why = sanction.Why,
                kind = sanction.Kind?.ToString(),
                until = sanction.Until,
                report = sanction.Report?.Value,
                evidence = sanction.RestsOn.Select(c => c.Value),
            })));
        return await store.AddSanction(sanction with { Id = new SanctionId(await market.LeaseIds(IdSequence.Sanction, 1)) });
    }

    /// <summary>Ends a sanction that is in force; one that has ended stays as it is.</summary>
    /// <param name="happened">One that ends it, and is no decision of an appeal.</param>
    /// <returns>As it is now.</returns>
    public async Task<Sanction> End(Sanction sanction, SanctionEvent happened, SanctionEnd end)
    {
        for (var tries = 1; ; tries++)
        {
            if (sanction.After(happened) is not { } next) return sanction;
            next = next with { End = end };
            await audit.Append(new AuditEntry(
                $"sanction/{sanction.Origin}/{next.Status}/{end.By}", end.At, ActorOf(end.By), $"sanction.{next.Status.ToString().ToLowerInvariant()}", $"worker:{sanction.Worker}",
                JsonSerializer.Serialize(new { sanction = sanction.Id.Value, why = end.Why })));
            if (await store.ChangeSanction(next, [])) return next;
            if (tries == MostTries) throw new StoreConflictException($"sanction/{sanction.Id}");
            sanction = (await store.FindSanction(sanction.Id))!;
        }
    }

    /// <summary>A limit holds for longer than was known.</summary>
    public async Task<Sanction> Prolong(Sanction limit, DateTimeOffset until)
    {
        // The same sanction, found again: the log has it, and whoever is slower finds it prolonged.
        var next = limit with { Version = limit.Version + 1, Until = until };
        return await store.ChangeSanction(next, []) ? next : (await store.FindSanction(limit.Id))!;
    }

    /// <summary>How the log names a moderator.</summary>
    public static string ActorOf(long? moderator) => moderator is { } person ? $"moderator:{person}" : ByRule;
}
