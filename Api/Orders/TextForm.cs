using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.Orders;

/// <summary>A question in words, without an image.</summary>
internal static class TextForm
{
    public static readonly Parameter[] Parameters = [ImageParameters.Question, ImageParameters.Alphabet, ImageParameters.Language];

    public static Order? Read(OrderReader reader)
    {
        var request = reader.Begin(Kind.Text) with
        {
            Instruction = reader.RequiredText(ImageParameters.Question, OrderReader.LongestInstruction),
            Domain = reader.Page(isRequired: false)?.Host,
        };
        return reader.Refusal is null ? new Order(request, CaptchaImages.None) : null;
    }
}
