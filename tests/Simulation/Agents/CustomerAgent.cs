using System.Collections.Immutable;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Quality;

namespace CaptchaGrains.Simulation.Agents;

/// <summary>
/// Opens an account, pays in, submits captchas and polls for their answers. Now and then he stops polling, asks again after the end, pays in twice with
/// one operation's id, tries somebody else's captcha, or has several captchas on their way at once. A poor one runs out of money.
/// </summary>
public sealed class CustomerAgent(AgentSetting setting, int number, bool isRich) : IAgent
{
    private static readonly Money Rich = Money.FromDollars(10);

    /// <summary>A few captchas, at any rate.</summary>
    private static readonly Money Poor = Money.Parse("0.001");

    /// <summary>What every second one submits comes by a key.</summary>
    private readonly KeyTerms? _key = number % 2 == 1 ? new KeyTerms(new ApiKeyId(number), null, null) : null;

    private CustomerId _id;

    public async Task Live()
    {
        var key = $"{number:x32}";
        _id = await setting.Insist("OpenCustomer", number, h => h.FrontOffice.OpenCustomer($"customer {number}", key));
        await setting.Insist("AuthorizeDomain", _id, h => h.Actors.Customer(_id).AuthorizeDomain(Town.TokenDomain));
        await Deposit(isRich ? Rich : Poor);
        if (setting.World.Chance(0.2)) await LimitRate();
        var pace = 2 + 14 * setting.Random.NextDouble();
        while (!setting.IsQuiet)
        {
            setting.World.Run(setting.Process, OneCaptcha);
            if (setting.World.Chance(0.1)) setting.World.Run(setting.Process, OneCaptcha);
            if (!isRich && setting.World.Chance(0.1)) await Deposit(Poor);
            await setting.Pause(0, pace);
        }
    }

    public async Task LookBack() =>
        setting.Claims.Viewed(_id, await setting.Insist("View", _id, h => h.CustomerDesk.View(_id)));

    private async Task Deposit(Money amount)
    {
        var operation = await setting.Insist("NewOperation", _id, h => h.FrontOffice.NewOperation());
        do
        {
            var verdict = await setting.Insist("Deposit", _id, h => h.FrontOffice.Deposit(operation, _id, amount));
            setting.Claims.Deposited(operation, _id, amount, verdict);
        } while (setting.World.Chance(0.2));
        if (!setting.World.Chance(0.1)) return;
        var other = amount + new Money(1);
        var different = await setting.Insist("Deposit", _id, h => h.FrontOffice.Deposit(operation, _id, other));
        setting.Claims.Deposited(operation, _id, other, different);
    }

    private Task<bool> LimitRate() =>
        setting.Insist("SetMaxRate", _id, async h => await h.Actors.Customer(_id).SetMaxRate(Money.Parse("0.0005")));

    private async Task OneCaptcha()
    {
        var (request, images) = Draw();
        CaptchaId id;
        SubmitResult result;
        try
        {
            (id, result) = await setting.Ask("Submit", _id, TimeSpan.FromSeconds(20), h => h.CustomerDesk.Submit(_id, request, images, _key));
        }
        catch (Exception)
        {
            return; // he never learns what became of it
        }
        setting.Claims.Submitted(_id, isRich, id, result);
        if (request.Domain == Town.DeniedDomain && result.Verdict == SubmitVerdict.Accepted)
            setting.World.Fail(Town.DenialsHold, $"captcha {id} for {request.Domain}");
        if (result.Verdict == SubmitVerdict.Accepted) await Poll(id);
    }

    private async Task Poll(CaptchaId id)
    {
        var ends = 0;
        while (!setting.World.Chance(0.01))
        {
            var waits = setting.World.Chance(0.3);
            await setting.Pause(waits ? 0 : 1, waits ? 0.2 : 6);
            if (setting.World.Chance(0.02)) await LookAtAnothers();
            var view = await (waits ? Wait(id) : Read(id));
            if (view is not (CaptchaViewStatus.Solved or CaptchaViewStatus.Unsolvable)) continue;
            if (view == CaptchaViewStatus.Solved && setting.World.Chance(0.3)) await Report(id);
            if (++ends > 3 || setting.World.Chance(0.6)) return;
            await setting.Pause(0, 80);
            if (setting.IsClosing) return;
        }
    }

    /// <summary>He says what he thinks of an answer; now and then twice.</summary>
    private async Task Report(CaptchaId id)
    {
        var isCorrect = setting.World.Chance(0.3);
        do
        {
            try
            {
                var verdict = await setting.Ask("Report", id, TimeSpan.FromSeconds(12), h => h.ReportDesk.Report(_id, id, isCorrect));
                setting.Claims.Reported(id, isCorrect, verdict);
            }
            catch (Exception) { return; }
        } while (setting.World.Chance(0.2));
    }

    private async Task<CaptchaViewStatus?> Read(CaptchaId id)
    {
        CaptchaView view;
        try { view = await setting.Ask("Read", id, TimeSpan.FromSeconds(12), h => h.CustomerDesk.Read(_id, id)); }
        catch (Exception) { return null; }
        setting.Claims.Viewed(_id, id, view);
        return view.Status;
    }

    /// <summary>Reads and waits for the end, for some time; now and then he hangs up before.</summary>
    private async Task<CaptchaViewStatus?> Wait(CaptchaId id)
    {
        var wait = setting.World.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(25));
        var patience = setting.World.Chance(0.1) ? wait / 2 : wait + TimeSpan.FromSeconds(20);
        using var gone = new CancellationTokenSource();
        var token = gone.Token; // his request may arrive after he has hung up
        CaptchaView view;
        try { view = await setting.Ask("Wait", id, patience, h => h.CustomerDesk.Read(_id, id, wait, token)); }
        catch (Exception)
        {
            HangUp(gone);
            return null;
        }
        setting.Claims.Viewed(_id, id, view);
        return view.Status;
    }

    private async Task LookAtAnothers()
    {
        var all = setting.Cluster.Ledger.Captchas;
        var some = all.ElementAt(setting.Random.Next(all.Count));
        if (some.State.Customer != _id) await Read(some.State.Id);
    }

    /// <summary>Most workers answer questions alike, and never say the same of an image.</summary>
    private ConfidentTerms DrawTerms() => setting.Random.Next(4) switch
    {
        0 => new ConfidentTerms(1, 3, 1, 0.9),
        1 => new ConfidentTerms(2, 2, 1, 0),
        2 => new ConfidentTerms(3, 4, 2, 0.5),
        _ => new ConfidentTerms(2, 4, 2, 0),
    };

    /// <summary>Here and now: the asynchronous way would leave for the thread pool.</summary>
    private static void HangUp(CancellationTokenSource connection) => connection.Cancel();

    private (CaptchaRequest, CaptchaImages) Draw()
    {
        var bytes = new byte[setting.Random.Next(100, 140)];
        setting.Random.NextBytes(bytes);
        var domain = setting.Random.Next(10) switch { 0 => Town.DeniedDomain, < 4 => "example.test", _ => null };
        var request = setting.Random.Next(6) switch
        {
            5 => new CaptchaRequest(Kind.RecaptchaV2) { Token = new TokenTask($"https://{Town.TokenDomain}/", "key") },
            0 => new CaptchaRequest(Kind.Grid) { Grid = new GridShape(Town.GridSide, Town.GridSide, false, null, null), Domain = domain },
            1 => new CaptchaRequest(Kind.Text) { Instruction = "What is written here?", Domain = domain },
            _ => new CaptchaRequest(Kind.ImageText) { CaseSensitive = setting.World.Chance(0.5), Domain = domain },
        };
        if (request.Token is null && setting.World.Chance(0.2)) request = request with { Confident = DrawTerms() };
        return (request, new CaptchaImages(new StoredImage("image/png", ImmutableArray.Create(bytes)), null));
    }
}
