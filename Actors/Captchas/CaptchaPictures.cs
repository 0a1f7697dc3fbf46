using System.Collections.Immutable;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Captchas;

/// <summary>All images of a stored captcha, for another one that is the same to look at.</summary>
internal static class CaptchaPictures
{
    public static async Task<CaptchaImages> Of(IMarketStore store, CaptchaState captcha)
    {
        var image = await store.FindImage(captcha.Id, ImagePart.Captcha);
        var instruction = captcha.Request.HasInstructionImage ? await store.FindImage(captcha.Id, ImagePart.Instruction) : null;
        var more = ImmutableArray.CreateBuilder<StoredImage>();
        for (var number = 2; number <= (captcha.Request.Rotation?.Images ?? 1); number++)
            if (await store.FindImage(captcha.Id, ImageParts.Numbered(number)) is { } another) more.Add(another);
        return new CaptchaImages(image, instruction) { More = more.DrainToImmutable() };
    }
}
