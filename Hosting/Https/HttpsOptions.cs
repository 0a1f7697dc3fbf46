using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;

namespace CaptchaGrains.Hosting.Https;

/// <summary>How a host speaks HTTPS.</summary>
/// <param name="IsDevelopment">Makes a certificate of its own, where none is configured.</param>
/// <param name="Names">DNS names and addresses of a certificate of its own; <see cref="UsualNames"/> come with them.</param>
/// <param name="Certificate">A PEM file with the certificate and what its authority sent along; null: none.</param>
/// <param name="Key">The PEM file of its private key; null: it is in the same file.</param>
public sealed record HttpsOptions(bool IsDevelopment, ImmutableArray<string> Names, string? Certificate, string? Key)
{
    public static ImmutableArray<string> UsualNames { get; } = ["localhost", "127.0.0.1", "::1"];

    public static HttpsOptions None { get; } = new(false, [], null, null);

    /// <summary><c>https</c> (a switch), <c>Https:Names</c> with commas between them, <c>Https:Certificate</c>, <c>Https:Key</c>.</summary>
    public static HttpsOptions From(IConfiguration configuration) =>
        new(configuration.GetValue("https", false), NamesIn(configuration["Https:Names"]), configuration["Https:Certificate"], configuration["Https:Key"]);

    public static ImmutableArray<string> NamesIn(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
