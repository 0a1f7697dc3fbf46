using System.Globalization;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Local;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Memory;

// The actors of one process. Orleans grains are measured by the same Footprint in a silo.
const int rounds = 3;
var count = args.Length == 0 ? 5_000 : int.Parse(args[0], CultureInfo.InvariantCulture);
if (count is < 100 or > 100_000) throw new ArgumentException("100 to 100,000 actors.");

using var marketplace = new LocalMarketplace(
    new ForgetfulStore(), people: null!, new HeldStates(), TimeProvider.System,
    // Idle means idle: no captcha looks for its ticket while it is being measured.
    new DispatchOptions { MaxTicketsPerShard = (rounds + 1) * count, RequeueEvery = TimeSpan.FromHours(1) }, random: new Random(1));
var actors = marketplace.Actors;
var customer = new CustomerId(1);
await actors.Customer(customer).Open("bench");
var images = new CaptchaImages(new StoredImage("image/png", [.. new byte[2048]]), null);

var worker = await Footprint.PerActor(Worker, count, rounds);
var captcha = await Footprint.PerActor(Captcha, count, rounds);
Console.WriteLine(FormattableString.Invariant($"bytes for each idle actor, LocalMarketplace, {count} actors, middle of {rounds} rounds"));
Console.WriteLine(FormattableString.Invariant($"worker, enrolled and idle                        {worker,8:F0}"));
Console.WriteLine(FormattableString.Invariant($"captcha, open, with alarm and ticket in a queue  {captcha,8:F0}"));
Console.WriteLine(FormattableString.Invariant($"captcha actors alive at the end                  {marketplace.CaptchasAlive,8}"));

async Task Worker(long number)
{
    var actor = actors.Worker(new WorkerId(number));
    await actor.Enroll();
    if ((await actor.Ready()).Verdict != ReadyVerdict.MayWork) throw new InvalidOperationException("A worker may not work.");
}

async Task Captcha(long number)
{
    var id = new CaptchaId(number);
    var submitted = await actors.Captcha(id).Submit(new Submission(id, customer, new CaptchaRequest(Kind.ImageText), images));
    if (submitted.Verdict != SubmitVerdict.Accepted) throw new InvalidOperationException($"A captcha was refused: {submitted.Verdict}.");
}
