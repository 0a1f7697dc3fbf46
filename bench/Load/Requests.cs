using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace CaptchaGrains.Load;

/// <summary>Requests as bytes. Submissions, the big ones, are made once and sent again and again.</summary>
internal static class Requests
{
    private const string Boundary = "captchagrains-load-boundary-7b3f";

    public static byte[] SubmitFile(IPEndPoint api, string key, byte[] image)
    {
        using var body = new MemoryStream(image.Length + 512);
        Field("key", key);
        Field("method", "post");
        body.Write(Encoding.ASCII.GetBytes(
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"captcha.png\"\r\nContent-Type: image/png\r\n\r\n"));
        body.Write(image);
        body.Write(Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n"));
        return Post(api, "/in.php", $"multipart/form-data; boundary={Boundary}", body.ToArray());

        void Field(string name, string value) => body.Write(Encoding.ASCII.GetBytes(
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }

    public static byte[] SubmitBase64(IPEndPoint api, string key, byte[] image) =>
        Post(api, "/in.php", "application/x-www-form-urlencoded",
            Encoding.ASCII.GetBytes($"key={key}&method=base64&body={Uri.EscapeDataString(Convert.ToBase64String(image))}"));

    /// <summary>The request with one more header, behind its first line.</summary>
    public static byte[] WithIdempotencyKey(byte[] request, string key)
    {
        var line = request.AsSpan().IndexOf("\r\n"u8) + 2;
        return [.. request.AsSpan(0, line), .. Encoding.ASCII.GetBytes($"Idempotency-Key: {key}\r\n"), .. request.AsSpan(line)];
    }

    public static byte[] Ask(IPEndPoint api, string key, long id) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"GET /res.php?key={key}&action=get&id={id} HTTP/1.1\r\nHost: {api}\r\n\r\n"));

    public static byte[] SignIn(IPEndPoint portal, string email, string password) =>
        Post(portal, "/worker/v1/session", "application/json", JsonSerializer.SerializeToUtf8Bytes(new { email, password }));

    public static byte[] Me(IPEndPoint portal, string token) =>
        Encoding.ASCII.GetBytes($"GET /worker/v1/me HTTP/1.1\r\nHost: {portal}\r\nAuthorization: Bearer {token}\r\n\r\n");

    public static byte[] Next(IPEndPoint portal, string token) =>
        Post(portal, "/worker/v1/next", "application/json", """{"waitSeconds":25}"""u8.ToArray(), token);

    public static byte[] Answer(IPEndPoint portal, string token, string assignment, string answer) =>
        Post(portal, $"/worker/v1/assignments/{assignment}/answer", "application/json",
            Encoding.ASCII.GetBytes($$"""{"answer":"{{answer}}","next":true,"waitSeconds":25}"""), token);

    public static byte[] Image(IPEndPoint portal, string token, string assignment) => Encoding.ASCII.GetBytes(
        $"GET /worker/v1/assignments/{assignment}/image HTTP/1.1\r\nHost: {portal}\r\nAuthorization: Bearer {token}\r\n\r\n");

    private static byte[] Post(IPEndPoint server, string path, string contentType, byte[] body, string? token = null)
    {
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: {server}\r\n{authorization}Content-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
