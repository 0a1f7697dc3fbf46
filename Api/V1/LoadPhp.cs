using System.Globalization;
using System.Text;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Api.Http;
using CaptchaGrains.Core.Captchas;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.V1;

/// <summary><c>load.php</c>: what old clients read before they bid. It needs no key, so it says nothing of any customer: the price at this moment, and how busy it is.</summary>
internal sealed class LoadPhp(MarketLoad load, PriceQuotes quotes, TimeProvider time)
{
    public async Task Answer(HttpContext context)
    {
        CrossOrigin.Allow(context.Response);
        if (await quotes.Heard(Kind.ImageText, time.GetUtcNow()) is not { } rate)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable; // any number would be taken for a price
            return;
        }
        var (captchas, workers) = await load.Of(Kind.ImageText);
        // Percent: 0 while nobody waits for a worker, 100 when no worker waits for a captcha.
        var busy = captchas == 0 ? 0 : 100L * captchas / (captchas + workers);
        var seconds = rate.Price.SecondsPerCaptcha.ToString(CultureInfo.InvariantCulture);
        var text = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <response>
              <waiting>{workers}</waiting>
              <load>{busy}</load>
              <minbid>{rate.Quote.Price.Times(1000).ToShortString()}</minbid>
              <averageRecognitionTime>{seconds}</averageRecognitionTime>
            </response>

            """;
        await Replies.Write(context, Encoding.UTF8.GetBytes(text), "text/xml; charset=utf-8");
    }
}
