using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>People and what they are here.</summary>
internal static class PeopleCalls
{
    public static async Task<IResult> Find(PeopleDesk desk, string? email) =>
        EmailAddress.IsWellFormed(email) && await desk.Find(email) is { } person ? Reply(person) : Problem.NoSuchPerson.Because();

    public static async Task<IResult> Show(PeopleDesk desk, string id) =>
        PayoutCalls.TryId(id, out _) && await desk.Find(id) is { } person ? Reply(person) : Problem.NoSuchPerson.Because();

    public static async Task<IResult> SetRoles(HttpContext context, PeopleDesk desk, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.RolesRequest);
        if (body is null) return refusal!;
        if (!PayoutCalls.TryId(id, out var number)) return Problem.NoSuchPerson.Because();
        if (Read(body.Roles) is not { } roles) return Problem.OutOfRange.Because("roles are worker, moderator, operator and customer, at least one of them.");
        if (!DomainCalls.IsReason(body.Reason)) return DomainCalls.NoReason();
        var result = await desk.SetRoles(context.Act(), context.User.Person(), number, roles, body.Reason!);
        return result switch
        {
            { Person: { } person } => Reply(person),
            { Verdict: PeopleVerdict.Own } => Problem.NotPossible.Because("Another operator has to take this role from you."),
            { Verdict: PeopleVerdict.Unknown } => Problem.NoSuchPerson.Because(),
            _ => Problem.TryAgain.Because(),
        };
    }

    /// <returns>Null: none, or one that there is not.</returns>
    internal static RoleSet? Read(IReadOnlyCollection<string>? names)
    {
        if (names is not { Count: > 0 }) return null;
        var roles = ImmutableArray.CreateBuilder<PersonRole>(names.Count);
        foreach (var name in names)
        {
            PersonRole? role = name switch
            {
                "worker" => PersonRole.Worker,
                "moderator" => PersonRole.Moderator,
                "operator" => PersonRole.Operator,
                "customer" => PersonRole.Customer,
                _ => null,
            };
            if (role is not { } known) return null;
            roles.Add(known);
        }
        return RoleSet.Of([.. roles]);
    }

    private static JsonHttpResult<PersonReply> Reply(Person person) => TypedResults.Json(
        new PersonReply(person.Id, person.Email, [.. person.Roles.All.Select(r => r.ToString().ToLowerInvariant())], person.Customer?.Value), OperatorJson.Default.PersonReply);
}
