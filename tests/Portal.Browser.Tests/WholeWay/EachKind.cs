using CaptchaGrains.Imaging.Captchas;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests.WholeWay;

/// <summary>One captcha of each kind from a customer's program to the work page and back, solved by keyboard alone.</summary>
internal sealed class EachKind(Edition edition, string key, Visit worker)
{
    /// <summary>The site that the customer may automate.</summary>
    public const string Domain = "shop.example.com";

    private const string PageUrl = $"https://{Domain}/login";
    private const string SiteKey = "6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u";
    private const string Token = "03AFcWeA5zJ7DkI_n-9hGm4cUQk2sLxT0vB8yRwE1pOaXfK6";
    private const string FunToken = "3084f4a302b176cd7.96368058|r=ap-southeast-1|metabgclr=transparent|pk=B7D8911C";

    private static readonly byte[] Nine = Pictures.Grid(3, 100, Pictures.Boat, Pictures.Car, Pictures.Tree,
        Pictures.House, Pictures.Boat, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat);

    /// <returns>The number of the text captcha, which came first.</returns>
    public async Task<long> Solve()
    {
        var text = TextCaptcha.Generate(new Random(7), new TextCaptchaStyle());
        var first = await One(text.Png, [], [text.Answer, "Enter"], text.Answer);
        await One(null, [("textcaptcha", "What is seven times three?")], ["21", "Enter"], "21");
        await One(Nine, [("recaptcha", "1"), ("recaptcharows", "3"), ("recaptchacols", "3"), ("textinstructions", "boats")], ["9", "1", "5", "Enter"], "click:1/5/9");
        await One(Nine, [("coordinatescaptcha", "1"), ("textinstructions", "the trees")], ["Home", "PageDown", "Enter", "Enter"], "coordinates:x=0,y=299", points: 1);
        await One(Pictures.Turned(200, -80, Pictures.House), [("method", "rotatecaptcha"), ("angle", "40")], ["Home", "ArrowLeft", "ArrowLeft", "Enter"], "-80");
        await One(Conformance.Media.Sound(), [("method", "audio"), ("lang", "en")], ["forty two", "Enter"], "forty two");
        await One(null, [("method", "userrecaptcha"), ("version", "v3"), ("min_score", "0.3"), ("action", "verify"), ("googlekey", SiteKey), ("pageurl", PageUrl)], [], Token);
        await One(null, [("method", "keycaptcha"), ("s_s_c_user_id", "184015"), ("s_s_c_session_id", "d55b3e42"), ("s_s_c_web_server_sign", "964d84e5"), ("s_s_c_web_server_sign2", "ca50c6fd"), ("pageurl", PageUrl)], [], Token);
        await One(null, [("method", "funcaptcha"), ("publickey", "B7D8911C-5CC8-A9A3-35B0-554ACEE604DA"), ("pageurl", PageUrl)], [], FunToken);
        return first;
    }

    /// <summary>So many reCAPTCHA V2, whose rate is fixed: a tenth of a cent for the worker.</summary>
    public async Task SolveV2(int count)
    {
        for (var n = 0; n < count; n++) await One(null, [("method", "userrecaptcha"), ("googlekey", SiteKey), ("pageurl", PageUrl)], [], $"{Token}{n}");
    }

    private async Task<long> One(byte[]? file, (string, string)[] fields, string[] keys, string answer, int points = 0)
    {
        var id = await edition.Submit(key, file, fields);
        await Expect(worker.Main).ToHaveAttributeAsync("data-assignment", new System.Text.RegularExpressions.Regex($"^{id}-"));
        await worker.SeesState("solving");
        if (keys.Length == 0)
        {
            await worker.Page.Locator("#token").FocusAsync();
            await worker.Page.Keyboard.InsertTextAsync(answer);
            keys = ["Control+Enter"];
        }
        foreach (var (name, at) in keys.Select((k, i) => (k, i)))
        {
            if (points > 0 && at == keys.Length - 1) await Expect(worker.Page.Locator(".mark-point")).ToHaveCountAsync(points);
            await worker.Keys(name);
        }
        await worker.SeesState("waiting");
        Assert.Equal("OK|" + answer, await edition.Result(key, id));
        return id;
    }
}
