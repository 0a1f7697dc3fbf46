using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Hosting.Outbound;

namespace CaptchaGrains.Api.Callbacks;

/// <summary>Makes one attempt: signs and posts the body, follows a few redirects, and says what came of it.</summary>
internal sealed class CallbackSender(CallbackConnections connections, CallbackOptions options, TimeProvider time)
{
    private const int MostRedirects = 3;

    private static readonly ProductInfoHeaderValue Agent = new("CaptchaGrains-Callback", "1");

    /// <param name="profile">Of the customer, as it is now: a host that he has removed is not called any more.</param>
    /// <exception cref="OperationCanceledException">This process stops; the receiver may have got it.</exception>
    public async Task<SendResult> Send(CallbackProfile? profile, string url, CallbackBody body, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        if (!CallbackUrl.TryParse(url, out var target)) return SendResult.Refused("the address may not be called");
        for (var redirects = 0; ; redirects++)
        {
            if (profile is null || !profile.Hosts.Contains(target.Host)) return SendResult.Refused("the host is not registered");
            Uri? next;
            try
            {
                using var reply = await Post(profile, target.Uri, body, either.Token);
                var status = (int)reply.StatusCode;
                if (reply.IsSuccessStatusCode) return SendResult.Delivered(status);
                // 303 wants a GET, which would tell nobody the answer: it is no receipt, and nothing to follow.
                if (reply.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect
                    or HttpStatusCode.PermanentRedirect)) return SendResult.Failed("it did not answer with a status of success", status);
                if (redirects == MostRedirects) return SendResult.Failed("too many redirects", status);
                next = reply.Headers.Location;
                if (next is null) return SendResult.Failed("a redirect to nowhere", status);
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested)
            {
                return SendResult.Failed("it did not answer in time", null);
            }
            catch (HttpRequestException e)
            {
                return Describe(e);
            }
            if (!next.IsAbsoluteUri && !Uri.TryCreate(target.Uri, next, out next)) return SendResult.Refused("a redirect to an address that may not be called");
            if (!CallbackUrl.TryTake(next, out target)) return SendResult.Refused("a redirect to an address that may not be called");
        }
    }

    private async Task<HttpResponseMessage> Post(CallbackProfile profile, Uri uri, CallbackBody body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(body.Bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(body.ContentType);
        request.Headers.UserAgent.Add(Agent);
        CallbackSignature.Sign(request, profile, body.Bytes, time.GetUtcNow());
        return await connections.Http.SendAsync(request, cancellation);
    }

    private static SendResult Describe(HttpRequestException failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
            if (e is ForbiddenTargetException) return SendResult.Refused("the host's address may not be called");
        var socket = (failure.InnerException as SocketException)?.SocketErrorCode;
        return SendResult.Failed((failure.HttpRequestError, socket) switch
        {
            (HttpRequestError.NameResolutionError, _) or (_, SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData) => "the host was not found",
            (_, SocketError.ConnectionRefused) => "the connection was refused",
            (HttpRequestError.SecureConnectionError, _) => "no secure connection: check its certificate",
            (HttpRequestError.ConnectionError, _) => "no connection",
            (HttpRequestError.ResponseEnded, _) => "the connection ended before the reply",
            _ => "the reply was broken",
        }, null);
    }
}

/// <summary>What came of one attempt.</summary>
/// <param name="IsFinal">Trying again would not help: it was received, or may not be sent.</param>
internal readonly record struct SendResult(bool IsDelivered, bool IsFinal, int? Status, string? Error)
{
    public static SendResult Delivered(int status) => new(true, true, status, null);

    public static SendResult Failed(string error, int? status) => new(false, false, status, error);

    public static SendResult Refused(string error) => new(false, true, null, error);
}
