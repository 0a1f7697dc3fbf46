using System.Collections.Immutable;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Actors.Ports;

/// <summary>What a customer said of an answer.</summary>
/// <param name="Attempt">Chosen at random by whoever writes it: tells a repetition of the same write from a second report.</param>
public sealed record ReportRow(CaptchaId Captcha, CustomerId Customer, bool IsCorrect, DateTimeOffset At, long Attempt);

/// <summary>A token of a worker that counted.</summary>
/// <param name="CustomerReportsGood">Its customer is one who reports good answers.</param>
public sealed record TokenAnswer(Kind Kind, DateTimeOffset At, bool CustomerReportsGood);

/// <summary>A report, and what the captcha cost.</summary>
public sealed record CustomerReport(ReportState State, Money Price)
{
    /// <summary>What of the price came back.</summary>
    public Money Refund => ReportMachine.IsRefunded(State.Status) ? Price : Money.Zero;
}

/// <summary>Customers' reports, one for each captcha, and what has come of them. Their steps are commits of <see cref="IMarketStore"/>.</summary>
public interface IReportStore
{
    /// <summary>Adds the report and its first state, both or none. Adding the same row again changes nothing and is true again.</summary>
    /// <returns>False when the captcha has another report; it stands.</returns>
    Task<bool> AddReport(ReportRow report);

    Task<ReportRow?> FindReport(CaptchaId captcha);

    /// <summary>As last committed; null: the captcha was not reported.</summary>
    Task<ReportState?> FindReportState(CaptchaId captcha);

    /// <summary>Reports that have to go on by themselves, made before a time, in ascending order of the captcha.</summary>
    /// <param name="take">1 … 10,000.</param>
    Task<ImmutableArray<CaptchaId>> OpenReports(DateTimeOffset reportedBefore, CaptchaId after, int take);

    /// <summary>Reports that wait for a moderator, in ascending order of the captcha.</summary>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<ReportState>> AwaitingModerator(CaptchaId after, int take);

    /// <summary>Answers of the worker that were found to be incorrect and not forgiven, by a moderator's finding or by an appeal.</summary>
    Task<long> CountIncorrect(WorkerId worker);

    /// <summary>Typical mistakes among the worker's last answers, by the numbers of the captchas; without those that were forgiven.</summary>
    /// <param name="window">How many answers, 1 … 10,000.</param>
    /// <param name="since">Of these, only answers that were given at or after this time.</param>
    Task<long> CountTypical(WorkerId worker, int window, DateTimeOffset since);

    /// <summary>The reports that <see cref="CountTypical"/> counts, newest first by the numbers of the captchas.</summary>
    /// <param name="window">How many answers, 1 … 10,000.</param>
    /// <param name="since">Of these, only answers that were given at or after this time.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<ReportState>> TypicalMistakes(WorkerId worker, int window, DateTimeOffset since, int take);

    /// <summary>The worker's last answers that counted, newest first by the numbers of the captchas.</summary>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<Outcome>> LastAnswers(WorkerId worker, int take);

    /// <summary>The worker's last tokens that counted, oldest first by the numbers of the captchas; without those that were forgiven.</summary>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<TokenAnswer>> LastTokens(WorkerId worker, int take);

    /// <summary>The newest evidence about the worker's answers, oldest first; without what was forgiven.</summary>
    /// <param name="take">1 … 10,000.</param>
    Task<ImmutableArray<Evidence>> EvidenceOf(WorkerId worker, int take);

    /// <summary>The newest evidence about answers for a domain (reCAPTCHA V3), oldest first.</summary>
    /// <param name="domain">As <see cref="Core.Domains.DomainName"/> keeps it; just this one.</param>
    /// <param name="take">1 … 10,000.</param>
    Task<ImmutableArray<Evidence>> EvidenceOn(string domain, int take);

    /// <summary>Whether each of a customer's last complaints that were verified was upheld, oldest first by the time of the complaint.</summary>
    /// <param name="take">1 … 10,000.</param>
    Task<ImmutableArray<bool>> VerifiedComplaints(CustomerId customer, int take);

    /// <summary>A customer's reports, newest first by the numbers of the captchas.</summary>
    /// <param name="before">Only those of captchas with a smaller number; null: from the newest.</param>
    /// <param name="take">1 … 500.</param>
    Task<ImmutableArray<CustomerReport>> ReportsOf(CustomerId customer, CaptchaId? before, int take);

    /// <summary>What a customer has complained of since a time.</summary>
    Task<ComplaintRecord> ComplaintsOf(CustomerId customer, DateTimeOffset since);
}
