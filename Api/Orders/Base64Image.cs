using System.Buffers;
using System.Buffers.Text;
using System.Text;
using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.Orders;

/// <summary>Reads images that were sent as base64 text, as clients really write it: with a <c>data:</c> prefix, line breaks, without padding.</summary>
internal static class Base64Image
{
    /// <summary>Characters; encoders fold at 64 or 76.</summary>
    private const int ShortestLine = 60;

    /// <summary>Characters in which so many bytes may be written: half as much again as their digits, for prefixes, line breaks and indentation.</summary>
    public static int LongestTextOf(int bytes) => bytes * 2;

    /// <returns>Null when it is not base64.</returns>
    public static byte[]? Decode(ReadOnlySpan<byte> text, FieldForm form)
    {
        if (!TryCutPrefix(ref text, form)) return null;
        var spacesArePluses = form != FieldForm.UrlEncoded && AreSpacesPluses(text);
        var digits = ArrayPool<byte>.Shared.Rent(text.Length + 1);
        try
        {
            // The decoder for the URL alphabet is the one that forgives missing padding; both skip white space.
            var copy = digits.AsSpan(0, text.Length);
            text.Replace(copy, (byte)'+', (byte)'-');
            copy.Replace((byte)'/', (byte)'_');
            if (spacesArePluses) copy.Replace((byte)' ', (byte)'-');
            if (DecodeDigits(copy) is { } image) return image;
            // What makes no sense is read the other way.
            if (form == FieldForm.UrlEncoded) copy.Replace((byte)'-', (byte)' ');
            else copy.Replace((byte)' ', (byte)'-');
            return DecodeDigits(copy);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(digits);
        }
    }

    private static bool TryCutPrefix(ref ReadOnlySpan<byte> text, FieldForm form)
    {
        // An urlencoded value keeps its plus signs; no image begins with one, so there they were spaces.
        var outside = form == FieldForm.UrlEncoded ? "+ \t\r\n"u8 : " \t\r\n"u8;
        text = text.TrimStart(outside).TrimEnd(" \t\r\n"u8);
        if (text.Length < 5 || !Ascii.EqualsIgnoreCase(text[..5], "data:"u8)) return true;
        var comma = text.IndexOf((byte)',');
        if (comma < 0) return false;
        text = text[(comma + 1)..].TrimStart(outside);
        return true;
    }

    /// <summary>
    /// Whether the spaces were plus signs before somebody decoded the text once too often: then the length is right with them, and they are not where lines
    /// were folded.
    /// </summary>
    private static bool AreSpacesPluses(ReadOnlySpan<byte> text) =>
        text.Contains((byte)' ') && text.Length % 4 == 0 && !text.ContainsAny("\r\n\t"u8) && !IsFolded(text);

    private static bool IsFolded(ReadOnlySpan<byte> text)
    {
        var line = text.IndexOf((byte)' ');
        if (line < ShortestLine) return false;
        var folds = 0;
        for (var at = line; at < text.Length && text[at] == ' '; at += line + 1) folds++;
        return folds == text.Count((byte)' ') && folds == (text.Length - 1) / (line + 1);
    }

    private static byte[]? DecodeDigits(ReadOnlySpan<byte> digits)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(digits.Length) + 1);
        try
        {
            var status = Base64Url.DecodeFromUtf8(digits, bytes, out _, out var written);
            return status == OperationStatus.Done ? bytes.AsSpan(0, written).ToArray() : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
