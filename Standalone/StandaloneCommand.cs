using System.CommandLine;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Demo;
using CaptchaGrains.Hosting.Https;

namespace CaptchaGrains.Standalone;

/// <summary>The command line.</summary>
public static class StandaloneCommand
{
    public static RootCommand Create(Func<StandaloneOptions, CancellationToken, Task> run)
    {
        var urls = new Option<string>("--urls") { Description = "Where it listens", DefaultValueFactory = _ => StandaloneOptions.DefaultUrls };
        var data = new Option<string>("--data") { Description = "Where it keeps its file", DefaultValueFactory = _ => StandaloneOptions.DefaultDataFolder };
        var demo = new Option<bool>("--demo") { Description = $"A customer with 10 dollars (key: {DemoKey.Variable}) and a trained worker" };
        var workers = new Option<int>("--demo-workers") { Description = "Simulated workers who know the answers of generated captchas" };
        var load = new Option<double>("--demo-load") { Description = "Captchas a second that simulated customers submit" };
        var bench = new Option<int>("--demo-bench-workers") { Description = "Worker accounts for the load generator: bench-1@demo.test …" };
        var https = new Option<bool>("--https") { Description = $"HTTPS with a certificate of its own, also on {StandaloneOptions.DefaultHttpsUrl} unless --urls has an https address" };
        var names = new Option<string>("--https-names") { Description = "Further names in that certificate, with commas between them" };
        var certificate = new Option<string>("--https-certificate") { Description = "A PEM file with the certificate to use instead" };
        var key = new Option<string>("--https-key") { Description = "The PEM file of its private key" };
        var networks = new Option<string?>("--callback-networks") { Description = "Private networks that callbacks may go to, e.g. 127.0.0.0/8" };
        networks.Validators.Add(r => Check(IsNetworks(r.GetValueOrDefault<string?>()), r.AddError, "--callback-networks: 127.0.0.0/8,10.0.0.0/8 …"));
        var gold = new Option<int>("--gold-per-mille") { Description = "Of a thousand tasks of a worker, so many have a known answer (docs/quality.md)", DefaultValueFactory = _ => GoldOptions.Default.PerMille };
        gold.Validators.Add(r => Check(r.GetValueOrDefault<int>() is >= 0 and <= 1_000, r.AddError, "--gold-per-mille: 0 … 1000"));
        var images = new Option<int>("--image-days") { Description = "The images of captchas are deleted after so many days", DefaultValueFactory = _ => ImageOptions.Default.KeepFor.Days };
        images.Validators.Add(r => Check(
            r.GetValueOrDefault<int>() is >= ImageOptions.LeastDays and <= ImageOptions.MostDays, r.AddError, $"--image-days: {ImageOptions.LeastDays} … {ImageOptions.MostDays}"));
        var payout = new Option<string>("--payout-minimum") { Description = "The least amount, in dollars, that workers can ask to be paid out", DefaultValueFactory = _ => PayoutOptions.Default.Minimum.ToString() };
        payout.Validators.Add(r => Check(Money.TryParse(r.GetValueOrDefault<string>(), out var amount) && amount > Money.Zero, r.AddError, "--payout-minimum: an amount like 2.50"));
        var sandbox = new Option<bool>("--sandbox") { Description = "An emulator for tests of customers' programs: rules answer, every key is good, nothing is kept (docs/sandbox.md)" };
        sandbox.Validators.Add(r => Check(
            !r.GetValueOrDefault<bool>() || !(r.GetValue(demo) || r.GetValue(workers) > 0 || r.GetValue(load) > 0 || r.GetValue(bench) > 0), r.AddError,
            "--sandbox has people of its own: leave the options of the demonstration out"));
        workers.Validators.Add(r => Check(r.GetValueOrDefault<int>() is >= 0 and <= DemoData.MostWorkers, r.AddError, $"--demo-workers: 0 … {DemoData.MostWorkers}"));
        bench.Validators.Add(r => Check(r.GetValueOrDefault<int>() is >= 0 and <= DemoData.MostWorkers, r.AddError, $"--demo-bench-workers: 0 … {DemoData.MostWorkers}"));
        load.Validators.Add(r => Check(r.GetValueOrDefault<double>() is >= 0 and <= 1_000, r.AddError, "--demo-load: 0 … 1000"));
        var root = new RootCommand("The marketplace in one process: customer API, portal and worker API, with an embedded store.")
        {
            urls, data, demo, workers, load, bench, https, names, certificate, key, networks, gold, images, payout, sandbox,
        };
        root.SetAction((parsed, stop) => run(
            new StandaloneOptions(
                parsed.GetValue(urls)!, parsed.GetValue(data)!, parsed.GetValue(demo), parsed.GetValue(workers), parsed.GetValue(load), parsed.GetValue(bench))
            {
                Https = new HttpsOptions(parsed.GetValue(https), HttpsOptions.NamesIn(parsed.GetValue(names)), parsed.GetValue(certificate), parsed.GetValue(key)),
                CallbackNetworks = parsed.GetValue(networks),
                GoldPerMille = parsed.GetValue(gold),
                Images = ImageOptions.OfDays(parsed.GetValue(images)),
                PayoutMinimum = Money.Parse(parsed.GetValue(payout)!),
                Sandbox = parsed.GetValue(sandbox),
            },
            stop));
        return root;
    }

    private static bool IsNetworks(string? text)
    {
        try { return CallbackOptions.ParseNetworks(text).Length >= 0; }
        catch (FormatException) { return false; }
    }

    private static void Check(bool holds, Action<string> error, string message)
    {
        if (!holds) error(message);
    }
}
