using System.Net;

namespace CaptchaGrains.Portal.Tests;

/// <summary>A worker's link, from the page to the money.</summary>
public sealed class InvitationTests
{
    [Fact]
    public async Task Who_registers_by_a_link_brings_his_inviter_a_tenth()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        var code = (await ada.Get("me")).Text("referralCode")!;
        using (var browser = new PlainBrowser(host))
            Assert.Equal(HttpStatusCode.Redirect, (await browser.Submit($"/register?invited={code}", ("Email", "bob@example.org"), ("Password", PlainBrowser.Password))).Response.StatusCode);
        using var bob = await SignIn(host, "bob@example.org");
        await host.Earn(bob.Id, "0.000000109");
        await host.SettleReferrals();
        await host.Earn(bob.Id, "0.000000001");
        await host.SettleReferrals();
        await host.SettleReferrals();

        var friends = (await ada.Get("friends")).Body;
        Assert.Equal((code, 1L, "0.000000011"), (friends.GetProperty("code").GetString(), friends.GetProperty("count").GetInt64(), friends.GetProperty("earned").GetString()));
        var friend = Assert.Single(friends.GetProperty("friends").EnumerateArray());
        Assert.Equal((1L, "0.000000011"), (friend.GetProperty("number").GetInt64(), friend.GetProperty("earned").GetString()));
        Assert.DoesNotContain("bob", friends.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("0.000000011", (await ada.Get("me")).Text("balance"));
        Assert.Equal("0.000000110", (await bob.Get("me")).Text("balance"));
        Assert.Equal(["referral", "referral"], (await ada.Get("statement")).Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("purpose").GetString()));
    }

    [Fact]
    public async Task Whoever_looks_around_before_he_registers_is_still_invited()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        using var browser = new PlainBrowser(host);
        var (opened, _) = await browser.Get($"/register?invited={(await ada.Get("me")).Text("referralCode")}");
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"), c => c.StartsWith("captchagrains-invited=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        await browser.Get("/signin");
        await browser.Register("bob@example.org");
        Assert.Equal(ada.Id, Assert.Single(await host.Store.Referrals(default, 10)).Inviter.Value);
        Assert.DoesNotContain("captchagrains-invited", browser.Cookies.GetCookieHeader(host.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_friends_goes_on_without_saying_who_they_are()
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        using var eve = await WorkerClient.SignIn(host, "eve@example.org");
        var code = (await ada.Get("me")).Text("referralCode")!;
        for (var n = 0; n < 3; n++)
        {
            using var browser = new PlainBrowser(host);
            await browser.Submit($"/register?invited={code}", ("Email", $"friend{n}@example.org"), ("Password", PlainBrowser.Password));
        }
        var first = (await ada.Get("friends?take=2")).Body;
        var next = first.GetProperty("next").GetString()!;
        Assert.True(next.Length > 40);
        var rest = (await ada.Get($"friends?take=2&after={next}")).Body;
        Assert.Equal([1L, 2, 3], first.GetProperty("friends").EnumerateArray().Concat(rest.GetProperty("friends").EnumerateArray()).Select(f => f.GetProperty("number").GetInt64()));
        Assert.False(rest.TryGetProperty("next", out _));
        (await eve.Get($"friends?after={next}")).IsProblem(422, "out_of_range");
        (await ada.Get($"friends?after={next[..^2]}")).IsProblem(422, "out_of_range");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?invited=")]
    [InlineData("?invited=nobody22")]
    [InlineData("?invited=%00%00")]
    [InlineData("?invited=<script>")]
    public async Task A_link_that_leads_to_nobody_hinders_nobody(string query)
    {
        await using var host = await PortalHost.Start();
        using var browser = new PlainBrowser(host);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Submit("/register" + query, ("Email", "bob@example.org"), ("Password", PlainBrowser.Password))).Response.StatusCode);
        Assert.Empty(await host.Store.Referrals(default, 10));
    }

    [Theory]
    [InlineData("friends?after=x")]
    [InlineData("friends?take=0")]
    [InlineData("friends?take=101")]
    [InlineData("payouts?before=x")]
    [InlineData("payouts?take=101")]
    [InlineData("payouts?take=-1")]
    public async Task A_page_that_does_not_exist_is_refused(string call)
    {
        await using var host = await PortalHost.Start();
        using var ada = await WorkerClient.SignIn(host);
        (await ada.Get(call)).IsProblem(422, "out_of_range");
    }

    private static async Task<WorkerClient> SignIn(PortalHost host, string email)
    {
        var client = WorkerClient.Stranger(host);
        var reply = await client.Post("session", new { email, password = PlainBrowser.Password });
        client.Token = reply.Body.GetProperty("token").GetString()!;
        client.Id = reply.Body.GetProperty("workerId").GetInt64();
        return client;
    }
}
