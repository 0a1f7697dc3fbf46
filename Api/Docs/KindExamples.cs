using System.Collections.Immutable;
using System.Text;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Docs;

/// <summary>The examples of a kind, from the order to the answer, in both versions.</summary>
internal static class KindExamples
{
    public const string PollV1 = "curl \"$HOST/res.php?key=$KEY&action=get&id=$ID\"";

    public const string PollJsonV1 = "curl \"$HOST/res.php?key=$KEY&action=get&id=$ID&json=1\"";

    public const string PollV2 = """
        curl "$HOST/getTaskResult" --json @- <<END
        {"clientKey": "$KEY", "taskId": $ID, "wait": 20}
        END
        """;

    public static ImmutableArray<Example> V1(KindGuide guide) =>
    [
        new("v1-order", "Submit it", SubmitV1(guide), SampleReplies.AcceptedV1),
        new("v1-answer", "Ask for the answer", PollV1, SampleReplies.Plain(guide.Form.Kind, guide.Answer), OthersV1(guide)),
        new("v1-json", "The same in JSON", PollJsonV1, SampleReplies.JsonV1(guide.Form.Kind, guide.Answer)),
    ];

    public static ImmutableArray<Example> V2(KindGuide guide) =>
    [
        new("v2-order", "Submit it", SubmitV2(guide), SampleReplies.AcceptedV2),
        new("v2-answer", "Ask for the answer, waiting up to 20 seconds", PollV2, SampleReplies.JsonV2(guide.Form.Kind, guide.Answer), OthersV2(guide)),
    ];

    public static string SubmitV1(KindGuide guide)
    {
        var isForm = guide.Form.Kind.Traits().Family == KindFamily.Answerable;
        var lines = new List<string> { "curl \"$HOST/in.php\"", Field("key", "$KEY"), Field("method", guide.Form.V1) };
        lines.AddRange(guide.V1.Select(f => Field(f.Name, f.Value)));
        var sound = guide.V1.FirstOrDefault(f => f.Name == "body").Value;
        return (sound is null ? "" : $"base64 < {sound[1..]} | ") + string.Join(" \\\n  ", lines);

        string Field(string name, string value)
        {
            if (isForm) return $"-F \"{name}={(name == "body" ? "<-" : value)}\"";
            return value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '$') ? $"-d \"{name}={value}\"" : $"--data-urlencode \"{name}={value}\"";
        }
    }

    public static string SubmitV2(KindGuide guide)
    {
        var text = new StringBuilder("curl \"$HOST/createTask\" --json @- <<END\n{\"clientKey\": \"$KEY\",\n \"task\": {\n");
        text.Append("   \"type\": \"").Append(guide.Form.V2).Append('"');
        foreach (var (name, json) in guide.V2)
            text.Append(",\n   \"").Append(name).Append("\": ").Append(json is ['@', .. var file] ? $"\"$(base64 < {file} | tr -d '\\n')\"" : json);
        return text.Append("\n }}\nEND").ToString();
    }

    private static ImmutableArray<(string, string)> OthersV1(KindGuide guide)
    {
        ImmutableArray<(string, string)> others = [("Not ready: ask again in five seconds", SampleReplies.NotReadyV1)];
        return guide.OtherAnswer is var (meaning, answer) ? others.Add((meaning, SampleReplies.Plain(guide.Form.Kind, answer))) : others;
    }

    private static ImmutableArray<(string, string)> OthersV2(KindGuide guide)
    {
        ImmutableArray<(string, string)> others = [("Not ready: ask again", SampleReplies.ProcessingV2)];
        return guide.OtherAnswer is var (meaning, answer) ? others.Add((meaning, SampleReplies.JsonV2(guide.Form.Kind, answer))) : others;
    }
}
