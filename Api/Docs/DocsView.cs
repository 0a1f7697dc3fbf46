using CaptchaGrains.Core.Pricing;

namespace CaptchaGrains.Api.Docs;

/// <summary>What every component of a page may ask for.</summary>
/// <param name="Price">Of the kind that the page is about, as it is set now; null: of none, or nobody can say.</param>
internal sealed record DocsView(DocsPage Page, DocsSite Site, KindPrice? Price);
