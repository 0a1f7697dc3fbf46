using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CaptchaGrains.Portal.Shell;

/// <summary>
/// The stylesheet, the scripts and the icon, out of the assembly. A page links to an asset by its hash, so a browser keeps it for good. Scripts of a folder name each other without
/// a hash, so there the folder has one for all of them: <c>/assets/workpage@0123456789abcdef/page.js</c>.
/// </summary>
public sealed class Assets
{
    private const string Prefix = "assets/";

    private readonly FrozenDictionary<string, Asset> _assets;
    private readonly FrozenDictionary<string, string> _folders;

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
        _folders = _assets.Where(a => a.Key.Contains('/', StringComparison.Ordinal)).GroupBy(a => a.Key[..a.Key.LastIndexOf('/')]).ToFrozenDictionary(
            folder => folder.Key,
            folder => Asset.Hash(System.Text.Encoding.ASCII.GetBytes(string.Join('\n', folder.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key} {a.Value.Version}")))));
    }

    /// <summary>Where a page finds it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    public string Url(HttpRequest request, string name)
    {
        var asset = _assets[name];
        var slash = name.LastIndexOf('/');
        return slash < 0
            ? $"{request.PathBase}/{Prefix}{name}?v={asset.Version}"
            : $"{request.PathBase}/{Prefix}{name[..slash]}@{_folders[name[..slash]]}{name[slash..]}";
    }

    /// <summary>Where a page finds all of a folder, so that it can ask for them at once.</summary>
    public IEnumerable<string> UrlsIn(HttpRequest request, string folder) =>
        _assets.Keys.Where(name => name.StartsWith(folder + '/', StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => Url(request, name));

    internal IEndpointConventionBuilder Map(IEndpointRouteBuilder routes) => routes.MapGet("/" + Prefix + "{**name}", Send);

    private IResult Send(HttpContext context, string name)
    {
        var (at, slash) = (name.IndexOf('@', StringComparison.Ordinal), name.LastIndexOf('/'));
        var version = at > 0 && slash > at ? name[(at + 1)..slash] : null;
        if (version is not null) name = name[..at] + name[slash..];
        if (!_assets.TryGetValue(name, out var asset)) return TypedResults.NotFound();
        var current = version is null ? context.Request.Query["v"] == asset.Version : _folders[name[..name.LastIndexOf('/')]] == version;
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
        public string Version { get; } = Hash(Bytes);

        public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
    }
}
