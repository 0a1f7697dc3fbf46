using CaptchaGrains.Api.Idempotency;
using CaptchaGrains.Api.Orders;
using CaptchaGrains.Api.Requests;
using CaptchaGrains.Api.V1;

namespace CaptchaGrains.Api.Docs;

/// <summary>Parameters of requests rather than of captchas, under the names by which they are read.</summary>
internal static class RequestParameters
{
    public static readonly Parameter Key = new(ParameterNames.Key, ParameterNames.ClientKey, "text", "32 letters and digits", "", "Your API key.") { IsRequired = true };

    public static readonly Parameter Json = new(ParameterNames.Json, null, "flag", "", "0", "1: the reply is JSON.");

    public static readonly Parameter HeaderAcao = new(ParameterNames.HeaderAcao, null, "flag", "", "0", "1: pages of other sites may read the reply. Version 2 allows it to all.");

    public static readonly Parameter DebugDump = new(ParameterNames.DebugDump, null, "flag", "", "0", "1: what arrived is shown before the reply. The test call does it in version 2.");

    public static readonly Parameter Idempotency = new(IdempotencyKey.Name, IdempotencyKey.Name, "text", $"1 … {IdempotencyKey.Longest} visible ASCII characters", "",
        "Your own name for this submission, as a field or in the header Idempotency-Key.");

    public static readonly Parameter Action = new(ParameterNames.Action, null, "text", "get, get2, getbalance, reportgood, reportbad, get_reports, and those of callbacks", "", "What is wanted.") { IsRequired = true };

    public static readonly Parameter Id = new(ParameterNames.Id, ParameterNames.TaskId, "id", "", "", "Which captcha.") { IsRequired = true };

    public static readonly Parameter Ids = new(ParameterNames.Ids, null, "text", "at most 100 ids, with commas", "", "Several captchas, instead of id.");

    public static readonly Parameter Count = new(ParameterNames.Count, null, "number", $"1 … {ResPhp.MostReports}", $"{ResPhp.UsualReports}", "How many reports, with get_reports.");

    public static readonly Parameter Before = new(ParameterNames.Before, null, "id", "", "", "Only reports of captchas with a smaller id, with get_reports.");

    public static readonly Parameter Wait = new(ParameterNames.Wait, ParameterNames.Wait, "number", $"0 … {Waiting.Longest}", "0",
        "Seconds to wait for the answer, with get, get2 and getTaskResult.");

    /// <summary>Of every submission, beside those of its kind.</summary>
    public static readonly Parameter[] OfSubmissions = [Key, Json, HeaderAcao, DebugDump, Idempotency];

    /// <summary>Of every question.</summary>
    public static readonly Parameter[] OfQuestions = [Key, Action, Id, Ids, Wait, Count, Before, Json, HeaderAcao];
}
