using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Shell;

/// <summary>A page that the navigation leads to.</summary>
/// <param name="Role">Whose area it belongs to.</param>
/// <param name="Page">As Razor names it: <c>/Work</c>, <c>/Operator/Index</c>.</param>
/// <param name="Text">Asked for each request, in its language.</param>
public sealed record NavigationEntry(PersonRole Role, string Page, Func<string> Text)
{
    /// <summary>Its path, by the rule of Razor Pages: <c>Index</c> is left out.</summary>
    public string Path => (Page.EndsWith("/Index", StringComparison.Ordinal) ? Page[..^"/Index".Length] : Page).ToLowerInvariant();
}
