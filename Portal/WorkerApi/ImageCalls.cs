using System.Globalization;
using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>A captcha's images, or its sound, for the worker who holds its lease and nobody else.</summary>
internal static class ImageCalls
{
    /// <param name="n">Which one, where there are several: 1, or nothing, is the first.</param>
    public static Task<IResult> Captcha(HttpContext context, WorkerDesk desk, IMarketStore store, string id, string? n) => Send(
        context, desk, store, id, TryNumber(n, out var number) ? ImageParts.Numbered(number) : null);

    public static Task<IResult> Instruction(HttpContext context, WorkerDesk desk, IMarketStore store, string id) =>
        Send(context, desk, store, id, ImagePart.Instruction);

    private static async Task<IResult> Send(HttpContext context, WorkerDesk desk, IMarketStore store, string id, ImagePart? named)
    {
        if (!WorkCalls.TryOwn(context, id, out var assignment)) return Problem.NoSuchAssignment.Because();
        if (await desk.Holds(assignment) is not { } held) return Problem.NoSuchAssignment.Because();
        if (named is not { } part || await store.FindImage(held.Pictures, part) is not { } image) return Problem.NoSuchImage.Because();
        return Of(context, image);
    }

    /// <summary>For the person who asked, and for no cache.</summary>
    internal static IResult Of(HttpContext context, StoredImage image)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        // The array is immutable, and nobody writes to it on this way.
        return TypedResults.Bytes(ImmutableCollectionsMarshal.AsArray(image.Bytes) ?? [], image.ContentType);
    }

    private static bool TryNumber(string? text, out int number)
    {
        number = 1;
        return string.IsNullOrEmpty(text)
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= Rotation.MostImages;
    }
}
