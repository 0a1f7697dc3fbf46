using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using P = CaptchaGrains.Api.Orders.ImageParameters;

namespace CaptchaGrains.Api.Orders;

/// <summary>An image with text, and the parts that all orders with an image share.</summary>
internal static class ImageTextForm
{
    /// <summary>Characters of the longest answer that a customer can ask for.</summary>
    private const int LongestAnswer = 20;

    public static readonly Parameter[] Parameters =
    [
        P.Body, P.File, P.Phrase, P.CaseSensitive, P.Numeric, P.Math, P.MinLength, P.MaxLength, P.Instruction, P.InstructionImage, P.Alphabet, P.Language,
    ];

    public static Order? Read(OrderReader reader)
    {
        var request = reader.Begin(Kind.ImageText) with
        {
            Phrase = reader.Flag(P.Phrase),
            CaseSensitive = reader.Flag(P.CaseSensitive),
            Numeric = (NumericRule)reader.Number(P.Numeric, 0, (int)NumericRule.DigitsAndLetters),
            Math = reader.Flag(P.Math),
            MinLength = reader.Number(P.MinLength, 0, LongestAnswer),
            MaxLength = reader.Number(P.MaxLength, 0, LongestAnswer),
        };
        if (request.MaxLength > 0 && request.MinLength > request.MaxLength) reader.Refuse(ErrorCode.BadParameters, P.MaxLength);
        return Complete(reader, request);
    }

    /// <summary>Reads what is left for a captcha with one image: the instruction, the page and the image itself.</summary>
    public static Order? Complete(OrderReader reader, CaptchaRequest request)
    {
        request = request with { Instruction = reader.Text(P.Instruction, OrderReader.LongestInstruction), Domain = reader.Page(isRequired: false)?.Host };
        if (reader.Refusal is not null) return null; // images are not decoded for an order that is refused anyway
        var image = reader.Image(reader.FindImage());
        var instruction = reader.InstructionImage();
        if (reader.Refusal is not null || image is null) return null;
        return new Order(Measured(request with { HasInstructionImage = instruction is not null }, image), new CaptchaImages(image, instruction));
    }

    public static CaptchaRequest Measured(CaptchaRequest request, StoredImage image)
    {
        ImageProbe.TryRead(image.Bytes.AsSpan(), out var info);
        return request with { ImageWidth = info.Width, ImageHeight = info.Height };
    }
}
