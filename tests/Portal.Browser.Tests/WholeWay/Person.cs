using CaptchaGrains.Portal.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests.WholeWay;

/// <summary>Somebody with an account and a browser of his own.</summary>
internal sealed class Person(Visit visit, string email, string password) : IAsyncDisposable
{
    public string Email => email;

    public Visit Visit => visit;

    public IPage Page => visit.Page;

    /// <summary>Registers on this page, which leads to <paramref name="home"/>.</summary>
    public static async Task<Person> Register(Browser browser, Edition edition, string email, string page, string home, int width = 1280)
    {
        var person = new Person(await browser.Open(edition.Portal, width, phone: width < 500), email, Visit.Password);
        await person.Page.GotoAsync(page);
        await person.Page.FillAsync("#email", email);
        await person.Page.FillAsync("#password", Visit.Password);
        await person.Page.ClickAsync("form.form button[type=submit]");
        await person.Arrives(home);
        return person;
    }

    /// <summary>Signs in; the first time an operator or a moderator sets up his second factor on the way.</summary>
    public async Task SignInWithCode(string home)
    {
        await Page.GotoAsync("/signin");
        await Page.FillAsync("#email", email);
        await Page.FillAsync("#password", password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync(url => !url.EndsWith("/signin", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
        await Page.GotoAsync(home);
        if (new Uri(Page.Url).AbsolutePath == home) return; // an edition that asks for none
        await Page.WaitForURLAsync("**/account/secondfactor**");
        await Page.FillAsync("#code", Totp.Code(await Page.Locator(".secret").First.InnerTextAsync()));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".codes li")).ToHaveCountAsync(10);
        await Page.ClickAsync("main a.button");
        await Arrives(home);
    }

    public Task Arrives(string path) => Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == path, new() { WaitUntil = WaitUntilState.Commit });

    /// <summary>The page says that it is done.</summary>
    public Task Done() => Expect(Page.Locator("main [role=status]").First).ToBeVisibleAsync();

    public ValueTask DisposeAsync() => visit.DisposeAsync();
}
