using System.Diagnostics;
using CaptchaGrains.Load;

LoadSettings settings;
try
{
    settings = LoadSettings.Parse(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine();
    Console.Error.WriteLine(LoadSettings.Usage);
    return 2;
}

var images = SampleImages.Make(32, settings.ImageBytes);
byte[][] submissions = [.. images.Select(i => settings.Base64
    ? Requests.SubmitBase64(settings.Api, settings.Key, i)
    : Requests.SubmitFile(settings.Api, settings.Key, i))];
var inBrowsers = Math.Min(settings.Pages, settings.Workers);
string[] tokens;
try
{
    tokens = await new WorkerSessions(settings with { Workers = settings.Workers - inBrowsers }).Open();
}
catch (IOException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

var measures = new Measures();
var schedule = new Schedule(settings.Rate);
using var noMoreSubmissions = new CancellationTokenSource();
using var noMoreWork = new CancellationTokenSource();
var workers = tokens.Select((token, i) => new WorkerLoop(settings, measures, token, WorkerSessions.AddressOf(settings, i))).ToArray();
var customers = Enumerable.Range(0, settings.Customers).Select(i => new CustomerLoop(settings, measures, schedule, submissions, i)).ToArray();
await using var pages = await BrowserPages.Open(settings, measures, inBrowsers);
var working = Task.WhenAll(workers.Select(w => w.Run(noMoreWork.Token)));
var buying = Task.WhenAll(customers.Select(c => c.Run(noMoreSubmissions.Token)));

await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(settings.Warmup)), buying, working);
using var process = Process.GetCurrentProcess();
var (cpu, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
measures.IsMeasuring = true;
await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(settings.Seconds)), buying, working);
measures.IsMeasuring = false;
var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
process.Refresh();
cpu = process.TotalProcessorTime - cpu;

// What is under way may end, so that the server is left tidy; then everybody hangs up.
await noMoreSubmissions.CancelAsync();
await Task.WhenAny(buying, Task.Delay(TimeSpan.FromSeconds(10)));
var unfinished = measures.Open.Count;
await noMoreWork.CancelAsync();
foreach (var worker in workers) worker.Dispose();
foreach (var customer in customers) customer.Dispose();
await Task.WhenAny(working, Task.Delay(TimeSpan.FromSeconds(5)));

var report = new LoadReport(settings, measures, seconds, cpu.TotalSeconds, unfinished);
if (settings.Json == "-") Console.WriteLine(report.Json());
else Console.WriteLine(report.Table());
if (settings.Json is { } file and not "-") await File.WriteAllTextAsync(file, report.Json());
return measures.Delivered > 0 && measures.Wrong == 0 ? 0 : 1;
