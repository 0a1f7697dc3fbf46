using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace CaptchaGrains.Api.Tests;

/// <summary>What is documented fits, what is above it is refused, and what is on its way has a bound in memory and in time.</summary>
public class BoundsOfBodies
{
    private static readonly byte[] Image = TestImages.Png(1000, 1000, 600 * 1024);
    private static readonly byte[] Instruction = TestImages.Jpeg(400, 150, 100 * 1024);

    [Fact]
    public async Task Nine_of_the_largest_images_to_rotate_are_taken_in_every_transport()
    {
        await using var api = await ApiHost.Start();
        using var form = InPhpTransports.Multipart(("key", ApiHost.Key), ("method", "rotatecaptcha"));
        for (var i = 1; i <= 9; i++) form.Add(new ByteArrayContent(Image), $"file_{i}", "x.png");
        form.Add(new ByteArrayContent(Instruction), "imginstructions", "y.jpg");
        ApiHost.Accepted(await api.Post("in.php", form));

        var fields = Enumerable.Range(1, 9).ToDictionary(i => $"file_{i}", _ => Convert.ToBase64String(Image));
        foreach (var (name, value) in new[] { ("key", ApiHost.Key), ("method", "rotatecaptcha"), ("imginstructions", Convert.ToBase64String(Instruction)) }) fields[name] = value;
        ApiHost.Accepted(await api.PostJson("in.php", fields));
        ApiHost.Accepted(await api.PostForm("in.php", [.. fields.Select(f => (f.Key, f.Value))]));

        Assert.All(api.Memory.Captchas(), captcha => Assert.Equal(9, captcha.Request.Rotation!.Images));
        Assert.Equal(3, api.Memory.Captchas().Length);
        Assert.Equal(0, await api.BodyBytesLeft());
    }

    [Theory]
    [InlineData("in.php", 9 * 1024 * 1024, "ERROR_WRONG_USER_KEY", "ERROR_TOO_BIG_CAPTCHA_FILESIZE")]
    [InlineData("res.php", 64 * 1024, "ERROR_WRONG_USER_KEY", "ERROR_BAD_PARAMETERS")]
    [InlineData("createTask", 2 * 1024 * 1024, "\"errorId\":1,", "\"errorId\":4,")]
    [InlineData("getTaskResult", 64 * 1024, "\"errorId\":1,", "\"errorId\":110,")]
    [InlineData("getBalance", 64 * 1024, "\"errorId\":1,", "\"errorId\":110,")]
    [InlineData("reportCorrect", 64 * 1024, "\"errorId\":1,", "\"errorId\":110,")]
    [InlineData("nothingSuch", 64 * 1024, "\"errorId\":14,", "\"errorId\":14,")]
    [InlineData("test", 2 * 1024 * 1024, "Raw input:", "\"errorId\":110,")]
    public async Task Each_call_has_its_bound(string path, int bytes, string within, string above)
    {
        await using var api = await ApiHost.Start();
        var fits = "{\"x\":\"" + new string('x', bytes - 8) + "\"}";
        Assert.Contains(within, await api.PostJson(path, fits), StringComparison.Ordinal);
        Assert.Contains(above, await api.PostJson(path, fits + " "), StringComparison.Ordinal);
        Assert.Equal(0, await api.BodyBytesLeft());
    }

    [Fact]
    public async Task A_few_large_uploads_do_not_take_the_room_of_the_others()
    {
        await using var api = await ApiHost.Start(new CustomerApiOptions { MaxBytesOfLargeBodies = 12 * 1024 * 1024 });
        var large = Convert.ToBase64String(TestImages.Png(bytes: 4 * 1024 * 1024));
        using (var slow = new TcpClient())
        {
            await slow.ConnectAsync(api.Address.Host, api.Address.Port);
            var stream = slow.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /in.php HTTP/1.1\r\nHost: t\r\nContent-Length: {8 * 1024 * 1024}\r\n\r\n"));
            await stream.WriteAsync(new byte[5 * 1024 * 1024]);
            await Until(() => api.BodyBytes >= 8 * 1024 * 1024);
            Assert.Equal("ERROR_NO_SLOT_AVAILABLE", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", large)));
            await api.Submit();
        }
        await Until(() => api.BodyBytes == 0);
        Assert.Equal("ERROR_TOO_BIG_CAPTCHA_FILESIZE", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", large))); // it was read
        Assert.Equal(0, await api.BodyBytesLeft());
    }

    [Theory]
    [InlineData("in.php", "ERROR_UPLOAD")]
    [InlineData("res.php", "ERROR_BAD_PARAMETERS")]
    [InlineData("createTask", "\"errorId\":110,")]
    public async Task A_body_that_trickles_in_is_broken_off_after_a_minute(string path, string expected)
    {
        await using var api = await ApiHost.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(api.Address.Host, api.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /{path} HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\n\r\nkey=")); // and no more
        await Until(() => api.BodyBytes > 0);
        api.Time.Advance(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(stream);
        var (head, body) = (new List<string>(), new char[expected.Length + 12]);
        while (await reader.ReadLineAsync() is { Length: > 0 } line) head.Add(line);
        await reader.ReadAsync(body);
        Assert.Contains(expected, new string(body), StringComparison.Ordinal);
        Assert.Contains("Connection: close", head);
        await Until(() => api.BodyBytes == 0);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity, GZIP")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task Compressed_bodies_are_refused_and_not_unpacked(string coding)
    {
        await using var api = await ApiHost.Start();
        var bomb = Packed(new byte[200 * 1024 * 1024]);
        Assert.Equal("ERROR_UPLOAD", await Post("in.php", "application/x-www-form-urlencoded"));
        Assert.Contains("\"request\":\"ERROR_UPLOAD\"", await Post("in.php", "application/json"), StringComparison.Ordinal);
        Assert.Contains("\"request\":\"ERROR_BAD_PARAMETERS\"", await Post("res.php", "application/json"), StringComparison.Ordinal);
        foreach (var call in new[] { "createTask", "getTaskResult", "test" })
            Assert.Contains("\"errorId\":110,", await Post(call, "application/json"), StringComparison.Ordinal);
        await api.AssertNothingHappened();
        Assert.Equal(0, await api.BodyBytesLeft());

        Task<string> Post(string path, string type)
        {
            var content = new ByteArrayContent(path is "in.php" or "createTask" ? bomb : bomb[..1000]);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
            return api.Post(path, content);
        }
    }

    [Fact]
    public async Task A_coding_that_is_none_does_no_harm()
    {
        await using var api = await ApiHost.Start();
        foreach (var coding in new[] { "identity", "utf-8", "" })
        {
            var content = new StringContent($$"""{"key":"{{ApiHost.Key}}","textcaptcha":"Two?"}""", Encoding.UTF8, "application/json");
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
            ApiHost.Accepted(await api.Post("in.php", content));
        }
    }

    [Fact]
    public async Task Base64_of_megabytes_is_refused_before_it_is_decoded()
    {
        await using var api = await ApiHost.Start();
        var text = new string('!', (2 * 600 * 1024) + 1); // decoding would find that it is no base64
        Assert.Equal("ERROR_TOO_BIG_CAPTCHA_FILESIZE", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", text)));
        Assert.Equal("ERROR_UPLOAD", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", text[1..])));
        Assert.Contains("\"errorId\":4,", await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = text } }), StringComparison.Ordinal);
        Assert.Contains("\"errorId\":115,", await api.PostJson("createTask", new
        {
            clientKey = ApiHost.Key,
            task = new { type = "ImageToTextTask", body = Convert.ToBase64String(TestImages.Png()), imgInstructions = text },
        }), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task An_input_that_grows_when_it_is_shown_is_cut()
    {
        await using var api = await ApiHost.Start();
        var wide = string.Concat(Enumerable.Repeat("[[],", 100_000));
        var json = "[[[[[[[[[[" + string.Join(',', Enumerable.Repeat("[]", 600_000)) + "]]]]]]]]]]"; // each with ninety spaces before it
        Assert.InRange((await api.PostJson("test", json)).Length, json.Length, json.Length + (70 * 1024));
        Assert.InRange((await api.PostJson("test", wide)).Length, wide.Length, wide.Length + 1000);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest)) gzip.Write(bytes);
        return buffer.ToArray();
    }

    private static async Task Until(Func<bool> happened)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!happened())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
