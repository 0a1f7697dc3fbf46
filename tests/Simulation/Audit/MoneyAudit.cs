using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Simulation.World;

namespace CaptchaGrains.Simulation.Audit;

/// <summary>
/// The money of each captcha at the end of a run: the very transfers that its outcome demands, to the nano-dollar, and no others, whatever crashed and
/// whatever was repeated meanwhile. It knows the outcome from where the report stands, and the transfers from what was committed.
/// </summary>
public sealed class MoneyAudit(SimWorld world, SimCounts counts)
{
    public const string MoneyOfThePath = "The money of each captcha is what its outcome demands";

    private readonly Dictionary<long, List<Transfer>> _moved = [];

    internal void Moved(Transfer transfer)
    {
        if (transfer.Id.Purpose >= Purpose.Deposit) return; // not about a captcha: the numbers are others
        if (!_moved.TryGetValue(transfer.Id.Subject, out var all)) _moved.Add(transfer.Id.Subject, all = []);
        all.Add(transfer);
    }

    internal void CheckAll(IEnumerable<BookedCaptcha> captchas, IReadOnlyDictionary<CaptchaId, ReportState> reports)
    {
        foreach (var captcha in captchas)
        {
            if (captcha.End is not { } end) continue; // another rule's business
            if (PathOf(end.Captcha, reports.GetValueOrDefault(captcha.State.Id)) is not { } path) continue;
            counts.Went(path);
            var due = Due(path, captcha.State, end.Captcha).OrderBy(t => t.Id.Purpose).ToArray();
            var moved = _moved.GetValueOrDefault(captcha.State.Id.Value, []).OrderBy(t => t.Id.Purpose).ToArray();
            if (!due.SequenceEqual(moved))
                world.Fail(MoneyOfThePath, $"captcha {captcha.State.Id}, {path}: {string.Join(", ", moved.AsEnumerable())} instead of {string.Join(", ", due.AsEnumerable())}");
        }
    }

    /// <returns>Null: the report has not come to rest, which is another rule's business, too.</returns>
    private static MoneyPath? PathOf(CaptchaState captcha, ReportState? report) => (captcha, Refunded(report)) switch
    {
        ({ IsOfHouse: true, Solution: null }, _) => MoneyPath.HouseUnsolved,
        ({ Gold: not null }, _) => MoneyPath.Gold,
        ({ Recheck.IsVote: true }, _) => MoneyPath.Vote,
        ({ Recheck: not null }, _) => MoneyPath.Recheck,
        ({ Solution: null, IsVotedOn: true }, _) => MoneyPath.ConfidentUnsolved,
        ({ Solution: null }, _) => MoneyPath.Unsolved,
        (_, null) => null,
        ({ IsVotedOn: true }, { } isRefunded) => isRefunded ? MoneyPath.ConfidentRefunded : MoneyPath.ConfidentPaid,
        _ => report switch
        {
            null or { SaysGood: true } => MoneyPath.Paid,
            { Status: ReportStatus.WithoutEffect } => MoneyPath.OutOfProportion,
            { Status: ReportStatus.Rejected } => MoneyPath.ComplaintRejected,
            { Status: ReportStatus.NobodyFound } => MoneyPath.NoSecondWorker,
            { Status: ReportStatus.Counted } => MoneyPath.TokenRefund,
            _ => MoneyPath.ComplaintUpheld, // and whatever a moderator said after it
        },
    };

    /// <returns>Null: it is not decided.</returns>
    private static bool? Refunded(ReportState? report) => report switch
    {
        null or { SaysGood: true } => false,
        { Status: ReportStatus.Reported or ReportStatus.Rechecking } => null,
        { Status: ReportStatus.WithoutEffect or ReportStatus.Rejected } => false,
        _ => true,
    };

    /// <param name="submitted">With what was held.</param>
    /// <param name="ended">With what is charged.</param>
    private static IEnumerable<Transfer> Due(MoneyPath path, CaptchaState submitted, CaptchaState ended)
    {
        var (id, customer, price) = (submitted.Id.Value, AccountId.Of(submitted.Customer), submitted.Quote.Price);
        var held = AccountId.Held(submitted.Customer);
        if (path is MoneyPath.HouseUnsolved) yield break;
        if (path is MoneyPath.Recheck or MoneyPath.Vote or MoneyPath.Gold)
        {
            yield return Move(Purpose.Earning, AccountId.HouseQuality, AccountId.Of(ended.Solution!.Worker), ended.Earned);
            yield break;
        }
        yield return Move(Purpose.Hold, customer, held, price);
        if (path is MoneyPath.Unsolved or MoneyPath.ConfidentUnsolved) yield return Move(Purpose.Release, held, customer, price);
        else if (submitted.Request.Confident is { } terms) foreach (var part in CrowdAudit.Due(submitted, terms, ended.Crowd!.Answers)) yield return part;
        else if (ended.Earned > price)
        {
            yield return Move(Purpose.Earning, AccountId.HouseQuality, AccountId.Of(ended.Solution!.Worker), ended.Earned);
            yield return Move(Purpose.Fee, held, AccountId.HouseQuality, price);
        }
        else
        {
            yield return Move(Purpose.Earning, held, AccountId.Of(ended.Solution!.Worker), ended.Earned);
            if (ended.Earned < price) yield return Move(Purpose.Fee, held, AccountId.HouseRevenue, price - ended.Earned);
        }
        if (path is MoneyPath.ComplaintUpheld or MoneyPath.NoSecondWorker or MoneyPath.TokenRefund or MoneyPath.ConfidentRefunded)
            yield return Move(Purpose.Refund, AccountId.HouseQuality, customer, ended.Quote.Price);

        Transfer Move(Purpose purpose, AccountId debit, AccountId credit, Money amount) => new(new TransferId(id, purpose), debit, credit, amount);
    }
}
