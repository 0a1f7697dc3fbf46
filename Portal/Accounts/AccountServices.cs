using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>Identity, the two ways to be signed in, and who may open what.</summary>
internal static class AccountServices
{
    /// <summary>Between password and code; long enough to find the telephone.</summary>
    private static readonly TimeSpan UntilCode = TimeSpan.FromMinutes(5);

    public static void AddAccounts(this IServiceCollection services, PortalOptions options)
    {
        services.AddScoped<ISecurityStampValidator, SessionStamps>(); // before Identity adds its own
        services.AddIdentityCore<Account>(Configure)
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountPrincipal>()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        AddSchemes(services, options);
        services.Configure<SecurityStampValidatorOptions>(stamps =>
        {
            // A role that was taken, and a session that was ended, are gone from signed-in browsers within this time.
            stamps.ValidationInterval = TimeSpan.FromMinutes(1);
            stamps.OnRefreshingPrincipal = BrowserSessions.Carry;
        });
        services.AddSingleton<IAuthorizationHandler, SecondFactorHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(PortalSchemes.OwnPages, new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build())
            .AddPolicy(PortalSchemes.WorkerPages, Only(AccountStore.WorkerRole, IdentityConstants.ApplicationScheme).Build())
            .AddPolicy(PortalSchemes.CustomerPages, Only(AccountStore.CustomerRole, IdentityConstants.ApplicationScheme).Build())
            .AddPolicy(PortalSchemes.ModeratorPages, WithCode(AccountStore.ModeratorRole, IdentityConstants.ApplicationScheme))
            .AddPolicy(PortalSchemes.OperatorPages, WithCode(AccountStore.OperatorRole, IdentityConstants.ApplicationScheme))
            .AddPolicy(PortalSchemes.WorkerCalls, Only(AccountStore.WorkerRole, PortalSchemes.Either).Build())
            .AddPolicy(PortalSchemes.ModeratorCalls, WithCode(AccountStore.ModeratorRole, PortalSchemes.Either))
            .AddPolicy(PortalSchemes.OperatorCalls, WithCode(AccountStore.OperatorRole, PortalSchemes.Either));
    }

    private static void Configure(IdentityOptions identity)
    {
        identity.Password = new PasswordOptions
        {
            RequiredLength = Enrollment.ShortestPassword,
            RequiredUniqueChars = 1,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        identity.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5) };
        // The name is the e-mail address, whose form Enrollment checks and whose uniqueness the store holds.
        identity.User.AllowedUserNameCharacters = "";
    }

    private static void AddSchemes(IServiceCollection services, PortalOptions options) =>
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(PortalSchemes.Bearer, null)
            .AddPolicyScheme(PortalSchemes.Either, null, either => either.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? PortalSchemes.Bearer : IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                Protect(cookie, "captchagrains", options.CookieLifetime);
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/signin";
                cookie.AccessDeniedPath = "/refused";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.Events = new CookieAuthenticationEvents
                {
                    OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync,
                    OnRedirectToLogin = context => RedirectOr(Problem.NotSignedIn, context),
                    OnRedirectToAccessDenied = Refuse,
                };
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie => Protect(cookie, "captchagrains-code", UntilCode))
            // Nobody's device is remembered; Identity signs out of this one whenever a browser's session has ended.
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme, cookie => Protect(cookie, "captchagrains-remembered", UntilCode));

    private static void Protect(CookieAuthenticationOptions cookie, string name, TimeSpan lifetime)
    {
        cookie.CookieManager = new HostCookies();
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = lifetime;
    }

    private static AuthorizationPolicyBuilder Only(string role, string scheme) =>
        new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().RequireRole(role);

    private static AuthorizationPolicy WithCode(string role, string scheme) => Only(role, scheme).AddRequirements(new SecondFactorRequirement()).Build();

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (RolePaths.AreCalls(http.Request.Path)) return RolePaths.NotAllowed(http).Write(http);
        // Who has the role and no second factor is led to set it up, and back.
        if (RolePaths.LacksSecondFactor(http))
            http.Response.Redirect($"{http.Request.PathBase}/account/secondfactor?returnUrl={Uri.EscapeDataString(http.Request.GetEncodedPathAndQuery())}");
        else
            http.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task RedirectOr(Problem problem, RedirectContext<CookieAuthenticationOptions> context)
    {
        if (RolePaths.AreCalls(context.Request.Path)) return problem.Write(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
