using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Api.V1;

/// <summary>A reply of <c>in.php</c> or <c>res.php</c>, before it is written as plain text or JSON.</summary>
/// <param name="Plain">The whole plain reply.</param>
/// <param name="Request">The <c>request</c> of the JSON reply; always text, for clients that read nothing else.</param>
/// <param name="Code">For the metrics.</param>
internal sealed record V1Reply(bool Succeeded, string Plain, string Request, string Code)
{
    public static V1Reply NotReady { get; } = new(false, "CAPCHA_NOT_READY", "CAPCHA_NOT_READY", "CAPCHA_NOT_READY");

    /// <summary>For people; only in JSON.</summary>
    public string? ErrorText { get; private init; }

    /// <summary>Dollars; only in JSON, for plain text has it behind the answer.</summary>
    public string? Price { get; private init; }

    public static V1Reply Refused(Refusal refusal)
    {
        var code = refusal.Entry.V1;
        return new V1Reply(false, code, code, code) { ErrorText = refusal.Text };
    }

    public static V1Reply Accepted(CaptchaId id)
    {
        var text = id.ToString();
        return new V1Reply(true, "OK|" + text, text, "OK");
    }

    public static V1Reply Answered(string answer) => new(true, "OK|" + answer, answer, "OK");

    public static V1Reply Answered(string answer, Money price)
    {
        var dollars = price.ToShortString();
        return new V1Reply(true, $"OK|{answer}|{dollars}", answer, "OK") { Price = dollars };
    }

    public static V1Reply Balance(Money balance)
    {
        var dollars = ApiMoney.Balance(balance);
        return new V1Reply(true, dollars, dollars, "OK");
    }
}
