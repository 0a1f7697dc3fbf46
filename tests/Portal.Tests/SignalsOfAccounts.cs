using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Portal.Accounts;

namespace CaptchaGrains.Portal.Tests;

public sealed class SignalsOfAccounts
{
    private const string Password = "four grains of wheat";

    [Fact]
    public async Task Workers_who_sign_in_on_the_same_device_are_linked()
    {
        await using var portal = await PortalHost.Start();
        var (one, other, third) = (await Enroll(portal, "one"), await Enroll(portal, "two"), await Enroll(portal, "three"));
        var device = new string('a', 32);
        await SignIn(portal, "one", device);
        await SignIn(portal, "two", device);
        await SignIn(portal, "three", null);
        await portal.Settle();
        var board = portal.Marketplace.Actors.LinkBoard();
        Assert.Equal(one, await board.ClusterOf(other));
        Assert.Equal(third, await board.ClusterOf(third));
        // Nobody can read from a signal what it is made of.
        var match = Assert.Single((await board.Cluster(one)).Matches, m => m.Kind == SignalKind.Device);
        Assert.Matches("^[0-9a-f]{64}$", match.Value);
        Assert.DoesNotContain(device, match.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_sees_a_cluster_and_marks_it_with_a_reason()
    {
        await using var portal = await PortalHost.Start();
        var (one, other) = (await Enroll(portal, "one"), await Enroll(portal, "two"));
        foreach (var worker in (WorkerId[])[one, other])
            await portal.Marketplace.Actors.LinkBoard().Record(new LinkSignal(SignalKind.PayoutDestination, "account", worker, DateTimeOffset.UtcNow));
        await portal.AddPerson("op@example.org", Password, PersonRole.Operator);
        using var http = new HttpClient { BaseAddress = portal.Address };
        var session = await (await http.PostAsJsonAsync("operator/v1/session", new { email = "op@example.org", password = Password })).Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("token").GetString());

        var path = $"operator/v1/clusters/{other}";
        var view = await http.GetFromJsonAsync<JsonElement>(path);
        Assert.Equal((one.Value, 2, "payout_destination"), (view.GetProperty("cluster").GetInt64(), view.GetProperty("size").GetInt32(), view.GetProperty("matches")[0].GetProperty("signal").GetString()));
        Assert.Equal(422, (int)(await http.PostAsJsonAsync($"{path}/mark", new { })).StatusCode);
        Assert.Equal(204, (int)(await http.PostAsJsonAsync($"{path}/mark", new { reason = "a household" })).StatusCode);
        Assert.Equal("a household", (await http.GetFromJsonAsync<JsonElement>(path)).GetProperty("mark").GetProperty("reason").GetString());
        Assert.Equal(204, (int)(await http.PostAsJsonAsync($"{path}/unmark", new { reason = "moved out" })).StatusCode);
        Assert.Equal(409, (int)(await http.PostAsJsonAsync("operator/v1/clusters/99/mark", new { reason = "a household" })).StatusCode);
        Assert.Equal(["cluster.marked", "cluster.unmarked", "cluster.marked", "act.failed"], (await portal.Store.AuditRecords(0, 10)).Select(r => r.Facts.Act));
    }

    private static async Task<WorkerId> Enroll(PortalHost portal, string name) => new(await portal.AddPerson($"{name}@example.org", Password));

    private static async Task SignIn(PortalHost portal, string name, string? device)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = portal.Address };
        if (device is not null) http.DefaultRequestHeaders.Add("Cookie", $"{AccountSignals.DeviceCookie}={device}");
        Assert.True((await http.PostAsJsonAsync("worker/v1/session", new { email = $"{name}@example.org", password = Password })).IsSuccessStatusCode);
    }
}
