using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Contract;

public abstract class PeopleContract<TBed> : Contract<TBed> where TBed : StoreBed, new()
{
    private static readonly Person Ann = new(5, RoleSet.Of(PersonRole.Worker), "Ann@x.test", "ANN@X.TEST", "hash", "stamp", 2, Given.Noon.AddHours(1), Given.Noon, 0);

    private IPeopleStore People => Store.People;

    [Fact]
    public async Task A_person_is_found_by_id_and_by_address()
    {
        Assert.False(await People.AnyPerson(PersonRole.Worker));
        Assert.True(await People.AddPerson(Ann));
        await Reopen();
        Assert.Equal(Ann with { Version = 1 }, await People.FindPerson(5));
        Assert.Equal(Ann with { Version = 1 }, await People.FindPersonByEmail("ANN@X.TEST"));
        Assert.Null(await People.FindPerson(6));
        Assert.Null(await People.FindPersonByEmail("Ann@x.test"));
        Assert.True(await People.AnyPerson(PersonRole.Worker));
        Assert.False(await People.AnyPerson(PersonRole.Operator));
    }

    [Fact]
    public async Task A_person_may_have_several_roles_and_get_others()
    {
        await People.AddPerson(Ann with { Roles = RoleSet.Of(PersonRole.Worker, PersonRole.Moderator) });
        await Reopen();
        var read = (await People.FindPerson(5))!;
        Assert.Equal([PersonRole.Worker, PersonRole.Moderator], read.Roles.All);
        Assert.True(await People.AnyPerson(PersonRole.Moderator));
        Assert.False(await People.AnyPerson(PersonRole.Operator));
        Assert.True(await People.UpdatePerson(read with { Roles = RoleSet.Of(PersonRole.Operator) }));
        Assert.False(await People.AnyPerson(PersonRole.Moderator));
        Assert.True(await People.AnyPerson(PersonRole.Operator));
    }

    [Fact]
    public async Task An_address_belongs_to_one_person()
    {
        Assert.True(await People.AddPerson(Ann));
        Assert.False(await People.AddPerson(Ann with { Id = 6 }));
        Assert.Null(await People.FindPerson(6));
    }

    [Fact]
    public async Task Of_two_updates_from_one_version_the_second_is_refused()
    {
        await People.AddPerson(Ann);
        var read = (await People.FindPerson(5))!;
        Assert.True(await People.UpdatePerson(read with { AccessFailedCount = 3, LockoutEnd = null, SecurityStamp = "other" }));
        Assert.False(await People.UpdatePerson(read with { AccessFailedCount = 4 }));
        Assert.False(await People.UpdatePerson(read with { Id = 77 }));
        var now = await People.FindPerson(5);
        Assert.Equal(read with { AccessFailedCount = 3, LockoutEnd = null, SecurityStamp = "other", Version = 2 }, now);
    }

    [Fact]
    public async Task A_key_belongs_to_the_customer_who_had_it_first()
    {
        var key = new ApiKeyRow(new ApiKeyId(1), "abc", Given.Customer(3), new KeyRules("main"), Given.Noon);
        Assert.True(await People.AddApiKey(key));
        Assert.True(await People.AddApiKey(key with { Rules = new KeyRules("again") }));
        Assert.False(await People.AddApiKey(key with { Customer = Given.Customer(4) }));
        Assert.Equal(key, await People.FindApiKey("abc"));
        Assert.Null(await People.FindApiKey("abd"));
    }

    [Fact]
    public async Task What_a_person_proves_himself_with_is_kept()
    {
        await People.AddPerson(Ann with { Roles = RoleSet.Of(PersonRole.Customer), Customer = Given.Customer(3) });
        var read = (await People.FindPerson(5))!;
        Assert.Equal((Given.Customer(3), "", false, ""), (read.Customer!.Value, read.AuthenticatorKey, read.HasSecondFactor, read.RecoveryCodes));
        Assert.True(await People.AnyPerson(PersonRole.Customer));
        var next = read with { Customer = null, AuthenticatorKey = new string('k', 500), HasSecondFactor = true, RecoveryCodes = "a,b" };
        Assert.True(await People.UpdatePerson(next));
        await Reopen();
        Assert.Equal(next with { Version = 2 }, await People.FindPerson(5));
    }

    [Fact]
    public async Task Sessions_of_a_person_are_listed_newest_first_and_ended_together()
    {
        SessionRow Session(string token, long person, int opened) => new(token, person, Given.Noon.AddHours(1))
        {
            OpenedAt = Given.Noon.AddMinutes(opened),
            Client = $"program {opened}",
            IsBrowser = opened == 2,
            HasSecondFactor = opened == 3,
        };
        foreach (var session in new[] { Session("a", 5, 1), Session("b", 5, 3), Session("c", 5, 2), Session("d", 6, 4) }) await People.AddSession(session);
        await People.AddSession(Session("old", 5, 5) with { ExpiresAt = Given.Noon });
        await Reopen();
        Assert.Equal([Session("b", 5, 3), Session("c", 5, 2), Session("a", 5, 1)], await People.SessionsOf(5, Given.Noon, 10));
        Assert.Equal([Session("b", 5, 3)], await People.SessionsOf(5, Given.Noon, 1));
        await People.RemoveSessionsOf(5, "c");
        Assert.Equal(["c"], (await People.SessionsOf(5, Given.Noon, 10)).Select(s => s.TokenHash));
        await People.RemoveSessionsOf(5, null);
        Assert.Empty(await People.SessionsOf(5, Given.Noon, 10));
        Assert.NotNull(await People.FindSession("d", Given.Noon));
    }

    [Fact]
    public async Task A_session_ends_with_its_time_or_with_its_removal()
    {
        var session = new SessionRow("t1", 5, Given.Noon);
        await People.AddSession(session);
        await People.AddSession(session with { TokenHash = "t2" });
        Assert.Equal(session, await People.FindSession("t1", Given.Noon.AddMilliseconds(-1)));
        Assert.Null(await People.FindSession("t1", Given.Noon));
        await People.RemoveSession("t1");
        Assert.Null(await People.FindSession("t1", Given.Noon.AddHours(-1)));
        Assert.NotNull(await People.FindSession("t2", Given.Noon.AddHours(-1)));
    }
}
