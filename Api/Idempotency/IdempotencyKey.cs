using System.Security.Cryptography;
using CaptchaGrains.Api.Requests;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.Idempotency;

/// <summary>The customer's own name for a submission, in the header <c>Idempotency-Key</c> or the field <c>idempotencyKey</c>.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int Longest = 255;

    public static readonly ParameterName Name = new("idempotencyKey");

    private static readonly byte[] NameBytes = [.. "idempotencyKey"u8];

    /// <summary>The header becomes a field, before all others: a field of that name in the request itself counts more.</summary>
    public static void Take(HttpRequest request, Fields fields)
    {
        if (!request.Headers.TryGetValue(Header, out var values)) return;
        // Kestrel gives each byte above ASCII as some character above it, which is refused like all others that cannot be seen.
        var text = values.ToString();
        fields.TryAdd(new Field(NameBytes, System.Text.Encoding.UTF8.GetBytes(text), FieldForm.UrlEncoded));
    }

    /// <param name="hash">SHA-256, hexadecimal; null: there is no key.</param>
    /// <returns>False when it is not 1 … 255 visible ASCII characters.</returns>
    public static bool TryRead(Fields fields, out string? hash)
    {
        hash = null;
        if (fields.Find(Name) is not { } field) return true;
        var key = field.Value.Span;
        if (field.Form is FieldForm.JsonStructure or FieldForm.JsonBoolean or FieldForm.File) return false;
        if (key.Length > Longest || key.ContainsAnyExceptInRange((byte)'!', (byte)'~')) return false;
        hash = Convert.ToHexStringLower(SHA256.HashData(key));
        return true;
    }
}
