using System.Net;
using System.Text.Json.Nodes;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>What a test can ask afterwards, and how the next one begins.</summary>
public sealed class LogAndReset
{
    [Fact]
    public async Task The_log_has_what_was_sent_what_was_said_and_which_rule_spoke()
    {
        await using var bed = await Bed.Start();
        var rule = await bed.Rule("""{ "match": { "on": "result" }, "then": { "error": "ERROR_TOKEN_EXPIRED", "reply": { "fault": "empty" } }, "times": 1 }""");
        var id = await bed.Accepted("Seven?", ("lang", "de"));
        Assert.Equal("", await bed.Result(id));
        var image = await bed.Form("in.php", ("key", "too short"), ("method", "base64"), ("body", Convert.ToBase64String(Pictures.Png())));
        Assert.Equal("ERROR_WRONG_USER_KEY", image);

        var log = await Log(bed);
        Assert.Equal([1, 2, 3], log.Select(r => r["number"]!.GetValue<int>()));
        Assert.Equal(["in.php", "res.php", "in.php"], log.Select(r => r["endpoint"]!.GetValue<string>()));
        Assert.Equal(["Text", "Text", null], log.Select(r => r["kind"]?.GetValue<string>()));
        Assert.Equal(("Seven?", "de"), (log[0]["parameters"]!["textcaptcha"]!.GetValue<string>(), log[0]["parameters"]!["lang"]!.GetValue<string>()));
        Assert.Equal("", log[2]["parameters"]!["body"]!.GetValue<string>()); // there, and not shown
        Assert.Equal([null, rule, null], log.Select(r => r["rule"]?.GetValue<long>()));
        Assert.Equal([$"OK|{id}", "ERROR_TOKEN_EXPIRED", "ERROR_WRONG_USER_KEY"], log.Select(r => r["reply"]!.GetValue<string>()));
        Assert.Equal([id, id, null], log.Select(r => r["captcha"]?.ToString()));
        Assert.Equal(3, Assert.Single(await Log(bed, "?after=2"))["number"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.BadRequest, (await bed.Tell(HttpMethod.Get, "requests?after=x")).Status);
    }

    [Fact]
    public async Task The_log_keeps_the_last_ones_and_long_values_are_cut()
    {
        var log = new RequestLog();
        for (var i = 0; i < RequestLog.Most + 5; i++)
            log.Add(n => new LoggedRequest(n, default, "in.php", null, new Dictionary<string, string>(), null, null, null, ""));
        Assert.Equal(RequestLog.Most, log.Since(0).Length);
        Assert.Equal(6, log.Since(0)[0].Number);

        await using var bed = await Bed.Start();
        await bed.Submit("?", Bed.Key, ("unknown", new string('x', 3_000)));
        Assert.Equal(501, (await Log(bed)).Single()["parameters"]!["unknown"]!.GetValue<string>().Length);
    }

    [Fact]
    public async Task After_a_reset_nothing_is_left_of_the_script()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "match": { "parameters": { "textcaptcha": "slow" } }, "then": { "delaySeconds": 60 } }""");
        await bed.Tell(HttpMethod.Put, "default", """{ "then": "human" }""");
        var slow = await bed.Accepted("slow");
        var waiting = await bed.Accepted();
        Assert.Equal(HttpStatusCode.NoContent, (await bed.Tell(HttpMethod.Post, "reset")).Status);

        Assert.Empty(await Log(bed));
        Assert.Empty((await bed.Tell(HttpMethod.Get, "rules")).Reply!["rules"]!.AsArray());
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await bed.Result(slow));
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await bed.Result(waiting));
        Assert.Null(await bed.Offered());
        Assert.Equal("OK|sandbox", await bed.Result(await bed.Accepted()));
        await bed.Advance(60);
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", await bed.Result(slow));
    }

    private static async Task<List<JsonNode>> Log(Bed bed, string query = "") =>
        [.. (await bed.Tell(HttpMethod.Get, "requests" + query)).Reply!["requests"]!.AsArray().Select(r => r!)];
}
