using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Workers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Workers;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Portal.WorkerApi;

/// <summary>How the marketplace's types are written in the worker API.</summary>
internal static class Wording
{
    /// <summary><c>TooLong</c> is <c>too_long</c> on the wire.</summary>
    public static string Code<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static AssignmentReply Of(Assignment assignment, PathString pathBase)
    {
        var request = assignment.Request;
        var url = $"{pathBase}{WorkerEndpoints.Root}/assignments/{assignment.Id}";
        return new AssignmentReply(
            assignment.Id.ToString(),
            assignment.Id.Captcha.Value,
            assignment.Kind.ToString(),
            assignment.Rate.ToString(),
            assignment.LeaseEndsAt,
            string.IsNullOrWhiteSpace(request.Instruction) ? null : request.Instruction,
            assignment.Kind == Kind.ImageText ? $"{url}/image" : null,
            request.HasInstructionImage ? $"{url}/instruction" : null,
            Of(request));
    }

    public static MeReply Of(WorkerProfile profile, WorkerView view) => new(
        profile.Id.Value,
        Code(profile.Status),
        [.. profile.Kinds.Select(k => k.ToString())],
        view.Balance.ToString(),
        view.PendingPayout.ToString(),
        view.Reputation,
        view.Solved,
        Skills: [],
        Limits: [],
        EarnCoefficient: "1.00");

    public static StatementLine Of(StatementEntry entry) =>
        new(entry.At, entry.Captcha?.Value, Code(entry.Purpose), entry.Amount.ToString(), entry.Balance.ToString());

    public static Problem Refusal(ReadyVerdict verdict) => verdict switch
    {
        ReadyVerdict.NotTrained => Problem.NotTrained,
        ReadyVerdict.Suspended => Problem.Suspended,
        _ => Problem.NotAWorker,
    };

    private static ConstraintsReply Of(CaptchaRequest request) => new(
        OrNull(request.Phrase),
        OrNull(request.CaseSensitive),
        OrNull((int)request.Numeric),
        OrNull(request.MinLength),
        OrNull(request.MaxLength),
        OrNull(request.Math),
        request.Language,
        OrNull(request.Alphabet));

    private static bool? OrNull(bool value) => value ? true : null;

    private static int? OrNull(int value) => value != 0 ? value : null;
}
