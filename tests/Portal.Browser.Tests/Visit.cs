using System.Collections.Concurrent;
using CaptchaGrains.Core.Ids;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaptchaGrains.Portal.Browser.Tests;

/// <summary>One person in a browser.</summary>
public sealed class Visit : IAsyncDisposable
{
    public const string Password = "four grains of wheat";

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    public Visit(IBrowserContext context, IPage page, Device device)
    {
        _context = context;
        Page = page;
        Device = device;
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            // A refused or lost request is noted by the browser as an error too; those are what some tests are about.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _faults.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public Device Device { get; }

    public ILocator Answer => Page.Locator("#answer");

    public ILocator Main => Page.Locator("main.work");

    public IBrowserContext Context => _context;

    /// <summary>Registers, which leads to the work page.</summary>
    public async Task Register(string email)
    {
        await Page.GotoAsync("/register");
        await Page.FillAsync("#email", email);
        await Page.FillAsync("#password", Password);
        await Page.ClickAsync("form.form button[type=submit]");
        // Not until the page's load event, which can have passed before anybody waits for it.
        await Page.WaitForURLAsync("**/work", new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        await Expect(Main).ToBeVisibleAsync();
    }

    /// <summary>Signs in, which leads to the work page.</summary>
    public async Task SignIn(string email)
    {
        await Page.GotoAsync("/signin");
        await Page.FillAsync("#email", email);
        await Page.FillAsync("#password", Password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("**/work");
    }

    /// <summary>Waits until this captcha is on the screen with its image.</summary>
    public async Task Sees(CaptchaId captcha)
    {
        await Expect(Main).ToHaveAttributeAsync("data-assignment", new System.Text.RegularExpressions.Regex($"^{captcha}-"));
        await Expect(Page.Locator("#well img")).ToBeVisibleAsync();
    }

    public Task SeesState(string state) => Expect(Main).ToHaveAttributeAsync("data-state", state);

    /// <summary>Names of keys are pressed, everything else is typed.</summary>
    public async Task Keys(params string[] keys)
    {
        foreach (var key in keys)
        {
            if (IsKey(key)) await Page.Keyboard.PressAsync(key);
            else await Page.Keyboard.TypeAsync(key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_faults);
    }

    private static bool IsKey(string key) => key.Split('+')[^1] is "Enter" or "Tab" or "Backspace" or "Home" or "End" or "PageUp" or "PageDown"
        or "ArrowLeft" or "ArrowRight" or "ArrowUp" or "ArrowDown";
}
