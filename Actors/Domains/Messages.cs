using System.Collections.Immutable;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Reports;

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

/// <summary>What a domain knows of workers.</summary>
/// <param name="Workers">Ascending by the worker; at most <see cref="DomainActor.MostWorkers"/>.</param>
public sealed record DomainRecord(ImmutableArray<WorkerOnDomain> Workers);

/// <param name="Workers">Of whom the domain keeps a record.</param>
/// <param name="Next">Where the next page goes on; null: there is none.</param>
public sealed record RatingsPage(int Workers, ImmutableArray<WorkerRating> Ratings, WorkerId? Next);

/// <summary>How good a worker's tokens are for one domain.</summary>
/// <param name="Overall">0 … 1: on all domains together.</param>
/// <param name="Rating">0 … 1: here, shrunk towards the overall one.</param>
public sealed record WorkerRating(WorkerOnDomain Here, double Overall, double Rating);
