using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CaptchaGrains.Api.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Api.Tests;

/// <summary>The table of errors and the metrics that are tagged from it.</summary>
public class Tables
{
    [Fact]
    public void Every_code_has_exactly_one_complete_entry()
    {
        Assert.Equal(Enum.GetValues<ErrorCode>().Order(), ErrorTable.All.Select(e => e.Code).Order());
        Assert.All(ErrorTable.All, entry =>
        {
            Assert.Same(entry, ErrorTable.Of(entry.Code));
            Assert.Matches("^(ERROR_[A-Z0-9_]+|ERROR: 100[1-5]|IP_BANNED|MAX_USER_TURN|TOO_MANY_BAD_IMAGES)$", entry.V1);
            Assert.StartsWith("ERROR_", entry.V2, StringComparison.Ordinal);
            Assert.True(entry.V2Id > 0);
            Assert.EndsWith(".", entry.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("ERROR", entry.Text, StringComparison.Ordinal); // some clients look for it anywhere in a reply
        });
    }

    [Fact]
    public void One_id_of_version_2_is_always_the_same_code() =>
        Assert.All(ErrorTable.All.GroupBy(e => e.V2Id), same => Assert.Single(same.Select(e => e.V2).Distinct()));

    [Fact]
    public void Bounds_of_zero_are_refused_at_start() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddCustomerApi(new CustomerApiOptions { MaxBodyBytes = 0 }));

    [Fact]
    public async Task Requests_are_counted_by_endpoint_and_code_and_by_nothing_that_customers_write()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == CustomerApi.MeterName && instrument is Counter<long>) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Enqueue(string.Join(' ', tags.ToArray().Select(t => t.Value))));
        listener.Start();
        await using (var api = await ApiHost.Start())
        {
            await api.Get("in.php?key=weird");
            await api.Get($"res.php?key={ApiHost.Key}&action=getbalance");
            await api.Get($"res.php?key={ApiHost.Key}&action=%3Cweird%3E");
            await api.PostJson("weirdMethod", "{}");
        }
        // A reply is counted after it was sent; now that the host has gone, all of them are.
        Assert.Superset(
            new HashSet<string> { "in.php ERROR_WRONG_USER_KEY", "res.php getbalance OK", "res.php ERROR_EMPTY_ACTION", "unknown ERROR_NO_SUCH_METHOD" },
            counted.ToHashSet());
        Assert.DoesNotContain(counted, c => c.Contains("weird", StringComparison.Ordinal));
    }
}
