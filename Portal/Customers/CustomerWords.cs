using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Domains;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Customers;

/// <summary>What things are called on the customers' pages, and the colour of their badges, which never says anything that the word does not.</summary>
public static class CustomerWords
{
    public static (string Word, string Badge) Of(CaptchaStatus status) => status switch
    {
        CaptchaStatus.Solved => (CustomerTexts.StateSolved, "badge-good"),
        CaptchaStatus.Unsolvable => (CustomerTexts.StateUnsolvable, "badge-bad"),
        _ => (CustomerTexts.StateOpen, ""),
    };

    public static (string Word, string Badge) Of(ApiKeyRow key, DateTimeOffset now) => key switch
    {
        { RevokedAt: not null } => (CustomerTexts.KeyRevoked, "badge-bad"),
        { ExpiresAt: { } end } => end <= now ? (CustomerTexts.KeyExpired, "badge-bad") : (Texts.Format(CustomerTexts.KeyExpires, Format.Moment(end)), "badge-warn"),
        _ => (CustomerTexts.KeyWorks, "badge-good"),
    };

    public static (string Word, string Badge) Of(DepositStatus status) => status switch
    {
        DepositStatus.Requested => (CustomerTexts.DepositRequested, "badge-warn"),
        DepositStatus.Paid => (CustomerTexts.DepositPaid, "badge-warn"),
        DepositStatus.Booked => (CustomerTexts.DepositBooked, "badge-good"),
        DepositStatus.Failed => (CustomerTexts.DepositFailed, "badge-bad"),
        _ => (CustomerTexts.DepositExpired, ""),
    };

    public static (string Word, string Badge) Of(CallbackStatus status) => status switch
    {
        CallbackStatus.Delivered => (CustomerTexts.CallbackDelivered, "badge-good"),
        CallbackStatus.GivenUp => (CustomerTexts.CallbackGivenUp, "badge-bad"),
        _ => (CustomerTexts.CallbackWaiting, "badge-warn"),
    };

    public static (string Word, string Badge) Of(SiteDeclaration site, DateTimeOffset now) => site.State switch
    {
        DeclarationState.Pending => (CustomerTexts.SitePending, "badge-warn"),
        DeclarationState.Refused => (CustomerTexts.SiteRefused, "badge-bad"),
        DeclarationState.Withdrawn => (CustomerTexts.SiteWithdrawn, ""),
        _ => site.HoldsAt(now) ? (Texts.Format(CustomerTexts.SiteConfirmed, Format.Day(site.ExpiresAt!.Value)), "badge-good") : (CustomerTexts.SiteExpired, ""),
    };

    public static string Of(DeclarationGround ground) => ground switch
    {
        DeclarationGround.OwnSite => CustomerTexts.GroundOwnSite,
        DeclarationGround.Contract => CustomerTexts.GroundContract,
        DeclarationGround.TestProgramme => CustomerTexts.GroundTestProgramme,
        _ => CustomerTexts.GroundAccessibility,
    };

    /// <summary>What has come of a report, in the states of the customer API.</summary>
    public static string Of(ReportStatus status) => status switch
    {
        ReportStatus.Reported or ReportStatus.Rechecking => CustomerTexts.ReportOpen,
        ReportStatus.Confirmed => CustomerTexts.ReportConfirmed,
        ReportStatus.Rejected or ReportStatus.RightAfterAll => CustomerTexts.ReportRejected,
        ReportStatus.AwaitingModerator => CustomerTexts.ReportDisputed,
        ReportStatus.NobodyFound or ReportStatus.Counted => CustomerTexts.ReportRefunded,
        ReportStatus.WithoutEffect => CustomerTexts.ReportWithoutEffect,
        _ => CustomerTexts.ReportUpheld,
    };

    /// <summary>The same in a word, for lists.</summary>
    public static (string Word, string Badge) Short(ReportStatus status) => status switch
    {
        ReportStatus.Reported or ReportStatus.Rechecking => (CustomerTexts.ReportsOpen, "badge-warn"),
        ReportStatus.Confirmed => (CustomerTexts.ReportsGood, "badge-good"),
        ReportStatus.Rejected or ReportStatus.RightAfterAll => (CustomerTexts.ReportsRejected, "badge-good"),
        ReportStatus.AwaitingModerator => (CustomerTexts.ReportsDisputed, "badge-warn"),
        ReportStatus.WithoutEffect => (CustomerTexts.ReportsWithoutEffect, ""),
        _ => (CustomerTexts.ReportsRefunded, "badge-bad"),
    };

    /// <summary>An entry of a customer's statement.</summary>
    public static string Of(StatementEntry entry) => (entry.Purpose, entry.Captcha) switch
    {
        (Purpose.Hold, { } captcha) => Texts.Format(CustomerTexts.EntryHold, captcha),
        (Purpose.Release, { } captcha) => Texts.Format(CustomerTexts.EntryRelease, captcha),
        (Purpose.Refund, { } captcha) => Texts.Format(CustomerTexts.EntryRefund, captcha),
        (Purpose.Deposit, _) => CustomerTexts.EntryDeposit,
        _ => CustomerTexts.EntryOther,
    };
}
