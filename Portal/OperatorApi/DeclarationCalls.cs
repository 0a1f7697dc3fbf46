using System.Globalization;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>Customers' declarations that they may automate a site, and what becomes of them.</summary>
internal static class DeclarationCalls
{
    public static async Task<IResult> Pending(DomainDesk desk) => TypedResults.Json(
        new PendingReply([.. (await desk.Pending()).Select(p => new PendingEntry(p.Customer.Value, p.Domain, p.At))]), OperatorJson.Default.PendingReply);

    public static async Task<IResult> OfCustomer(DomainDesk desk, string customer)
    {
        if (!TryCustomer(customer, out var id) || await desk.Customer(id) is not { } profile) return Problem.NoSuchCustomer.Because();
        return TypedResults.Json(new DeclarationsReply([.. profile.Declarations.Select(d => Words.Of(id, d))]), OperatorJson.Default.DeclarationsReply);
    }

    /// <summary>For a customer who declared by letter; it is pending like any other.</summary>
    public static async Task<IResult> Declare(HttpContext context, DomainDesk desk)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.DeclareRequest);
        if (body is null) return refusal!;
        if (body.Customer is not { } customer) return Problem.NoSuchCustomer.Because();
        if (!DomainName.TryParse(body.Domain, out var domain)) return Problem.NoDomain.Because();
        if (DeclarationWords.Ground(body.Ground) is not { } ground) return Problem.OutOfRange.Because("ground is own_site, contract, test_programme or accessibility.");
        if (body.Note?.Contains('\0', StringComparison.Ordinal) == true || body.Note?.Length > SiteDeclaration.LongestNote)
            return Problem.OutOfRange.Because($"note has at most {SiteDeclaration.LongestNote} characters.");
        var id = new CustomerId(customer);
        return Reply(id, await desk.Declare(context.Act(), id, new Declare(domain.Value, ground, body.Note ?? "")));
    }

    public static Task<IResult> Confirm(HttpContext context, DomainDesk desk, string customer, string domain) =>
        Decide(context, desk, customer, domain, DeclarationState.Confirmed);

    public static Task<IResult> Refuse(HttpContext context, DomainDesk desk, string customer, string domain) =>
        Decide(context, desk, customer, domain, DeclarationState.Refused);

    public static Task<IResult> Withdraw(HttpContext context, DomainDesk desk, string customer, string domain) =>
        Decide(context, desk, customer, domain, DeclarationState.Withdrawn);

    private static async Task<IResult> Decide(HttpContext context, DomainDesk desk, string customer, string name, DeclarationState state)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.DecideRequest);
        if (body is null) return refusal!;
        if (!TryCustomer(customer, out var id)) return Problem.NoSuchCustomer.Because();
        if (!DomainName.TryParse(name, out var domain)) return Problem.NoDomain.Because();
        if (!DomainCalls.IsReason(body.Reason)) return DomainCalls.NoReason();
        if (state == DeclarationState.Confirmed && body.ExpiresAt is null) return Problem.OutOfRange.Because("expiresAt says when it has to be looked at again.");
        return Reply(id, await desk.Decide(context.Act(), id, domain, state, body.Reason!, body.ExpiresAt));
    }

    private static IResult Reply(CustomerId customer, DeclarationResult result) => result.Verdict switch
    {
        DeclarationVerdict.Done => TypedResults.Json(Words.Of(customer, result.Declaration!), OperatorJson.Default.DeclarationReply),
        DeclarationVerdict.Unknown => Problem.NoSuchCustomer.Because(),
        DeclarationVerdict.TooMany => Problem.NoRoom.Because(),
        DeclarationVerdict.NotPossible => Problem.NotPossible.Because("There is no such declaration, or it was decided, or expiresAt is past or more than 366 days away."),
        _ => Problem.NoDomain.Because(),
    };

    private static bool TryCustomer(string text, out CustomerId id)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        id = new CustomerId(number);
        return isNumber;
    }
}
