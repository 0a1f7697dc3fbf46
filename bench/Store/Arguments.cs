using System.Globalization;

namespace CaptchaGrains.Bench.Store;

/// <summary>What to measure.</summary>
/// <param name="Engine"><c>postgres</c>, <c>sqlite</c> or <c>memory</c>.</param>
/// <param name="Captchas">How many after the warm-up.</param>
/// <param name="Concurrency">Captchas at once.</param>
/// <param name="ImageBytes">Bytes of one image.</param>
/// <param name="Deletions">Pages of images that are deleted meanwhile, of captchas from before.</param>
/// <param name="Connection">Of PostgreSQL; null: a private server is started, with fsync.</param>
/// <param name="File">Of SQLite; null: a temporary one.</param>
internal sealed record Arguments(string Engine, int Captchas, int Concurrency, int ImageBytes, int Deletions, string? Connection, string? File)
{
    public const string Usage =
        "usage: [--engine postgres|sqlite|memory] [--captchas N] [--concurrency M] [--image-bytes B] [--deletions P] [--connection C] [--file F]";

    /// <exception cref="FormatException">Not as <see cref="Usage"/> says.</exception>
    public static Arguments Parse(string[] args)
    {
        var result = new Arguments("postgres", 50_000, 1000, 2048, 0, null, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) throw new FormatException($"{args[i]} needs a value.");
            var value = args[i + 1];
            result = args[i] switch
            {
                "--engine" => result with { Engine = value },
                "--captchas" => result with { Captchas = Number(value) },
                "--concurrency" => result with { Concurrency = Number(value) },
                "--image-bytes" => result with { ImageBytes = Number(value) },
                "--deletions" => result with { Deletions = Number(value) },
                "--connection" => result with { Connection = value },
                "--file" => result with { File = value },
                _ => throw new FormatException($"Unknown: {args[i]}."),
            };
        }
        return result;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"'{text}' is not a number above zero.");
}
