using CaptchaGrains.Grains;
using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Silo;

var builder = WebApplication.CreateBuilder(Switches.WithValues(args));
var settings = ClusterSettings.From(builder.Configuration);
var store = await MarketDatabase.Open(settings);
await ClusterTables.Apply(settings);

builder.Services.AddMarketStore(store).AddSingleton(settings.Numbers).AddSingleton(settings.Images);
builder.AddSiloHealth();
builder.AddOperatorPolicy();
builder.UseOrleans(silo => silo
    .AddCluster(settings)
    .AddFailureDetection()
    .AddMarketplace(settings.Dispatch)
    .AddOperatorDashboard(builder.Configuration));

var app = builder.Build();
app.MapHealth();
app.MapOperatorDashboard();
await app.RunAsync();
