using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CaptchaGrains.Api.Docs;

/// <summary>Stylesheet, script and icon, out of the assembly. Pages link to them by their hash, so that a browser keeps them for good.</summary>
internal static class DocsAssets
{
    public const string Pattern = "/docs/assets/{name}";

    private static readonly FrozenDictionary<string, Asset> All = new Dictionary<string, Asset>
    {
        // The portal's design system first, which the documentation shares.
        ["docs.css"] = new([.. Read("portal.css"), .. Read("docs.css")], "text/css; charset=utf-8"),
        ["docs.js"] = new(Read("docs.js"), "text/javascript; charset=utf-8"),
        ["icon.svg"] = new(Read("icon.svg"), "image/svg+xml"),
    }.ToFrozenDictionary();

    public static string Url(string name) => $"/docs/assets/{name}?v={All[name].Version}";

    public static Task Send(HttpContext context)
    {
        if (context.Request.RouteValues["name"] is not string name || !All.TryGetValue(name, out var asset)) return TypedResults.NotFound().ExecuteAsync(context);
        var isCurrent = context.Request.Query["v"] == asset.Version;
        context.Response.Headers.CacheControl = isCurrent ? "public, max-age=31536000, immutable" : "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(asset.Bytes, asset.ContentType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\"")).ExecuteAsync(context);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(DocsAssets).Assembly.GetManifestResourceStream("docs/" + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed record Asset(byte[] Bytes, string ContentType)
    {
        public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16];
    }
}
