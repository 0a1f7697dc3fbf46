using System.Text;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Docs.Layout;
using CaptchaGrains.Api.Docs.OpenApi;
using CaptchaGrains.Core.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Docs;

/// <summary>The documentation at <c>/docs</c>: pages, and the document of version 2 for programs.</summary>
internal static class DocsEndpoints
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static IServiceCollection AddDocs(this IServiceCollection services) => services.AddV2Document();

    public static void MapDocs(this IEndpointRouteBuilder app)
    {
        foreach (var page in DocsPages.All) app.MapGet(page.Path, context => Send(context, page));
        app.MapGet(DocsAssets.Pattern, DocsAssets.Send);
        app.MapOpenApi(V2Document.Pattern);
    }

    private static async Task Send(HttpContext context, DocsPage page)
    {
        var html = await Render(context, page);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache"; // it holds the host's address as the reader sees it
        context.Response.ContentType = "text/html; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes("<!doctype html>\n" + html);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static async Task<string> Render(HttpContext context, DocsPage page)
    {
        var services = context.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        // A component's parameters are public and the view is not, so it comes to all of them from above.
        RenderFragment frame = static builder =>
        {
            builder.OpenComponent<Frame>(0);
            builder.CloseComponent();
        };
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(CascadingValue<>.Value)] = new DocsView(page, SiteOf(context), await PriceOf(services, page)),
            [nameof(CascadingValue<>.IsFixed)] = true,
            [nameof(CascadingValue<>.ChildContent)] = frame,
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<DocsView>>(parameters)).ToHtmlString());
    }

    private static async Task<KindPrice?> PriceOf(IServiceProvider services, DocsPage page) => page.Kind is { Form.Kind: var kind }
        ? (await services.GetRequiredService<PriceQuotes>().Heard(kind, services.GetRequiredService<TimeProvider>().GetUtcNow()))?.Price
        : null;

    private static DocsSite SiteOf(HttpContext context)
    {
        var request = context.Request;
        var endpoints = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints;
        return new DocsSite(
            $"{request.Scheme}://{request.Host}{request.PathBase}",
            request.PathBase,
            context.RequestServices.GetRequiredService<CustomerApiOptions>(),
            context.RequestServices.GetRequiredService<CallbackOptions>(),
            endpoints.OfType<RouteEndpoint>().Any(e => e.RoutePattern.RawText?.StartsWith("/worker/v1", StringComparison.Ordinal) == true));
    }
}
