using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaptchaGrains.Portal.Owners;

/// <summary>What the owner of a site may do, without an account: ask for a token, publish its statement, and say that it can be seen.</summary>
internal static class OwnerCalls
{
    /// <summary>Of a declaration that the owner himself confirmed.</summary>
    private static readonly TimeSpan ConfirmedFor = TimeSpan.FromDays(365);

    public static async Task<IResult> Token(HttpContext context, OwnerTokens tokens, OwnerLimit limit)
    {
        if (!limit.Allows(context.Connection.RemoteIpAddress)) return TooMany(context);
        var (body, refusal) = await JsonBody.Read(context, OwnerJson.Default.OwnerTokenRequest);
        if (body is null) return refusal!;
        if (!DomainName.TryParse(body.Domain, out var domain) || domain.IsAddress) return Problem.NoDomain.Because();
        if (PurposeOf(body) is not { } purpose) return Problem.OutOfRange.Because("purpose is opt_out, opt_in or authorise; authorise names a customer.");
        var request = new OwnerRequest(domain, purpose, purpose == OwnerPurpose.Authorise ? new CustomerId(body.Customer!.Value) : null);
        var (token, expires) = tokens.Issue(request);
        return TypedResults.Json(new OwnerTokenReply(
            domain.Value, token, OwnerTokens.Statement(token), $"https://{domain}{OwnerProofs.WellKnownPath}", $"{OwnerProofs.TxtLabel}.{domain}", expires),
            OwnerJson.Default.OwnerTokenReply);
    }

    public static async Task<IResult> Verify(HttpContext context, OwnerTokens tokens, OwnerLimit limit, OwnerProofs proofs, DomainDesk desk)
    {
        if (!limit.Allows(context.Connection.RemoteIpAddress)) return TooMany(context);
        var (body, refusal) = await JsonBody.Read(context, OwnerJson.Default.OwnerVerifyRequest);
        if (body is null) return refusal!;
        if (tokens.Read(body.Token) is not { } request) return Problem.BadToken.Because();
        // Whoever sits between us and a site can write its http pages: good enough to be left alone, and not to be let in.
        var insecureToo = request.Purpose == OwnerPurpose.OptOut;
        var statement = OwnerTokens.Statement(body.Token!);
        var outcome = await proofs.Find(request.Domain, statement, insecureToo, context.RequestAborted);
        if (outcome.Place is not { } proof)
        {
            var flaw = outcome.Flaw!.Value;
            return Problem.NotProven.Because($"No TXT record holds {statement}, and of the file: {flaw.Sentence()}.", flaw.Word());
        }
        var act = new Act($"owner/{statement[^64..]}/{Guid.CreateVersion7():N}", $"owner:{request.Domain}");
        return await Take(request, act, proof, desk, context);
    }

    private static async Task<IResult> Take(OwnerRequest request, Act act, string proof, DomainDesk desk, HttpContext context)
    {
        switch (request.Purpose)
        {
            case OwnerPurpose.OptOut:
                return await desk.OptOut(act, request.Domain, proof) == RuleVerdict.Kept ? Done(request, "opted_out") : Problem.NoRoom.Because();
            case OwnerPurpose.OptIn:
                await desk.OptIn(act, request.Domain, proof);
                return Done(request, "opted_in");
            default:
                var now = ((TimeProvider)context.RequestServices.GetService(typeof(TimeProvider))!).GetUtcNow();
                var result = await desk.Decide(act, request.Customer!.Value, request.Domain, DeclarationState.Confirmed, proof, now + ConfirmedFor);
                return result.Verdict == DeclarationVerdict.Done ? Done(request, "authorised") : Problem.NoSuchDeclaration.Because();
        }
    }

    private static JsonHttpResult<OwnerVerifyReply> Done(OwnerRequest request, string status) =>
        TypedResults.Json(new OwnerVerifyReply(request.Domain.Value, status), OwnerJson.Default.OwnerVerifyReply);

    private static OwnerPurpose? PurposeOf(OwnerTokenRequest body) => body.Purpose switch
    {
        null or "opt_out" => OwnerPurpose.OptOut,
        "opt_in" => OwnerPurpose.OptIn,
        "authorise" when body.Customer > 0 => OwnerPurpose.Authorise,
        _ => null,
    };

    private static IResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return Problem.TooMany.Because();
    }
}
