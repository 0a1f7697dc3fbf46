using System.Text;
using System.Web;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Tests;

/// <summary>Every way in which clients bring an image to in.php.</summary>
public class InPhpTransports
{
    private static readonly byte[] Image = TestImages.PngFullOfPlus();
    private static readonly string Base64 = Convert.ToBase64String(Image);

    [Fact]
    public async Task An_urlencoded_post_with_base64_is_taken()
    {
        await using var api = await ApiHost.Start();
        var reply = await api.PostForm("in.php", ("key", ApiHost.Key), ("method", "base64"), ("body", Base64));
        Assert.Equal(api.OnlyCaptcha().Id.Value, ApiHost.Accepted(reply));
        await AssertStored(api);
    }

    [Fact]
    public async Task A_multipart_post_with_a_file_is_taken_whatever_the_file_is_called()
    {
        await using var api = await ApiHost.Start();
        using var form = Multipart(("key", ApiHost.Key), ("method", "post"));
        form.Add(new ByteArrayContent(Image), "file", "captcha.exe");
        ApiHost.Accepted(await api.Post("in.php", form));
        await AssertStored(api);
    }

    [Fact]
    public async Task A_multipart_post_with_base64_is_taken()
    {
        await using var api = await ApiHost.Start();
        using var form = Multipart(("key", ApiHost.Key), ("method", "base64"), ("body", Base64));
        ApiHost.Accepted(await api.Post("in.php", form));
        await AssertStored(api);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_json_post_is_taken_whatever_its_content_type_says(string contentType)
    {
        await using var api = await ApiHost.Start();
        var json = $$"""{"key":"{{ApiHost.Key}}","method":"base64","body":"{{Base64}}","json":1}""";
        var reply = await api.PostRaw("in.php", contentType, Encoding.UTF8.GetBytes(json));
        Assert.Equal($$"""{"status":1,"request":"{{api.OnlyCaptcha().Id}}"}""", reply);
        await AssertStored(api);
    }

    [Fact]
    public async Task A_get_with_everything_in_the_query_is_taken()
    {
        await using var api = await ApiHost.Start();
        ApiHost.Accepted(await api.Get($"in.php?&key={ApiHost.Key}&method=base64&body={HttpUtility.UrlEncode(Base64)}"));
        await AssertStored(api);
    }

    [Fact]
    public async Task Query_and_body_together_make_one_request_and_the_body_counts_more()
    {
        await using var api = await ApiHost.Start();
        var reply = await api.PostJson($"in.php?key={ApiHost.Key}&json=0&numeric=1", new { body = Base64, json = 1, numeric = 2 });
        Assert.StartsWith("""{"status":1""", reply, StringComparison.Ordinal);
        Assert.Equal(NumericRule.LettersOnly, api.OnlyCaptcha().Request.Numeric);
    }

    [Fact]
    public async Task An_escaped_slash_in_json_is_a_slash()
    {
        await using var api = await ApiHost.Start();
        var escaped = Base64.Replace("/", "\\/", StringComparison.Ordinal).Replace("+", "\\u002B", StringComparison.Ordinal);
        ApiHost.Accepted(await api.PostJson("in.php", $$"""{"key":"{{ApiHost.Key}}","body":"{{escaped}}"}"""));
        await AssertStored(api);
    }

    [Theory]
    [InlineData("data:image/png;base64,", 0, "\r\n")]
    [InlineData("", 76, "\r\n")]
    [InlineData("", 64, "\n")]
    [InlineData(" DATA:image/png;base64, ", 76, "\t\n")]
    public async Task Base64_may_have_a_data_prefix_and_white_space(string prefix, int lineLength, string lineBreak)
    {
        await using var api = await ApiHost.Start();
        var lines = lineLength == 0 ? Base64 : string.Join(lineBreak, Base64.Chunk(lineLength).Select(line => new string(line)));
        ApiHost.Accepted(await api.PostForm("in.php", ("key", ApiHost.Key), ("body", prefix + lines)));
        ApiHost.Accepted(await api.PostJson("in.php", new { key = ApiHost.Key, body = prefix + lines }));
        foreach (var captcha in api.Memory.Captchas()) Assert.Equal(Image, await api.ImageOf(captcha.Id));
    }

    [Fact]
    public async Task Base64_without_its_padding_is_taken()
    {
        await using var api = await ApiHost.Start();
        var image = TestImages.Png(bytes: 301);
        Assert.EndsWith("==", Convert.ToBase64String(image), StringComparison.Ordinal);
        ApiHost.Accepted(await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Convert.ToBase64String(image).TrimEnd('='))));
        Assert.Equal(image, await api.ImageOf(api.OnlyCaptcha().Id));
    }

    [Fact]
    public async Task Plus_signs_that_a_client_forgot_to_escape_survive()
    {
        await using var api = await ApiHost.Start();
        Assert.Contains('+', Base64);
        var body = Encoding.ASCII.GetBytes($"key={ApiHost.Key}&method=base64&body={Base64}&textinstructions=two+words");
        ApiHost.Accepted(await api.PostRaw("in.php", "application/x-www-form-urlencoded", body));
        await AssertStored(api);
        Assert.Equal("two words", api.OnlyCaptcha().Request.Instruction);
    }

    [Fact]
    public async Task Plus_signs_that_somebody_turned_into_spaces_are_plus_signs_again()
    {
        await using var api = await ApiHost.Start();
        for (var bytes = 300; bytes < 320; bytes++) // among them texts that are base64 without their spaces as well
        {
            var image = TestImages.PngFullOfPlus()[..bytes];
            var id = ApiHost.Accepted(await api.PostJson("in.php", new { key = ApiHost.Key, body = Convert.ToBase64String(image).Replace('+', ' ') }));
            Assert.Equal(image, await api.ImageOf(new(id)));
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(76)]
    public async Task Lines_that_were_folded_with_spaces_are_unfolded(int lineLength)
    {
        await using var api = await ApiHost.Start();
        for (var bytes = 100; bytes < 400; bytes += 7)
        {
            var image = TestImages.PngFullOfPlus()[..bytes];
            var folded = string.Join(' ', Convert.ToBase64String(image).Chunk(lineLength).Select(line => new string(line)));
            var id = ApiHost.Accepted(await api.PostJson("in.php", new { key = ApiHost.Key, body = folded }));
            Assert.Equal(image, await api.ImageOf(new(id)));
        }
    }

    [Fact]
    public async Task Line_breaks_that_came_as_bare_plus_signs_do_not_hurt()
    {
        await using var api = await ApiHost.Start();
        var image = TestImages.Gif(bytes: 300);
        image.AsSpan(13).Clear(); // no plus sign of its own
        var lines = string.Join("+", Convert.ToBase64String(image).Chunk(75).Select(line => new string(line)));
        ApiHost.Accepted(await api.PostRaw("in.php", "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes($"key={ApiHost.Key}&body={lines}")));
        Assert.Equal(image, await api.ImageOf(api.OnlyCaptcha().Id));
    }

    [Fact]
    public async Task An_empty_body_beside_a_file_is_overlooked()
    {
        await using var api = await ApiHost.Start();
        using var form = Multipart(("key", ApiHost.Key), ("body", ""));
        form.Add(new ByteArrayContent(Image), "file", "file");
        ApiHost.Accepted(await api.Post("in.php", form));
        await AssertStored(api);
    }

    [Fact]
    public async Task An_empty_file_beside_a_body_is_overlooked()
    {
        await using var api = await ApiHost.Start();
        using var form = Multipart(("key", ApiHost.Key), ("body", Base64));
        form.Add(new ByteArrayContent([]), "file", "empty");
        ApiHost.Accepted(await api.Post("in.php", form));
        await AssertStored(api);
    }

    [Theory]
    [InlineData("file_1", "a.png")]
    [InlineData("file", null)]
    public async Task A_file_is_found_as_file_1_and_without_a_name_of_its_own(string name, string? fileName)
    {
        await using var api = await ApiHost.Start();
        using var form = Multipart(("key", ApiHost.Key));
        if (fileName is null) form.Add(new ByteArrayContent(Image), name);
        else form.Add(new ByteArrayContent(Image), name, fileName);
        ApiHost.Accepted(await api.Post("in.php", form));
        await AssertStored(api);
    }

    [Fact]
    public async Task A_file_under_any_other_name_is_no_captcha()
    {
        await using var api = await ApiHost.Start();
        using var form = Multipart(("key", ApiHost.Key));
        form.Add(new ByteArrayContent(Image), "upload", "a.png");
        Assert.Equal("ERROR_UPLOAD", await api.Post("in.php", form));
        await api.AssertNothingHappened();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("post")]
    [InlineData("base64")]
    public async Task The_method_may_be_missing_or_wrong_for_the_image_is_found(string? method)
    {
        await using var api = await ApiHost.Start();
        (string, string)[] fields = method is null ? [("key", ApiHost.Key)] : [("key", ApiHost.Key), ("method", method)];
        ApiHost.Accepted(await api.PostForm("in.php", [.. fields, ("body", Base64)]));
        using var form = Multipart(fields);
        form.Add(new ByteArrayContent(Image), "file", "a");
        ApiHost.Accepted(await api.Post("in.php", form));
        foreach (var captcha in api.Memory.Captchas()) Assert.Equal(Image, await api.ImageOf(captcha.Id));
    }

    [Fact]
    public async Task Images_are_known_by_their_bytes()
    {
        await using var api = await ApiHost.Start();
        foreach (var (image, type) in new[] { (TestImages.Png(), "image/png"), (TestImages.Gif(), "image/gif"), (TestImages.Jpeg(), "image/jpeg") })
        {
            using var form = Multipart(("key", ApiHost.Key));
            form.Add(new ByteArrayContent(image) { Headers = { { "Content-Type", "application/octet-stream" } } }, "file", "x.txt");
            var id = ApiHost.Accepted(await api.Post("in.php", form));
            Assert.Equal(type, (await api.Memory.FindImage(new(id), Actors.Ports.ImagePart.Captcha))!.ContentType);
        }
    }

    internal static MultipartFormDataContent Multipart(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return form;
    }

    private static async Task AssertStored(ApiHost api) => Assert.Equal(Image, await api.ImageOf(api.OnlyCaptcha().Id));
}
