using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Hosting.Outbound;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Owners;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.Training;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptchaGrains.Portal;

/// <summary>The portal in a host's services: people's accounts, their pages and the worker API.</summary>
public static class PortalServices
{
    /// <summary>
    /// Adds the portal. The host itself provides <see cref="Actors.Desks.WorkerDesk"/>, <see cref="Actors.Ports.IActors"/>,
    /// <see cref="Actors.Ports.IMarketStore"/>, <see cref="Actors.Ports.IPeopleStore"/>, <see cref="Actors.Ports.IReportStore"/>,
    /// <see cref="Actors.Ports.ISanctionStore"/>, <see cref="Actors.Ports.ITrainingStore"/>, <see cref="Actors.Ports.IAuditStore"/> and, if it is another than the system's, a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddPortal(this IServiceCollection services, PortalOptions options)
    {
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<Assets>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInLimit>();
        services.AddSingleton<HashGate>();
        services.AddSingleton<AccountSignals>();
        services.AddScoped<SignIns>();
        services.AddScoped<SessionDoor>();
        services.AddScoped<Enrollment>();
        services.AddHttpContextAccessor();
        services.AddTraining();
        AddTrust(services);
        AddAccounts(services, options);
        AddKeys(services, options);
        AddPages(services);
        services.AddWorkerDocument();
        return services;
    }

    private static void AddTrust(IServiceCollection services)
    {
        services.TryAddSingleton(new DeskOptions());
        services.TryAddSingleton<Repeat>();
        services.TryAddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<AuditExporter>();
        services.AddSingleton<DomainDesk>();
        services.AddSingleton<LinkDesk>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<SanctionDesk>();
        services.AddSingleton<AppealDesk>();
        services.AddSingleton<GoldDesk>();
        services.TryAddSingleton<IHostNames, SystemHostNames>();
        services.TryAddSingleton(new PublicNetworks([]));
        services.TryAddSingleton<IDnsTxt>(new DnsTxt());
        services.TryAddSingleton(new OwnerProofPorts());
        services.AddSingleton<OwnerProofs>();
        services.AddSingleton<OwnerTokens>();
        services.AddSingleton<OwnerLimit>();
    }

    private static void AddAccounts(IServiceCollection services, PortalOptions options)
    {
        services.AddIdentityCore<Account>(identity =>
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
            })
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountPrincipal>();

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(PortalSchemes.Bearer, null)
            .AddPolicyScheme(PortalSchemes.Either, null, either => either.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? PortalSchemes.Bearer : IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                cookie.Cookie.Name = "captchagrains";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = options.CookieLifetime;
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/signin";
                cookie.AccessDeniedPath = "/signin";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.Events = new CookieAuthenticationEvents
                {
                    OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync,
                    OnRedirectToLogin = context => RedirectOr(Problem.NotSignedIn, context),
                    OnRedirectToAccessDenied = context => RedirectOr(Problem.NotAWorker, context),
                };
            });
        // A role that was taken is gone from signed-in browsers within this time.
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthorizationBuilder()
            .AddPolicy(PortalSchemes.WorkerPages, OnlyWorkers(IdentityConstants.ApplicationScheme))
            .AddPolicy(PortalSchemes.WorkerCalls, OnlyWorkers(PortalSchemes.Either))
            .AddPolicy(PortalSchemes.ModeratorCalls, Only(AccountStore.ModeratorRole, PortalSchemes.Either))
            .AddPolicy(PortalSchemes.OperatorCalls, Only(AccountStore.OperatorRole, PortalSchemes.Either));
    }

    private static void AddKeys(IServiceCollection services, PortalOptions options)
    {
        var keys = services.AddDataProtection().SetApplicationName("CaptchaGrains.Portal");
        if (options.KeyFolder is { } folder) keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        services.AddAntiforgery(forgery =>
        {
            forgery.HeaderName = CsrfFilter.Header;
            forgery.Cookie.Name = "captchagrains-csrf";
            forgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forgery.SuppressXFrameOptionsHeader = true; // the content security policy says it
        });
    }

    private static void AddPages(IServiceCollection services)
    {
        var mvc = services.AddRazorPages();
        services.Configure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AuthorizePage("/Work", PortalSchemes.WorkerPages);
            pages.Conventions.AuthorizePage("/Dashboard", PortalSchemes.WorkerPages);
        });
        services.Configure<Microsoft.AspNetCore.Routing.RouteOptions>(routes => routes.LowercaseUrls = true);
        mvc.ConfigureApplicationPartManager(parts =>
        {
            // A host of the web SDK has found these pages by itself, and twice would be ambiguous.
            var assembly = typeof(PortalServices).Assembly;
            if (parts.ApplicationParts.Any(p => p.Name == assembly.GetName().Name)) return;
            foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
                parts.ApplicationParts.Add(part);
        });
    }

    private static AuthorizationPolicy OnlyWorkers(string scheme) => Only(AccountStore.WorkerRole, scheme);

    private static AuthorizationPolicy Only(string role, string scheme) =>
        new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().RequireRole(role).Build();

    private static Task RedirectOr(Problem problem, RedirectContext<CookieAuthenticationOptions> context)
    {
        if (RolePaths.AreCalls(context.Request.Path))
            return (problem == Problem.NotSignedIn ? problem : RolePaths.NotAllowed(context.Request.Path)).Write(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
