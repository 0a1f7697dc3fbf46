using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Sanctions;
using CaptchaGrains.Core.Trust;
using CaptchaGrains.Core.Workers;

namespace CaptchaGrains.Portal.Operators;

/// <summary>What things are called on the operators' pages, and how a badge shows them.</summary>
internal static class OperatorNames
{
    /// <summary>A payout that was sent and came back is told from one that could not be sent.</summary>
    public static string Of(Payout payout) => payout switch
    {
        { Status: PayoutStatus.Failed, SentAt: not null } => OperatorTexts.PayoutReturned,
        { Status: PayoutStatus.Failed } => OperatorTexts.PayoutFailed,
        _ => Of(payout.Status),
    };

    public static string Of(PayoutStatus status) => status switch
    {
        PayoutStatus.Pending => OperatorTexts.PayoutPending,
        PayoutStatus.Taken => OperatorTexts.PayoutTaken,
        PayoutStatus.Sent => OperatorTexts.PayoutSent,
        PayoutStatus.Cancelled => OperatorTexts.PayoutCancelled,
        _ => OperatorTexts.PayoutFailedOrReturned,
    };

    public static string Badge(PayoutStatus status) => status switch
    {
        PayoutStatus.Pending or PayoutStatus.Taken => "badge badge-warn",
        PayoutStatus.Sent => "badge badge-good",
        PayoutStatus.Failed => "badge badge-bad",
        _ => "badge",
    };

    public static string Of(WorkerStatus status) => status switch
    {
        WorkerStatus.Active => OperatorTexts.WorkerActive,
        WorkerStatus.InTraining => OperatorTexts.WorkerInTraining,
        WorkerStatus.Suspended => OperatorTexts.WorkerSuspended,
        _ => OperatorTexts.WorkerBanned,
    };

    public static string Badge(WorkerStatus status) => status switch
    {
        WorkerStatus.Active => "badge badge-good",
        WorkerStatus.InTraining => "badge badge-warn",
        _ => "badge badge-bad",
    };

    public static string Of(SanctionKind kind) => kind switch
    {
        SanctionKind.Limit => OperatorTexts.SanctionLimit,
        SanctionKind.Training => OperatorTexts.SanctionTraining,
        SanctionKind.Suspension => OperatorTexts.SanctionSuspension,
        _ => OperatorTexts.SanctionBan,
    };

    public static string Of(SignalKind kind) => kind switch
    {
        SignalKind.PayoutDestination => OperatorTexts.SignalPayout,
        SignalKind.Device => OperatorTexts.SignalDevice,
        SignalKind.AddressAndBrowser => OperatorTexts.SignalAddress,
        _ => OperatorTexts.SignalReferral,
    };

    public static string Of(DomainStanding standing) => standing == DomainStanding.Denied ? OperatorTexts.DomainDenied : OperatorTexts.DomainOpen;

    public static string Badge(DomainStanding standing) => standing == DomainStanding.Denied ? "badge badge-bad" : "badge badge-good";

    public static string Of(RuleSource source) => source switch
    {
        RuleSource.Owner => OperatorTexts.SourceOwner,
        RuleSource.Shipped => OperatorTexts.SourceShipped,
        _ => OperatorTexts.SourceOperator,
    };

    public static string Of(DeclarationGround ground) => ground switch
    {
        DeclarationGround.OwnSite => OperatorTexts.GroundOwn,
        DeclarationGround.Contract => OperatorTexts.GroundContract,
        DeclarationGround.TestProgramme => OperatorTexts.GroundTest,
        _ => OperatorTexts.GroundAccessibility,
    };

    public static string Of(DeclarationState state) => state switch
    {
        DeclarationState.Pending => OperatorTexts.StatePending,
        DeclarationState.Confirmed => OperatorTexts.StateConfirmed,
        DeclarationState.Refused => OperatorTexts.StateRefused,
        _ => OperatorTexts.StateWithdrawn,
    };

    public static string Badge(SiteDeclaration declaration, DateTimeOffset now) => declaration switch
    {
        { State: DeclarationState.Pending } => "badge badge-warn",
        _ when declaration.HoldsAt(now) => "badge badge-good",
        _ => "badge",
    };

    public static string Of(GoldState state) => state switch
    {
        GoldState.InUse => OverviewTexts.GoldInUse,
        GoldState.Growing => OverviewTexts.GoldGrowing,
        _ => OverviewTexts.GoldRetired,
    };
}
