using System.Net;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Referrals;
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
    UserManager<Account> users, IMarketStore store, IActors actors, HashGate gate, SignInLimit limit, ReferralDesk referrals, PortalOptions options, TimeProvider time)
{
    /// <summary>Characters. Length is what makes a password strong; which characters it has is not asked.</summary>
    public const int ShortestPassword = 10;

    private readonly Repeat _repeat = new(new DeskOptions(), time);

    /// <summary>A worker registers himself from a network address.</summary>
    /// <param name="invitedBy">The code of the link by which he came; null, or no code: nobody invited him.</param>
    public async Task<EnrollResult> Register(string? email, string? password, IPAddress? from, CancellationToken gone, string? invitedBy = null)
    {
        var result = await Register(email, password, PersonRole.Worker, from, gone);
        if (result.Account is not { } account) return result;
        try { await referrals.Accept(new WorkerId(account.Person.Id), invitedBy); }
        catch (OutcomeUnknownException) { /* the account is his all the same, and he shall not register again */ }
        return result;
    }

    /// <summary>Somebody registers with a customer account of his own.</summary>
    public Task<EnrollResult> RegisterCustomer(string? email, string? password, IPAddress? from, CancellationToken gone) =>
        Register(email, password, PersonRole.Customer, from, gone);

    /// <summary>The host makes somebody known: an operator at the first start, a worker of a demonstration.</summary>
    public async Task<EnrollResult> Add(string? email, string? password, PersonRole role, CancellationToken gone)
    {
        if (!EmailAddress.IsWellFormed(email)) return Refused(EnrollVerdict.EmailMalformed);
        if (password is not { Length: >= ShortestPassword } || string.IsNullOrWhiteSpace(password)) return Refused(EnrollVerdict.PasswordTooShort);
        if (await users.FindByEmailAsync(email!) is not null) return Refused(EnrollVerdict.EmailTaken);
        var id = await store.LeaseIds(IdSequence.Person, 1);
        // Together with the person, so that a registration that breaks off here has its customer all the same: the next sign-in opens it.
        CustomerId? customer = role == PersonRole.Customer ? new CustomerId(await store.LeaseIds(IdSequence.Customer, 1)) : null;
        var account = new Account(new Person(id, RoleSet.Of(role), email!, "", "", "", 0, null, time.GetUtcNow(), 0) { Customer = customer });
        var (done, created) = await gate.Run(() => users.CreateAsync(account, password), gone);
        if (!done) return Refused(EnrollVerdict.TooMany);
        if (!created!.Succeeded) return Refused(EnrollVerdict.EmailTaken); // the only rule left: two registered it at the same moment
        await Enroll(account);
        return new EnrollResult(EnrollVerdict.Enrolled, account);
    }

    /// <summary>Makes sure that the person's worker and customer exist, where his roles ask for them; a new worker begins with the training.</summary>
    internal async Task Enroll(Account account)
    {
        var person = account.Person;
        if (person.Roles.Has(PersonRole.Worker))
        {
            var worker = actors.Worker(new WorkerId(person.Id));
            await _repeat.UntilKnown(() => options.TrainFirst ? worker.Apply() : worker.Enroll());
        }
        if (person.Roles.Has(PersonRole.Customer) && person.Customer is { } customer) await _repeat.UntilKnown(() => actors.Customer(customer).Open(person.Email));
    }

    private async Task<EnrollResult> Register(string? email, string? password, PersonRole role, IPAddress? from, CancellationToken gone) =>
        limit.Allows(from) ? await Add(email, password, role, gone) : Refused(EnrollVerdict.TooMany);

    private static EnrollResult Refused(EnrollVerdict verdict) => new(verdict, null);
}
