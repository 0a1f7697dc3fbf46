using CaptchaGrains.Imaging.Captchas;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>Each kind from the customer's submission to the answer that he gets, solved on the work page by mouse and by keyboard alone.</summary>
public sealed class EveryKind(Browser browser, Shop shop) : IClassFixture<Shop>
{
    private const string Token = "03AFcWeA5zJ7DkI_n-9hGm4cUQk2sLxT0vB8yRwE1pOaXfK6";
    private const string FunToken = "3084f4a302b176cd7.96368058|r=ap-southeast-1|metabgclr=transparent|pk=B7D8911C";
    private const string PageUrl = "https://www.demo.test/login?a=1&b=2";
    private const string SiteKey = "6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u";

    private static readonly byte[] Nine = Pictures.Grid(3, 100, Pictures.Boat, Pictures.Car, Pictures.Tree,
        Pictures.House, Pictures.Boat, Pictures.Car, Pictures.Tree, Pictures.House, Pictures.Boat);

    private static readonly byte[] Sixteen = Pictures.Grid(4, 75, [.. Enumerable.Repeat(Pictures.Tree, 8), .. Enumerable.Repeat(Pictures.Car, 8)]);

    [Fact]
    public async Task Text_from_an_image()
    {
        var captcha = TextCaptcha.Generate(new Random(7), new TextCaptchaStyle { CaseMatters = true });
        await using var visit = await Work(captcha.Png, ("regsense", "1"), ("min_len", "4"), ("max_len", "8"), ("lang", "en"));
        await Expect(visit.Page.Locator("#chips")).ToContainTextAsync("Case matters");
        await Expect(visit.Page.Locator("#chips")).ToContainTextAsync("4 to 8 characters");
        await Expect(visit.Page.Locator("#chips")).ToContainTextAsync("Language: English");

        await visit.Keys(captcha.Answer, "Enter");

        await Gets(visit, captcha.Answer);
    }

    [Fact]
    public async Task A_question()
    {
        await using var visit = await Work(null, ("textcaptcha", "What is seven times three?"));
        await Expect(visit.Page.Locator("#instruction")).ToHaveTextAsync("What is seven times three?");

        await visit.Keys("21", "Enter");

        await Gets(visit, "21");
    }

    [Fact]
    public async Task Squares_by_mouse()
    {
        await using var visit = await Grid(Nine, 3);
        await Expect(visit.Page.Locator("#instruction")).ToHaveTextAsync("boats");
        foreach (var number in (int[])[9, 2, 1, 5, 2]) await Square(visit, number).ClickAsync(); // the second click on a square takes it back
        await Expect(Square(visit, 5)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Square(visit, 2)).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(visit.Page.Locator("#picked")).ToHaveTextAsync("Squares 1, 5, 9");

        await visit.Page.ClickAsync("#send");

        await Gets(visit, "click:1/5/9");
    }

    [Fact]
    public async Task Squares_by_their_numbers()
    {
        await using var visit = await Grid(Nine, 3);
        await visit.Keys("9", "1", "2", "Backspace", "5", "Enter");
        await Gets(visit, "click:1/5/9");
    }

    [Fact]
    public async Task Squares_by_numbers_of_two_digits_and_by_arrows_and_space()
    {
        await using var visit = await Grid(Sixteen, 4);
        await visit.Keys("1", "6"); // complete
        await Expect(visit.Page.Locator("#picked")).ToHaveTextAsync("Squares 16");
        await visit.Keys("1"); // could become ten and more
        await Expect(visit.Page.Locator("#picked")).ToContainTextAsync("1_");
        await visit.Keys(" ", "9", "ArrowRight", "ArrowUp", " ", "Enter");
        await Gets(visit, "click:1/6/9/16");
    }

    [Fact]
    public async Task No_square_at_all_has_to_be_said()
    {
        await using var visit = await Grid(Nine, 3, ("can_no_answer", "1"));
        await visit.Keys("Enter");
        await Expect(visit.Page.Locator("#flaw")).ToHaveTextAsync("Mark the squares, or say that none matches.");

        await visit.Keys("0");
        await Expect(visit.Page.Locator("#picked")).ToHaveTextAsync("None of the squares");
        await Expect(visit.Page.Locator("#flaw")).ToHaveTextAsync("");
        await visit.Keys("Enter");

        await Gets(visit, "No_matching_images");
    }

    [Fact]
    public async Task Points_by_mouse_with_undo()
    {
        await using var visit = await Points();
        foreach (var (x, y) in ((int, int)[])[(50, 150), (10, 10), (250, 150)])
        {
            await ClickPixel(visit, x, y, 300);
            if (x == 10) await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        }
        await Expect(visit.Page.Locator("#picked")).ToHaveTextAsync("2 points");

        await visit.Page.ClickAsync("#send");

        await Gets(visit, "coordinates:x=50,y=150;x=250,y=150");
    }

    [Fact]
    public async Task Points_by_keyboard()
    {
        await using var visit = await Points();
        await visit.Keys("ArrowLeft", "ArrowLeft", "Shift+ArrowUp", "Enter"); // from the middle: 150, 150
        await visit.Keys("End", "Enter", "Backspace");
        await visit.Keys("Home", "PageDown", "Enter");
        await Expect(visit.Page.Locator("#picked")).ToHaveTextAsync("2 points");
        await visit.Keys("Enter");
        await Gets(visit, "coordinates:x=130,y=149;x=0,y=299");
    }

    [Fact]
    public async Task An_angle_by_buttons_and_keys()
    {
        await using var visit = await Rotate();
        await Expect(visit.Page.Locator("#chips")).ToHaveTextAsync("Steps of 40°");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Right" }).ClickAsync();
        await Expect(visit.Page.Locator("#picked")).ToHaveTextAsync("40°");
        await visit.Page.GetByRole(AriaRole.Slider).FocusAsync();
        await visit.Keys("Home", "ArrowLeft", "ArrowLeft", "Enter");
        await Gets(visit, "-80");
    }

    [Fact]
    public async Task An_angle_by_drag()
    {
        await using var visit = await Rotate();
        var box = (await visit.Page.GetByRole(AriaRole.Slider).BoundingBoxAsync())!;
        var (x, y, radius) = (box.X + box.Width / 2, box.Y + box.Height / 2, box.Width / 3);
        await visit.Page.Mouse.MoveAsync(x, y - radius);
        await visit.Page.Mouse.DownAsync();
        for (var degrees = 0; degrees <= 85; degrees += 17)
            await visit.Page.Mouse.MoveAsync(x + radius * MathF.Sin(degrees * MathF.PI / 180), y - radius * MathF.Cos(degrees * MathF.PI / 180));
        await visit.Page.Mouse.UpAsync();
        await Expect(visit.Page.Locator("#picked")).ToHaveTextAsync("80°");
        await visit.Keys("Enter");
        await Gets(visit, "80");
    }

    [Fact]
    public async Task A_recording_that_is_played_again_while_he_types()
    {
        await using var visit = await Work(Conformance.Media.Sound(), ("method", "audio"), ("lang", "en"));
        await Expect(visit.Page.Locator(".player")).ToBeVisibleAsync();
        await visit.Page.EvaluateAsync("() => document.querySelector('audio').addEventListener('seeking', () => { document.querySelector('main').dataset.replayed = 'yes'; })");
        await visit.Keys("forty", "ArrowUp");
        await Expect(visit.Main).ToHaveAttributeAsync("data-replayed", "yes");
        await visit.Keys(" two", "Enter");
        await Gets(visit, "forty two");
    }

    [Theory]
    [InlineData("reCAPTCHA V2", SiteKey, Token, "method=userrecaptcha", "googlekey=" + SiteKey, "data-s=abc", "invisible=1")]
    [InlineData("reCAPTCHA V3", SiteKey, Token, "method=userrecaptcha", "version=v3", "min_score=0.3", "action=verify", "googlekey=" + SiteKey)]
    [InlineData("KeyCAPTCHA", "184015", Token, "method=keycaptcha", "s_s_c_user_id=184015", "s_s_c_session_id=d55b3e42", "s_s_c_web_server_sign=964d84e5", "s_s_c_web_server_sign2=ca50c6fd")]
    [InlineData("FunCaptcha", "B7D8911C-5CC8-A9A3-35B0-554ACEE604DA", FunToken, "method=funcaptcha", "publickey=B7D8911C-5CC8-A9A3-35B0-554ACEE604DA", "data[blob]=x+y/z=")]
    public async Task A_token(string kind, string key, string token, params string[] fields)
    {
        await using var visit = await Work(null, [("pageurl", PageUrl), .. fields.Select(f => (f[..f.IndexOf('=', StringComparison.Ordinal)], f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..]))]);
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Expect(visit.Page.Locator("#kind-now")).ToHaveTextAsync(kind);
        var link = visit.Page.GetByRole(AriaRole.Link, new() { Name = PageUrl });
        await Expect(link).ToHaveAttributeAsync("rel", "noreferrer noopener");
        await Expect(link).ToHaveAttributeAsync("href", PageUrl);
        await Expect(link).ToBeFocusedAsync();
        await Expect(visit.Page.Locator("iframe, script[src^='http']:not([src*='/assets/'])")).ToHaveCountAsync(0);

        // From the link to the copy button of the page, and on to that of the key.
        await visit.Keys("Tab", "Tab", "Enter");
        await Expect(visit.Page.Locator("#said")).ToContainTextAsync("Copied");
        Assert.Equal(key, await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await visit.Page.Locator("#token").FocusAsync();
        await visit.Page.Keyboard.InsertTextAsync(token);
        await visit.Keys("Control+Enter");

        await Gets(visit, token);
    }

    private long _id;

    private async Task<Visit> Work(byte[]? file, params (string Name, string Value)[] fields)
    {
        _id = await shop.Submit(file, fields);
        var visit = await browser.Open(shop.Address);
        await shop.SignIn(visit);
        await Expect(visit.Main).ToHaveAttributeAsync("data-assignment", new System.Text.RegularExpressions.Regex($"^{_id}-"));
        await visit.SeesState("solving");
        return visit;
    }

    private Task<Visit> Grid(byte[] image, int side, params (string, string)[] more) => Work(image,
        [("recaptcha", "1"), ("recaptcharows", $"{side}"), ("recaptchacols", $"{side}"), ("textinstructions", "boats"), .. more]);

    private Task<Visit> Points() => Work(Nine, ("coordinatescaptcha", "1"), ("textinstructions", "the trees"));

    private Task<Visit> Rotate() => Work(Pictures.Turned(200, -80, Pictures.House), ("method", "rotatecaptcha"), ("angle", "40"));

    private async Task Gets(Visit visit, string answer)
    {
        await visit.SeesState("waiting");
        Assert.Equal("OK|" + answer, await shop.Result(_id));
    }

    private static ILocator Square(Visit visit, int number) => visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Square {number}", Exact = true });

    private static async Task ClickPixel(Visit visit, int x, int y, int width)
    {
        var box = (await visit.Page.Locator(".plane").BoundingBoxAsync())!;
        await visit.Page.Mouse.ClickAsync(box.X + (x + 0.5f) * box.Width / width, box.Y + (y + 0.5f) * box.Width / width);
    }
}
