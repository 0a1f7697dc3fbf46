using System.Net;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Portal.Accounts;

public enum EnrollVerdict
{
    Enrolled = 1,
    EmailTaken = 2,
    EmailMalformed = 3,

    /// <summary>Shorter than <see cref="Enrollment.ShortestPassword"/>.</summary>
    PasswordTooShort = 4,

    /// <summary>This address, or everybody together, tries too often at the moment.</summary>
    TooMany = 5,
}

/// <param name="Account">Present when enrolled.</param>
public sealed record EnrollResult(EnrollVerdict Verdict, Account? Account);

/// <summary>Makes people known: a worker by himself, others and those of a demonstration by the host.</summary>
public sealed class Enrollment(
    UserManager<Account> users, IMarketStore store, IActors actors, HashGate gate, SignInLimit limit, PortalOptions options, TimeProvider time)
{
    /// <summary>Characters. Length is what makes a password strong; which characters it has is not asked.</summary>
    public const int ShortestPassword = 10;

    private readonly Repeat _repeat = new(new DeskOptions(), time);

    /// <summary>A worker registers himself from a network address.</summary>
    public async Task<EnrollResult> Register(string? email, string? password, IPAddress? from, CancellationToken gone) =>
        limit.Allows(from) ? await Add(email, password, PersonRole.Worker, gone) : Refused(EnrollVerdict.TooMany);

    /// <summary>The host makes somebody known: an operator at the first start, a worker of a demonstration.</summary>
    public async Task<EnrollResult> Add(string? email, string? password, PersonRole role, CancellationToken gone)
    {
        if (!EmailAddress.IsWellFormed(email)) return Refused(EnrollVerdict.EmailMalformed);
        if (password is not { Length: >= ShortestPassword } || string.IsNullOrWhiteSpace(password)) return Refused(EnrollVerdict.PasswordTooShort);
        if (await users.FindByEmailAsync(email!) is not null) return Refused(EnrollVerdict.EmailTaken);
        var id = await store.LeaseIds(IdSequence.Person, 1);
        var account = new Account(new Person(id, RoleSet.Of(role), email!, "", "", "", 0, null, time.GetUtcNow(), 0));
        var (done, created) = await gate.Run(() => users.CreateAsync(account, password), gone);
        if (!done) return Refused(EnrollVerdict.TooMany);
        if (!created!.Succeeded) return Refused(EnrollVerdict.EmailTaken); // the only rule left: two registered it at the same moment
        if (role == PersonRole.Worker) await Enroll(account);
        return new EnrollResult(EnrollVerdict.Enrolled, account);
    }

    /// <summary>Makes sure that the person's worker exists; a new one begins with the training.</summary>
    internal Task Enroll(Account account)
    {
        var worker = actors.Worker(new WorkerId(account.Person.Id));
        return _repeat.UntilKnown(() => options.TrainFirst ? worker.Apply() : worker.Enroll());
    }

    private static EnrollResult Refused(EnrollVerdict verdict) => new(verdict, null);
}
