using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>Writes fields in every transport, the way that clients do and the ways that no client should.</summary>
internal static class Bodies
{
    private static readonly string[] BoundaryHeaders =
    [
        "boundary=b", "boundary=\"b\"", "Boundary=b; charset=utf-8", "charset=utf-8;boundary=\"b\"", "boundary=\"b", "boundary=", "boundary=\"\"", "bundary=b", "boundary=bb", "boundary=b;boundary=c",
        "boundary=" + new string('b', 300), "",
    ];

    public static string UrlEncoded(IEnumerable<FuzzField> fields) => string.Join('&', fields.Select(field => (field.Style % 12) switch
    {
        0 => Escaped(field.Name).Replace("%20", "+", StringComparison.Ordinal) + "=" + Escaped(field.Value).Replace("%20", "+", StringComparison.Ordinal),
        1 => $"{Escaped(field.Name)}={Escaped(field.Value)}%",
        2 => $"{Escaped(field.Name)}={Escaped(field.Value)}%4&%zz",
        3 => Escaped(field.Name),
        4 => $"&&{Escaped(field.Name)}={Escaped(field.Value)}==",
        5 => $"{Escaped(field.Name)}=%ff%fe{Escaped(field.Value)}",
        _ => $"{Escaped(field.Name)}={Escaped(field.Value)}",
    }));

    /// <returns>The content type, and the body.</returns>
    public static (string Type, byte[] Body) Multipart(IEnumerable<FuzzField> fields, int style)
    {
        var isUsual = style % 3 > 0;
        var (boundary, header) = isUsual && style % 7 == 0
            ? ("Upload----11/21/2026 00:04:15", "boundary=\"Upload----11/21/2026 00:04:15\"")
            : ("b", isUsual ? "boundary=b" : BoundaryHeaders[style / 3 % BoundaryHeaders.Length]);
        var end = style % 29 == 0 ? "\n" : "\r\n";
        using var body = new MemoryStream();
        if (style % 13 == 0) Write("preamble" + end);
        foreach (var field in fields)
        {
            Write($"--{boundary}{end}Content-Disposition: form-data; {NameOf(field)}{end}{MoreHeaders(field, end)}{end}");
            body.Write(IsBinary(field) ? Convert.FromBase64String(Vocabulary.Image) : Encoding.UTF8.GetBytes(field.Value));
            Write(end);
        }
        if (style % 23 > 0) Write($"--{boundary}--{(style % 2 == 0 ? end : "")}");
        return ("multipart/form-data; " + header, body.ToArray());

        void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>An object of the fields beside the task, and of those in it where there are any.</summary>
    public static string Json(IReadOnlyList<FuzzField> fields, int style)
    {
        var members = fields.Where(f => !f.InTask).Select(Member).ToList();
        if (fields.Any(f => f.InTask)) members.Add(Text("task", 1) + ":" + Wrapped("{" + string.Join(',', fields.Where(f => f.InTask).Select(Member)) + "}", style));
        var json = "{" + string.Join(style % 5 == 0 ? " ,\r\n" : ",", members) + "}";
        return (style % 61) switch
        {
            0 => "\ufeff" + json,
            1 => json + json,
            2 => "[" + json + "]",
            3 => json[..^1],
            4 => json.Replace('"', '\''),
            5 => "// comment\n" + json,
            6 => json.Replace("}", ",}", StringComparison.Ordinal),
            7 => Deep("[", "]", 100_000),
            8 => Deep("{\"a\":", "}", 17),
            9 => "",
            10 => "null",
            _ => json,
        };
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text.Replace("\ud800", "\ufffd", StringComparison.Ordinal));

    private static bool IsBinary(FuzzField field) => field.Value == Vocabulary.Image && field.Style % 3 > 0;

    private static string NameOf(FuzzField field) => (field.Style % 9) switch
    {
        0 => $"name={field.Name}",
        1 => $"name=\"{field.Name}\"; filename=\"x.png\"",
        2 => $"name=\"{field.Name}\"; filename=x; filename*=utf-8''x",
        3 => $"name=\"{field.Name}; filename=",
        4 => $"NAME=\"{field.Name}\";;",
        _ => $"name=\"{field.Name}\"{(IsBinary(field) ? "; filename=\"C:\\dir\\x.gif\"" : "")}",
    };

    private static string MoreHeaders(FuzzField field, string end) => (field.Style % 11) switch
    {
        0 => "Content-Type: text/plain; charset=utf-8" + end,
        1 => "Content-Transfer-Encoding: base64" + end,
        2 => new string('h', 9000) + ": x" + end,
        3 => "Content-Type: image/png" + end,
        _ => "",
    };

    private static string Member(FuzzField field) => $"{Text(field.Name, field.Style)}:{Value(field)}";

    private static string Value(FuzzField field) => (field.Style % 40) switch
    {
        0 => "null",
        1 => "true",
        2 => "false",
        3 => "[]",
        4 => $"[{Text(field.Value, 1)},{{}}]",
        5 => $"{{\"a\":{Text(field.Value, 1)}}}",
        6 => "-0.0e5",
        7 => "123456789012345678901234567890",
        8 => Deep("[", "]", 40),
        9 => "\"\\ud83d\"",
        10 => "\"a\\u0000b\"",
        11 => "tru",
        12 => "NaN",
        < 26 when decimal.TryParse(field.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && field.Value[0] != '+' => field.Value,
        _ => Text(field.Value, field.Style),
    };

    private static string Text(string text, int style) => style % 15 == 0 && text.Length < 1000
        ? "\"" + string.Concat(text.Select(c => $"\\u{(int)c:x4}")) + "\""
        : JsonSerializer.Serialize(text);

    private static string Wrapped(string task, int style) => (style % 31) switch
    {
        0 => "[" + task + "]",
        1 => JsonSerializer.Serialize(task),
        2 => "null",
        _ => task,
    };

    private static string Deep(string open, string close, int levels) =>
        string.Concat(Enumerable.Repeat(open, levels)) + "0" + string.Concat(Enumerable.Repeat(close, levels));
}
