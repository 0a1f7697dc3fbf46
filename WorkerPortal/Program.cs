using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Hosting.Https;
using CaptchaGrains.Portal;
using CaptchaGrains.Portal.Customers;
using CaptchaGrains.WorkerPortal;

var builder = WebApplication.CreateBuilder(Switches.WithValues(args));
var settings = ClusterSettings.From(builder.Configuration);
var store = await MarketDatabase.Open(settings);

builder.AddMarketplaceClient(settings, store);
var hasDashboard = OperatorDashboard.IsWanted(builder.Configuration);
if (hasDashboard) builder.AddOperatorDashboard();
builder.Services.AddSingleton<IServerList>(s => new ClusterServers(s.GetRequiredService<IGrainFactory>(), TimeProvider.System, hasDashboard ? OperatorDashboard.Path : null));
var authority = builder.UseHttps(HttpsOptions.From(builder.Configuration), builder.Configuration["Https:Folder"] ?? "https");
builder.Services.AddSingleton(PortalSettings.Payouts(builder.Configuration)).AddSingleton(settings.Images);
builder.Services.AddPortal(PortalSettings.From(builder.Configuration));
builder.Services.AddSingleton<ITaskReader, TaskReader>();
builder.Services.AddHostedService<FirstOperator>();
builder.Services.AddCallbackDesk(PortalSettings.Callbacks(builder.Configuration));
if (PortalSettings.TakesTestPayments(builder.Configuration)) builder.Services.AddTestPayments();
builder.AddDemoWorkers();

var app = builder.Build();
if (authority is not null) HttpsHosting.LogAuthority(app.Logger, authority);
app.MapPortal();
if (hasDashboard) app.MapOperatorDashboard();
app.MapHealth();
await app.RunAsync();
