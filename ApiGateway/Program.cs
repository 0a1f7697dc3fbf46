using CaptchaGrains.Api;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.ApiGateway;
using CaptchaGrains.Grains.Hosting;

var builder = WebApplication.CreateBuilder(Switches.WithValues(args));
var settings = ClusterSettings.From(builder.Configuration);
var store = await MarketDatabase.Open(settings);

builder.AddMarketplaceClient(settings, store);
builder.Services.AddCustomerApi();
builder.Services.AddCallbackDelivery(CallbackSettings.From(builder.Configuration));
builder.AddDemoCustomers();

var app = builder.Build();
app.MapHealth();
app.MapCustomerApi();
await app.RunAsync();
