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
        if (transfer.Id.Purpose == Purpose.Deposit) return; // about an operation, whose numbers are others
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
            var due = Due(path, end.Captcha).OrderBy(t => t.Id.Purpose).ToArray();
            var moved = _moved.GetValueOrDefault(captcha.State.Id.Value, []).OrderBy(t => t.Id.Purpose).ToArray();
            if (!due.SequenceEqual(moved))
                world.Fail(MoneyOfThePath, $"captcha {captcha.State.Id}, {path}: {string.Join(", ", moved.AsEnumerable())} instead of {string.Join(", ", due.AsEnumerable())}");
        }
    }

    /// <returns>Null: the report has not come to rest, which is another rule's business, too.</returns>
    private static MoneyPath? PathOf(CaptchaState captcha, ReportState? report) => (captcha, report) switch
    {
        ({ Recheck: not null, Solution: null }, _) => MoneyPath.RecheckUnsolved,
        ({ Recheck: not null }, _) => MoneyPath.Recheck,
        ({ Solution: null }, _) => MoneyPath.Unsolved,
        (_, null or { SaysGood: true }) => MoneyPath.Paid,
        (_, { Status: ReportStatus.Reported or ReportStatus.Rechecking }) => null,
        (_, { Status: ReportStatus.WithoutEffect }) => MoneyPath.OutOfProportion,
        (_, { Status: ReportStatus.Rejected }) => MoneyPath.ComplaintRejected,
        (_, { Status: ReportStatus.NobodyFound }) => MoneyPath.NoSecondWorker,
        (_, { Status: ReportStatus.Counted }) => MoneyPath.TokenRefund,
        _ => MoneyPath.ComplaintUpheld, // and whatever a moderator said after it
    };

    private static IEnumerable<Transfer> Due(MoneyPath path, CaptchaState captcha)
    {
        var (id, customer, quote) = (captcha.Id.Value, captcha.Customer, captcha.Quote);
        if (captcha.Recheck is null) yield return Move(Purpose.Hold, AccountId.Of(customer), AccountId.Held(customer), quote.Price);
        if (path == MoneyPath.Unsolved) yield return Move(Purpose.Release, AccountId.Held(customer), AccountId.Of(customer), quote.Price);
        if (captcha.Solution is not { } solution) yield break;
        yield return Move(Purpose.Earning, path == MoneyPath.Recheck ? AccountId.HouseQuality : AccountId.Held(customer), AccountId.Of(solution.Worker), quote.Rate);
        if (quote.Fee.IsPositive && path != MoneyPath.Recheck) yield return Move(Purpose.Fee, AccountId.Held(customer), AccountId.HouseRevenue, quote.Fee);
        if (path is MoneyPath.ComplaintUpheld or MoneyPath.NoSecondWorker or MoneyPath.TokenRefund)
            yield return Move(Purpose.Refund, AccountId.HouseQuality, AccountId.Of(customer), quote.Price);

        Transfer Move(Purpose purpose, AccountId debit, AccountId credit, Money amount) => new(new TransferId(id, purpose), debit, credit, amount);
    }
}
