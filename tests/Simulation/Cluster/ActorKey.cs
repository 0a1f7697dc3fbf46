using System.Globalization;

namespace CaptchaGrains.Simulation.Cluster;

public enum ActorKind
{
    Captcha = 1,
    Customer = 2,
    Worker = 3,
    Domain = 4,
    Shard = 5,
    PriceBoard = 6,
    Sweeper = 7,
    Report = 8,
    DomainBoard = 9,
    LinkBoard = 10,
    Crowd = 11,
}

/// <summary>The name of one actor in the cluster.</summary>
/// <param name="Number">0 where the kind has none.</param>
/// <param name="Name">A domain's; null for the others.</param>
public readonly record struct ActorKey(ActorKind Kind, long Number, string? Name = null)
{
    /// <summary>The same in every run, unlike the hashes of the runtime.</summary>
    public uint StableHash
    {
        get
        {
            var hash = 2166136261u;
            foreach (var part in (ReadOnlySpan<long>)[(long)Kind, Number]) hash = (hash ^ (uint)part) * 16777619;
            foreach (var letter in Name ?? "") hash = (hash ^ letter) * 16777619;
            return hash ^ (hash >> 15);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Name ?? Number.ToString(CultureInfo.InvariantCulture)}");
}
