using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Scripting;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Sandbox;

/// <summary>One request of a customer's program: which rule is about it, and what the log says of it.</summary>
internal sealed class ScriptedCall(
    RuleBook book, RequestLog log, Stage stage, SandboxTime time, string endpoint, IReadOnlyDictionary<string, string> parameters) : IScriptedCall
{
    /// <summary>Characters of a parameter and bytes of a reply that are shown.</summary>
    private const int LongestShown = 500;

    private readonly DateTimeOffset _at = time.GetUtcNow();
    private CaptchaRequest? _request;
    private CaptchaId? _captcha;
    private Kind? _kind;
    private Rule? _rule;
    private string? _note;

    public ReplyFault? Fault => _rule?.Then.Reply;

    public ValueTask<ErrorCode?> Submitting(CaptchaRequest request, CaptchaImages images)
    {
        (_request, _kind) = (request, request.Kind);
        var hash = new Lazy<string?>(() => images.Image is { } image ? Convert.ToHexStringLower(SHA256.HashData(image.Bytes.AsSpan())) : null);
        return new(Take(RuleMoment.Submit, hash));
    }

    public async ValueTask Submitted(CustomerId customer, CaptchaId captcha)
    {
        _captcha = captcha;
        _note = await stage.Enter(captcha, customer, _request!, _rule?.Then);
    }

    public ErrorCode? Asking()
    {
        if (long.TryParse(Parameter("id") ?? Parameter("taskId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            (_captcha, _kind) = (new CaptchaId(id), stage.KindOf(new CaptchaId(id)));
        var isResult = endpoint == "getTaskResult" || (endpoint == "res.php" && Parameter("action")?.ToLowerInvariant() is "get" or "get2");
        return Take(isResult ? RuleMoment.Result : RuleMoment.Other, new((string?)null));
    }

    /// <summary>Before the customer can see the reply.</summary>
    public void Replying(ReadOnlySpan<byte> reply)
    {
        var text = Encoding.UTF8.GetString(reply.Length <= LongestShown ? reply : reply[..LongestShown]);
        var shown = parameters.ToDictionary(p => p.Key, p => p.Value.Length <= LongestShown ? p.Value : p.Value[..LongestShown] + "…");
        log.Add(number => new LoggedRequest(number, _at, endpoint, _kind?.ToString(), shown, _rule?.Id, _captcha?.Value, _note, text));
    }

    private ErrorCode? Take(RuleMoment moment, Lazy<string?> hash)
    {
        _rule = book.Take(new ScriptedRequest(moment, _kind?.ToString(), parameters) { Key = Parameter("key") ?? Parameter("clientKey"), ImageHash = hash });
        return _rule?.Then.Error;
    }

    private string? Parameter(string name) => parameters.TryGetValue(name, out var value) ? value.Trim() : null;
}
