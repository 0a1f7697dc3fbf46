using System.Collections.Immutable;
using CaptchaGrains.Api.Docs.Pages;

namespace CaptchaGrains.Api.Docs;

/// <summary>Every page, in the order of the navigation.</summary>
internal static class DocsPages
{
    public const string Root = "/docs";

    private const string Start = "Start";
    private const string Kinds = "Kinds of captchas";
    private const string Reference = "Reference";

    public static ImmutableArray<DocsPage> All { get; } =
    [
        new("", "Quick start", Start, typeof(QuickStartPage)),
        new("answers", "Answers and reports", Start, typeof(AnswersPage)),
        .. KindGuides.All.Select(guide => new DocsPage(guide.Slug, guide.Title, Kinds, typeof(KindPage), guide)),
        new("errors", "Error codes", Reference, typeof(ErrorsPage)),
        new("limits", "Limits", Reference, typeof(LimitsPage)),
        new("keys", "Keys and idempotency", Reference, typeof(KeysPage)),
        new("sites", "Your sites", Reference, typeof(SitesPage)),
        new("callbacks", "Callbacks", Reference, typeof(CallbacksPage)),
        new("sandbox", "Sandbox", Reference, typeof(SandboxPage)),
        new("worker-api", "Worker API", Reference, typeof(WorkerApiPage)),
    ];
}
