using System.Collections.Immutable;
using CaptchaGrains.Core.Trust;

namespace CaptchaGrains.Actors.Trust;

/// <summary>A part of the signals, by their value.</summary>
public sealed record SignalBucket(ImmutableArray<LinkSignal> Signals)
{
    public static SignalBucket Empty { get; } = new([]);
}

/// <summary>A part of the matches, by the two accounts.</summary>
public sealed record MatchBucket(ImmutableArray<AccountMatch> Matches)
{
    public static MatchBucket Empty { get; } = new([]);
}

public sealed record ClusterMarks(ImmutableArray<ClusterMark> All)
{
    public static ClusterMarks None { get; } = new([]);
}
