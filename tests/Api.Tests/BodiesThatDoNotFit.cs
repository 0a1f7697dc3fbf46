using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CaptchaGrains.Api.Tests;

/// <summary>Bodies that are too big, broken off or not what they say: a code, and the client lives to read it.</summary>
public class BodiesThatDoNotFit
{
    private const int HundredMegabytes = 100 * 1024 * 1024;

    [Theory]
    [InlineData("in.php", "application/x-www-form-urlencoded", "ERROR_TOO_BIG_CAPTCHA_FILESIZE")]
    [InlineData("in.php", "multipart/form-data; boundary=b", "ERROR_TOO_BIG_CAPTCHA_FILESIZE")]
    [InlineData("in.php", "application/json", "\"request\":\"ERROR_TOO_BIG_CAPTCHA_FILESIZE\"")]
    [InlineData("createTask", "application/json", "\"errorId\":4,")]
    public async Task A_client_that_sends_100_MB_before_it_reads_gets_the_code(string path, string contentType, string expected)
    {
        // No body may take memory here, so that keeping any of this one would end with another code.
        await using var api = await ApiHost.Start(new CustomerApiOptions { MaxBytesOfAllBodies = 1 });
        var head = $"""
            POST /{path} HTTP/1.1
            Host: test
            Content-Type: {contentType}
            Content-Length: {HundredMegabytes}


            """;
        var reply = await RawHttp.Exchange(api.Address, head, Enumerable.Repeat(new byte[1024 * 1024], 100));
        Assert.Contains(expected, RawHttp.BodyOf(reply), StringComparison.Ordinal);
        Assert.Contains("Connection: close", reply, StringComparison.Ordinal);
        await api.AssertNothingHappened();
        Assert.Equal("10.00", await api.Get($"res.php?key={ApiHost.Key}&action=getbalance"));
    }

    [Fact]
    public async Task A_client_that_asks_for_leave_to_send_gets_the_code_instead()
    {
        await using var api = await ApiHost.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(api.Address.Host, api.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /in.php HTTP/1.1\r\nHost: t\r\nContent-Length: {HundredMegabytes}\r\nExpect: 100-continue\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync()); // and not "100 Continue"
        while (await reader.ReadLineAsync() is { Length: > 0 }) { }
        var body = new char["ERROR_TOO_BIG_CAPTCHA_FILESIZE".Length];
        await reader.ReadBlockAsync(body);
        Assert.Equal("ERROR_TOO_BIG_CAPTCHA_FILESIZE", new string(body));
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_cut_at_the_bound()
    {
        await using var api = await ApiHost.Start();
        const string head = """
            POST /in.php HTTP/1.1
            Host: test
            Content-Type: application/x-www-form-urlencoded
            Transfer-Encoding: chunked


            """;
        byte[] chunk = [.. "100000\r\n"u8, .. new byte[0x100000], .. "\r\n"u8];
        var reply = await RawHttp.Exchange(api.Address, head, Enumerable.Repeat(chunk, 12).Append("0\r\n\r\n"u8.ToArray()));
        Assert.Equal("ERROR_TOO_BIG_CAPTCHA_FILESIZE", RawHttp.BodyOf(reply));
    }

    [Fact]
    public async Task A_client_that_never_finishes_a_refused_body_is_left_after_a_while()
    {
        await using var api = await ApiHost.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(api.Address.Host, api.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /in.php HTTP/1.1\r\nHost: t\r\nContent-Length: {HundredMegabytes}\r\n\r\nbegin"));
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync());
        while (api.Time.NextTimer is not { } next || next > api.Time.GetUtcNow() + TimeSpan.FromSeconds(15)) await Task.Yield(); // the drain sets its clock after the reply was sent
        api.Time.Advance(TimeSpan.FromSeconds(15));
        while (await reader.ReadLineAsync() is { Length: > 0 }) { }
        var body = new char["ERROR_TOO_BIG_CAPTCHA_FILESIZE".Length];
        await reader.ReadBlockAsync(body);
        Assert.Equal("ERROR_TOO_BIG_CAPTCHA_FILESIZE", new string(body));
        // Some seconds later the server ends the connection, in order or not.
        Assert.True(await Record.ExceptionAsync(async () => Assert.Equal(0, await reader.ReadAsync(body))) is null or IOException);
    }

    [Fact]
    public async Task Bodies_that_would_take_more_memory_than_there_is_for_all_find_no_slot_and_give_it_back()
    {
        await using var api = await ApiHost.Start(new CustomerApiOptions { MaxBytesOfAllBodies = 64 * 1024 });
        var large = Convert.ToBase64String(TestImages.Png(bytes: 100_000));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", large)));
            Assert.StartsWith("{\"errorId\":2,", await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = large } }), StringComparison.Ordinal);
            await api.Submit();
        }
        Assert.Equal(0, await api.BodyBytesLeft());
    }

    [Fact]
    public async Task Broken_chunks_are_a_broken_upload()
    {
        await using var api = await ApiHost.Start();
        const string head = """
            POST /in.php HTTP/1.1
            Host: test
            Content-Type: application/x-www-form-urlencoded
            Transfer-Encoding: chunked


            """;
        var reply = await RawHttp.Exchange(api.Address, head, ["zz\r\nnot a chunk\r\n"u8.ToArray()]);
        Assert.Equal("ERROR_UPLOAD", RawHttp.BodyOf(reply));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1,2]")]
    [InlineData("{\"key\":\"\\ud800\",\"body\":1")]
    [InlineData("{\"key\":tru}")]
    [InlineData("{\"a\":1}garbage")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{'key':1}")]
    public async Task Malformed_json_is_a_broken_upload_told_in_json(string json)
    {
        await using var api = await ApiHost.Start();
        Assert.StartsWith("""{"status":0,"request":"ERROR_UPLOAD",""", await api.PostJson("in.php", json), StringComparison.Ordinal);
        Assert.StartsWith("""{"status":0,"request":"ERROR_BAD_PARAMETERS",""", await api.PostJson("res.php", json), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task Deep_nesting_is_refused_without_harm()
    {
        await using var api = await ApiHost.Start();
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            var deep = string.Concat(Enumerable.Repeat(open, 100_000));
            Assert.Contains("ERROR_UPLOAD", await api.PostJson("in.php", $$"""{"key":"{{ApiHost.Key}}","x":{{deep}}"""), StringComparison.Ordinal);
            Assert.Contains("\"errorId\":110,", await api.PostJson("createTask", $$"""{"clientKey":"{{ApiHost.Key}}","task":{{deep}}0{{string.Concat(Enumerable.Repeat(close, 100_000))}}}"""), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Invalid_utf8_is_no_text_and_no_accident()
    {
        await using var api = await ApiHost.Start();
        var image = Convert.ToBase64String(TestImages.Png());
        byte[] json = [.. Encoding.ASCII.GetBytes($$"""{"key":"{{ApiHost.Key}}","body":"{{image}}","textinstructions":""" + "\""), 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.PostRaw("in.php", "application/json", json));
        byte[] key = [.. "{\"key\":\""u8, 0xFF, 0xFE, .. "\"}"u8];
        Assert.Equal("ERROR_WRONG_USER_KEY", await api.PostRaw("in.php", "application/json", key));
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.PostRaw("in.php", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes($"key={ApiHost.Key}&body={image.Replace("+", "%2B", StringComparison.Ordinal)}&textinstructions=%C3%28")));
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task Broken_escapes_stand_for_themselves()
    {
        await using var api = await ApiHost.Start();
        var image = Uri.EscapeDataString(Convert.ToBase64String(TestImages.Png()));
        ApiHost.Accepted(await api.PostRaw("in.php", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes($"&&=&=x&%&%4&%zz=%&key={ApiHost.Key}&body={image}&textinstructions=100%+sure%2&x")));
        Assert.Equal("100% sure%2", api.OnlyCaptcha().Request.Instruction);
    }

    [Fact]
    public async Task Of_fields_with_the_same_name_the_last_counts()
    {
        await using var api = await ApiHost.Start();
        var image = Convert.ToBase64String(TestImages.Png());
        ApiHost.Accepted(await api.PostJson("in.php", $$"""{"key":"x","key":"{{ApiHost.Key}}","body":"y","body":"{{image}}","numeric":9,"numeric":1}"""));
        ApiHost.Accepted(await api.PostForm("in.php", ("key", "x"), ("key", ApiHost.Key), ("body", "y"), ("body", image)));
    }

    [Fact]
    public async Task Too_many_fields_are_bad_parameters()
    {
        await using var api = await ApiHost.Start();
        var many = string.Join('&', Enumerable.Range(0, 101).Select(i => string.Create(CultureInfo.InvariantCulture, $"f{i}=1")));
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.Get($"in.php?{many}"));
        Assert.Equal("ERROR_BAD_PARAMETERS", await api.PostRaw("res.php", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(many)));
        var json = "{" + string.Join(',', Enumerable.Range(0, 101).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"f{i}\":1"))) + "}";
        Assert.Contains("\"errorId\":110,", await api.PostJson("createTask", json), StringComparison.Ordinal);
        Assert.Contains("ERROR_BAD_PARAMETERS", await api.PostJson("createTask", $$"""{"clientKey":"{{ApiHost.Key}}","task":{{json}}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_http_methods_get_a_code_as_well()
    {
        await using var api = await ApiHost.Start();
        using var put = await api.Http.PutAsync(new Uri("in.php", UriKind.Relative), new StringContent("x"));
        Assert.Equal((200, "ERROR_BAD_PARAMETERS"), ((int)put.StatusCode, await put.Content.ReadAsStringAsync()));
    }
}
