using System.Text.Json.Nodes;

namespace CaptchaGrains.Conformance;

/// <summary>One captcha that the suite submits: how both versions of the customer API write it, what the worker answers, and how the answer has to come back.</summary>
internal sealed record Sample(string Kind)
{
    /// <summary>What distinguishes it from others of its kind; empty: nothing.</summary>
    public string Variant { get; init; } = "";

    /// <summary>The kind's method in version 1; null: <c>post</c> or <c>base64</c>, by how the file travels.</summary>
    public string? Method { get; init; }

    /// <summary>Whether version 1 tells the kind without the method.</summary>
    public bool NeedsMethod { get; init; } = true;

    /// <summary>Version 1, without key, method and file.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Version 2, without the file.</summary>
    public required JsonObject Task { get; init; }

    public byte[]? File { get; init; }

    public string FileName { get; init; } = "image.jpg";

    /// <summary>Whether the file may travel as a multipart part; sound comes as base64 only.</summary>
    public bool TakesParts { get; init; } = true;

    /// <summary>In the worker API.</summary>
    public required JsonNode Answer { get; init; }

    /// <summary>Behind <c>OK|</c>.</summary>
    public required string Plain { get; init; }

    /// <summary>The <c>request</c> of version 1's JSON; null: a text, the same as <see cref="Plain"/>.</summary>
    public JsonNode? Json { get; init; }

    /// <summary>Version 2's <c>solution</c>.</summary>
    public required JsonObject Solution { get; init; }

    public bool IsToken => Task.ContainsKey("websiteURL");

    public string Name => Variant.Length == 0 ? Kind : $"{Kind} {Variant}";
}
