using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CaptchaGrains.Portal.Shell;

/// <summary>The stylesheet, the script and the icon, out of the assembly. A page links to an asset by its hash, so a browser keeps it for good.</summary>
public sealed class Assets
{
    private const string Prefix = "assets/";

    private readonly FrozenDictionary<string, Asset> _assets;

    public Assets()
    {
        var assembly = typeof(Assets).Assembly;
        _assets = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return new Asset(bytes.ToArray(), ContentType(name));
            });
    }

    /// <summary>Where a page finds it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    public string Url(HttpRequest request, string name) => $"{request.PathBase}/{Prefix}{name}?v={_assets[name].Version}";

    internal IEndpointConventionBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/" + Prefix + "{name}", Send);

    private IResult Send(HttpContext context, string name)
    {
        if (!_assets.TryGetValue(name, out var asset)) return TypedResults.NotFound();
        var current = context.Request.Query["v"] == asset.Version;
        context.Response.Headers.CacheControl = current ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(asset.Bytes, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\""));
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"What is '{other}'?"),
    };

    private sealed record Asset(byte[] Bytes, string ContentType)
    {
        public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16];
    }
}
