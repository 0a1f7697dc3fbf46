using System.Text;

namespace CaptchaGrains.Api.Tests;

/// <summary>Multipart as it looks on the wire from clients with habits of their own.</summary>
public class OddMultipart
{
    private static readonly byte[] Image = TestImages.Png();

    [Theory]
    [InlineData("\"Upload----11/21/2026 00:04:15\"", "Upload----11/21/2026 00:04:15")]
    [InlineData("----WebKitFormBoundaryAbC", "----WebKitFormBoundaryAbC")]
    [InlineData("a/b:c; charset=utf-8", "a/b:c")]
    [InlineData("\"semi;colon\"; charset=x", "semi;colon")]
    public async Task Boundaries_may_be_quoted_and_hold_anything(string header, string boundary)
    {
        await using var api = await ApiHost.Start();
        var body = Body(boundary,
            ($"Content-Disposition: form-data; name=key\r\nContent-Type: text/plain; charset=utf-8", Encoding.ASCII.GetBytes(ApiHost.Key)),
            ("Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=json", "0"u8.ToArray()),
            ("content-disposition: form-data; name=file; filename=a.jpg; filename*=utf-8''%D0%BA.jpg", Image));
        var reply = RawHttp.BodyOf(await RawHttp.Post(api.Address, "in.php", $"multipart/form-data; boundary={header}", body));
        ApiHost.Accepted(reply);
        Assert.Equal(Image, await api.ImageOf(api.OnlyCaptcha().Id));
    }

    [Fact]
    public async Task Only_a_name_with_a_star_makes_a_file_too()
    {
        await using var api = await ApiHost.Start();
        var body = Body("b", Part("key", ApiHost.Key), ("Content-Disposition: form-data; name=\"file\"; filename*=utf-8''a%3Bb.png", Image));
        ApiHost.Accepted(RawHttp.BodyOf(await RawHttp.Post(api.Address, "in.php", "multipart/form-data; boundary=b", body)));
    }

    [Fact]
    public async Task A_preamble_an_epilogue_and_spaces_behind_a_boundary_are_allowed()
    {
        await using var api = await ApiHost.Start();
        byte[] body =
        [
            .. "Hello\r\n--b \t\r\nContent-Disposition: form-data; name=key\r\n\r\n"u8, .. Encoding.ASCII.GetBytes(ApiHost.Key),
            .. "\r\n--b\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n"u8, .. Image, .. "\r\n--b--\r\nBye"u8,
        ];
        ApiHost.Accepted(RawHttp.BodyOf(await RawHttp.Post(api.Address, "in.php", "multipart/form-data; boundary=b", body)));
    }

    [Fact]
    public async Task A_file_that_holds_the_beginning_of_the_boundary_is_kept_whole()
    {
        await using var api = await ApiHost.Start();
        byte[] image = [.. Image, .. "\r\n--boundary-and-more\r\n--bound"u8];
        var body = Body("boundary", Part("key", ApiHost.Key), ("Content-Disposition: form-data; name=file; filename=x", image));
        ApiHost.Accepted(RawHttp.BodyOf(await RawHttp.Post(api.Address, "in.php", "multipart/form-data; boundary=boundary", body)));
        Assert.Equal(image, await api.ImageOf(api.OnlyCaptcha().Id));
    }

    [Theory]
    [InlineData("multipart/form-data", "--b\r\n\r\n--b--")]
    [InlineData("multipart/form-data; boundary=", "--\r\n--")]
    [InlineData("multipart/form-data; boundary=\"\"", "--\r\n--")]
    [InlineData("multipart/form-data; boundary=b", "")]
    [InlineData("multipart/form-data; boundary=b", "nothing")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=key\r\n\r\nabc")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=key\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--bContent-Disposition: form-data; name=key\r\n\r\nabc\r\n--b--")]
    public async Task Malformed_multipart_is_a_broken_upload(string contentType, string body)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_UPLOAD", RawHttp.BodyOf(await RawHttp.Post(api.Address, "in.php", contentType, Encoding.ASCII.GetBytes(body))));
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task Parts_without_a_name_or_with_odd_parameters_are_nobodys_fields()
    {
        await using var api = await ApiHost.Start();
        var body = Body("b", ("X: y", "z"u8.ToArray()), ("Content-Disposition: form-data; ;; lonely ; =; name=\"\"", "z"u8.ToArray()),
            Part("key", ApiHost.Key), ("Content-Disposition: form-data; name=\"file\"; filename=\"C:\\dir\\\\a\\\".png\"", Image));
        ApiHost.Accepted(RawHttp.BodyOf(await RawHttp.Post(api.Address, "in.php", "multipart/form-data; boundary=b", body)));
    }

    [Fact]
    public async Task Too_many_parts_are_refused()
    {
        await using var api = await ApiHost.Start();
        var body = Body("b", [.. Enumerable.Range(0, 200).Select(i => Part("key", ApiHost.Key))]);
        Assert.Equal("ERROR_BAD_PARAMETERS", RawHttp.BodyOf(await RawHttp.Post(api.Address, "in.php", "multipart/form-data; boundary=b", body)));
    }

    private static (string, byte[]) Part(string name, string value) => ($"Content-Disposition: form-data; name=\"{name}\"", Encoding.UTF8.GetBytes(value));

    private static byte[] Body(string boundary, params (string Headers, byte[] Content)[] parts)
    {
        using var body = new MemoryStream();
        foreach (var (headers, content) in parts)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\n{headers}\r\n\r\n"));
            body.Write(content);
            body.Write("\r\n"u8);
        }
        body.Write(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        return body.ToArray();
    }
}
