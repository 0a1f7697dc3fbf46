using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Simulation.Cluster;

/// <summary>Nobody reads the audit log of a simulated town.</summary>
internal sealed class SilentLog : IAuditLog
{
    public ValueTask Append(AuditEntry entry, CancellationToken cancellation = default) => ValueTask.CompletedTask;
}
