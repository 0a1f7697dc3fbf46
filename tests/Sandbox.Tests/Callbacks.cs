using System.Security.Cryptography;
using System.Text;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>Customers' servers are called, and what can go wrong with it can be rehearsed.</summary>
public sealed class Callbacks
{
    [Fact]
    public async Task A_server_on_this_machine_is_called_without_being_registered()
    {
        await using var receiver = await Receiver.Start();
        await using var bed = await Bed.Start();
        var id = await bed.Accepted(more: ("pingback", receiver.Url));
        await bed.Advance(1);
        var call = await receiver.Next();
        Assert.Equal($"id={id}&code=sandbox", call.Body);
        Assert.Equal("v1=" + await Signature(bed, call), call.Signature);
    }

    [Fact]
    public async Task The_second_version_is_called_too()
    {
        await using var receiver = await Receiver.Start();
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "answer": "four", "callback": { "fault": "duplicate" } } }""");
        var order = Orders.Of(Orders.Text());
        order["callbackUrl"] = receiver.Url;
        var task = (await bed.Json("createTask", order))["taskId"]!.GetValue<long>();
        await bed.Advance(1);
        var call = await receiver.Next();
        Assert.StartsWith($$"""{"taskId":{{task}},"errorId":0,"status":"ready",""", call.Body, StringComparison.Ordinal);
        Assert.Equal(call, await receiver.Next());
    }

    [Fact]
    public async Task A_callback_is_lost()
    {
        await using var receiver = await Receiver.Start();
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "callback": { "fault": "drop" } }, "times": 1 }""");
        var lost = await bed.Accepted(more: ("pingback", receiver.Url));
        await bed.Advance(1);
        await bed.Advance(4_000); // nor is it tried again
        var next = await bed.Accepted(more: ("pingback", receiver.Url));
        await bed.Advance(1);
        Assert.StartsWith($"id={next}&", (await receiver.Next()).Body, StringComparison.Ordinal);
        Assert.Equal("OK|sandbox", await bed.Result(lost));
    }

    [Fact]
    public async Task A_callback_bears_a_wrong_signature()
    {
        await using var receiver = await Receiver.Start();
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "callback": { "fault": "wrongSignature" } } }""");
        await bed.Accepted(more: ("pingback", receiver.Url));
        await bed.Advance(1);
        var call = await receiver.Next();
        Assert.Matches("^v1=[0-9a-f]{64}$", call.Signature);
        Assert.NotEqual("v1=" + await Signature(bed, call), call.Signature);
    }

    [Fact]
    public async Task A_callback_is_late()
    {
        await using var receiver = await Receiver.Start();
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "callback": { "delaySeconds": 60 } }, "times": 1 }""");
        var late = await bed.Accepted(more: ("pingback", receiver.Url));
        await bed.Advance(1);
        var prompt = await bed.Accepted(more: ("pingback", receiver.Url));
        await bed.Advance(1);
        Assert.StartsWith($"id={prompt}&", (await receiver.Next()).Body, StringComparison.Ordinal);
        Assert.False(receiver.HasMore);
        await bed.Advance(60);
        Assert.StartsWith($"id={late}&", (await receiver.Next()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_open_at_a_reset_calls_nobody()
    {
        await using var receiver = await Receiver.Start();
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "human": true } }""");
        await bed.Accepted(more: ("pingback", receiver.Url));
        await bed.Tell(HttpMethod.Post, "reset");
        await bed.Advance(1);
        var next = await bed.Accepted(more: ("pingback", receiver.Url));
        await bed.Advance(1);
        Assert.StartsWith($"id={next}&", (await receiver.Next()).Body, StringComparison.Ordinal);
    }

    private static async Task<string> Signature(Bed bed, Receiver.Call call)
    {
        var secret = await bed.Form("res.php", ("key", Bed.Key), ("action", "get_pingback_secret"));
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret["OK|".Length..]), Encoding.UTF8.GetBytes($"{call.Timestamp}.{call.Body}")));
    }
}
