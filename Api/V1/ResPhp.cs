using System.Net;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Keys;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.V1;

/// <summary><c>res.php</c>: answers, prices, the balance, callbacks.</summary>
internal sealed class ResPhp(KeyRing keys, CustomerDesk desk, PingbackCalls pingbacks)
{
    /// <summary>The action in our own words, for the metrics too.</summary>
    public static string ActionOf(Fields fields) => fields.TextOrNull(ParameterNames.Action)?.ToLowerInvariant() switch
    {
        "get" => "get",
        "get2" => "get2",
        "getbalance" => "getbalance",
        var other => PingbackCalls.ActionOf(other) ?? "",
    };

    /// <exception cref="OutcomeUnknownException">Nothing is known of the customer or his captcha now.</exception>
    public async Task<V1Reply> Answer(Fields fields, IPAddress? from)
    {
        var (customer, refusal) = await keys.Admit(fields.TextOrNull(ParameterNames.Key));
        if (refusal is { } stranger) return V1Reply.Refused(stranger);
        return ActionOf(fields) switch
        {
            "get" => await Read(fields, customer, withPrice: false),
            "get2" => await Read(fields, customer, withPrice: true),
            "getbalance" => await Balance(customer),
            { Length: > 0 } action => await pingbacks.Answer(action, customer, fields, from),
            _ => V1Reply.Refused(new Refusal(ErrorCode.EmptyAction)),
        };
    }

    private async Task<V1Reply> Read(Fields fields, CustomerId customer, bool withPrice)
    {
        if (fields.Find(ParameterNames.Id) is not { } field || !Scalar.TryReadId(field.Value.Span, out var id))
            return V1Reply.Refused(new Refusal(ErrorCode.WrongIdFormat));
        if (id == 0) return V1Reply.Refused(new Refusal(ErrorCode.WrongCaptchaId));
        var view = await desk.Read(customer, new CaptchaId(id));
        return view.Status switch
        {
            CaptchaViewStatus.Solved when withPrice => V1Reply.Answered(view.Answer ?? "", view.Price),
            CaptchaViewStatus.Solved => V1Reply.Answered(view.Answer ?? ""),
            CaptchaViewStatus.Processing => V1Reply.NotReady,
            CaptchaViewStatus.Unsolvable => V1Reply.Refused(new Refusal(ErrorCode.CaptchaUnsolvable)),
            _ => V1Reply.Refused(new Refusal(ErrorCode.WrongCaptchaId)),
        };
    }

    private async Task<V1Reply> Balance(CustomerId customer)
    {
        var view = await desk.View(customer);
        return view.Profile is null ? V1Reply.Refused(new Refusal(ErrorCode.KeyDoesNotExist)) : V1Reply.Balance(view.Balance);
    }
}
