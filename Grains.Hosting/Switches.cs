namespace CaptchaGrains.Grains.Hosting;

/// <summary>Switches of the command line that stand alone, for a configuration that knows only keys with values.</summary>
public static class Switches
{
    public static string[] WithValues(string[] args) => [.. args.Select(WithValue)];

    private static string WithValue(string arg) => arg switch
    {
        "--local" => "--Cluster:Local=true",
        "--demo" => "--demo=true",
        "--https" => "--https=true",
        _ => arg,
    };
}
