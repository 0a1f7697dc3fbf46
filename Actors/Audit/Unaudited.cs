using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Actors.Audit;

/// <summary>For marketplaces that live no longer than a test or a simulation: nothing is kept.</summary>
internal sealed class Unaudited : IAuditLog
{
    public static Unaudited Log { get; } = new();

    public ValueTask Append(AuditEntry entry, CancellationToken cancellation = default) => ValueTask.CompletedTask;
}
