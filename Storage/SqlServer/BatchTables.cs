using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage.GroupCommit;

namespace CaptchaGrains.Storage.SqlServer;

/// <summary>The tables of a batch as they are sent.</summary>
internal static class BatchTables
{
    public static JsonTable<(AccountId Account, short Slot)> NewAccounts { get; } = new JsonTable<(AccountId Account, short Slot)>("new_accounts")
        .Short("kind", r => (short)r.Account.Kind)
        .Long("owner", r => r.Account.Owner)
        .Short("slot", r => r.Slot);

    public static JsonTable<AccountId> Accounts { get; } = new JsonTable<AccountId>("accounts")
        .Short("kind", a => (short)a.Kind)
        .Long("owner", a => a.Owner);

    public static JsonTable<CaptchaId> CaptchaIds { get; } = new JsonTable<CaptchaId>("captcha_ids")
        .Long("id", id => id.Value);

    public static JsonTable<TransferId> TransferIds { get; } = new JsonTable<TransferId>("transfer_ids")
        .Long("subject", t => t.Subject)
        .Short("purpose", t => (short)t.Purpose)
        .Short("ordinal", t => t.Ordinal);

    public static JsonTable<SubmitCommit> Captchas { get; } = new JsonTable<SubmitCommit>("captchas")
        .Long("id", s => s.Captcha.Id.Value)
        .Long("customer", s => s.Captcha.Customer.Value)
        .Short("kind", s => (short)s.Captcha.Request.Kind)
        .Text("request", s => CaptchaJson.Write(s.Captcha))
        .Long("rate", s => s.Captcha.Quote.Rate.Nanos)
        .Long("fee", s => s.Captcha.Quote.Fee.Nanos)
        .Long("fingerprint", s => s.Fingerprint)
        .Long("submitted_at", s => StoredTime.Of(s.Captcha.SubmittedAt))
        .Short("status", s => (short)s.Captcha.Status)
        .Long("key_id", s => s.Key?.Key.Value)
        .Short("key_capped", s => s.Key?.DailyCap is null ? (short)0 : (short)1);

    public static JsonTable<PlacedImage> Images { get; } = new JsonTable<PlacedImage>("images")
        .Long("captcha_id", i => i.Captcha.Value)
        .Short("part", i => (short)i.Part)
        .Text("content_type", i => i.Image.ContentType)
        .Int("start", i => i.Start)
        .Int("length", i => i.Image.Bytes.Length);

    public static JsonTable<EndCommit> Ends { get; } = new JsonTable<EndCommit>("ends")
        .Long("id", e => e.Captcha.Id.Value)
        .Short("status", e => (short)e.Captcha.Status)
        .Text("answer", e => e.Captcha.Solution?.Answer)
        .Long("solver", e => e.Captcha.Solution?.Worker.Value)
        .Long("ended_at", e => StoredTime.Of(e.Captcha.EndedAt))
        .Text("attempts", e => CaptchaJson.Write(e.Captcha.Attempts))
        .Long("rate", e => e.Captcha.Quote.Rate.Nanos)
        .Long("fee", e => e.Captcha.Quote.Fee.Nanos)
        .Text("crowd", e => CaptchaJson.Write(e.Captcha.Crowd));

    public static JsonTable<Outcome> Outcomes { get; } = new JsonTable<Outcome>("outcomes")
        .Long("worker", o => o.Worker.Value)
        .Long("captcha", o => o.Captcha.Value)
        .Long("earned", o => o.Earned.Nanos)
        .Long("granted_at", o => StoredTime.Of(o.GrantedAt))
        .Long("ended_at", o => StoredTime.Of(o.EndedAt))
        .Short("kind", o => (short)o.Kind)
        .Short("ended_as", o => (short)o.End)
        .Text("answer", o => o.Answer);

    public static JsonTable<CaptchaId> ReportIds { get; } = new JsonTable<CaptchaId>("report_ids")
        .Long("captcha", id => id.Value);

    public static JsonTable<ReportCommit> Reports { get; } = new JsonTable<ReportCommit>("reports")
        .Long("captcha", s => s.Report.Captcha.Value)
        .Long("worker", s => s.Report.Worker?.Value)
        .Long("version", s => s.Report.Version)
        .Short("status", s => (short)s.Report.Status)
        .Short("moves", s => s.Report.MovesByItself ? (short)1 : (short)0)
        .Short("is_incorrect", s => s.Report.IsIncorrect ? (short)1 : (short)0)
        .Text("body", s => ReportJson.Write(s.Report));

    public static JsonTable<string> PayoutOrigins { get; } = new JsonTable<string>("payout_origins")
        .Text("origin", origin => origin);

    public static JsonTable<PayoutCommit> Payouts { get; } = new JsonTable<PayoutCommit>("payouts")
        .Long("id", s => s.Payout.Id.Value)
        .Text("origin", s => s.Payout.Origin)
        .Long("worker", s => s.Payout.Worker.Value)
        .Long("version", s => s.Payout.Version)
        .Short("status", s => (short)s.Payout.Status)
        .Text("body", s => PayoutJson.Write(s.Payout));

    public static JsonTable<Evidence> Evidence { get; } = new JsonTable<Evidence>("evidence")
        .Long("worker", e => e.Worker.Value)
        .Long("captcha", e => e.Captcha.Value)
        .Short("source", e => (short)e.Source)
        .Short("kind", e => (short)e.Kind)
        .Short("is_right", e => e.IsRight ? (short)1 : (short)0)
        .Double("weight", e => e.Weight)
        .Long("at", e => StoredTime.Of(e.At))
        .Text("domain", e => e.Domain);

    public static JsonTable<GoldView> GoldViews { get; } = new JsonTable<GoldView>("gold_views")
        .Long("worker", v => v.Worker.Value)
        .Long("gold", v => v.Gold.Value)
        .Long("captcha", v => v.Captcha.Value)
        .Short("is_high", v => v.IsHigh ? (short)1 : (short)0)
        .Long("agreed", v => v.Agreed is { } agreed ? agreed ? 1 : 0 : null);

    public static JsonTable<NewCallback> Callbacks { get; } = new JsonTable<NewCallback>("callbacks")
        .Long("captcha", c => c.Captcha.Value)
        .Long("customer", c => c.Customer.Value)
        .Text("url", c => c.Url)
        .Short("form", c => (short)c.Form)
        .Long("due_at", c => StoredTime.Of(c.EndedAt));

    /// <summary>With their place in the batch, which gives the sequence numbers their order.</summary>
    public static JsonTable<(int Place, PlannedTransfer Planned)> Transfers { get; } = new JsonTable<(int Place, PlannedTransfer Planned)>("transfers")
        .Int("place", t => t.Place)
        .Long("subject", t => t.Planned.Transfer.Id.Subject)
        .Short("purpose", t => (short)t.Planned.Transfer.Id.Purpose)
        .Short("ordinal", t => t.Planned.Transfer.Id.Ordinal)
        .Short("debit_kind", t => (short)t.Planned.Transfer.Debit.Kind)
        .Long("debit_owner", t => t.Planned.Transfer.Debit.Owner)
        .Short("credit_kind", t => (short)t.Planned.Transfer.Credit.Kind)
        .Long("credit_owner", t => t.Planned.Transfer.Credit.Owner)
        .Long("amount", t => t.Planned.Transfer.Amount.Nanos)
        .Long("at", t => StoredTime.Of(t.Planned.At))
        .Long("debit_balance", t => t.Planned.DebitBalance?.Nanos)
        .Long("credit_balance", t => t.Planned.CreditBalance?.Nanos);

    public static JsonTable<(AccountChange Change, short Slot)> Changes { get; } = new JsonTable<(AccountChange Change, short Slot)>("changes")
        .Short("kind", c => (short)c.Change.Account.Kind)
        .Long("owner", c => c.Change.Account.Owner)
        .Short("slot", c => c.Slot)
        .Long("delta", c => c.Change.Delta.Nanos)
        .Long("solved", c => c.Change.Solved);
}
