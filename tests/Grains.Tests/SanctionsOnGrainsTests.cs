using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Workers;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CaptchaGrains.Grains.Tests;

public sealed class SanctionsOnGrainsTests(TestMarketplace market) : IClassFixture<TestMarketplace>
{
    [Fact]
    public async Task A_ban_stops_a_worker_at_once_and_a_successful_appeal_gives_him_work_again()
    {
        var repeat = market.Cluster.Client.ServiceProvider.GetRequiredService<Repeat>();
        var audit = new AuditLog(market.Store);
        var sanctions = new SanctionDesk(market.Actors, market.Store, market.Store, market.Store, audit, repeat, TimeProvider.System);
        var appeals = new AppealDesk(market.Actors, market.Store, market.Store, audit, repeat, TimeProvider.System);
        var worker = await market.NewWorker();
        Assert.Equal(ReadyVerdict.MayWork, (await market.Actors.Worker(worker).Ready()).Verdict);

        var ban = (await sanctions.Impose(900_001, worker, SanctionKind.Ban, "Odd answers.", [])).Sanction!;
        Assert.Equal(ReadyVerdict.Suspended, (await market.Actors.Worker(worker).Ready()).Verdict);
        Assert.Equal(WorkerStatus.Banned, (await market.WorkerDesk.View(worker)).Status);
        Assert.Equal(ModerationVerdict.Done, (await appeals.Appeal(worker, ban.Id, "They are not.")).Verdict);
        Assert.Equal(ModerationVerdict.SameModerator, (await appeals.Decide(900_001, ban.Id, false, "They are.")).Verdict);
        Assert.Equal(ModerationVerdict.Done, (await appeals.Decide(900_002, ban.Id, true, "They are not.")).Verdict);
        Assert.Equal(ReadyVerdict.MayWork, (await market.Actors.Worker(worker).Ready()).Verdict);
    }
}
