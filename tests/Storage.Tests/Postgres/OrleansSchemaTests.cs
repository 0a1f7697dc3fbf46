using Xunit;

namespace CaptchaGrains.Storage.Tests.Postgres;

public sealed class OrleansSchemaTests
{
    private static readonly DateTime Noon = Given.Noon.UtcDateTime;

    [Fact]
    public async Task A_membership_version_is_created_once_and_read_without_members()
    {
        await using var queries = await OrleansQueries.Create();
        Assert.Equal(1, await queries.Count("InsertMembershipVersionKey", ("DeploymentId", "c")));
        Assert.Equal(0, await queries.Count("InsertMembershipVersionKey", ("DeploymentId", "c")));
        var all = Assert.Single(await queries.Run("MembershipReadAllKey", ("DeploymentId", "c")));
        Assert.Equal(0, all["Version"]);
        Assert.Null(all["StartTime"]);
        Assert.Empty(await queries.Run("MembershipReadAllKey", ("DeploymentId", "other")));
    }

    [Fact]
    public async Task A_member_joins_and_changes_only_on_top_of_the_version_that_was_read()
    {
        await using var queries = await OrleansQueries.Create();
        await queries.Count("InsertMembershipVersionKey", ("DeploymentId", "c"));
        Assert.Equal(0, await queries.Count("InsertMembershipKey", [.. Silo(1), .. Joining, ("Version", 5)]));
        Assert.Equal(1, await queries.Count("InsertMembershipKey", [.. Silo(1), .. Joining, ("Version", 0)]));
        Assert.Equal(0, await queries.Count("InsertMembershipKey", [.. Silo(2), .. Joining, ("Version", 0)]));
        Assert.Equal(0, await queries.Count("InsertMembershipKey", [.. Silo(1), .. Joining, ("Version", 1)]));
        Assert.Equal(1, await queries.Count("InsertMembershipKey", [.. Silo(2), .. Joining, ("Version", 1)]));

        Assert.Equal(0, await queries.Count("UpdateMembershipKey", [.. Silo(1), .. Status(3), ("Version", 1)]));
        Assert.Equal(0, await queries.Count("UpdateMembershipKey", [.. Silo(9), .. Status(3), ("Version", 2)]));
        Assert.Equal(1, await queries.Count("UpdateMembershipKey", [.. Silo(1), .. Status(3), ("Version", 2)]));

        var row = Assert.Single(await queries.Run("MembershipReadRowKey", Silo(1)));
        Assert.Equal((3, 3, "silo", (object)Noon), (row["Version"], row["Status"], row["SiloName"], row["StartTime"]));
        Assert.Null(Assert.Single(await queries.Run("MembershipReadRowKey", Silo(9)))["StartTime"]);
        Assert.Equal(2, (await queries.Run("MembershipReadAllKey", ("DeploymentId", "c"))).Count);
        Assert.Equal(30000, Assert.Single(await queries.Run("GatewaysQueryKey", ("DeploymentId", "c"), ("Status", 3)))["ProxyPort"]);
    }

    [Fact]
    public async Task Of_silos_that_join_at_once_from_one_version_one_is_taken()
    {
        await using var queries = await OrleansQueries.Create();
        await queries.Count("InsertMembershipVersionKey", ("DeploymentId", "c"));
        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() => queries.Count("InsertMembershipKey", [.. Silo(n), .. Joining, ("Version", 0)]))));
        Assert.Equal(1, joined.Sum());
        var all = Assert.Single(await queries.Run("MembershipReadAllKey", ("DeploymentId", "c")));
        Assert.Equal(1, all["Version"]);
    }

    [Fact]
    public async Task Silos_that_are_not_active_are_cleaned_up_when_they_are_old()
    {
        await using var queries = await OrleansQueries.Create();
        await queries.Count("InsertMembershipVersionKey", ("DeploymentId", "c"));
        for (var n = 1; n <= 3; n++) await queries.Count("InsertMembershipKey", [.. Silo(n), .. Joining, ("Version", n - 1)]);
        await queries.Count("UpdateMembershipKey", [.. Silo(1), .. Status(3), ("Version", 3)]);
        await queries.Run("UpdateIAmAlivetimeKey", [.. Silo(3), ("IAmAliveTime", Noon.AddHours(2))]);
        await queries.Run("CleanupDefunctSiloEntriesKey", ("DeploymentId", "c"), ("IAmAliveTime", Noon.AddHours(1)));
        Assert.Equal([1, 3], (await queries.Run("MembershipReadAllKey", ("DeploymentId", "c"))).Select(r => (int)r["Generation"]!).Order());
        await queries.Run("DeleteMembershipTableEntriesKey", ("DeploymentId", "c"));
        Assert.Empty(await queries.Run("MembershipReadAllKey", ("DeploymentId", "c")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("extension")]
    public async Task Grain_state_is_written_only_on_top_of_the_version_that_was_read(string? extension)
    {
        await using var queries = await OrleansQueries.Create();
        var key = Grain(extension);
        Assert.Empty(await queries.Run("ReadFromStorageKey", key));
        Assert.Equal(1, await queries.Count("WriteToStorageKey", [.. key, ("GrainStateVersion", null), ("PayloadBinary", new byte[] { 1 })]));
        Assert.Empty(await queries.Run("WriteToStorageKey", [.. key, ("GrainStateVersion", null), ("PayloadBinary", new byte[] { 2 })]));
        Assert.Equal(2, await queries.Count("WriteToStorageKey", [.. key, ("GrainStateVersion", 1), ("PayloadBinary", new byte[] { 3 })]));
        Assert.Empty(await queries.Run("WriteToStorageKey", [.. key, ("GrainStateVersion", 1), ("PayloadBinary", new byte[] { 4 })]));

        var row = Assert.Single(await queries.Run("ReadFromStorageKey", key));
        Assert.Equal(2, row["Version"]);
        Assert.Equal([3], (byte[])row["PayloadBinary"]!);
        Assert.Empty(await queries.Run("ReadFromStorageKey", Grain("another")));

        Assert.Empty(await queries.Run("ClearStorageKey", [.. key, ("GrainStateVersion", 1)]));
        Assert.Equal(3, await queries.Count("ClearStorageKey", [.. key, ("GrainStateVersion", 2)]));
        Assert.Null(Assert.Single(await queries.Run("ReadFromStorageKey", key))["PayloadBinary"]);
        Assert.Empty(await queries.Run("DeleteStorageKey", [.. key, ("GrainStateVersion", 2)]));
        Assert.Equal(4, await queries.Count("DeleteStorageKey", [.. key, ("GrainStateVersion", 3)]));
        Assert.Empty(await queries.Run("ReadFromStorageKey", key));
    }

    [Fact]
    public async Task Of_activations_that_insert_the_first_row_at_once_one_is_told_a_version()
    {
        await using var queries = await OrleansQueries.Create();
        var written = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() =>
            queries.Run("WriteToStorageKey", [.. Grain(null), ("GrainStateVersion", null), ("PayloadBinary", new[] { (byte)n })]))));
        Assert.Equal(1, written.Sum(rows => rows.Count));
        Assert.Single(await queries.Run("ReadFromStorageKey", Grain(null)));
    }

    [Fact]
    public async Task Reminders_are_kept_with_a_version_and_found_by_range()
    {
        await using var queries = await OrleansQueries.Create();
        foreach (var (grain, hash) in new[] { ("a", -5), ("b", 0), ("c", 7) })
            Assert.Equal(0, await queries.Count("UpsertReminderRowKey", Reminder(grain, hash)));
        Assert.Equal(1, await queries.Count("UpsertReminderRowKey", Reminder("b", 0)));

        var row = Assert.Single(await queries.Run("ReadReminderRowKey", ("ServiceId", "s"), ("GrainId", "b"), ("ReminderName", "r")));
        Assert.Equal((1, 60_000L, (object)Noon), (row["Version"], row["Period"], row["StartTime"]));
        Assert.Single(await queries.Run("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "a")));
        Assert.Equal(["b", "c"], await Range("ReadRangeRows1Key", -5, 7));
        Assert.Equal(["a", "c"], await Range("ReadRangeRows2Key", 0, -5));

        Assert.Equal(0, await queries.Count("DeleteReminderRowKey", ("ServiceId", "s"), ("GrainId", "b"), ("ReminderName", "r"), ("Version", 0)));
        Assert.Equal(1, await queries.Count("DeleteReminderRowKey", ("ServiceId", "s"), ("GrainId", "b"), ("ReminderName", "r"), ("Version", 1)));
        await queries.Run("DeleteReminderRowsKey", ("ServiceId", "s"));
        Assert.Empty(await Range("ReadRangeRows1Key", int.MinValue, int.MaxValue));

        async Task<IEnumerable<string>> Range(string key, int begin, int end) =>
            (await queries.Run(key, ("ServiceId", "s"), ("BeginHash", begin), ("EndHash", end))).Select(r => (string)r["GrainId"]!).Order();
    }

    private static (string, object?)[] Joining =>
    [
        ("SiloName", "silo"), ("HostName", "host"), ("Status", 1), ("ProxyPort", 30000), ("StartTime", Noon), ("IAmAliveTime", Noon),
    ];

    private static (string, object?)[] Silo(int generation) =>
        [("DeploymentId", "c"), ("Address", "127.0.0.1"), ("Port", 11111), ("Generation", generation)];

    private static (string, object?)[] Status(int status) => [("Status", status), ("SuspectTimes", null), ("IAmAliveTime", Noon)];

    private static (string, object?)[] Grain(string? extension) =>
    [
        ("GrainIdHash", 11), ("GrainIdN0", 0L), ("GrainIdN1", 12L), ("GrainTypeHash", 13), ("GrainTypeString", "type"),
        ("GrainIdExtensionString", extension), ("ServiceId", "s"),
    ];

    private static (string, object?)[] Reminder(string grain, int hash) =>
    [
        ("ServiceId", "s"), ("GrainId", grain), ("ReminderName", "r"), ("StartTime", Noon), ("Period", 60_000), ("GrainHash", hash),
    ];
}
