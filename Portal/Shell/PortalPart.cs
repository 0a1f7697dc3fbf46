namespace CaptchaGrains.Portal.Shell;

/// <summary>Marks the portal's endpoints among all those of a host.</summary>
internal sealed class PortalPart
{
    public static PortalPart Page { get; } = new();

    public static PortalPart Api { get; } = new();

    public static PortalPart Asset { get; } = new();

    private PortalPart()
    {
    }
}
