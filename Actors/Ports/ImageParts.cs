using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Actors.Ports;

/// <summary>Under which part each image of a captcha is stored.</summary>
public static class ImageParts
{
    public static IEnumerable<(ImagePart Part, StoredImage Image)> Of(CaptchaImages images)
    {
        if (images.Image is { } image) yield return (ImagePart.Captcha, image);
        if (images.Instruction is { } instruction) yield return (ImagePart.Instruction, instruction);
        for (var i = 0; i < images.More.Length; i++) yield return (Numbered(i + 2), images.More[i]);
    }

    /// <param name="number">1 … <see cref="Rotation.MostImages"/>; 1 is the captcha itself.</param>
    public static ImagePart Numbered(int number) => number == 1 ? ImagePart.Captcha : (ImagePart)((short)ImagePart.Second + number - 2);
}
