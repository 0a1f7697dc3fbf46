using CaptchaGrains.Actors.Ports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>Where operators begin.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(IAuditStore audit) : PageModel
{
    public long AuditRecords { get; private set; }

    public async Task OnGet() => AuditRecords = (await audit.FindAuditHead()).Sequence;
}
