using System.Text;

namespace CaptchaGrains.Api.Tests.Fuzzing;

/// <summary>How the bytes of a body travel, and whether they are what the head of the request announces.</summary>
internal enum Framing
{
    Whole = 1,
    Chunked = 2,

    /// <summary>The client waits for leave to send.</summary>
    Expecting = 3,

    /// <summary>A few bytes at a time.</summary>
    InPieces = 4,

    /// <summary>Less than announced, and the client sends no more but listens.</summary>
    Stalled = 5,

    /// <summary>Less than announced, and the client ends.</summary>
    BrokenOff = 6,

    /// <summary>More than announced.</summary>
    Overflowing = 7,

    BrokenChunks = 8,
}

/// <summary>One request.</summary>
/// <param name="Route">Which endpoint it is meant for.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Body">Null: none.</param>
internal sealed record Ask(string Route, string Method, string Target, (string Name, string Value)[] Headers, byte[]? Body, Framing Framing)
{
    /// <summary>The request is well-formed HTTP, so that it has to be answered.</summary>
    public bool IsHttp => Framing <= Framing.Stalled;

    public override string ToString() =>
        $"{Framing} {Method} {Target} {string.Join("; ", Headers.Select(h => $"{h.Name}: {h.Value}"))} | {Short(Encoding.Latin1.GetString(Body ?? []))}";

    private static string Short(string text) => text.Length <= 2000 ? text : $"{text[..2000]}… ({text.Length} bytes)";
}
