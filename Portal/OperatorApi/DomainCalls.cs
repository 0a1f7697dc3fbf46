using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>What operators say of domains.</summary>
internal static class DomainCalls
{
    /// <summary>Characters: a reason is for those who read it years later.</summary>
    internal const int ShortestReason = 5;
    internal const int LongestReason = 1_000;

    public static async Task<IResult> Policy(DomainDesk desk, string name)
    {
        if (!DomainName.TryParse(name, out var domain)) return Problem.NoDomain.Because();
        var policy = await desk.Policy(domain);
        var isDecided = policy.Name.Length > 0;
        return TypedResults.Json(new PolicyReply(
            domain.Value, Words.Of(policy.Standing), isDecided ? Words.Of(policy.Source) : null, isDecided ? policy.Name : null, isDecided ? policy.Reason : null,
            isDecided ? policy.DecidedBy : null, isDecided ? policy.DecidedAt : null), OperatorJson.Default.PolicyReply);
    }

    public static async Task<IResult> Rules(DomainDesk desk) => TypedResults.Json(new RulesReply(
        [.. (await desk.Rules()).Select(r => new RuleReply(r.Name, Words.Of(r.Source), Words.Of(r.Standing), r.Reason, r.DecidedBy, r.DecidedAt))]),
        OperatorJson.Default.RulesReply);

    /// <summary>How good workers' reCAPTCHA V3 tokens are for the domain.</summary>
    /// <param name="after">The last worker of the page before; absent: the first page.</param>
    public static async Task<IResult> Ratings(DomainDesk desk, string name, string? after)
    {
        if (!DomainName.TryParse(name, out var domain)) return Problem.NoDomain.Because();
        if (!ClusterCalls.TryWorker(after ?? "0", out var last)) return Problem.OutOfRange.Because("after is a worker, and a worker is a number.");
        var page = await desk.Ratings(domain, last);
        return TypedResults.Json(new RatingsReply(
            domain.Value, page.Workers, [.. page.Ratings.Select(r => new RatingReply(r.Here.Worker.Value, r.Rating, r.Overall, r.Here.Right, r.Here.Wrong, r.Here.LastAt))],
            page.Next?.Value), OperatorJson.Default.RatingsReply);
    }

    public static IResult Shipped() => TypedResults.Json(
        new ShippedReply([.. ShippedList.Rules.Entries.Select(e => new ShippedEntry(e.Entry, e.Category))]), OperatorJson.Default.ShippedReply);

    public static async Task<IResult> Put(HttpContext context, DomainDesk desk, string name)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.RuleRequest);
        if (body is null) return refusal!;
        if (!DomainName.TryParse(name, out var domain)) return Problem.NoDomain.Because();
        DomainStanding? standing = body.Standing switch { "denied" => DomainStanding.Denied, "open" => DomainStanding.Open, _ => null };
        if (standing is not { } decided) return Problem.OutOfRange.Because("standing is denied or open.");
        if (!IsReason(body.Reason)) return NoReason();
        return await desk.Decide(context.Act(), domain, decided, body.Reason!) == RuleVerdict.Kept
            ? TypedResults.NoContent()
            : Problem.NoRoom.Because();
    }

    public static async Task<IResult> Remove(HttpContext context, DomainDesk desk, string name)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.ReasonRequest, new ReasonRequest(null));
        if (body is null) return refusal!;
        if (!DomainName.TryParse(name, out var domain)) return Problem.NoDomain.Because();
        if (!IsReason(body.Reason)) return NoReason();
        await desk.TakeBack(context.Act(), domain, body.Reason!);
        return TypedResults.NoContent();
    }

    internal static bool IsReason(string? text) =>
        text is { Length: >= ShortestReason and <= LongestReason } && !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal);

    internal static IResult NoReason() => Problem.OutOfRange.Because($"reason has {ShortestReason} to {LongestReason} characters.");
}
