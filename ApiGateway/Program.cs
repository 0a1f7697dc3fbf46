using CaptchaGrains.Api;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Http;
using CaptchaGrains.ApiGateway;
using CaptchaGrains.Grains.Hosting;
using CaptchaGrains.Hosting.Https;

var builder = WebApplication.CreateBuilder(Switches.WithValues(args));
var settings = ClusterSettings.From(builder.Configuration);
var store = await MarketDatabase.Open(settings);

builder.AddMarketplaceClient(settings, store);
var authority = builder.UseHttps(HttpsOptions.From(builder.Configuration), builder.Configuration["Https:Folder"] ?? "https");
builder.Services.AddCustomerApi();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestLineSize = CustomerApi.LongestRequestLine);
builder.Services.AddCallbackDelivery(CallbackSettings.From(builder.Configuration));
builder.AddDemoCustomers();

var app = builder.Build();
if (authority is not null) HttpsHosting.LogAuthority(app.Logger, authority);
app.UseTrustedProxies(app.Configuration[TrustedProxies.Setting]);
app.MapHealth();
app.MapCustomerApi();
await app.RunAsync();
