namespace CaptchaGrains.Hosting.Outbound;

/// <summary>Every address of the host is one that may not be called.</summary>
public sealed class ForbiddenTargetException() : Exception("The host has only addresses that are not called.");
