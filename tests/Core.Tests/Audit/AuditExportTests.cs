using System.Text;
using CaptchaGrains.Core.Audit;
using Xunit;

namespace CaptchaGrains.Core.Tests.Audit;

public sealed class AuditExportTests
{
    private static readonly AuditRecord[] Chain = Make(5);

    [Fact]
    public void An_export_is_good_as_it_is_written()
    {
        var finding = Verify(Lines(Chain));
        Assert.Null(finding.Flaw);
        Assert.Equal(HeadOf(Chain), finding.Head);
        Assert.Null(Verify(Lines([])).Flaw);
    }

    [Fact]
    public void Rule_served_every_changed_bit_of_an_exported_audit_log_is_found()
    {
        var file = Lines(Chain).SelectMany(l => l).ToArray();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(Verify(Split(file)).Flaw is not null, $"bit {bit % 8} of byte {bit / 8}: {Encoding.UTF8.GetString(file.AsSpan(bit / 8, Math.Min(40, file.Length - bit / 8)))}");
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Every_missing_doubled_or_misplaced_line_is_found()
    {
        var lines = Lines(Chain);
        for (var i = 0; i < lines.Count; i++)
        {
            var without = lines.ToList();
            without.RemoveAt(i);
            Assert.NotNull(Verify(without).Flaw);
            var doubled = lines.ToList();
            doubled.Insert(i, lines[i]);
            Assert.NotNull(Verify(doubled).Flaw);
            if (i == 0) continue;
            var swapped = lines.ToList();
            (swapped[i - 1], swapped[i]) = (swapped[i], swapped[i - 1]);
            Assert.NotNull(Verify(swapped).Flaw);
        }
        for (var kept = 0; kept < lines.Count; kept++) Assert.NotNull(Verify(lines.Take(kept)).Flaw);
    }

    [Fact]
    public void A_shorter_chain_with_an_end_of_its_own_is_found_by_the_published_head()
    {
        var cut = Chain[..3];
        Assert.Null(Verify(Lines(cut)).Flaw); // by itself nobody can tell
        Assert.NotNull(Verify(Lines(cut), HeadOf(Chain)).Flaw);
        Assert.Null(Verify(Lines(Chain), HeadOf(Chain)).Flaw);
        Assert.Null(Verify(Lines(Chain), HeadOf(cut)).Flaw); // it has grown since
        Assert.NotNull(Verify(Lines(Make(5, "another history")), HeadOf(cut)).Flaw);
    }

    [Fact]
    public void A_part_begins_with_the_head_before_it()
    {
        var part = Chain[2..].Select(AuditExport.LineOf).Prepend(AuditExport.FirstLine(HeadOf(Chain[..2]))).Append(AuditExport.LastLine(HeadOf(Chain)));
        Assert.Null(Verify(part, HeadOf(Chain[..2])).Flaw);
        var wrong = Chain[2..].Select(AuditExport.LineOf).Prepend(AuditExport.FirstLine(HeadOf(Chain[..1]))).Append(AuditExport.LastLine(HeadOf(Chain)));
        Assert.NotNull(Verify(wrong).Flaw);
        Assert.NotNull(Verify([AuditExport.FirstLine(new AuditHead(0, new string('a', 64))), AuditExport.LastLine(new AuditHead(0, new string('a', 64)))]).Flaw);
    }

    [Fact]
    public void Texts_cannot_move_from_one_place_to_another_without_a_trace()
    {
        var one = AuditChain.After(AuditHead.Start, new AuditFacts("id", 1, "ab", "c", "", "{}"));
        var other = AuditChain.After(AuditHead.Start, new AuditFacts("id", 1, "a", "bc", "", "{}"));
        Assert.NotEqual(one.Hash, other.Hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("nonsense\n")]
    [InlineData("{\"format\":\"captchagrains-audit-1\",\"after\":0,\"previous\":\"0\"}\n")]
    [InlineData("[1]\n")]
    public void What_is_no_export_is_not_good(string text) => Assert.NotNull(Verify(Split(Encoding.UTF8.GetBytes(text))).Flaw);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("7:abc")]
    [InlineData("-7:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("7:000000000000000000000000000000000000000000000000000000000000000G")]
    public void What_is_no_head_is_not_read(string? text) => Assert.Null(AuditHead.Parse(text));

    [Fact]
    public void A_head_is_read_as_it_writes_itself() => Assert.Equal(HeadOf(Chain), AuditHead.Parse(HeadOf(Chain).ToString()));

    private static AuditRecord[] Make(int count, string details = "{\"why\":\"\u00E9 \\u2028 \uD83D\uDE00 \\\" \\\\ /\"}")
    {
        var head = AuditHead.Start;
        var records = new List<AuditRecord>();
        for (var n = 1; n <= count; n++)
        {
            var record = AuditChain.After(head, new AuditFacts($"refusal/{n}", 1_767_225_600_000 + n, $"customer:{n}", "captcha.refused", "b\u00FCcher.test\n", details));
            head = new AuditHead(record.Sequence, record.Hash);
            records.Add(record);
        }
        return [.. records];
    }

    private static AuditHead HeadOf(AuditRecord[] chain) => chain.Length == 0 ? AuditHead.Start : new AuditHead(chain[^1].Sequence, chain[^1].Hash);

    private static List<byte[]> Lines(AuditRecord[] chain) =>
        [AuditExport.FirstLine(AuditHead.Start), .. chain.Select(AuditExport.LineOf), AuditExport.LastLine(HeadOf(chain))];

    private static IEnumerable<byte[]> Split(byte[] file)
    {
        for (var start = 0; start < file.Length;)
        {
            var end = Array.IndexOf(file, (byte)'\n', start) is >= 0 and var found ? found + 1 : file.Length;
            yield return file[start..end];
            start = end;
        }
    }

    private static AuditFinding Verify(IEnumerable<byte[]> lines, AuditHead? expected = null)
    {
        var verifier = new AuditVerifier();
        if (expected is not null) verifier.Expect(expected);
        foreach (var line in lines) verifier.Take(line);
        return verifier.Finish();
    }
}
