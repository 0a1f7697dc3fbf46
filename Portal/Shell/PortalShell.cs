using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Portal.Shell;

/// <summary>
/// Around every endpoint of the portal: the headers that keep a browser safe, and an honest "try again" where the marketplace could not be reached.
/// </summary>
internal sealed partial class PortalShell(RequestDelegate next, Assets assets, ILogger<PortalShell> logger)
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PortalPart>() is not { } part)
        {
            await next(context);
            return;
        }
        AddHeaders(context.Response.Headers);
        // Calls speak in codes, whatever language their caller has; pages speak to a person.
        if (part == PortalPart.Page) CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.Of(context.Request).Culture;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // He has gone; there is nobody to tell.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            var problem = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problem.TooLarge : Problem.BadRequest;
            await Fail(context, part, problem, Texts.BadRequestTitle, Texts.BadRequestText);
        }
        catch (Exception e) when (!context.Response.HasStarted && e is OutcomeUnknownException or StoreUncertainException or StoreBusyException
            or TimeoutException or DbException)
        {
            LogUnavailable(logger, context.Request.Path, e);
            await Fail(context, part, Problem.TryAgain, Texts.UnavailableTitle, Texts.UnavailableText);
        }
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }

    private async Task Fail(HttpContext context, PortalPart part, Problem problem, string title, string text)
    {
        context.Response.Clear();
        AddHeaders(context.Response.Headers);
        if (part == PortalPart.Api)
        {
            await problem.Write(context);
            return;
        }
        var encode = HtmlEncoder.Default;
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!doctype html><html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{encode.Encode(title)}</title><link rel="stylesheet" href="{assets.Url(context.Request, "portal.css")}">
            <main class="page page-narrow"><section class="card"><h1>{encode.Encode(title)}</h1><p>{encode.Encode(text)}</p></section></main></html>
            """);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path}: the marketplace could not be reached.")]
    private static partial void LogUnavailable(ILogger logger, string path, Exception exception);
}
