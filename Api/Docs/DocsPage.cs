namespace CaptchaGrains.Api.Docs;

/// <summary>One page of the documentation.</summary>
/// <param name="Slug">The last part of its address; empty: the first page.</param>
/// <param name="Group">Under which heading the navigation has it.</param>
/// <param name="Content">The component between heading and foot.</param>
/// <param name="Kind">What the page of a kind is made from.</param>
internal sealed record DocsPage(string Slug, string Title, string Group, Type Content, KindGuide? Kind = null)
{
    public string Path => Slug.Length == 0 ? DocsPages.Root : $"{DocsPages.Root}/{Slug}";
}
