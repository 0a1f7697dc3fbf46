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
        if (BytesOf(field, static bytes => ImageProbe.TryRead(bytes, out _)) is not { } bytes) return ErrorCode.Upload;
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

    /// <param name="isRaw">Tells bytes from base64 in a part that has no file name.</param>
    /// <returns>Null when there are none.</returns>
    public static byte[]? BytesOf(in Field field, Func<ReadOnlySpan<byte>, bool> isRaw)
    {
        switch (field.Form)
        {
            case FieldForm.File: return field.Value.ToArray();
            case FieldForm.Part when isRaw(field.Value.Span): return field.Value.ToArray(); // a file whose name was left out
            case FieldForm.Part or FieldForm.UrlEncoded or FieldForm.JsonString: return Base64Image.Decode(field.Value.Span, field.Form);
            default: return null;
        }
    }
}
