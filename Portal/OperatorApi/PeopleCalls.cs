using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Portal.OperatorApi;

/// <summary>People and what they are here.</summary>
internal static class PeopleCalls
{
    /// <summary>The person signs in or fails to at the same moment; so often in a row nobody does.</summary>
    private const int MostTries = 4;

    public static async Task<IResult> Find(IPeopleStore people, ILookupNormalizer normalizer, string? email) =>
        EmailAddress.IsWellFormed(email) && await people.FindPersonByEmail(normalizer.NormalizeEmail(email)!) is { } person ? Reply(person) : Problem.NoSuchPerson.Because();

    public static async Task<IResult> Show(IPeopleStore people, string id) =>
        TryPerson(id, out var number) && await people.FindPerson(number) is { } person ? Reply(person) : Problem.NoSuchPerson.Because();

    public static async Task<IResult> SetRoles(HttpContext context, IPeopleStore people, Enrollment enrollment, IAuditLog audit, Repeat repeat, TimeProvider time, string id)
    {
        var (body, refusal) = await JsonBody.Read(context, OperatorJson.Default.RolesRequest);
        if (body is null) return refusal!;
        if (!TryPerson(id, out var number)) return Problem.NoSuchPerson.Because();
        if (Read(body.Roles) is not { } roles) return Problem.OutOfRange.Because("roles are worker, moderator and operator, at least one of them.");
        if (!DomainCalls.IsReason(body.Reason)) return DomainCalls.NoReason();
        // Otherwise the last one could lock everybody out.
        if (number == context.User.Person() && !roles.Has(PersonRole.Operator)) return Problem.NotPossible.Because("Another operator has to take this role from you.");
        var act = context.Act();
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (await people.FindPerson(number) is not { } person) return Problem.NoSuchPerson.Because();
            if (person.Roles != roles)
            {
                var details = JsonSerializer.Serialize(new { before = person.Roles.ToString(), after = roles.ToString(), reason = body.Reason });
                await repeat.UntilKnown(() => audit.Append(new AuditEntry(act.Id, time.GetUtcNow(), act.By, "person.roles", $"person:{number}", details)).AsTask());
                // The stamp ends what signed-in browsers were told of him.
                var next = person with { Roles = roles, SecurityStamp = Guid.NewGuid().ToString("N") };
                if (!await people.UpdatePerson(next)) continue;
                person = next;
            }
            await enrollment.Enroll(new Account(person));
            return Reply(person);
        }
        return Problem.TryAgain.Because();
    }

    private static RoleSet? Read(string[]? names)
    {
        if (names is not { Length: > 0 }) return null;
        var roles = ImmutableArray.CreateBuilder<PersonRole>(names.Length);
        foreach (var name in names)
        {
            PersonRole? role = name switch { "worker" => PersonRole.Worker, "moderator" => PersonRole.Moderator, "operator" => PersonRole.Operator, _ => null };
            if (role is not { } known) return null;
            roles.Add(known);
        }
        return RoleSet.Of([.. roles]);
    }

    private static JsonHttpResult<PersonReply> Reply(Person person) => TypedResults.Json(
        new PersonReply(person.Id, person.Email, [.. person.Roles.All.Select(r => r.ToString().ToLowerInvariant())]), OperatorJson.Default.PersonReply);

    private static bool TryPerson(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
