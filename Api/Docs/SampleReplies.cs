using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Api.Sites;
using CaptchaGrains.Api.V1;
using CaptchaGrains.Api.V2;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Pricing;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;

namespace CaptchaGrains.Api.Docs;

/// <summary>Replies as the API would write them, by the code that writes them.</summary>
internal static class SampleReplies
{
    /// <summary>The captcha of all examples.</summary>
    public const long Id = 1234567;

    private static readonly DateTimeOffset Submitted = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string AcceptedV1 { get; } = V1Reply.Accepted(new CaptchaId(Id)).Plain;

    public static string AcceptedV2 { get; } = Json(new V2Reply.Accepted(new CaptchaId(Id)));

    public static string NotReadyV1 { get; } = V1Reply.NotReady.Plain;

    public static string ProcessingV2 { get; } = Json(new V2Reply.Processing());

    public static string ReportedV1 { get; } = V1Reply.Done("OK_REPORT_RECORDED").Plain;

    public static string ReportedV2 { get; } = Json(new V2Reply.Reported());

    /// <summary>A declaration that nobody has decided yet.</summary>
    public static string DeclaredSite { get; } = Json(new V2Reply.Site(Site(DeclarationState.Pending)));

    public static string Sites { get; } = Json(new V2Reply.Sites([Site(DeclarationState.Pending)]));

    /// <summary>What <see cref="Sites"/> says when an operator has confirmed it.</summary>
    public static string ConfirmedSites { get; } = Json(new V2Reply.Sites([Site(DeclarationState.Confirmed, "The record in the zone was seen.")]));

    public static string WithdrawnSite { get; } = Json(new V2Reply.Site(Site(DeclarationState.Withdrawn, "The customer withdrew it.")));

    /// <summary>A report of a good answer.</summary>
    public static string JsonReports { get; } = Json(V1Reply.Reports(
    [
        new CustomerReport(new ReportState { Captcha = new CaptchaId(Id), Customer = default, SaysGood = true, At = Submitted, Status = ReportStatus.Confirmed }, Money.Zero),
    ]));

    public static string BalanceV1 { get; } = V1Reply.Balance(Money.FromDollars(10)).Plain;

    public static string BalanceV2 { get; } = Json(new V2Reply.Balance(Money.FromDollars(10)));

    public static string Plain(Kind kind, string answer, bool withPrice = false) => V1Reply.Answered(Solved(kind, answer), withPrice).Plain;

    public static string JsonV1(Kind kind, string answer, bool withPrice = false) => Json(V1Reply.Answered(Solved(kind, answer), withPrice));

    public static string JsonV2(Kind kind, string answer) => Json(new V2Reply.Ready(Solved(kind, answer)));

    /// <summary>Of confident mode, where one worker of whom nothing is known yet was enough.</summary>
    public static string ConfidentV1(Kind kind, string answer) => Json(V1Reply.Answered(Sure(kind, answer), withPrice: true));

    public static string ConfidentV2(Kind kind, string answer) => Json(new V2Reply.Ready(Sure(kind, answer)));

    /// <summary>The body of a callback in version 2.</summary>
    public static string Callback(Kind kind, string answer) =>
        Shown(Replies.Bytes(new V2Reply.Ready(Solved(kind, answer)), static (json, r) => V2Door.Write(json, r, null, new CaptchaId(Id))));

    public static string Refused(ErrorCode code) => V1Reply.Refused(new Refusal(code)).Plain;

    public static string RefusedJsonV1(ErrorCode code) => Json(V1Reply.Refused(new Refusal(code)));

    public static string RefusedV2(ErrorCode code) => Json(V2Reply.Of(code));

    public static string List(params (long Id, Kind Kind, string? Answer)[] captchas) => ListOf(captchas).Plain;

    public static string JsonList(params (long Id, Kind Kind, string? Answer)[] captchas) => Json(ListOf(captchas));

    private static V1Reply ListOf((long Id, Kind Kind, string? Answer)[] captchas) => V1Reply.List(
        [.. captchas.Select(c => (new CaptchaId(c.Id), c.Answer is null ? V1Reply.NotReady : V1Reply.Answered(Solved(c.Kind, c.Answer), withPrice: false)))]);

    private static CaptchaView Solved(Kind kind, string answer)
    {
        var price = PriceTable.Of(kind);
        var quote = price.QuoteAt(price.MinRate);
        return new CaptchaView(CaptchaViewStatus.Solved, kind, answer, quote.Price, 1, Submitted, Submitted.AddSeconds(price.SecondsPerCaptcha)) { Charged = quote };
    }

    private static CaptchaView Sure(Kind kind, string answer) =>
        Solved(kind, answer) with { Agreement = new Agreement(ConfidentOptions.Default.ShareOf(SkillEstimate.Fresh), 1, 1) };

    private static SiteView Site(DeclarationState state, string? reason = null)
    {
        var site = new SiteDeclaration("booking.example", DeclarationGround.OwnSite, "our staging, see the TXT record", DeclarationState.Pending, Submitted);
        var end = Submitted.AddDays(365);
        var decided = state == DeclarationState.Pending ? site : site.Decide(state, "operator:1", reason!, Submitted.AddHours(2), end);
        return SiteView.Of(decided!, Submitted.AddHours(3));
    }

    private static string Json(V1Reply reply) => Shown(Replies.Bytes(reply, static (json, r) => r.WriteJson(json)));

    private static string Json(V2Reply reply) => Shown(Replies.Bytes(reply, static (json, r) => V2Door.Write(json, r, IPAddress.Parse("192.0.2.7"))));

    /// <summary>Short ones as they come, the others with a line for each member.</summary>
    private static string Shown(ReadOnlyMemory<byte> reply)
    {
        using var document = JsonDocument.Parse(reply);
        return reply.Length <= 80 ? Encoding.UTF8.GetString(reply.Span) : JsonSerializer.Serialize(document.RootElement, Readable);
    }
}
