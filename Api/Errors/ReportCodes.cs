using CaptchaGrains.Actors.Desks;

namespace CaptchaGrains.Api.Errors;

/// <summary>What a report that was not taken is called.</summary>
internal static class ReportCodes
{
    public static ErrorCode? Of(ReportVerdict verdict) => verdict switch
    {
        ReportVerdict.Recorded => null,
        ReportVerdict.Duplicate => ErrorCode.DuplicateReport,
        ReportVerdict.NotRecorded => ErrorCode.ReportNotRecorded,
        _ => ErrorCode.WrongCaptchaId,
    };
}
