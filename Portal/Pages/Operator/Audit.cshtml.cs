using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Audit;
using CaptchaGrains.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaptchaGrains.Portal.Pages.Operator;

/// <summary>The audit log, the newest first. Each record that is shown is held against its hash; the whole chain is verified with an export.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AuditModel(IAuditStore store) : PageModel
{
    private const int PageSize = 50;

    /// <summary>subject, actor or act; absent: all records.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>The list goes on before this record.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public ImmutableArray<AuditRecord> Records { get; private set; } = [];

    public AuditHead Head { get; private set; } = AuditHead.Start;

    public PageLinks Links { get; private set; } = new(null, null);

    /// <summary>Records of the page that do not say what was hashed, or do not follow the one before them. None, unless somebody has changed the database.</summary>
    public ImmutableArray<long> Wrong { get; private set; } = [];

    public async Task OnGet()
    {
        var by = By switch { "actor" => AuditField.Actor, "act" => AuditField.Act, "subject" => AuditField.Subject, _ => AuditField.Nothing };
        var filter = by == AuditField.Nothing || string.IsNullOrWhiteSpace(Text) ? AuditFilter.None : new AuditFilter(by, Text.Trim());
        Head = await store.FindAuditHead();
        Records = await store.LatestAudit(filter, Before, PageSize);
        Wrong = [.. Records.Where((r, n) => !IsRight(r, n + 1 < Records.Length ? Records[n + 1] : null)).Select(r => r.Sequence)];
        Links = new PageLinks(Before is null ? null : Address(null), Records.Length == PageSize ? Address(Records[^1].Sequence) : null);
    }

    /// <summary>The details with a line for each of them.</summary>
    public static ImmutableArray<(string Name, string Value)> Details(AuditRecord record)
    {
        try
        {
            using var json = JsonDocument.Parse(record.Facts.Details);
            return [.. json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).Select(p => (p.Name, p.Value.ToString()))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [("", record.Facts.Details)]; // somebody else's form; shown as it is
        }
    }

    private static bool IsRight(AuditRecord record, AuditRecord? older) =>
        AuditChain.Follows(new AuditHead(record.Sequence - 1, record.Previous), record)
        && (older is null || older.Sequence != record.Sequence - 1 || older.Hash == record.Previous);

    private string? Address(long? before) => Url.Page("/Operator/Audit", new { by = By, text = Text, before });
}
