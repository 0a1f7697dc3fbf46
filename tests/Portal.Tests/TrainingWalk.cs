using System.Net;
using System.Text.Json;

namespace CaptchaGrains.Portal.Tests;

internal static class TrainingWalk
{
    /// <summary>Answers every task of a part rightly.</summary>
    public static async Task<JsonElement> Pass(this WorkerClient worker, PortalHost host, string part)
    {
        var begun = await worker.Post("training/begin", new { part });
        Assert.Equal(HttpStatusCode.OK, begun.Status);
        var run = begun.Body.GetProperty("run");
        JsonElement state = begun.Body;
        for (var task = 1; task <= run.GetProperty("total").GetInt32(); task++)
        {
            var reply = await worker.Post("training/answer", new { run = run.GetProperty("id").GetString(), task, answer = Trainee.Truth(await host.Asked(worker.Id)) });
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.True(reply.Body.GetProperty("correct").GetBoolean());
            state = reply.Body.GetProperty("training");
        }
        return state;
    }
}
