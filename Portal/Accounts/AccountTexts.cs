using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>The words of the account's pages, of the second factor and of where each role begins, as <see cref="Texts"/> has the others.</summary>
public static class AccountTexts
{
    private static readonly ResourceManager Resources = new("CaptchaGrains.Portal.Accounts.AccountTexts", typeof(AccountTexts).Assembly);

    public static string RegisterCustomerInstead => Get();
    public static string RegisterWorkerInstead => Get();
    public static string RegisterCustomerTitle => Get();
    public static string RegisterCustomerLead => Get();
    public static string RegisterCustomerSubmit => Get();
    public static string CustomerTitle => Get();
    public static string CustomerNumber => Get();
    public static string CustomerNone => Get();
    public static string ModeratorCases => Get();
    public static string ModeratorAppeals => Get();
    public static string OperatorAudit => Get();
    public static string CodeTitle => Get();
    public static string CodeLead => Get();
    public static string Code => Get();
    public static string CodeHint => Get();
    public static string ErrorBadCode => Get();
    public static string ErrorPasswordWrong => Get();
    public static string Roles => Get();
    public static string RoleWorker => Get();
    public static string RoleModerator => Get();
    public static string RoleOperator => Get();
    public static string RoleCustomer => Get();
    public static string Since => Get();
    public static string PasswordTitle => Get();
    public static string PasswordCurrent => Get();
    public static string PasswordNext => Get();
    public static string PasswordSubmit => Get();
    public static string PasswordChanged => Get();
    public static string SessionsTitle => Get();
    public static string SessionClient => Get();
    public static string SessionOpened => Get();
    public static string SessionUntil => Get();
    public static string SessionActions => Get();
    public static string SessionUnknown => Get();
    public static string SessionBrowser => Get();
    public static string SessionProgram => Get();
    public static string SessionOwn => Get();
    public static string SessionEnd => Get();
    public static string SessionEnded => Get();
    public static string Everywhere => Get();
    public static string EverywhereDone => Get();
    public static string FactorTitle => Get();
    public static string FactorLead => Get();
    public static string FactorOn => Get();
    public static string FactorOff => Get();
    public static string FactorSetUp => Get();
    public static string FactorChange => Get();
    public static string FactorObligatory => Get();
    public static string FactorStepKey => Get();
    public static string FactorStepKeyText => Get();
    public static string FactorOpen => Get();
    public static string FactorStepCode => Get();
    public static string FactorTurnOn => Get();
    public static string FactorOffTitle => Get();
    public static string FactorOffText => Get();
    public static string FactorOffObligatory => Get();
    public static string FactorTurnOff => Get();
    public static string RecoveryTitle => Get();
    public static string RecoveryLead => Get();
    public static string RecoveryKept => Get();
    public static string RecoveryLeft => Get();
    public static string RecoveryNew => Get();

    public static string Role(PersonRole role) => role switch
    {
        PersonRole.Worker => RoleWorker,
        PersonRole.Moderator => RoleModerator,
        PersonRole.Operator => RoleOperator,
        _ => RoleCustomer,
    };

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text '{name}'.");
}
