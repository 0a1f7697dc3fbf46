using System.Text;

namespace CaptchaGrains.Api.Tests;

/// <summary>Images that are no images, too small, too big; in both versions.</summary>
public class ImageLimitsAtTheDoor
{
    public static TheoryData<string, string, byte[]> Refused => new()
    {
        { "ERROR_ZERO_CAPTCHA_FILESIZE", "ERROR_ZERO_CAPTCHA_FILESIZE", TestImages.Png(bytes: 99) },
        { "ERROR_TOO_BIG_CAPTCHA_FILESIZE", "ERROR_TOO_BIG_CAPTCHA_FILESIZE", TestImages.Png(bytes: (600 * 1024) + 1) },
        { "ERROR_TOO_BIG_CAPTCHA_FILESIZE", "ERROR_TOO_BIG_CAPTCHA_FILESIZE", TestImages.Png(width: 1001) },
        { "ERROR_TOO_BIG_CAPTCHA_FILESIZE", "ERROR_TOO_BIG_CAPTCHA_FILESIZE", TestImages.Jpeg(height: 1001) },
        { "ERROR_TOO_BIG_CAPTCHA_FILESIZE", "ERROR_TOO_BIG_CAPTCHA_FILESIZE", TestImages.Gif(width: 65535) },
        { "ERROR_TOO_BIG_CAPTCHA_FILESIZE", "ERROR_TOO_BIG_CAPTCHA_FILESIZE", TestImages.PngWithPackedProfile() },
        { "ERROR_TOO_BIG_CAPTCHA_FILESIZE", "ERROR_TOO_BIG_CAPTCHA_FILESIZE", TestImages.GifOfFrames(2_000) },
        { "ERROR_IMAGE_TYPE_NOT_SUPPORTED", "ERROR_IMAGE_TYPE_NOT_SUPPORTED", TestImages.Png(width: 0) },
        { "ERROR_IMAGE_TYPE_NOT_SUPPORTED", "ERROR_IMAGE_TYPE_NOT_SUPPORTED", Encoding.ASCII.GetBytes("RIFF    WEBPVP8X" + new string('\0', 200)) },
        { "ERROR_IMAGE_TYPE_NOT_SUPPORTED", "ERROR_IMAGE_TYPE_NOT_SUPPORTED", Encoding.ASCII.GetBytes("<!doctype html><script>" + new string(' ', 200)) },
        { "ERROR_IMAGE_TYPE_NOT_SUPPORTED", "ERROR_IMAGE_TYPE_NOT_SUPPORTED", Encoding.ASCII.GetBytes("MZ" + new string('x', 200)) },
        { "ERROR_IMAGE_TYPE_NOT_SUPPORTED", "ERROR_IMAGE_TYPE_NOT_SUPPORTED", Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'>" + new string(' ', 200)) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_image_that_breaks_a_limit_is_refused_and_nothing_is_held(string v1, string v2, byte[] image)
    {
        await using var api = await ApiHost.Start();
        using var form = InPhpTransports.Multipart(("key", ApiHost.Key));
        form.Add(new ByteArrayContent(image), "file", "captcha.png");
        Assert.Equal(v1, await api.Post("in.php", form));
        var base64 = Convert.ToBase64String(image);
        Assert.Equal(v1, await api.PostForm("in.php", ("key", ApiHost.Key), ("body", base64)));
        var reply = await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = base64 } });
        Assert.Contains($"\"errorCode\":\"{v2}\"", reply, StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task The_largest_image_is_taken_in_every_transport()
    {
        await using var api = await ApiHost.Start();
        var image = TestImages.Png(1000, 1000, 600 * 1024);
        var base64 = Convert.ToBase64String(image);
        using var form = InPhpTransports.Multipart(("key", ApiHost.Key));
        form.Add(new ByteArrayContent(image), "file", "x");
        ApiHost.Accepted(await api.Post("in.php", form));
        ApiHost.Accepted(await api.PostForm("in.php", ("key", ApiHost.Key), ("body", base64)));
        ApiHost.Accepted(await api.PostJson("in.php", new { key = ApiHost.Key, body = base64 }));
        Assert.Contains("taskId", await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = base64 } }), StringComparison.Ordinal);
        Assert.Equal(4, api.Memory.Captchas().Length);
        foreach (var captcha in api.Memory.Captchas()) Assert.Equal(image, await api.ImageOf(captcha.Id));
    }

    [Theory]
    [InlineData("iVBORw0KGgo*")]
    [InlineData("====")]
    [InlineData("A")]
    [InlineData("data:image/png;base64")]
    [InlineData("Zm9v=Zm9v")]
    [InlineData("\u00e4\u00f6\u00fc\u00df")]
    public async Task Broken_base64_is_a_broken_upload(string body)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_UPLOAD", await api.PostForm("in.php", ("key", ApiHost.Key), ("method", "base64"), ("body", body)));
        Assert.Contains("\"errorId\":110,", await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body } }), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task Without_any_image_the_upload_is_broken()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_UPLOAD", await api.Get($"in.php?key={ApiHost.Key}&method=post"));
        Assert.Equal("ERROR_UPLOAD", await api.PostForm("in.php", ("key", ApiHost.Key), ("body", "")));
        Assert.Equal("ERROR_UPLOAD", await api.PostJson("in.php", new { key = ApiHost.Key, body = 12, json = 0 }));
        Assert.Equal("ERROR_UPLOAD", await api.PostJson("in.php", new { key = ApiHost.Key, body = new[] { "a" } }));
        Assert.Contains("\"errorId\":110,", await api.PostJson("createTask", new { clientKey = ApiHost.Key, task = new { type = "ImageToTextTask", body = (string?)null } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_no_bytes_is_told_so()
    {
        await using var api = await ApiHost.Start();
        using var form = InPhpTransports.Multipart(("key", ApiHost.Key));
        form.Add(new ByteArrayContent([]), "file", "x.png");
        Assert.Equal("ERROR_ZERO_CAPTCHA_FILESIZE", await api.Post("in.php", form));
    }
}
