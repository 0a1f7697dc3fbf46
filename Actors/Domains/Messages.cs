using System.Collections.Immutable;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Actors.Domains;

/// <summary>A part of all rules, kept in one piece.</summary>
/// <param name="Revision">Grows with every change.</param>
public sealed record RuleBucket(long Revision, ImmutableArray<DomainRule> Rules)
{
    public static RuleBucket Empty { get; } = new(0, []);
}

/// <param name="Changed">Only the buckets that are others than the asker's.</param>
public sealed record RuleNews(ImmutableArray<RuleBucketNews> Changed);

public sealed record RuleBucketNews(int Bucket, RuleBucket Content);

/// <summary>A declaration that nobody has decided yet; what it says is with the customer.</summary>
public sealed record PendingDeclaration(CustomerId Customer, string Domain, DateTimeOffset At);

/// <summary>What the board keeps of declarations.</summary>
public sealed record PendingDeclarations(ImmutableArray<PendingDeclaration> All)
{
    public static PendingDeclarations None { get; } = new([]);
}
