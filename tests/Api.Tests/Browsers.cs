namespace CaptchaGrains.Api.Tests;

/// <summary>Cross-origin requests from pages.</summary>
public class Browsers
{
    [Theory]
    [InlineData("in.php")]
    [InlineData("res.php")]
    [InlineData("createTask")]
    [InlineData("getTaskResult")]
    public async Task A_preflight_is_answered(string path)
    {
        await using var api = await ApiHost.Start();
        using var ask = new HttpRequestMessage(HttpMethod.Options, new Uri(path, UriKind.Relative));
        ask.Headers.Add("Origin", "https://page.test");
        ask.Headers.Add("Access-Control-Request-Method", "POST");
        ask.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var reply = await api.Http.SendAsync(ask);
        Assert.Equal(200, (int)reply.StatusCode);
        Assert.Equal("*", Assert.Single(reply.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("POST", Assert.Single(reply.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.Equal("Content-Type, Idempotency-Key", Assert.Single(reply.Headers.GetValues("Access-Control-Allow-Headers")));
    }

    [Theory]
    [InlineData("in.php?header_acao=1", true)]
    [InlineData("res.php?header_acao=1&json=1", true)]
    [InlineData("in.php?header_acao=0", false)]
    [InlineData("res.php", false)]
    public async Task A_reply_may_be_read_by_other_origins_where_asked(string path, bool allowed)
    {
        await using var api = await ApiHost.Start();
        using var reply = await api.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(allowed, reply.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Why_a_request_could_not_be_read_may_be_read_by_every_origin()
    {
        await using var api = await ApiHost.Start();
        using var reply = await api.Http.PostAsync(new Uri("in.php", UriKind.Relative), new StringContent("{", null, "application/json"));
        Assert.Equal("*", Assert.Single(reply.Headers.GetValues("Access-Control-Allow-Origin")));
    }
}
