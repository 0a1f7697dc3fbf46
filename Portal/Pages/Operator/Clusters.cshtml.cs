using System.Collections.Immutable;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Trust;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>Clusters of linked accounts, by their smallest account.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ClustersModel(ClusterDesk desk) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The list goes on behind this account.</summary>
    [BindProperty(SupportsGet = true)]
    public long Behind { get; set; }

    public ImmutableArray<ClusterLine> Clusters { get; private set; } = [];

    public PageLinks Links { get; private set; } = new(null, null);

    public async Task OnGet()
    {
        Clusters = await desk.All(new WorkerId(Behind), PageSize);
        Links = new PageLinks(Behind == 0 ? null : Address(null), Clusters.Length == PageSize ? Address(Clusters[^1].Cluster.Value) : null);
    }

    private string? Address(long? behind) => Url.Page("/Operator/Clusters", new { behind });
}
