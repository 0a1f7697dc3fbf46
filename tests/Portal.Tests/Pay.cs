using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Portal.Tests;

/// <summary>What the tests of payouts and invitations share.</summary>
internal static class Pay
{
    public const string Iban = "GB33BUKB20201555555555";

    public static Task Earn(this PortalHost host, long worker, string dollars) => host.Earn(new WorkerId(worker), dollars);

    /// <summary>An operator's program, signed in.</summary>
    public static async Task<HttpClient> Operator(this PortalHost host, string email = "op@example.org")
    {
        await host.AddPerson(email, WorkerClient.Password, PersonRole.Operator);
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Address };
        var session = await http.PostAsJsonAsync("/operator/v1/session", new { email, password = WorkerClient.Password });
        var token = (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
