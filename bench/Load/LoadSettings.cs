using System.Globalization;
using System.Net;

namespace CaptchaGrains.Load;

/// <summary>What the command line asks for. Everything has a bound, and only this machine is ever called.</summary>
internal sealed record LoadSettings
{
    public const string Usage = """
        Load --api URL --key KEY [--portal URL] [--workers W] [--customers C] [--rate R] [--seconds S] [--warmup S]
             [--image-bytes N] [--base64] [--idempotency] [--look] [--pages N] [--poll-ms N] [--signal]
             [--worker-email-pattern bench-{0}@demo.test] [--worker-password P] [--sessions FILE] [--json FILE|-]

          --api       customer API, e.g. http://127.0.0.1:8080 (loopback addresses only)
          --portal    worker API; default: the same as --api
          --key       the customer's API key
          --workers   workers who wait and answer at once, 1 … 10000; default 64
          --customers connections that submit and ask, 1 … 5000; default 256
          --rate      captchas a second with fixed start times (open loop); without it each customer submits as fast as he gets answers (closed loop)
          --seconds   measured time, 1 … 3600; default 20, after --warmup seconds (default 5)
          --base64    submit method=base64 instead of a multipart file
          --idempotency  an Idempotency-Key of its own with each submission
          --look      workers fetch each image, as a browser does
          --pages     so many of the workers, the last ones, have the work page open in a browser; 0 … 50; default 0.
                      The browser is the one that CHROMIUM names, else /usr/bin/chromium
          --poll-ms   between two questions for an answer, 1 … 10000; default 100
          --signal    begin to ask only when the worker's answer is on its way (the worker is in this process): --poll-ms after it, and then every --poll-ms
          --sessions  keeps the workers' session tokens in this file, because signing in is slow on purpose
        """;

    public required IPEndPoint Api { get; init; }

    public required IPEndPoint Portal { get; init; }

    public required string Key { get; init; }

    public int Workers { get; init; } = 64;

    public int Customers { get; init; } = 256;

    /// <summary>Captchas a second; null: closed loop.</summary>
    public double? Rate { get; init; }

    public int Seconds { get; init; } = 20;

    public int Warmup { get; init; } = 5;

    public int ImageBytes { get; init; } = 2048;

    public bool Base64 { get; init; }

    public bool Idempotency { get; init; }

    public bool Look { get; init; }

    public int Pages { get; init; }

    public bool Signal { get; init; }

    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(100);

    public string EmailPattern { get; init; } = "bench-{0}@demo.test";

    public string Password { get; init; } = "demo-worker";

    public string? SessionsFile { get; init; }

    public string? Json { get; init; }

    /// <exception cref="FormatException">Something is missing, unknown or out of range; the message says what.</exception>
    public static LoadSettings Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            var isFlag = name is "--base64" or "--idempotency" or "--look" or "--signal";
            if (!isFlag && !Known.Contains(name)) throw new FormatException($"'{name}' is not known here.");
            values[name] = isFlag ? "" : i + 1 < args.Length ? args[++i] : throw new FormatException($"{name} has no value.");
        }
        var api = values.GetValueOrDefault("--api") ?? throw new FormatException("--api is missing.");
        return new LoadSettings
        {
            Api = Loopback(api, "--api"),
            Portal = Loopback(values.GetValueOrDefault("--portal") ?? api, "--portal"),
            Key = values.GetValueOrDefault("--key") is { Length: 32 } key ? key : throw new FormatException("--key has 32 characters."),
            Workers = (int)Number("--workers", 1, 10_000, 64),
            Customers = (int)Number("--customers", 1, 5_000, 256),
            Rate = values.ContainsKey("--rate") ? Number("--rate", 0.1, 100_000, 0) : null,
            Seconds = (int)Number("--seconds", 1, 3_600, 20),
            Warmup = (int)Number("--warmup", 0, 600, 5),
            ImageBytes = (int)Number("--image-bytes", 1_024, 600_000, 2_048),
            Pages = (int)Number("--pages", 0, 50, 0),
            Poll = TimeSpan.FromMilliseconds(Number("--poll-ms", 1, 10_000, 100)),
            Base64 = values.ContainsKey("--base64"),
            Idempotency = values.ContainsKey("--idempotency"),
            Look = values.ContainsKey("--look"),
            Signal = values.ContainsKey("--signal"),
            EmailPattern = values.GetValueOrDefault("--worker-email-pattern") ?? "bench-{0}@demo.test",
            Password = values.GetValueOrDefault("--worker-password") ?? "demo-worker",
            SessionsFile = values.GetValueOrDefault("--sessions"),
            Json = values.GetValueOrDefault("--json"),
        };

        double Number(string name, double least, double most, double otherwise)
        {
            if (!values.TryGetValue(name, out var text)) return otherwise;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name} is {least} to {most}."));
        }
    }

    private static readonly HashSet<string> Known =
    [
        "--api", "--portal", "--key", "--workers", "--customers", "--rate", "--seconds", "--warmup", "--image-bytes", "--pages", "--poll-ms",
        "--worker-email-pattern", "--worker-password", "--sessions", "--json",
    ];

    private static IPEndPoint Loopback(string url, string name)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
            throw new FormatException($"{name} is an address like http://127.0.0.1:8080.");
        var address = uri.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip : null;
        return address is not null && IPAddress.IsLoopback(address)
            ? new IPEndPoint(address, uri.Port)
            : throw new FormatException($"{name}: only this machine's own loopback addresses are put under load.");
    }
}
