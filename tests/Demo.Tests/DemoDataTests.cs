using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ledger;
using Microsoft.AspNetCore.Identity;

namespace CaptchaGrains.Demo.Tests;

public sealed class DemoDataTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task The_customer_has_his_key_and_ten_dollars_however_often_it_is_asked_for()
    {
        using var market = new Market();

        var first = await market.Data.EnsureCustomer(Key);
        var again = await market.Data.EnsureCustomer(Key);

        Assert.Equal(first, again);
        Assert.Equal(first, (await market.People.FindApiKey(Core.Customers.ApiKey.Hash(Key)))!.Customer);
        var view = await market.Actors.Customer(first).View();
        Assert.Equal("demo", view.Profile!.Name);
        Assert.Equal(Money.FromDollars(10), view.Balance);
        Assert.Equal(["localhost", "demo.test"], view.Profile.AuthorizedDomains);
        Assert.Equal(Money.Zero, market.Sum);
    }

    [Fact]
    public async Task A_customer_of_an_earlier_start_gets_his_authorisations_at_the_next()
    {
        using var market = new Market();
        var customer = await market.FrontOffice.OpenCustomer("demo", Key);
        Assert.Empty((await market.Actors.Customer(customer).View()).Profile!.AuthorizedDomains);

        Assert.Equal(customer, await market.Data.EnsureCustomer(Key));

        Assert.Equal(DemoData.CustomerDomains, (await market.Actors.Customer(customer).View()).Profile!.AuthorizedDomains);
    }

    [Fact]
    public async Task Hosts_that_start_at_once_make_one_customer_one_worker_and_one_deposit()
    {
        using var market = new Market();

        var customers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => market.Data.EnsureCustomer(Key))));
        var workers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(market.Data.EnsureWorker)));

        var customer = Assert.Single(customers.Distinct());
        Assert.Single(workers.Distinct());
        Assert.Equal(Money.FromDollars(10), await market.Store.Balance(AccountId.Of(customer)));
        Assert.Equal(-Money.FromDollars(10), await market.Store.Balance(AccountId.WorldDeposits));
    }

    [Fact]
    public async Task A_lost_reply_makes_nothing_twice_and_the_operator_still_learns_his_password()
    {
        using var market = new Market(people => new ForgetfulPeople(people));

        var customer = await market.Data.EnsureCustomer(Key);
        var login = await OperatorAccount.EnsureFirst(market.Store, market.People, market.Repeat, market.Time);

        Assert.Equal(customer, await market.Data.EnsureCustomer(Key));
        Assert.Equal(Money.FromDollars(10), await market.Store.Balance(AccountId.Of(customer)));
        Assert.NotNull(login);
    }

    [Fact]
    public async Task The_demo_worker_signs_in_with_his_password_and_may_work()
    {
        using var market = new Market();

        var worker = await market.Data.EnsureWorker();

        var person = await market.People.FindPersonByEmail("WORKER@DEMO.TEST");
        Assert.Equal(worker.Value, person!.Id);
        Assert.Equal(RoleSet.Of(PersonRole.Worker), person.Roles);
        Assert.Equal(PasswordVerificationResult.Success, Verify(person, "demo-worker"));
        Assert.Equal(PasswordVerificationResult.Failed, Verify(person, "demo-worker2"));
        Assert.Equal(ReadyVerdict.MayWork, (await market.Actors.Worker(worker).Ready()).Verdict);
    }

    [Fact]
    public async Task The_demo_moderator_signs_in_with_his_password_and_is_made_once()
    {
        using var market = new Market();

        var moderator = await market.Data.EnsureModerator();

        Assert.Equal(moderator, await market.Data.EnsureModerator());
        var person = await market.People.FindPersonByEmail("MODERATOR@DEMO.TEST");
        Assert.Equal(RoleSet.Of(PersonRole.Moderator), person!.Roles);
        Assert.Equal(PasswordVerificationResult.Success, Verify(person, "demo-moderator"));
    }

    [Fact]
    public async Task Bench_workers_sign_in_with_one_password_and_are_the_same_ones_next_time()
    {
        using var market = new Market();

        var three = await market.Data.EnsureBenchWorkers(3, "bench-password");
        var five = await market.Data.EnsureBenchWorkers(5, "bench-password");

        Assert.Equal(three, five[..3]);
        Assert.Equal(5, five.Distinct().Count());
        var person = await market.People.FindPersonByEmail("BENCH-2@DEMO.TEST");
        Assert.Equal(PasswordVerificationResult.Success, Verify(person!, "bench-password"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => market.Data.EnsureBenchWorkers(DemoData.MostWorkers + 1, "bench-password"));
    }

    [Fact]
    public async Task Funds_for_a_load_generator_come_once_and_beside_the_opening_deposit_and_a_key_with_every_rule()
    {
        using var market = new Market();
        var customer = await market.Data.EnsureCustomer(Key);

        await market.Data.EnsureBench(customer, Key);
        await market.Data.EnsureBench(customer, Key);

        Assert.Equal(Money.FromDollars(10_010), await market.Store.Balance(AccountId.Of(customer)));
        var second = await market.People.FindApiKey(ApiKey.Hash(DemoData.BenchKeyOf(Key)));
        Assert.Equal((customer, false), (second!.Customer, second.Rules.IsTrusted));
    }

    [Fact]
    public async Task The_first_operator_gets_a_password_and_there_is_no_second_one()
    {
        using var market = new Market();

        var logins = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => OperatorAccount.EnsureFirst(market.Store, market.People, market.Repeat, market.Time))));

        var login = Assert.Single(logins, l => l is not null)!;
        var person = await market.People.FindPersonByEmail(login.Email.ToUpperInvariant());
        Assert.Equal(RoleSet.Of(PersonRole.Operator), person!.Roles);
        Assert.Equal(PasswordVerificationResult.Success, Verify(person, login.Password));
        Assert.Null(await OperatorAccount.EnsureFirst(market.Store, market.People, market.Repeat, market.Time));
    }

    [Fact]
    public async Task Whoever_installs_it_can_say_who_the_first_operator_is_and_says_nothing_about_later_ones()
    {
        using var market = new Market();

        var login = await OperatorAccount.EnsureFirst(market.Store, market.People, market.Repeat, market.Time, new OperatorLogin("ops@example.org", "a long password"));
        var again = await OperatorAccount.EnsureFirst(market.Store, market.People, market.Repeat, market.Time, new OperatorLogin("ops@example.org", "another password"));

        Assert.Equal(new OperatorLogin("ops@example.org", "a long password"), login);
        Assert.Null(again);
        Assert.Equal(PasswordVerificationResult.Success, Verify((await market.People.FindPersonByEmail("OPS@EXAMPLE.ORG"))!, "a long password"));
    }

    [Fact]
    public async Task A_key_that_no_customer_could_use_is_refused()
    {
        using var market = new Market();
        await Assert.ThrowsAsync<ArgumentException>(() => market.Data.EnsureCustomer("short"));
    }

    private static PasswordVerificationResult Verify(Person person, string password) =>
        new PasswordHasher<Person>().VerifyHashedPassword(person, person.PasswordHash, password);
}
