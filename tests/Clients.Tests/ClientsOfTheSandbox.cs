namespace CaptchaGrains.Clients.Tests;

/// <summary>Answered by rules.</summary>
public sealed class ClientsOfTheSandbox(Sandbox sandbox) : PublicClients(sandbox), IClassFixture<Sandbox>;
