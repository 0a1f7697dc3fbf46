using System.Collections.Immutable;
using CaptchaGrains.Api.Orders;

namespace CaptchaGrains.Api.Docs;

/// <summary>What the page of a kind says beside its tables.</summary>
/// <param name="Lead">What it is, in a sentence or two.</param>
internal sealed record KindGuide(KindForm Form, string Slug, string Title, string Lead)
{
    /// <summary>The fields of the first example of version 1, without key and method. A value that begins with <c>@</c> is a file.</summary>
    public required ImmutableArray<(string Name, string Value)> V1 { get; init; }

    /// <summary>The members of its task in version 2, as JSON. A value that begins with <c>@</c> is a file, sent as base64.</summary>
    public required ImmutableArray<(string Name, string Json)> V2 { get; init; }

    /// <summary>What the worker answers, as <see cref="Core.Captchas.AnswerForm"/> keeps it.</summary>
    public required string Answer { get; init; }

    /// <summary>How the answer is read.</summary>
    public required string Reading { get; init; }

    /// <summary>Another answer of its own form; null: there is none.</summary>
    public (string Meaning, string Answer)? OtherAnswer { get; init; }

    /// <summary>What one should know before the first try.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Further names of it in version 2.</summary>
    public ImmutableArray<string> OtherTypes { get; init; } = [];
}
