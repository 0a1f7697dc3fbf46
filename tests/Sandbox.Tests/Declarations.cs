namespace CaptchaGrains.Sandbox.Tests;

/// <summary>In the sandbox the customer is his own worker, and may automate what he likes.</summary>
public sealed class Declarations
{
    [Fact]
    public async Task No_site_needs_to_be_declared_and_the_sandbox_says_so()
    {
        await using var bed = await Bed.Start();
        var reply = await bed.Json("declareSite", new() { ["clientKey"] = Bed.Key, ["domain"] = "https://Booking.example/", ["ground"] = "own_site" });
        Assert.Equal((0, "booking.example", "not_needed"), (reply["errorId"]!.GetValue<int>(), reply["site"]!["domain"]!.GetValue<string>(), reply["site"]!["state"]!.GetValue<string>()));
        Assert.Empty((await bed.Json("getSites", new() { ["clientKey"] = Bed.Key }))["sites"]!.AsArray());
        Assert.Equal("ERROR_NO_SUCH_SITE", (await bed.Json("withdrawSite", new() { ["clientKey"] = Bed.Key, ["domain"] = "booking.example" }))["errorCode"]!.GetValue<string>());
        Assert.Empty(await bed.Store.AuditRecords(0, 10));
        var refused = await bed.Json("declareSite", new() { ["clientKey"] = Bed.Key, ["domain"] = "booking.example", ["ground"] = "because" });
        Assert.Equal("ERROR_BAD_PARAMETERS", refused["errorCode"]!.GetValue<string>());
    }

    [Fact]
    public async Task Its_refusals_can_be_rehearsed()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "match": { "on": "other" }, "then": { "error": "ERROR_SITE_DENIED" } }""");
        foreach (var call in (string[])["declareSite", "getSites", "withdrawSite"])
            Assert.Equal(270, (await bed.Json(call, new() { ["clientKey"] = Bed.Key, ["domain"] = "booking.example", ["ground"] = "own_site" }))["errorId"]!.GetValue<int>());
    }
}
