using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Portal;
using CaptchaGrains.WorkerPortal;

var builder = WebApplication.CreateBuilder(Switches.WithValues(args));
var settings = ClusterSettings.From(builder.Configuration);
var store = await MarketDatabase.Open(settings);

builder.AddMarketplaceClient(settings, store);
builder.Services.AddPortal(PortalSettings.From(builder.Configuration));
builder.AddDemoWorkers();

var app = builder.Build();
app.MapPortal();
app.MapHealth();
await app.RunAsync();
