using System.Globalization;
using System.Text.Json;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Desks;
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
        var image = HasImage(assignment.Kind) ? $"{url}/image" : null;
        return new AssignmentReply(
            assignment.Id.ToString(),
            assignment.Id.Captcha.Value,
            assignment.Kind.ToString(),
            assignment.Rate.ToString(),
            assignment.LeaseEndsAt,
            string.IsNullOrWhiteSpace(request.Instruction) ? null : request.Instruction,
            image,
            assignment.Kind == Kind.Audio ? image : null,
            request.Rotation is { Images: > 1 } rotation ? [.. Enumerable.Range(2, rotation.Images - 1).Select(n => $"{image}?n={n}")] : null,
            request.HasInstructionImage ? $"{url}/instruction" : null,
            Of(request),
            request.Token is { } token ? Of(token) : null);
    }

    public static MeReply Of(WorkerProfile profile, WorkerView view, string referralCode) => new(
        profile.Id.Value,
        Code(view.Status),
        [.. profile.Kinds.Select(k => k.ToString())],
        view.Balance.ToString(),
        view.PendingPayout.ToString(),
        view.Reputation,
        view.Solved,
        [.. view.Skills.Select(Of)],
        [.. view.Limits.Select(l => new LimitReply(l.Kind.ToString(), Code(l.Why), l.Until))],
        Coefficient(view.Skills.MaxBy(s => s.Estimate.Evidence)?.EarnPerMille ?? 1000),
        referralCode,
        Of(profile.Terms));

    public static TermsReply Of(OwnTerms terms) => new(terms.MinRate.ToString(), terms.DailyCap?.ToString());

    private static SkillReply Of(KindSkill skill) => new(skill.Kind.ToString(), Rounded(skill.Estimate.Mean), Rounded(skill.Low), Rounded(skill.High),
        Rounded(skill.Estimate.Evidence), Coefficient(skill.EarnPerMille));

    private static double Rounded(double value) => Math.Round(value, 4);

    private static string Coefficient(int perMille) => (perMille / 1000m).ToString("0.00#", CultureInfo.InvariantCulture);

    public static StatementLine Of(StatementEntry entry) =>
        new(entry.At, entry.Captcha?.Value, entry.Payout?.Value, Code(entry.Purpose), entry.Amount.ToString(), entry.Balance.ToString());

    public static IResult Refusal(NextResult refused) => refused.Verdict switch
    {
        ReadyVerdict.NotTrained => Problem.NotTrained.Because(),
        ReadyVerdict.Suspended => Problem.Suspended.Because(),
        ReadyVerdict.AtDailyCap => Problem.DailyCapReached.Because(until: refused.Until),
        _ => Problem.NotAWorker.Because(),
    };

    public static ConstraintsReply Of(CaptchaRequest request) => new(
        OrNull(request.Phrase),
        OrNull(request.CaseSensitive),
        OrNull((int)request.Numeric),
        OrNull(request.MinLength),
        OrNull(request.MaxLength),
        OrNull(request.Math),
        request.Language,
        OrNull(request.Alphabet),
        request.Grid?.Rows,
        request.Grid?.Columns,
        request.Clicks?.Least,
        OrNull(request.Clicks?.Most ?? 0),
        OrNull(request.Grid?.CanNoAnswer ?? false),
        request.Rotation?.Step);

    private static TokenReply Of(TokenTask token) =>
        new(token.PageUrl, token.SiteKey, token.Action, token.MinScore, OrNull(token.Invisible), OrNull(token.Enterprise), DataOf(token.Parameters));

    private static JsonElement? DataOf(string? parameters)
    {
        if (string.IsNullOrEmpty(parameters)) return null;
        using var document = JsonDocument.Parse(parameters);
        return document.RootElement.Clone();
    }

    public static bool HasImage(Kind kind) => kind is Kind.ImageText or Kind.Grid or Kind.Coordinates or Kind.Rotate or Kind.Audio;

    private static bool? OrNull(bool value) => value ? true : null;

    private static int? OrNull(int value) => value != 0 ? value : null;
}
