namespace CaptchaGrains.Portal.Accounts;

/// <summary>
/// A browser as people call it: "Firefox, Windows". Browsers say that they are each other, so that the order matters: the more special name first. What is not known
/// stays as it was sent.
/// </summary>
public static class ClientName
{
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
        ("HeadlessChrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <param name="sent">The header <c>User-Agent</c> of a sign-in.</param>
    public static string Of(string sent) => Find(Browsers, sent) is not { } browser ? sent : Find(Systems, sent) is { } system ? $"{browser}, {system}" : browser;

    private static string? Find((string Sign, string Name)[] names, string sent)
    {
        foreach (var (sign, name) in names)
            if (sent.Contains(sign, StringComparison.Ordinal)) return name;
        return null;
    }
}
