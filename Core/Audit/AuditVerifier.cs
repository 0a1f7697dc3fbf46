namespace CaptchaGrains.Core.Audit;

/// <summary>
/// Goes through an export line by line. Every line has to be, byte for byte, what the export would write, every record has to follow the one before it, and the last line has
/// to name the head that was reached.
/// </summary>
public sealed class AuditVerifier
{
    private AuditHead? _from;
    private AuditHead? _at;
    private AuditHead? _end;
    private string? _flaw;

    /// <summary>Lines taken so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Whether some published head was reached on the way or at the end; see <see cref="Expect"/>.</summary>
    public bool HasPassedExpected { get; private set; }

    private AuditHead? Expected { get; set; }

    /// <summary>A head that was published once: the chain has to go through it.</summary>
    public void Expect(AuditHead head) => Expected = head;

    /// <param name="line">With its line feed.</param>
    /// <returns>False: something is wrong, and nothing that comes can mend it.</returns>
    public bool Take(ReadOnlySpan<byte> line)
    {
        Lines++;
        _flaw ??= FlawOf(line);
        return _flaw is null;
    }

    /// <summary>After the last line.</summary>
    public AuditFinding Finish()
    {
        var flaw = _flaw;
        if (flaw is null && _end is null) flaw = Lines == 0 ? "the file is empty" : "the end is missing";
        if (flaw is null && Expected is { } expected && !HasPassedExpected)
            flaw = expected.Sequence > _end!.Sequence ? $"it ends at {_end.Sequence}, before the published head {expected.Sequence}" : "the chain does not go through the published head";
        return new AuditFinding(flaw, Lines, _from, _end);
    }

    private string? FlawOf(ReadOnlySpan<byte> line)
    {
        if (_end is not null) return "something comes after the end";
        if (_at is not { } head)
        {
            if (AuditExport.ReadFirstLine(line) is not { } from || !line.SequenceEqual(AuditExport.FirstLine(from))) return "the first line is not that of an export";
            if (from.Sequence == 0 && from != AuditHead.Start) return "the chain does not begin where chains begin";
            Reach(_from = from);
            return null;
        }
        if (AuditExport.ReadRecord(line) is { } record)
        {
            if (!line.SequenceEqual(AuditExport.LineOf(record))) return "the line is not written as an export writes it";
            if (record.Sequence != head.Sequence + 1) return $"after {head.Sequence} comes {record.Sequence}";
            if (!AuditChain.Follows(head, record)) return $"record {record.Sequence} does not follow the one before it, or was changed";
            Reach(new AuditHead(record.Sequence, record.Hash));
            return null;
        }
        if (AuditExport.ReadLastLine(line) is not { } end || !line.SequenceEqual(AuditExport.LastLine(end))) return "the line is no record";
        if (end != head) return $"the end names {end.Sequence}, and {head.Sequence} was reached";
        _end = end;
        return null;
    }

    private void Reach(AuditHead head)
    {
        _at = head;
        HasPassedExpected |= head == Expected;
    }
}

/// <param name="Flaw">What is wrong; null: nothing.</param>
/// <param name="Lines">Where: the number of the last line that was taken.</param>
/// <param name="From">The head before the first record.</param>
/// <param name="Head">The last head.</param>
public sealed record AuditFinding(string? Flaw, long Lines, AuditHead? From, AuditHead? Head);
