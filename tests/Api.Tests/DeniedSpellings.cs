using System.Text;
using System.Text.Json;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Testing;

namespace CaptchaGrains.Api.Tests;

public sealed class DeniedSpellings
{
    private const string SiteKey = "6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u";

    [Fact]
    public async Task No_spelling_of_a_denied_domain_gets_a_captcha_accepted_over_HTTP()
    {
        await using var api = await ApiHost.Start();
        await api.Actors.Customer(api.Customer).AuthorizeDomain("owner.test");
        await api.Actors.DomainBoard().Put(new DomainRule("owner.test", RuleSource.Owner, DomainStanding.Denied, "opt-out", "owner", DateTimeOffset.UnixEpoch));
        var image = Convert.ToBase64String(TestImages.Png());
        var spellings = new Spellings(7);
        var refused = 0;
        for (var n = 0; n < 400; n++)
        {
            var page = spellings.Next(n % 2 == 0 ? "owner.test" : "service.gov.uk");
            var reply = (n % 4) switch
            {
                0 => await api.PostForm("in.php", ("key", ApiHost.Key), ("method", "base64"), ("body", image), ("pageurl", page)),
                1 => await api.PostForm("in.php", ("key", ApiHost.Key), ("method", "userrecaptcha"), ("googlekey", SiteKey), ("pageurl", page)),
                2 => await api.PostJson("createTask", Task(new { type = "ImageToTextTask", body = image, websiteURL = page })),
                _ => await api.PostJson("createTask", Task(new { type = "RecaptchaV2TaskProxyless", websiteKey = SiteKey, websiteURL = page })),
            };
            if (reply.Contains("ERROR_DOMAIN_NOT_AUTHORIZED", StringComparison.Ordinal)) refused++;
            else Assert.True(reply.Contains("ERROR_PAGEURL", StringComparison.Ordinal) || reply.Contains("ERROR_BAD_PARAMETERS", StringComparison.Ordinal), $"{Encoding.UTF8.GetByteCount(page)} bytes of '{page}': {reply}");
        }
        Assert.InRange(refused, 200, 400); // else the spellings would be no hosts at all
        await api.AssertNothingHappened();
    }

    private static string Task(object task) => JsonSerializer.Serialize(new { clientKey = ApiHost.Key, task });
}
