using CaptchaGrains.Core.Audit;

namespace CaptchaGrains.AuditVerify;

/// <summary><c>AuditVerify FILE [--head SEQUENCE:HASH]</c>: needs nothing but the file.</summary>
public static class VerifyCommand
{
    public const int Good = 0;
    public const int Bad = 1;
    public const int Misused = 2;

    /// <summary>Bytes of one line at most: no record is longer.</summary>
    private const int LongestLine = 256 * 1024;

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        var verifier = new AuditVerifier();
        if (args is not [_] and not [_, "--head", _])
        {
            await errors.WriteLineAsync("AuditVerify FILE [--head SEQUENCE:HASH]");
            return Misused;
        }
        if (args is [_, _, var text])
        {
            if (AuditHead.Parse(text) is not { } head)
            {
                await errors.WriteLineAsync("--head: a number, a colon and 64 lower-case hexadecimal digits");
                return Misused;
            }
            verifier.Expect(head);
        }
        var file = args[0];
        if (!File.Exists(file))
        {
            await errors.WriteLineAsync($"There is no file {file}.");
            return Misused;
        }
        await using var stream = File.OpenRead(file);
        var finding = await Verify(stream, verifier);
        if (finding.Flaw is { } flaw)
        {
            await output.WriteLineAsync($"BAD, line {finding.Lines}: {flaw}.");
            return Bad;
        }
        await output.WriteLineAsync($"GOOD: {finding.Head!.Sequence - finding.From!.Sequence} records after {finding.From.Sequence}; head {finding.Head}");
        return Good;
    }

    public static async Task<AuditFinding> Verify(Stream stream, AuditVerifier verifier)
    {
        var buffer = new byte[LongestLine];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length));
            length += read;
            var start = 0;
            for (var end = buffer.AsSpan(0, length).IndexOf((byte)'\n'); end >= 0; end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n'))
            {
                if (!verifier.Take(buffer.AsSpan(start, end + 1))) return verifier.Finish();
                start += end + 1;
            }
            if (read == 0 || start == 0 && length == buffer.Length)
            {
                // What is left has no end of its own, or is longer than any record.
                if (length > start) verifier.Take(buffer.AsSpan(start, length - start));
                return verifier.Finish();
            }
            buffer.AsSpan(start, length - start).CopyTo(buffer);
            length -= start;
        }
    }
}
