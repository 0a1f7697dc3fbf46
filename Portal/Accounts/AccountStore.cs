using System.Globalization;
using CaptchaGrains.Actors.Ports;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// Lets ASP.NET Core Identity work on <see cref="IPeopleStore"/>. The user name is the e-mail address; a person has one role or more.
/// Setters change the account in memory, and <see cref="UpdateAsync"/> stores all of it, unless somebody else stored it meanwhile.
/// </summary>
public sealed partial class AccountStore(IPeopleStore people, IDataProtectionProvider protection) :
    IUserPasswordStore<Account>,
    IUserEmailStore<Account>,
    IUserLockoutStore<Account>,
    IUserSecurityStampStore<Account>,
    IUserRoleStore<Account>
{
    public const string WorkerRole = nameof(PersonRole.Worker);

    public const string ModeratorRole = nameof(PersonRole.Moderator);

    public const string OperatorRole = nameof(PersonRole.Operator);

    public const string CustomerRole = nameof(PersonRole.Customer);

    private static readonly IdentityErrorDescriber Errors = new();

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        if (!await people.AddPerson(user.Person)) return IdentityResult.Failed(Errors.DuplicateEmail(user.Person.Email));
        user.Person = await people.FindPerson(user.Person.Id) ?? user.Person;
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        if (!await people.UpdatePerson(user.Person)) return IdentityResult.Failed(Errors.ConcurrencyFailure());
        user.Person = user.Person with { Version = user.Person.Version + 1 };
        return IdentityResult.Success;
    }

    /// <summary>People are never deleted: the ledger and the evidence refer to them.</summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(IdentityResult.Failed(new IdentityError { Code = "NotDeletable", Description = "People are never deleted." }));

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        long.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && await people.FindPerson(id) is { } person
            ? new Account(person)
            : null;

    public async Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        await people.FindPersonByEmail(normalizedEmail) is { } person ? new Account(person) : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Person.Id.ToString(CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => GetEmailAsync(user, cancellationToken);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        GetNormalizedEmailAsync(user, cancellationToken);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        SetNormalizedEmailAsync(user, normalizedName, cancellationToken);

    public Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Person.Email);

    public Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken) =>
        Change(user, p => p with { Email = email ?? "" });

    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Person.NormalizedEmail);

    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Change(user, p => p with { NormalizedEmail = normalizedEmail ?? "" });

    /// <summary>Addresses are not confirmed: nothing is ever sent to them.</summary>
    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Person.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Person.PasswordHash.Length > 0);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) =>
        Change(user, p => p with { PasswordHash = passwordHash ?? "" });

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Person.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) =>
        Change(user, p => p with { SecurityStamp = stamp });

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Person.LockoutEnd);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Change(user, p => p with { LockoutEnd = lockoutEnd });

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Person.AccessFailedCount);

    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        await Change(user, p => p with { AccessFailedCount = p.AccessFailedCount + 1 });
        return user.Person.AccessFailedCount;
    }

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Change(user, p => p with { AccessFailedCount = 0 });

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IList<string>> GetRolesAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<string>>([.. user.Person.Roles.All.Select(r => r.ToString())]);

    public Task<bool> IsInRoleAsync(Account user, string roleName, CancellationToken cancellationToken) =>
        Task.FromResult(user.Person.Roles.Has(RoleOf(roleName)));

    public Task AddToRoleAsync(Account user, string roleName, CancellationToken cancellationToken) =>
        Change(user, p => p with { Roles = RoleSet.Of([.. p.Roles.All, RoleOf(roleName)]) });

    public Task RemoveFromRoleAsync(Account user, string roleName, CancellationToken cancellationToken) =>
        Change(user, p => p with { Roles = RoleSet.Of([.. p.Roles.All.Where(r => r != RoleOf(roleName))]) });

    /// <exception cref="NotSupportedException">Nobody needs the list.</exception>
    public Task<IList<Account>> GetUsersInRoleAsync(string roleName, CancellationToken cancellationToken) =>
        throw new NotSupportedException("People are not listed by role.");

    public void Dispose()
    {
        // The port belongs to the host.
    }

    private static PersonRole RoleOf(string name) => Enum.Parse<PersonRole>(name, ignoreCase: true);

    private static Task Change(Account user, Func<Person, Person> change)
    {
        user.Person = change(user.Person);
        return Task.CompletedTask;
    }
}
