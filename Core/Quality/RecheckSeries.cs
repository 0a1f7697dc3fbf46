namespace CaptchaGrains.Core.Quality;

/// <summary>Numbers of <see cref="RecheckSeries"/>.</summary>
public sealed record SeriesOptions
{
    public static SeriesOptions Default { get; } = new();

    /// <summary>Answers that are re-checked at a time.</summary>
    public int Batch { get; init; } = 5;

    /// <summary>With so many of the first batch that differ too much, the series goes on.</summary>
    public int Suspicious { get; init; } = 3;

    /// <summary>The most answers of one series: what a worker's recent answers hold, and what the house pays for one suspicion.</summary>
    public int Most { get; init; } = 60;

    /// <summary>The stop rule that ends it.</summary>
    public StopOptions Stop { get; init; } = StopOptions.Default;

    /// <summary>What is wrong with these numbers; null: nothing.</summary>
    public string? Flaw() => this switch
    {
        { Batch: not > 0 } => "A batch has at least one answer.",
        { Suspicious: not > 0 } => "At least one differing answer makes a series suspicious.",
        _ when Suspicious > Batch => "A batch cannot hold so many suspicious answers.",
        _ when Most < Batch => "A series has at least one batch.",
        _ => Stop.Flaw(),
    };
}

/// <summary>
/// The recent answers of a worker that are re-checked after one of his differed too much from a moderator's: five of them, picked by chance; with three or more
/// that differ too much as well, further ones, five at a time, until the stop rule decides. Three of five alone would suspend 2.2 % of workers of whose answers
/// 14 % differ; with the stop rule it is at most 1 of 10,000.
/// </summary>
/// <param name="Fine">Re-checked answers that do not differ too much; 0 or more.</param>
/// <param name="Differing">Those that do.</param>
public sealed record RecheckSeries(int Fine, int Differing)
{
    public static RecheckSeries Fresh { get; } = new(0, 0);

    public RecheckSeries After(bool differs) => differs ? this with { Differing = Differing + 1 } : this with { Fine = Fine + 1 };

    /// <summary><see cref="StopVerdict.GoOn"/> also while answers of a batch are out.</summary>
    public StopVerdict Verdict(SeriesOptions options)
    {
        var done = Fine + Differing;
        if (done < options.Batch) return StopVerdict.GoOn;
        if (done == options.Batch && Differing < options.Suspicious) return StopVerdict.Clear;
        var verdict = new StopTest(Fine, Differing).Verdict(options.Stop);
        return verdict == StopVerdict.GoOn && done >= options.Most ? StopVerdict.Clear : verdict;
    }

    /// <summary>How many further answers to re-check now, when <paramref name="out"/> of those asked for have not come back yet; 0 once it has ended.</summary>
    public int Ask(int @out, SeriesOptions options)
    {
        if (@out > 0 || Verdict(options) != StopVerdict.GoOn) return 0;
        var done = Fine + Differing;
        return Math.Min(options.Batch - done % options.Batch, options.Most - done);
    }
}
