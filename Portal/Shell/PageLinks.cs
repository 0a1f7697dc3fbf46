namespace CaptchaGrains.Portal.Shell;

/// <summary>For the partial <c>_Pages</c>: lists are read page by page, newest first.</summary>
/// <param name="Previous">The address of the page with newer entries; null: this is the first.</param>
/// <param name="Next">That of the page with older entries; null: this is the last.</param>
public sealed record PageLinks(string? Previous, string? Next);
