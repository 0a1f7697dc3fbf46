using System.Globalization;
using System.Text;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Core.Pricing;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.V1;

/// <summary><c>load.php</c>: what old clients read before they bid. It needs no key, so it says nothing that is not public: the price table.</summary>
internal static class LoadPhp
{
    public static Task Answer(HttpContext context)
    {
        var price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price;
        var seconds = PriceTable.ImageText.SecondsPerCaptcha.ToString(CultureInfo.InvariantCulture);
        var text = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <response>
              <waiting>0</waiting>
              <load>0</load>
              <minbid>{price.Times(1000).ToShortString()}</minbid>
              <averageRecognitionTime>{seconds}</averageRecognitionTime>
            </response>

            """;
        CrossOrigin.Allow(context.Response);
        return Replies.Write(context, Encoding.UTF8.GetBytes(text), "text/xml; charset=utf-8");
    }
}
