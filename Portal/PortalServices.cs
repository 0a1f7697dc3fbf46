using CaptchaGrains.Actors.Audit;
using CaptchaGrains.Actors.Deposits;
using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Gold;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Actors.Keys;
using CaptchaGrains.Actors.Payouts;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Actors.Pricing;
using CaptchaGrains.Actors.Referrals;
using CaptchaGrains.Actors.Sanctions;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Deposits;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Core.Payouts;
using CaptchaGrains.Hosting.Outbound;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Operators;
using CaptchaGrains.Portal.Owners;
using CaptchaGrains.Portal.Pay;
using CaptchaGrains.Portal.Prices;
using CaptchaGrains.Portal.Shell;
using CaptchaGrains.Portal.Training;
using CaptchaGrains.Portal.WorkerApi;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptchaGrains.Portal;

/// <summary>The portal in a host's services: people's accounts, their pages and the worker API.</summary>
public static class PortalServices
{
    /// <summary>
    /// Adds the portal. The host itself provides <see cref="Actors.Desks.WorkerDesk"/>, <see cref="Actors.Ports.IActors"/>,
    /// <see cref="Actors.Ports.IMarketStore"/>, <see cref="Actors.Ports.IPeopleStore"/>, <see cref="Actors.Ports.IReportStore"/>,
    /// <see cref="Actors.Ports.ISanctionStore"/>, <see cref="Actors.Ports.IPayoutStore"/>, <see cref="Actors.Ports.IReferralStore"/>,
    /// <see cref="Actors.Ports.IEarningStore"/>, <see cref="Actors.Ports.ITrainingStore"/>, <see cref="Actors.Ports.IRateStore"/>, <see cref="Actors.Ports.IAuditStore"/>,
    /// <see cref="Actors.Ports.IMinuteStore"/>, <see cref="Actors.Desks.CustomerDesk"/>, <see cref="Actors.Ports.IKeyStore"/>, <see cref="Actors.Ports.ICallbackStore"/>,
    /// <see cref="Actors.Ports.ICallbackHosts"/>, <see cref="Actors.Ports.ISpendingStore"/>, <see cref="Actors.Ports.IDepositStore"/>, <see cref="Actors.Ports.ICustomerHistory"/>
    /// and, if it is another
    /// than the system's, a <see cref="TimeProvider"/>.
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
        services.AddSingleton<UsedCodes>();
        services.AddSingleton<AccountSignals>();
        services.AddScoped<SignIns>();
        services.AddScoped<SessionDoor>();
        services.AddScoped<Enrollment>();
        services.AddScoped<BrowserSessions>();
        services.AddScoped<PeopleDesk>();
        services.AddSingleton<FormActs>();
        services.TryAddSingleton(new DispatchOptions());
        services.TryAddSingleton<MarketLoad>();
        services.TryAddSingleton<PriceQuotes>();
        services.TryAddSingleton<IServerList, OwnProcess>();
        services.AddSingleton<OverviewDesk>();
        services.AddSingleton<PriceHistory>();
        services.AddHttpContextAccessor();
        services.AddTraining();
        AddTrust(services);
        services.AddAccounts(options);
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
        services.AddSingleton<ClusterDesk>();
        services.AddSingleton<PriceDesk>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<ExpectedAnswers>();
        services.AddSingleton<SanctionDesk>();
        services.AddSingleton<AppealDesk>();
        services.AddSingleton<GoldDesk>();
        services.TryAddSingleton(PayoutOptions.Default);
        services.AddSingleton<PayoutDesk>();
        services.AddSingleton<ReferralDesk>();
        services.TryAddSingleton(DepositOptions.Default);
        services.TryAddSingleton(ImageOptions.Default);
        services.AddSingleton<DepositDesk>();
        services.TryAddSingleton<KeyDesk>();
        services.TryAddSingleton<ReportDesk>();
        services.AddSingleton<CustomerSettings>();
        services.AddSingleton<FriendCursors>();
        services.TryAddSingleton<IHostNames, SystemHostNames>();
        services.TryAddSingleton(new PublicNetworks([]));
        services.TryAddSingleton<IDnsTxt>(new DnsTxt());
        services.TryAddSingleton(new OwnerProofPorts());
        services.AddSingleton<OwnerProofs>();
        services.AddSingleton<OwnerTokens>();
        services.AddSingleton<OwnerLimit>();
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
        // The model of the partial _Amount. A host without dynamic code cannot close the framework's generic service over a struct by itself.
        services.AddTransient<IHtmlHelper<Money>, HtmlHelper<Money>>();
        services.Configure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AuthorizePage("/Work", PortalSchemes.WorkerPages);
            pages.Conventions.AuthorizePage("/Dashboard", PortalSchemes.WorkerPages);
            pages.Conventions.AuthorizeFolder("/Account", PortalSchemes.OwnPages);
            pages.Conventions.AuthorizeFolder("/Customer", PortalSchemes.CustomerPages);
            pages.Conventions.AuthorizeFolder("/Moderator", PortalSchemes.ModeratorPages);
            pages.Conventions.AuthorizeFolder("/Operator", PortalSchemes.OperatorPages);
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
}
