using System.Text;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>Texts that people write for people.</summary>
internal static class Plain
{
    /// <summary>Not blank, no longer than that, whole characters, and no control characters but line breaks and tabs.</summary>
    /// <param name="longest">In UTF-16 characters.</param>
    public static bool IsText(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > longest) return false;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done) return false;
            if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')) return false;
            rest = rest[length..];
        }
        return true;
    }
}
