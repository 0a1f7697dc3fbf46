using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>What goes wrong between the service and its customer.</summary>
public sealed class BrokenReplies
{
    [Fact]
    public async Task A_connection_is_cut_before_the_reply()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "reply": { "fault": "disconnect" } }, "times": 1 }""");
        Assert.Equal("", await Raw(bed));
        Assert.Single(bed.Store.Captchas()); // it was taken all the same, which is what the customer has to cope with
        Assert.StartsWith("OK|", await bed.Submit(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_breaks_off_in_its_middle()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "reply": { "fault": "truncate" } } }""");
        var reply = await Raw(bed, "json=1&");
        var (head, body) = Split(reply);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {"""{"status":1,"request":"1"}""".Length}", head, StringComparison.Ordinal);
        Assert.Equal("""{"status":1,"request":"1"}"""[..13], body);
        await Assert.ThrowsAsync<HttpRequestException>(() => bed.Submit());
    }

    [Fact]
    public async Task A_proxy_speaks_for_the_service()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "match": { "on": "result" }, "then": { "reply": { "status": 502 } }, "times": 1 }""");
        var id = await bed.Accepted();
        using var response = await bed.Http.GetAsync(new Uri($"res.php?key={Bed.Key}&action=get&id={id}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.BadGateway, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<html>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("OK|sandbox", await bed.Result(id));
    }

    [Theory]
    [InlineData("empty", 0)]
    [InlineData("garbage", 22)]
    public async Task A_reply_means_nothing(string fault, int length)
    {
        await using var bed = await Bed.Start();
        await bed.Rule($$"""{ "match": { "on": "other" }, "then": { "reply": { "fault": "{{fault}}" } } }""");
        using var response = await bed.Http.PostAsync(new Uri("getBalance", UriKind.Relative), new StringContent($$"""{"clientKey":"{{Bed.Key}}"}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(length, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task A_reply_takes_its_time_in_the_real_world()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "answer": "four", "reply": { "delaySeconds": 7 } } }""");
        var submitting = bed.Submit();
        await bed.Wall.Awaited(TimeSpan.FromSeconds(7));
        await bed.Advance(60); // the sandbox's own time does not help
        Assert.False(submitting.IsCompleted);
        bed.Wall.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal("OK|1", await submitting);
    }

    [Fact]
    public async Task A_refusal_can_be_slow_and_broken_too()
    {
        await using var bed = await Bed.Start();
        await bed.Rule("""{ "then": { "error": "ERROR_ZERO_BALANCE", "reply": { "fault": "truncate" } } }""");
        Assert.Equal("ERROR_ZER", Split(await Raw(bed)).Body);
    }

    /// <summary>Until the server closes.</summary>
    private static async Task<string> Raw(Bed bed, string more = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(bed.Address.Host, bed.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /in.php?{more}key={Bed.Key}&textcaptcha=a HTTP/1.1\r\nHost: test\r\n\r\n"));
        var bytes = new MemoryStream();
        try { await stream.CopyToAsync(bytes); }
        catch (IOException) { /* a reset is an end too */ }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static (string Head, string Body) Split(string reply)
    {
        var end = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (reply[..end], reply[(end + 4)..]);
    }
}
