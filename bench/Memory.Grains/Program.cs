using System.Globalization;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Grains;
using CaptchaGrains.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

// The same as bench/Memory for activations of Orleans: a captcha's beside that of a grain that does nothing.
const int rounds = 3;
var count = args.Length == 0 ? 5_000 : int.Parse(args[0], CultureInfo.InvariantCulture);
if (count is < 100 or > 100_000) throw new ArgumentException("100 to 100,000 grains.");

var store = new ForgetfulStore();
var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
builder.ConfigureHost(host =>
{
    host.Logging.ClearProviders();
    host.Services.AddSingleton<IMarketStore>(store);
});
// Idle means idle: no captcha looks for its ticket while it is being measured.
var dispatch = new DispatchOptions { MaxTicketsPerShard = (rounds + 1) * count, RequeueEvery = TimeSpan.FromHours(1) };
builder.ConfigureSilo((_, silo) => silo.AddMarketplace(dispatch).AddMemoryGrainStorage(MarketplaceSilo.StorageName).UseInMemoryReminderService());
await using var cluster = builder.Build();
await cluster.DeployAsync();

// From within the silo, so that no connection's buffers are counted.
var services = cluster.Silos[0].ServiceProvider;
var (grains, actors) = (services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IActors>());
var customer = new CustomerId(1);
await actors.Customer(customer).Open("bench");
var images = new CaptchaImages(new StoredImage("image/png", [.. new byte[2048]]), null);

var bare = await Footprint.PerActor(number => grains.GetGrain<IBareGrain>(number).Begin(), count, rounds);
var captcha = await Footprint.PerActor(Captcha, count, rounds);
Console.WriteLine(FormattableString.Invariant($"bytes for each idle activation, {count} of them, middle of {rounds} rounds"));
Console.WriteLine(FormattableString.Invariant($"bare grain with an alarm                         {bare,8:F0}"));
Console.WriteLine(FormattableString.Invariant($"captcha, open, with alarm and ticket in a queue  {captcha,8:F0}"));
Console.WriteLine(FormattableString.Invariant($"the captcha's own share                          {captcha - bare,8:F0}"));

async Task Captcha(long number)
{
    var id = new CaptchaId(number);
    var submitted = await actors.Captcha(id).Submit(new Submission(id, customer, new CaptchaRequest(Kind.ImageText), images));
    if (submitted.Verdict != SubmitVerdict.Accepted) throw new InvalidOperationException($"A captcha was refused: {submitted.Verdict}.");
}
