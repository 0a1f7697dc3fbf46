using System.Diagnostics;
using System.Globalization;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Storage.Tests.Beds;
using Xunit;

namespace CaptchaGrains.Storage.Tests.Sqlite;

public sealed class KilledProcessTests
{
    [Fact]
    public async Task What_a_killed_process_acknowledged_is_all_there()
    {
        await using var bed = new SqliteBed();
        var acknowledged = await AcknowledgedBy(bed.FileName, killAfter: 200);
        Assert.True(acknowledged.Count >= 200);

        await using var store = await bed.Open();
        foreach (var id in acknowledged)
        {
            Assert.NotNull(await store.Market.FindCaptcha(new CaptchaId(id)));
            Assert.Equal(Given.Image.Bytes, (await store.Market.FindImage(new CaptchaId(id), ImagePart.Captcha))?.Bytes);
        }
        var held = await store.Market.Balance(AccountId.Held(Given.Customer(1)));
        Assert.True(held >= Given.Price.Price.Times(acknowledged.Count));
        Assert.Equal(0, await bed.CountWrongAccounts());
        Assert.Equal(CommitVerdict.Exists, (await store.Market.Commit(Given.Submit(Given.Captcha(acknowledged[0])))).Verdict);
    }

    private static async Task<List<long>> AcknowledgedBy(string file, int killAfter)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(KilledProcessTests).Assembly.Location);
        start.ArgumentList.Add(CommitUntilKilled.Command);
        start.ArgumentList.Add(file);
        using var process = Process.Start(start)!;
        var ids = new List<long>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The kill may have cut off the last line; a whole one ends with a full stop.
            if (!line.EndsWith('.')) break;
            ids.Add(long.Parse(line.AsSpan(0, line.Length - 1), CultureInfo.InvariantCulture));
            if (ids.Count == killAfter) process.Kill();
        }
        await process.WaitForExitAsync();
        return ids;
    }
}
