using System.Buffers;
using System.Buffers.Text;
using System.Text;
using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.Orders;

/// <summary>Reads images that were sent as base64 text, as clients really write it: with a <c>data:</c> prefix, line breaks, without padding.</summary>
internal static class Base64Image
{
    /// <returns>Null when it is not base64.</returns>
    public static byte[]? Decode(ReadOnlySpan<byte> text, FieldForm form)
    {
        if (!TryCutPrefix(ref text)) return null;
        var digits = ArrayPool<byte>.Shared.Rent(text.Length + 1);
        try
        {
            // The decoder for the URL alphabet is the one that forgives missing padding; both skip white space.
            var copy = digits.AsSpan(0, text.Length);
            text.Replace(copy, (byte)'+', (byte)'-');
            copy.Replace((byte)'/', (byte)'_');
            if (DecodeDigits(copy) is { } image) return image;
            // A plus sign and a space change places where somebody forgot to escape. Only what makes no sense otherwise is read the other way.
            if (form == FieldForm.UrlEncoded) copy.Replace((byte)'-', (byte)' ');
            else copy.Replace((byte)' ', (byte)'-');
            return DecodeDigits(copy);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(digits);
        }
    }

    private static bool TryCutPrefix(ref ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.Length < 5 || !Ascii.EqualsIgnoreCase(text[..5], "data:"u8)) return true;
        var comma = text.IndexOf((byte)',');
        if (comma < 0) return false;
        text = text[(comma + 1)..];
        return true;
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
