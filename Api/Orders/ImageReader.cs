using System.Runtime.InteropServices;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Orders;

/// <summary>Reads an image from a field, judging it by its bytes and never by its name.</summary>
internal static class ImageReader
{
    /// <returns>Null when it is accepted.</returns>
    public static ErrorCode? Read(in Field field, ImageLimits limits, out StoredImage? image)
    {
        image = null;
        if (BytesOf(field, limits.MaxBytes, static bytes => ImageProbe.TryRead(bytes, out _), out var bytes) is { } flaw) return flaw;
        var refusal = ImageProbe.Check(bytes, limits, out var info);
        if (refusal is null) image = new StoredImage(info.ContentType, ImmutableCollectionsMarshal.AsImmutableArray(bytes));
        return refusal switch
        {
            null => null,
            ImageRefusal.TooSmall => ErrorCode.ZeroFileSize,
            ImageRefusal.TooBig => ErrorCode.TooBigFileSize,
            _ => ErrorCode.ImageTypeNotSupported,
        };
    }

    /// <param name="most">Of more bytes nothing is copied or decoded.</param>
    /// <param name="isRaw">Tells bytes from base64 in a part that has no file name.</param>
    /// <returns>Null when there are bytes.</returns>
    public static ErrorCode? BytesOf(in Field field, int most, Func<ReadOnlySpan<byte>, bool> isRaw, out byte[] bytes)
    {
        bytes = [];
        var isText = field.Form is FieldForm.Part or FieldForm.UrlEncoded or FieldForm.JsonString;
        if (!isText && field.Form != FieldForm.File) return ErrorCode.Upload;
        // A file whose name was left out has bytes, too.
        if (field.Form == FieldForm.File || (field.Form == FieldForm.Part && isRaw(field.Value.Span)))
        {
            if (field.Value.Length > most) return ErrorCode.TooBigFileSize;
            bytes = field.Value.ToArray();
            return null;
        }
        if (field.Value.Length > Base64Image.LongestTextOf(most)) return ErrorCode.TooBigFileSize;
        if (Base64Image.Decode(field.Value.Span, field.Form) is not { } decoded) return ErrorCode.Upload;
        bytes = decoded;
        return null;
    }
}
