using System.Globalization;
using System.Text;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Pricing;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.V1;

/// <summary><c>load.php</c>: what old clients read before they bid. It needs no key, so it says nothing of any customer: the price table, and how busy it is.</summary>
internal sealed class LoadPhp(MarketLoad load)
{
    public async Task Answer(HttpContext context)
    {
        var (captchas, workers) = await load.Of(Kind.ImageText);
        // Percent: 0 while nobody waits for a worker, 100 when no worker waits for a captcha.
        var busy = captchas == 0 ? 0 : 100L * captchas / (captchas + workers);
        var price = PriceTable.ImageText.QuoteAt(PriceTable.ImageText.MinRate).Price;
        var seconds = PriceTable.ImageText.SecondsPerCaptcha.ToString(CultureInfo.InvariantCulture);
        var text = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <response>
              <waiting>{workers}</waiting>
              <load>{busy}</load>
              <minbid>{price.Times(1000).ToShortString()}</minbid>
              <averageRecognitionTime>{seconds}</averageRecognitionTime>
            </response>

            """;
        CrossOrigin.Allow(context.Response);
        await Replies.Write(context, Encoding.UTF8.GetBytes(text), "text/xml; charset=utf-8");
    }
}
