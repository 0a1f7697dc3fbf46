using System.Runtime.InteropServices;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>A captcha's images, for the worker who holds its lease and nobody else.</summary>
internal static class ImageCalls
{
    public static Task<IResult> Captcha(HttpContext context, WorkerDesk desk, IMarketStore store, string id) =>
        Send(context, desk, store, id, ImagePart.Captcha);

    public static Task<IResult> Instruction(HttpContext context, WorkerDesk desk, IMarketStore store, string id) =>
        Send(context, desk, store, id, ImagePart.Instruction);

    private static async Task<IResult> Send(HttpContext context, WorkerDesk desk, IMarketStore store, string id, ImagePart part)
    {
        if (!WorkCalls.TryOwn(context, id, out var assignment)) return Problem.NoSuchAssignment.Because();
        if (await desk.Holds(assignment) is null) return Problem.NoSuchAssignment.Because();
        if (await store.FindImage(assignment.Captcha, part) is not { } image) return Problem.NoSuchImage.Because();
        context.Response.Headers.CacheControl = "private, no-store";
        // The array is immutable, and nobody writes to it on this way.
        return TypedResults.Bytes(ImmutableCollectionsMarshal.AsArray(image.Bytes) ?? [], image.ContentType);
    }
}
