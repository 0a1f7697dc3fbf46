using System.Globalization;
using CaptchaGrains.AuditVerify;
using CaptchaGrains.Core.Audit;
using Xunit;

namespace CaptchaGrains.Core.Tests.Audit;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _errors = new(CultureInfo.InvariantCulture);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_good_file_is_called_good_and_its_head_is_told()
    {
        var head = await Export(2_000);
        Assert.Equal(VerifyCommand.Good, await Run(_file));
        Assert.Contains($"2000 records after 0; head {head}", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(VerifyCommand.Good, await Run(_file, "--head", head.ToString()));
    }

    [Fact]
    public async Task A_changed_or_shortened_file_is_called_bad_and_the_line_is_told()
    {
        var head = await Export(100);
        var bytes = await File.ReadAllBytesAsync(_file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(_file, bytes);
        Assert.Equal(VerifyCommand.Bad, await Run(_file));
        Assert.Matches(@"BAD, line \d+: ", _output.ToString());

        await Export(90);
        Assert.Equal(VerifyCommand.Good, await Run(_file));
        Assert.Equal(VerifyCommand.Bad, await Run(_file, "--head", head.ToString()));
        await File.WriteAllBytesAsync(_file, (await File.ReadAllBytesAsync(_file))[..^1]);
        Assert.Equal(VerifyCommand.Bad, await Run(_file));
        await File.WriteAllBytesAsync(_file, new byte[1_000_000]); // no line ends
        Assert.Equal(VerifyCommand.Bad, await Run(_file));
    }

    [Fact]
    public async Task Whoever_asks_for_nothing_that_it_does_is_told_how()
    {
        foreach (var args in (string[][])[[], ["a", "b"], [_file, "--head", "x"], [_file + ".missing"]])
            Assert.Equal(VerifyCommand.Misused, await Run(args));
        Assert.Contains("AuditVerify FILE", _errors.ToString(), StringComparison.Ordinal);
    }

    private Task<int> Run(params string[] args) => VerifyCommand.Run(args, _output, _errors);

    private async Task<AuditHead> Export(int count)
    {
        await using var file = File.Create(_file);
        var head = AuditHead.Start;
        await file.WriteAsync(AuditExport.FirstLine(head));
        for (var n = 1; n <= count; n++)
        {
            var record = AuditChain.After(head, new AuditFacts($"act/{n}", n, "operator:1", "domain.denied", "example.com", "{}"));
            await file.WriteAsync(AuditExport.LineOf(record));
            head = new AuditHead(record.Sequence, record.Hash);
        }
        await file.WriteAsync(AuditExport.LastLine(head));
        return head;
    }
}
