namespace CaptchaGrains.Core.Reports;

/// <summary>What a customer has complained of within the window.</summary>
/// <param name="Complaints">Of answerable kinds.</param>
/// <param name="Lost">Of these, those that a second worker or a moderator found to be wrong.</param>
/// <param name="TokenAnswers">Tokens that he got.</param>
/// <param name="BadTokens">Of these, those that he reported bad.</param>
public sealed record ComplaintRecord(int Complaints, int Lost, int TokenAnswers, int BadTokens)
{
    public static ComplaintRecord None { get; } = new(0, 0, 0, 0);

    public bool IsOutOfProportion(ComplaintOptions options) =>
        (Complaints > options.MostComplaints && Lost > options.MostLostShare * Complaints)
        || (TokenAnswers >= options.LeastTokenAnswers && BadTokens > options.MostBadTokenShare * TokenAnswers);
}
