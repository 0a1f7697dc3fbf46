namespace CaptchaGrains.Clients.Tests;

/// <summary>Answered by workers.</summary>
public sealed class ClientsOfTheMarketplace(Marketplace marketplace) : PublicClients(marketplace), IClassFixture<Marketplace>;
