using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;

namespace CaptchaGrains.Sandbox;

/// <summary>Reads rules as their authors write them, and says what is wrong with them.</summary>
internal static class RuleReader
{
    private const int MostParameters = 100;
    private const int MostTimes = 1_000_000;
    private const double LongestDelay = 600;
    private const double LongestReplyDelay = 60;
    private const double LongestCallbackDelay = 3_600;
    private const int HashLength = 64;

    /// <returns>The rule without a number, or what is wrong; never both, never neither.</returns>
    public static (Rule? Rule, string? Flaw) Read(JsonElement json)
    {
        var reading = new Reading();
        var members = new Members(reading, json, "");
        members.Text("name", 100); // for people
        var match = ReadMatch(members.Object("match"), reading);
        var then = members.Object("then");
        if (then is null) members.Refuse("then", "is missing");
        var effect = then is null ? new RuleEffect() : ReadEffect(then, match);
        var times = members.Number("times", 1, MostTimes, isWhole: true);
        members.End();
        return reading.Flaw is { } flaw ? (null, flaw) : (new Rule(0, match, effect) { Times = (int?)times, Source = json.Clone() }, null);
    }

    private static RuleMatch ReadMatch(Members? match, Reading reading)
    {
        if (match is null) return new RuleMatch(RuleMoment.Submit, null, ImmutableSortedDictionary<string, string>.Empty);
        var moment = match.Choice<RuleMoment>("on") ?? RuleMoment.Submit;
        var kind = match.Choice<Kind>("kind");
        var key = match.Text("key", ApiKey.Length);
        var hash = match.Text("imageSha256", HashLength);
        if (hash is not null && (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigit))) match.Refuse("imageSha256", "has to be 64 hexadecimal digits");
        if (hash is not null && moment != RuleMoment.Submit) match.Refuse("imageSha256", "only a submission has an image");
        var parameters = (match.Object("parameters")?.Texts() ?? []).DistinctBy(p => p.Key).ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (parameters.Count > MostParameters) reading.Refuse("match.parameters", $"there are more than {MostParameters}");
        match.End();
        return new RuleMatch(moment, kind?.ToString(), parameters) { Key = key, ImageHash = hash };
    }

    private static RuleEffect ReadEffect(Members then, RuleMatch match)
    {
        var answer = then.Find("answer");
        var delay = then.Number("delaySeconds", 0, LongestDelay);
        var unsolvable = then.Flag("unsolvable");
        var human = then.Flag("human");
        var error = then.Text("error", 100);
        var reply = then.Object("reply") is { } fault ? ReadReply(fault) : null;
        var callback = then.Object("callback") is { } late ? ReadCallback(late) : null;
        then.End();
        var ends = (answer is null ? 0 : 1) + (unsolvable ? 1 : 0) + (human ? 1 : 0) + (error is null ? 0 : 1);
        if (ends > 1) then.Refuse("", "only one of answer, unsolvable, human and error can be");
        if (ends == 0 && delay is null && reply is null && callback is null) then.Refuse("", "has to say what happens: answer, delaySeconds, unsolvable, human, error, reply or callback");
        if (delay is not null && (human || error is not null)) then.Refuse("delaySeconds", "nobody but the script can be told how long he takes; for a slow reply say reply.delaySeconds");
        if (match.Moment != RuleMoment.Submit && (answer is not null || unsolvable || human || delay is not null || callback is not null))
            then.Refuse("", "what becomes of a captcha is decided when it is submitted: leave match.on out, or say \"submit\"");
        if (answer is { } given) CheckAnswer(then, match, given);
        return new RuleEffect
        {
            Answer = answer?.Clone(),
            Delay = TimeSpan.FromSeconds(delay ?? 0),
            Unsolvable = unsolvable,
            Human = human,
            Error = error is null ? null : CodeOf(then, error, match.Moment),
            Reply = reply,
            Callback = callback,
        };
    }

    private static ReplyFault ReadReply(Members reply)
    {
        var delay = reply.Number("delaySeconds", 0, LongestReplyDelay);
        var fault = reply.Choice<BrokenReply>("fault");
        var status = reply.Number("status", 500, 599, isWhole: true);
        reply.End();
        if (fault is not null && status is not null) reply.Refuse("status", "a broken reply has no status of its own");
        if (delay is null && fault is null && status is null) reply.Refuse("", "has to have delaySeconds, fault or status");
        return new ReplyFault(TimeSpan.FromSeconds(delay ?? 0), fault, (int?)status);
    }

    private static CallbackFault ReadCallback(Members callback)
    {
        var delay = callback.Number("delaySeconds", 0, LongestCallbackDelay);
        var fault = callback.Choice<BrokenCallback>("fault");
        callback.End();
        if (delay is null && fault is null) callback.Refuse("", "has to have delaySeconds or fault");
        return new CallbackFault(TimeSpan.FromSeconds(delay ?? 0), fault);
    }

    /// <summary>Where the kind is known, an answer that no captcha of it can have is refused at once and not only when one comes.</summary>
    private static void CheckAnswer(Members then, RuleMatch match, JsonElement answer)
    {
        if (answer.GetRawText().Length > 2 * AnswerForm.LongestToken) then.Refuse("answer", "is too long");
        else if (match.Kind is not null && ScriptedAnswer.Read(ScriptedAnswer.Loosest(Enum.Parse<Kind>(match.Kind), answer), answer).Flaw is { } flaw)
            then.Refuse("answer", flaw);
        else if (match.Kind is null && answer.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Array))
            then.Refuse("answer", "has to be a text, a number or an array");
    }

    private static ErrorCode? CodeOf(Members then, string name, RuleMoment moment)
    {
        var place = moment == RuleMoment.Submit ? ErrorPlace.Submission : ErrorPlace.Result;
        if (ErrorNames.Find(name, place) is { } entry) return entry.Code;
        if (ErrorNames.Find(name, ErrorPlace.Both) is null)
            then.Refuse("error", "there is no such code");
        else
            then.Refuse("error", place == ErrorPlace.Submission ? "in.php and createTask never answer this code" : "only in.php and createTask answer this code");
        return null;
    }
}
