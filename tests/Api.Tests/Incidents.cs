using CaptchaGrains.Actors.Ports;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Tests;

/// <summary>What customers see of our own failures: a code to try again with, and a log entry for us.</summary>
public class Incidents
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.Png());

    [Fact]
    public async Task An_unexpected_failure_is_a_retryable_code_and_a_logged_error()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        await api.Solve("abc");
        Assert.Equal("OK|abc", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}")); // and the actor leaves memory
        api.Store.Fault = new ArgumentException("secret detail");
        foreach (var reply in new[]
        {
            await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}&json=1"),
            await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id }),
            await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"),
            await api.PostJson("getBalance", new { clientKey = ApiHost.Key }),
        })
        {
            Assert.Contains("ERROR_NO_SLOT_AVAILABLE", reply, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", reply, StringComparison.Ordinal);
        }
        Assert.Equal(4, api.Log.Entries.Count(e => e.Level == LogLevel.Error));
    }

    [Fact]
    public async Task When_nothing_is_known_a_poll_goes_on_and_everything_else_is_to_be_tried_again()
    {
        await using var api = await ApiHost.Start();
        var id = await api.Submit();
        await api.Solve("abc");
        Assert.Equal("OK|abc", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}"));
        api.Store.Fault = new StoreUncertainException("gone");
        Assert.Equal("CAPCHA_NOT_READY", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}"));
        Assert.Equal("CAPCHA_NOT_READY", await api.Get($"res.php?key={ApiHost.Key}&action=get2&id={id}"));
        Assert.Equal("""{"errorId":0,"status":"processing"}""", await api.PostJson("getTaskResult", new { clientKey = ApiHost.Key, taskId = id }));
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Base64)));
        api.Store.Fault = null;
        Assert.Equal("OK|abc", await api.Get($"res.php?key={ApiHost.Key}&action=get&id={id}"));
        Assert.Single(api.Memory.Captchas());
    }

    [Fact]
    public async Task A_full_store_is_no_slot_and_nothing_is_held()
    {
        await using var api = await ApiHost.Start();
        api.Store.Fault = new StoreBusyException();
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Base64)));
        Assert.StartsWith("""{"errorId":2,""", await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = Base64 } }), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task When_keys_cannot_be_looked_up_nobody_is_turned_away_for_good()
    {
        await using var api = await ApiHost.Start();
        api.People.Fault = new InvalidOperationException("no database");
        Assert.Equal("CAPCHA_NOT_READY", await api.Get($"res.php?key={ApiHost.Key}&action=get&id=1"));
        Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Base64)));
        api.People.Fault = null;
        ApiHost.Accepted(await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Base64)));
    }
}
