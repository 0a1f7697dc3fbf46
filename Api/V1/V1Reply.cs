using System.Collections.Immutable;
using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Answers;
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

    /// <summary>Writes <c>request</c> where JSON has another form than plain text; null: as it is.</summary>
    private Action<Utf8JsonWriter>? WriteRequest { get; init; }

    /// <summary>Writes further members of the JSON reply.</summary>
    private Action<Utf8JsonWriter>? WriteMore { get; init; }

    public static V1Reply Refused(Refusal refusal)
    {
        var code = refusal.Entry.V1;
        return new V1Reply(false, code, code, code) { ErrorText = refusal.Text };
    }

    public static V1Reply Accepted(CaptchaId id) => Said(id.ToString());

    /// <param name="captcha">Solved.</param>
    public static V1Reply Answered(CaptchaView captcha, bool withPrice)
    {
        var answer = captcha.Answer ?? "";
        var plain = AnswerShape.Plain(captcha.Kind, answer);
        Action<Utf8JsonWriter> write = json => AnswerShape.WriteV1(json, captcha.Kind, answer);
        if (!withPrice) return new V1Reply(true, "OK|" + plain, plain, "OK") { WriteRequest = write, WriteMore = WriteAgreement };
        var dollars = captcha.Price.ToShortString();
        return new V1Reply(true, $"OK|{plain}|{dollars}", plain, "OK")
        {
            Price = dollars,
            WriteRequest = write,
            WriteMore = json =>
            {
                CostItems.Write(json, captcha.Charged);
                WriteAgreement(json);
            },
        };

        void WriteAgreement(Utf8JsonWriter json)
        {
            AgreementItems.Write(json, captcha.Agreement);
            if (captcha.Agreement is { } agreement) json.WriteNumber("attempts"u8, agreement.Answers);
        }
    }

    /// <param name="answers">In the order in which they were asked for, each as it would be answered alone.</param>
    public static V1Reply List(IReadOnlyList<(CaptchaId Id, V1Reply Reply)> answers)
    {
        var all = string.Join('|', answers.Select(a => a.Reply.Request));
        return new V1Reply(true, all, all, "OK")
        {
            WriteMore = json =>
            {
                json.WriteStartArray("answers"u8);
                foreach (var (id, reply) in answers) reply.WriteJson(json, id);
                json.WriteEndArray();
            },
        };
    }

    /// <param name="reports">Newest first.</param>
    public static V1Reply Reports(ImmutableArray<CustomerReport> reports) =>
        Said(ReportItems.Plain(reports)) with { WriteRequest = json => ReportItems.Write(json, reports) };

    public static V1Reply Done(string word) => new(true, word, word, "OK");

    /// <summary>A text that is asked for, behind <c>OK|</c> in plain replies.</summary>
    public static V1Reply Said(string text) => new(true, "OK|" + text, text, "OK");

    /// <summary>The codes of <c>in.php</c>, a line each with its sentence.</summary>
    public static V1Reply ServerErrors()
    {
        var lines = string.Join('\n', ErrorTable.OfSubmissions.Select(e => $"{e.V1}\t{e.Text}"));
        return new V1Reply(true, lines, "", "OK")
        {
            WriteRequest = json =>
            {
                json.WriteStartArray();
                foreach (var entry in ErrorTable.OfSubmissions)
                {
                    json.WriteStartObject();
                    json.WriteString("code"u8, entry.V1);
                    json.WriteString("text"u8, entry.Text);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
        };
    }

    /// <param name="id">In a list of answers, whose this one is.</param>
    public void WriteJson(Utf8JsonWriter json, CaptchaId? id = null)
    {
        json.WriteStartObject();
        if (id is { } captcha) json.WriteString("id"u8, captcha.ToString());
        json.WriteNumber("status"u8, Succeeded ? 1 : 0);
        json.WritePropertyName("request"u8);
        if (WriteRequest is { } write) write(json);
        else json.WriteStringValue(Request);
        if (Price is not null) json.WriteString("price"u8, Price);
        WriteMore?.Invoke(json);
        if (ErrorText is not null) json.WriteString("error_text"u8, ErrorText);
        json.WriteEndObject();
    }

    public static V1Reply Balance(Money balance)
    {
        var dollars = ApiMoney.Balance(balance);
        return new V1Reply(true, dollars, dollars, "OK");
    }
}
