using System.IO.Compression;
using System.Text;
using CaptchaGrains.Api.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>Requests between right and wrong: one that would be right, with some fields changed, in any transport, and then damaged.</summary>
internal sealed class Asks
{
    private static readonly Gen<int> Style = Gen.Choose(0, 1_000_000);

    private readonly string[] _routes;
    private readonly string[] _actions;

    /// <param name="routes">Every path that the API serves. The two of version 1 and the submission of version 2 have most to read and are asked most.</param>
    /// <param name="actions">Of <c>res.php</c>; answers are asked for most.</param>
    public Asks(IEnumerable<string> routes, IEnumerable<string> actions)
    {
        _actions = [.. actions.Order(StringComparer.Ordinal), "get", "get", "get", ""];
        _routes = [.. routes, .. Enumerable.Repeat("/in.php", 12), .. Enumerable.Repeat("/res.php", 6), .. Enumerable.Repeat("/createTask", 8), .. Enumerable.Repeat("/getTaskResult", 3)];
    }

    public Gen<Ask> All =>
        from route in Gen.Elements(_routes)
        from right in route is "/in.php" ? Order(ApiVersion.V1) : route is "/createTask" ? Order(ApiVersion.V2) : Question(route)
        from wrong in Some(AnyField, 3, likely: 2)
        from dropped in Gen.Frequency((12, Gen.Constant(-1)), (1, Gen.Choose(0, 5)))
        from fields in Gen.Shuffle(right.Where((_, i) => i != dropped).Concat(wrong).ToArray())
        from transport in Gen.Choose(0, 5)
        from type in Gen.Frequency((14, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>(
            "", "text/plain", "image/png", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=b", "application/json; charset=utf-16", "application/json; charset=nonsense", "json", "*/*")))
        from method in Gen.Frequency((30, Gen.Constant("")), (1, Gen.Elements("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "BREW")))
        from headers in Some(Header, 2, likely: 5)
        from framing in Gen.Frequency((18, Gen.Constant(Framing.Whole)), (2, Gen.Constant(Framing.Chunked)), (1, Gen.Elements(Enum.GetValues<Framing>())))
        from damages in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Choose(1, 8)))
        from style in Style
        select Make(route, fields, transport, type, method, headers, framing, damages, style);

    private static Gen<FuzzField> AnyField =>
        from name in Gen.Elements(Vocabulary.Names)
        from value in Gen.Elements(Vocabulary.Values)
        from style in Style
        from inTask in Gen.Elements(true, false)
        select new FuzzField(name, value, style) { InTask = inTask };

    private static Gen<(string, string)> Header => Gen.Elements(
        ("Idempotency-Key", "a"), ("Idempotency-Key", "b"), ("Idempotency-Key", ""), ("Idempotency-Key", "with space"), ("Idempotency-Key", new string('k', 256)), ("Origin", "https://demo.test"), ("Origin", "null"),
        ("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Content-Encoding", "nonsense"), ("X-Forwarded-For", "10.0.0.1"), ("Accept-Encoding", "gzip"), ("Accept", "nothing"), ("Cookie", "a=b"),
        ("Access-Control-Request-Method", "POST"), ("Authorization", "Bearer x"), ("X-HTTP-Method-Override", "DELETE"), ("Range", "bytes=0-1"));

    /// <summary>Of each kind, what it requires, and some of what it may have.</summary>
    private static Gen<FuzzField[]> Order(ApiVersion version) =>
        from form in Gen.Elements(KindForms.All.ToArray())
        from chosen in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 1 << 20)))
        from wrongAt in Gen.Frequency((3, Gen.Constant(-1)), (1, Gen.Choose(0, 20)))
        from wrongValue in Gen.Elements(Vocabulary.Values)
        from style in Style
        select FieldsOf(form, version, chosen, wrongAt, wrongValue, style);

    private static FuzzField[] FieldsOf(KindForm form, ApiVersion version, int chosen, int wrongAt, string wrongValue, int style)
    {
        var isV1 = version == ApiVersion.V1;
        var fields = new List<FuzzField> { Plain(isV1 ? "key" : "clientKey", ApiHost.Key), Plain(isV1 ? "method" : "type", isV1 ? form.V1 : form.V2) with { InTask = !isV1 } };
        var parameters = form.Parameters.Concat(CommonParameters.All).ToArray();
        for (var i = 0; i < parameters.Length; i++)
        {
            var (parameter, name) = (parameters[i], parameters[i].In(version));
            var isNeeded = parameter.IsRequired || parameter == ImageParameters.Body || parameter == ImageParameters.Instruction || parameter == ImageParameters.IsGrid
                || (parameter == CommonParameters.PageUrl && form.V2.EndsWith("Proxyless", StringComparison.Ordinal)) || parameter == TokenParameters.Version;
            if (name is null || !(isNeeded || (chosen >> (i % 20) & 1) == 1)) continue;
            if (parameter == CommonParameters.CallbackUrl && style % 4 > 0) continue; // its host has to be registered, which is rare here
            var spelling = style % 8 == 0 ? name.Spellings[style % name.Spellings.Length] : name.Spellings[0];
            fields.Add(Plain(Encoding.UTF8.GetString(spelling), i == wrongAt ? wrongValue : Vocabulary.RightFor(parameter, form)) with { InTask = !isV1 });
        }
        return [.. fields];
    }

    /// <summary>About captchas that there may be, balances, hosts of callbacks.</summary>
    private Gen<FuzzField[]> Question(string route) =>
        from action in Gen.Elements(_actions)
        from id in Gen.Choose(0, 3000)
        from wait in Gen.Frequency((8, Gen.Constant("")), (1, Gen.Elements("0", "1", "25", "26", "x")))
        from many in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        let text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}")
        select (FuzzField[])
        [
            Plain(route == "/res.php" ? "key" : "clientKey", ApiHost.Key), Plain("action", action), many ? Plain("ids", $"{text},1,2") : Plain(route == "/res.php" ? "id" : "taskId", text), Plain("wait", wait), Plain("addr", "demo.test"),
        ];

    private static FuzzField Plain(string name, string value) => new(name, value, 32); // a style in which all transports write it plainly

    private static Gen<T[]> Some<T>(Gen<T> one, int most, int likely) =>
        from none in Gen.Choose(0, likely)
        from count in Gen.Choose(1, most)
        from all in one.ArrayOf(count)
        select none == 0 ? all : [];

    private static Ask Make(
        string route, FuzzField[] fields, int transport, string? type, string method, (string Name, string Value)[] headers, Framing framing, int damages, int style)
    {
        var path = route.Contains('{', StringComparison.Ordinal) ? "/nothingSuch" : style % 50 == 0 ? route.ToUpperInvariant() : route;
        var isV1 = route.EndsWith(".php", StringComparison.Ordinal);
        var half = fields.Length / 2;
        var (contentType, body, query) = (isV1 ? transport : 5) switch
        {
            0 => (null, null, Bodies.UrlEncoded(fields.Where(f => f.Value.Length < 300 && f.Name.Length < 300))),
            1 => ("application/x-www-form-urlencoded", Bytes(Bodies.UrlEncoded(fields)), ""),
            2 => ("application/x-www-form-urlencoded; charset=utf-8", Bytes(Bodies.UrlEncoded(fields[half..])), Bodies.UrlEncoded(fields[..half].Where(f => f.Value.Length < 300 && f.Name.Length < 300))),
            3 or 4 => With(Bodies.Multipart(fields, style)),
            _ => ("application/json", Bytes(Bodies.Json(fields, style)), ""),
        };
        if (method.Length == 0) method = body is null ? "GET" : "POST";
        if (method is "GET" or "HEAD") body = null;
        if (body is null) framing = Framing.Whole;
        var all = new List<(string, string)>(headers);
        if (body is not null)
        {
            if (style % 101 == 0) body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body));
            if (headers.Any(h => h == ("Content-Encoding", "gzip"))) body = Packed(body);
            body = Damaged(body, damages, style);
            if ((type ?? contentType) is { Length: > 0 } said) all.Add(("Content-Type", said));
        }
        return new Ask(route, method, query.Length == 0 ? path : $"{path}?{query}", [.. all], body, framing);

        static (string?, byte[]?, string) With((string Type, byte[] Body) form) => (form.Type, form.Body, "");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(byte[] body)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest)) gzip.Write(body);
        return buffer.ToArray();
    }

    private static byte[] Damaged(byte[] body, int damages, int style)
    {
        if (damages == 0 || body.Length == 0) return body;
        var random = new Random(style);
        for (var i = 0; i < damages; i++) body[random.Next(body.Length)] = (byte)random.Next(256);
        return damages % 3 == 0 ? body[..random.Next(body.Length)] : body;
    }
}
