using System.Globalization;
using CaptchaGrains.Actors.Dispatch;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Quality;
using CaptchaGrains.Core.Reports;
using CaptchaGrains.Storage;
using Microsoft.Extensions.Configuration;

namespace CaptchaGrains.Grains.Hosting;

/// <summary>
/// What a process of the cluster is told: from appsettings.json, the environment (<c>Cluster__Id</c>) or the command line (<c>--Cluster:Id x</c>).
/// </summary>
public sealed record ClusterSettings
{
    /// <summary><c>Store:Provider</c>: Postgres, which is the default, or SqlServer, where the build has its driver.</summary>
    public ClusterProvider Provider { get; init; } = ClusterProvider.Postgres;

    /// <summary><c>ConnectionStrings:Market</c>: the database that holds the market and the cluster's own tables.</summary>
    public required string ConnectionString { get; init; }

    /// <summary><c>Cluster:Id</c>: processes with the same one find each other.</summary>
    public string ClusterId { get; init; } = "captchagrains";

    /// <summary><c>Cluster:ServiceId</c>: names the stored state; it outlives clusters.</summary>
    public string ServiceId { get; init; } = "captchagrains";

    /// <summary><c>Cluster:Local</c>, or <c>--local</c>: one silo on this machine, found on its ports and not in the database.</summary>
    public bool Local { get; init; }

    /// <summary><c>Cluster:SiloPort</c>: for other silos.</summary>
    public int SiloPort { get; init; } = 11_111;

    /// <summary><c>Cluster:GatewayPort</c>: for clients.</summary>
    public int GatewayPort { get; init; } = 30_000;

    /// <summary><c>Cluster:Address</c>: the address at which others reach this silo; null: the first one of this machine.</summary>
    public string? Address { get; init; }

    /// <summary><c>Dispatch:Shards</c>: 1 … 64, the same in every process of a cluster; at least one for each silo.</summary>
    public int Shards { get; init; } = 4;

    /// <summary><c>Gold:PerMille</c>: of a thousand tasks of a worker, so many are gold; 0 … 1000.</summary>
    public int GoldPerMille { get; init; } = GoldOptions.Default.PerMille;

    /// <summary><c>Images:KeepDays</c>: the images of captchas are deleted after so many days; 1 … 3,650.</summary>
    public int ImageDays { get; init; } = ImageOptions.Default.KeepFor.Days;

    public ImageOptions Images => ImageOptions.OfDays(ImageDays);

    /// <summary>What follows from reports and gold tasks.</summary>
    public ReportOptions Numbers => new() { Gold = new GoldOptions { PerMille = GoldPerMille } };

    public DispatchOptions Dispatch => new() { Shards = Shards };

    /// <exception cref="InvalidOperationException">Something is missing or out of range; the message says what and how to set it.</exception>
    public static ClusterSettings From(IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("Market");
        if (string.IsNullOrWhiteSpace(connection))
            throw new InvalidOperationException("Set ConnectionStrings__Market to the database of the market.");
        var settings = new ClusterSettings { ConnectionString = connection };
        return settings with
        {
            Provider = Provided(configuration["Store:Provider"]),
            ClusterId = configuration["Cluster:Id"] ?? settings.ClusterId,
            ServiceId = configuration["Cluster:ServiceId"] ?? settings.ServiceId,
            Local = configuration.GetValue("Cluster:Local", settings.Local),
            SiloPort = Number(configuration, "Cluster:SiloPort", settings.SiloPort, 1, 65_535),
            GatewayPort = Number(configuration, "Cluster:GatewayPort", settings.GatewayPort, 1, 65_535),
            Address = configuration["Cluster:Address"],
            Shards = Number(configuration, "Dispatch:Shards", settings.Shards, 1, 64),
            GoldPerMille = Number(configuration, "Gold:PerMille", settings.GoldPerMille, 0, 1_000),
            ImageDays = Number(configuration, "Images:KeepDays", settings.ImageDays, ImageOptions.LeastDays, ImageOptions.MostDays),
        };
    }

    private static ClusterProvider Provided(string? name)
    {
        try { return ClusterProvider.Named(name); }
        catch (ArgumentException e) { throw new InvalidOperationException("Store:Provider: " + e.Message, e); }
    }

    private static int Number(IConfiguration configuration, string key, int otherwise, int least, int most)
    {
        if (configuration[key] is not { Length: > 0 } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        throw new InvalidOperationException($"{key} is '{text}'; it must be a number from {least} to {most}.");
    }
}
