namespace CaptchaGrains.Api.Docs;

/// <summary>What every component of a page may ask for.</summary>
internal sealed record DocsView(DocsPage Page, DocsSite Site);
