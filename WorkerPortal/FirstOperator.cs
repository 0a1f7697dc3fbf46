using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Demo;

namespace CaptchaGrains.WorkerPortal;

/// <summary>
/// Makes the first operator of a cluster from <c>Portal:OperatorEmail</c> and <c>Portal:OperatorPassword</c>. Once there is any operator they mean nothing, so a password that was
/// changed is not set back. Made up by the host and logged would be simpler, and would leave it in the logs of the cluster.
/// </summary>
internal sealed partial class FirstOperator(
    IConfiguration configuration, IMarketStore store, IPeopleStore people, Repeat repeat, TimeProvider time, ILogger<FirstOperator> logger) : IHostedService
{
    public const string PasswordKey = "Portal:OperatorPassword";

    private const int LeastLength = 12; // characters

    /// <summary>Before the host serves requests, so that whoever sees it ready can sign in.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration[PasswordKey] is not { Length: > 0 } password)
        {
            if (!await repeat.UntilKnown(() => people.AnyPerson(PersonRole.Operator))) LogNone(logger, PasswordKey, LeastLength);
            return;
        }
        if (password.Length < LeastLength) throw new InvalidOperationException($"{PasswordKey} has fewer than {LeastLength} characters.");
        var login = new OperatorLogin(configuration["Portal:OperatorEmail"] ?? OperatorAccount.Email, password);
        if (await OperatorAccount.EnsureFirst(store, people, repeat, time, login) is not null) LogMade(logger, login.Email);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Email} is the first operator.")]
    private static partial void LogMade(ILogger logger, string email);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no operator: set {Key} (at least {Length} characters) and start again.")]
    private static partial void LogNone(ILogger logger, string key, int length);
}
