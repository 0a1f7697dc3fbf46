using System.Text.Json;
using System.Text.Json.Nodes;
using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Domains;
using CaptchaGrains.Api.Limits;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Tests;

/// <summary>What a customer says of sites that he may automate, by his own calls.</summary>
public sealed class OwnSites
{
    private const string SiteKey = "6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u";

    [Fact]
    public async Task A_declared_site_is_served_when_it_is_confirmed_and_nothing_is_held_before()
    {
        await using var api = await ApiHost.Start();
        var declared = await Declare(api, "https://Booking.example./login", "own_site", "see the TXT record");
        Assert.Equal(("booking.example", "own_site", "see the TXT record", "pending"), (Text(declared, "domain"), Text(declared, "ground"), Text(declared, "note"), Text(declared, "state")));
        Assert.Equal(api.Time.GetUtcNow().ToUnixTimeSeconds(), declared["declaredAt"]!.GetValue<long>());
        Assert.Null(declared["expiresAt"]);
        Assert.Equal("ERROR_DOMAIN_NOT_AUTHORIZED", Text(await Token(api, "https://booking.example/"), "errorCode"));
        await api.AssertNothingHappened();

        var pending = Assert.Single(await api.Actors.DomainBoard().Pending());
        Assert.Equal((api.Customer, "booking.example"), (pending.Customer, pending.Domain));
        var end = api.Time.GetUtcNow().AddDays(30);
        await Decide(api, "booking.example", DeclarationState.Confirmed, end);
        var site = Assert.Single(await Sites(api));
        Assert.Equal(("confirmed", "seen", end.ToUnixTimeSeconds()), (Text(site, "state"), Text(site, "reason"), site["expiresAt"]!.GetValue<long>()));
        Assert.Equal(0, (await Token(api, "https://eu.booking.example/"))["errorId"]!.GetValue<int>());

        api.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal("expired", Text(Assert.Single(await Sites(api)), "state"));
        Assert.Equal("ERROR_DOMAIN_NOT_AUTHORIZED", Text(await Token(api, "https://booking.example/"), "errorCode"));
        Assert.Equal("pending", Text(await Declare(api, "booking.example"), "state"));
    }

    [Fact]
    public async Task A_withdrawn_site_is_served_no_more_and_what_was_not_declared_cannot_be_withdrawn()
    {
        await using var api = await ApiHost.Start();
        await Declare(api, "booking.example");
        await Decide(api, "booking.example", DeclarationState.Confirmed, api.Time.GetUtcNow().AddDays(30));
        foreach (var time in (string[])["first", "again"])
            Assert.Equal(("withdrawn", time), (Text((await Call(api, "withdrawSite", new { clientKey = ApiHost.Key, domain = "booking.example" }))["site"]!, "state"), time));
        Assert.Equal("ERROR_DOMAIN_NOT_AUTHORIZED", Text(await Token(api, "https://booking.example/"), "errorCode"));
        foreach (var domain in (string[])["other.example", "www.booking.example"])
            Assert.Equal("ERROR_NO_SUCH_SITE", Text(await Call(api, "withdrawSite", new { clientKey = ApiHost.Key, domain }), "errorCode"));
        await Declare(api, "booking.example");
        await Decide(api, "booking.example", DeclarationState.Refused, null);
        Assert.Equal("refused", Text(Assert.Single(await Sites(api)), "state"));
        Assert.Equal("ERROR_NO_SUCH_SITE", Text(await Call(api, "withdrawSite", new { clientKey = ApiHost.Key, domain = "booking.example" }), "errorCode"));
    }

    [Fact]
    public async Task Each_act_is_in_the_audit_log_once_and_the_same_again_is_no_act()
    {
        await using var api = await ApiHost.Start();
        for (var n = 0; n < 3; n++) await Declare(api, "booking.example", "contract");
        await Call(api, "withdrawSite", new { clientKey = ApiHost.Key, domain = "booking.example" });
        await Call(api, "withdrawSite", new { clientKey = ApiHost.Key, domain = "booking.example" });
        await Call(api, "withdrawSite", new { clientKey = ApiHost.Key, domain = "other.example" });
        var records = await api.Memory.AuditRecords(0, 100);
        Assert.Equal(["authorisation.declared", "authorisation.withdrawn"], records.Select(r => r.Facts.Act));
        Assert.All(records, r => Assert.Equal(($"customer:{api.Customer}", "booking.example"), (r.Facts.Actor, r.Facts.Subject)));
        Assert.Contains("Contract", records[0].Facts.Details, StringComparison.Ordinal);
        Assert.Empty(await api.Actors.DomainBoard().Pending());
    }

    [Theory]
    [InlineData("""{"domain":"","ground":"own_site"}""", "domain")]
    [InlineData("""{"ground":"own_site"}""", "domain")]
    [InlineData("""{"domain":"https:booking.example","ground":"own_site"}""", "domain")]
    [InlineData("""{"domain":"a..b","ground":"own_site"}""", "domain")]
    [InlineData("""{"domain":["booking.example"],"ground":"own_site"}""", "domain")]
    [InlineData("""{"domain":"booking.example"}""", "ground")]
    [InlineData("""{"domain":"booking.example","ground":"because"}""", "ground")]
    [InlineData("""{"domain":"booking.example","ground":1}""", "ground")]
    [InlineData("""{"domain":"booking.example","ground":"own_site","note":{"a":1}}""", "note")]
    [InlineData("""{"domain":"booking.example","ground":"own_site","note":"a\u0000b"}""", "note")]
    public async Task What_is_no_declaration_is_refused_by_its_parameter_and_leaves_no_trace(string body, string parameter)
    {
        await using var api = await ApiHost.Start();
        var json = JsonNode.Parse(body)!.AsObject();
        json["clientKey"] = ApiHost.Key;
        var reply = JsonNode.Parse(await api.PostJson("declareSite", json.ToJsonString()))!;
        Assert.Equal((110, "ERROR_BAD_PARAMETERS"), (reply["errorId"]!.GetValue<int>(), Text(reply, "errorCode")));
        Assert.EndsWith($"Parameter: {parameter}.", Text(reply, "errorDescription"), StringComparison.Ordinal);
        Assert.Empty(await api.Memory.AuditRecords(0, 10));
        Assert.Empty(await Sites(api));
    }

    [Fact]
    public async Task A_note_has_a_length()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("pending", Text(await Declare(api, "a.example", note: new string('x', SiteDeclaration.LongestNote)), "state"));
        var refused = await Call(api, "declareSite", new { clientKey = ApiHost.Key, domain = "b.example", ground = "own_site", note = new string('x', SiteDeclaration.LongestNote + 1) });
        Assert.Equal("ERROR_BAD_PARAMETERS", Text(refused, "errorCode"));
    }

    [Theory]
    [InlineData("www.irs.gov")]
    [InlineData("https://OWNER.test/")]
    public async Task A_denied_site_cannot_be_declared(string domain)
    {
        await using var api = await ApiHost.Start();
        await api.Actors.DomainBoard().Put(new DomainRule("owner.test", RuleSource.Owner, DomainStanding.Denied, "opt-out", "owner", DateTimeOffset.UnixEpoch));
        Assert.Equal("ERROR_SITE_DENIED", Text(await Call(api, "declareSite", new { clientKey = ApiHost.Key, domain, ground = "contract" }), "errorCode"));
        Assert.Empty(await Sites(api));
    }

    [Fact]
    public async Task The_calls_ask_for_a_key_that_may_be_used_from_there_like_all_others()
    {
        await using var api = await ApiHost.Start();
        var (elsewhere, _) = await api.AddKey(new KeyRules("elsewhere") { AllowedAddresses = ["192.0.2.1"] });
        foreach (var (key, code) in new[] { ("", "ERROR_KEY_DOES_NOT_EXIST"), (ApiHost.UnknownKey, "ERROR_KEY_DOES_NOT_EXIST"), (elsewhere, "ERROR_IP_NOT_ALLOWED") })
            foreach (var call in (string[])["declareSite", "getSites", "withdrawSite"])
                Assert.Equal((call, code), (call, Text(await Call(api, call, new { clientKey = key, domain = "booking.example", ground = "own_site" }), "errorCode")));
        Assert.Equal("ERROR_NO_SUCH_METHOD", Text(JsonNode.Parse(await api.Get("getSites?clientKey=" + ApiHost.Key))!, "errorCode"));
        // Nobody sees another customer's.
        await Declare(api, "booking.example");
        Assert.Empty((await Call(api, "getSites", new { clientKey = ApiHost.PoorKey }))["sites"]!.AsArray());
        Assert.Equal("ERROR_NO_SUCH_SITE", Text(await Call(api, "withdrawSite", new { clientKey = ApiHost.PoorKey, domain = "booking.example" }), "errorCode"));
    }

    [Fact]
    public async Task Declarations_count_as_submissions_do()
    {
        await using var api = await ApiHost.Start(limits: new LimitOptions { Submissions = 5 });
        var codes = new List<string?>();
        for (var n = 0; n < 6; n++) codes.Add((await Call(api, "declareSite", new { clientKey = ApiHost.Key, domain = $"s{n}.example", ground = "own_site" }))["errorCode"]?.GetValue<string>());
        Assert.Equal([null, null, null, null, null, "ERROR_NO_SLOT_AVAILABLE"], codes);
        Assert.Equal(5, (await Sites(api)).Count);
    }

    [Fact]
    public async Task One_customer_leaves_room_for_the_others_and_what_is_over_makes_room()
    {
        await using var api = await ApiHost.Start();
        for (var n = 0; n < DomainBoardActor.MostPendingOfOne; n++) await Declare(api, $"s{n}.example");
        Assert.Equal("ERROR_TOO_MANY_SITES", Text(await Call(api, "declareSite", new { clientKey = ApiHost.Key, domain = "more.example", ground = "own_site" }), "errorCode"));
        Assert.Equal("withdrawn", Text((await Sites(api)).Single(s => Text(s, "domain") == "more.example"), "state"));
        Assert.Equal("pending", Text((await Call(api, "declareSite", new { clientKey = ApiHost.PoorKey, domain = "more.example", ground = "own_site" }))["site"]!, "state"));

        await Call(api, "withdrawSite", new { clientKey = ApiHost.Key, domain = "s0.example" });
        Assert.Equal("pending", Text(await Declare(api, "more.example"), "state"));
        var customer = api.Actors.Customer(new CustomerId(99));
        await customer.Open("busy");
        for (var n = 0; n < CustomerProfile.MostAuthorizedDomains; n++)
        {
            await customer.Declare(new Declare($"s{n}.example", DeclarationGround.Contract, ""));
            if (n != 7) await customer.Decide(new Decide($"s{n}.example", DeclarationState.Confirmed, "operator:1", "seen", api.Time.GetUtcNow().AddDays(30)));
        }
        Assert.Equal(DeclarationVerdict.TooMany, (await customer.Declare(new Declare("more.example", DeclarationGround.Contract, ""))).Verdict);
        await customer.Decide(new Decide("s7.example", DeclarationState.Refused, "operator:1", "no", null));
        Assert.Equal(DeclarationVerdict.Done, (await customer.Declare(new Declare("more.example", DeclarationGround.Contract, ""))).Verdict);
        Assert.DoesNotContain((await customer.View()).Profile!.Declarations, d => d.Domain == "s7.example");
    }

    private static async Task<JsonNode> Declare(ApiHost api, string domain, string ground = "own_site", string? note = null)
    {
        var reply = await Call(api, "declareSite", new { clientKey = ApiHost.Key, domain, ground, note });
        return reply["site"] ?? throw new InvalidOperationException(reply.ToJsonString());
    }

    private static async Task<List<JsonNode>> Sites(ApiHost api) =>
        [.. (await Call(api, "getSites", new { clientKey = ApiHost.Key }))["sites"]!.AsArray().Select(s => s!)];

    private static Task<JsonNode> Token(ApiHost api, string page) =>
        Call(api, "createTask", new { clientKey = ApiHost.Key, task = new { type = "RecaptchaV2TaskProxyless", websiteKey = SiteKey, websiteURL = page } });

    private static async Task Decide(ApiHost api, string domain, DeclarationState state, DateTimeOffset? end)
    {
        var desk = new DomainDesk(api.Actors, new Actors.Audit.AuditLog(new Storage.Memory.MemoryStore()), api.Market.Repeat, api.Time);
        Assert.True(DomainName.TryParse(domain, out var name));
        Assert.Equal(DeclarationVerdict.Done, (await desk.Decide(Act.New("operator:1"), api.Customer, name, state, "seen", end)).Verdict);
    }

    private static async Task<JsonNode> Call(ApiHost api, string call, object body) => JsonNode.Parse(await api.PostJson(call, JsonSerializer.Serialize(body)))!;

    private static string? Text(JsonNode json, string name) => json[name]?.GetValue<string>();
}
