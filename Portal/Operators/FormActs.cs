using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Payouts;

namespace CaptchaGrains.Portal.Operators;

/// <summary>
/// Acts of forms. A form carries a name that was made with it; the act is named by it, by who sends it and by all that it says, and what the audit log knows by that name was done before.
/// So two clicks are one act, and nobody does anything again under a name that is in the log already.
/// </summary>
public sealed class FormActs(IAuditStore audit)
{
    /// <param name="operation">As the form carries it.</param>
    /// <param name="what">All that the form says.</param>
    /// <returns>Null: it was done before, or the form is none of ours.</returns>
    public async Task<Act?> Begin(long person, string? operation, params IReadOnlyCollection<string?> what)
    {
        if (!Payout.IsOperation(operation)) return null;
        var said = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', what)));
        var id = $"form/{person}/{operation}/{Convert.ToHexStringLower(said.AsSpan(0, 16))}";
        return await audit.FindAudit(id) is null ? new Act(id, $"operator:{person}") : null;
    }
}
