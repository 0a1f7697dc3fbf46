using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.WorkerApi;
using CaptchaGrains.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace CaptchaGrains.Portal.Tests;

/// <summary>
/// Requests to the worker API between right and wrong. Whatever comes gets a reply of its own or a problem with a known code, and no money is made by it. A failure
/// names its seed; <c>CAPTCHAGRAINS_SEED</c> in the environment replays it, and <c>CAPTCHAGRAINS_CASES</c> asks for another number of requests.
/// </summary>
public sealed class Fuzz
{
    private const int Requests = 3_000;

    private static readonly HashSet<(int, string)> Known = [.. Problem.All.Select(p => (p.Status, p.Code))];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "1.5", "25", "26", "1e999", "99999999999999999999", "\"\"", "\"abc\"", "\"2763\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\u202e😀\"", "[]", "[1]", "[1,5,9]", "[[[]]]", "{}",
        "[{\"x\":3,\"y\":4}]", "[{\"x\":-3,\"y\":1e9}]", "{\"x\":1}", "\"ImageText\"", "[\"ImageText\"]", "[\"ImageText\",\"Grid\"]", "[null]", "[\"1\"]", "\"unreadable\"", "\"other\"", "\"none\"", "40", "\"40\"",
        "\"ada@example.org\"", "\"four grains of wheat\"", "tru", "'x'", "\"" + new string('x', 5000) + "\"", new string('[', 70) + new string(']', 70), "[" + string.Join(',', Enumerable.Repeat("1", 2000)) + "]",
    ];

    /// <summary>Seconds, and some more, after which whoever waits for a captcha has his reply.</summary>
    private const int LongestWait = 40;

    private static readonly string[] Members = ["answer", "next", "waitSeconds", "kinds", "reason", "email", "password", "Answer", "", "amount", "text", "\\u0061nswer"];

    private static readonly string[] Ids = ["%", "..%2f..", "-", "1", "1-", "-1--1", "0-0", "99999999999999999999-1", "1-99999999999999999999", "1e1-1", "%F0%9F%98%80", "1-1-1", " 1-1"];

    private static Gen<Ask> Asks =>
        from call in Gen.Elements("session", "me", "next", "next", "next", "pause", "statement", "sanctions", "sanctions/ID/appeal", "assignments/ID/answer", "assignments/ID/answer", "assignments/ID/answer", "assignments/ID/skip", "assignments/ID/image", "assignments/ID/instruction", "nonsense", "")
        from id in Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements(Ids)))
        from query in Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements("?take=0", "?take=500", "?before=-1", "?before=x&take=%00", "?n=2", "?n=10", "?n=%ff", "?take=1&take=2")))
        from method in Gen.Frequency((12, Gen.Constant("")), (1, Gen.Elements("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "BREW")))
        from body in Gen.Frequency((5, Right), (4, Object), (1, Gen.Elements("", "{", "[]", "null", "\"x\"", "\u0001", "{}{}", "{\"answer\":1}x", new string('{', 100_000), new string(' ', 40_000), "\ufeff{}")))
        from type in Gen.Frequency((14, Gen.Constant("application/json")), (1, Gen.Elements("", "text/plain", "application/json; charset=utf-16", "application/json; charset=nonsense", "application/problem+json", "multipart/form-data; boundary=x", "x")))
        from token in Gen.Frequency((14, Gen.Constant("")), (1, Gen.Elements("Bearer", "Bearer x", "Basic eDp5", "Bearer " + new string('t', 3000), "none")))
        from coding in Gen.Frequency((20, Gen.Constant("")), (1, Gen.Elements("gzip", "br", "nonsense")))
        from damages in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Choose(1, 6)))
        from seed in Gen.Choose(0, int.MaxValue)
        select new Ask(call, id, query, method, Damaged(Encoding.UTF8.GetBytes(body), damages, seed), type, token, coding);

    private static Gen<string> Right => Gen.Elements(
        "{\"answer\":\"abc\"}", "{\"answer\":\"abc\",\"next\":true}", "{\"answer\":[1]}", "{\"answer\":[{\"x\":1,\"y\":1}]}", "{\"answer\":40}", "{\"reason\":\"unreadable\"}", "{\"reason\":\"other\",\"next\":true}",
        "{\"kinds\":[\"ImageText\"]}", "{\"waitSeconds\":5}", "{\"answer\":\"abc\",\"next\":true,\"waitSeconds\":3}", "{}", "{\"email\":\"ada@example.org\",\"password\":\"four grains of wheat\"}", "{\"text\":\"I was ill.\"}");

    private static Gen<string> Object =>
        from count in Gen.Choose(0, 4)
        from members in (from name in Gen.Elements(Members) from value in Gen.Elements(Values) select $"\"{name}\":{value}").ArrayOf(count)
        select "{" + string.Join(',', members) + "}";

    [Fact]
    public async Task Whatever_comes_gets_a_known_reply_and_makes_no_money()
    {
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var host = await PortalHost.Start(time);
        using var worker = await WorkerClient.SignIn(host);
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("CAPTCHAGRAINS_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given : (ulong)Random.Shared.NextInt64(1, 1_000_000_000);
        var count = int.TryParse(Environment.GetEnvironmentVariable("CAPTCHAGRAINS_CASES"), CultureInfo.InvariantCulture, out var other) ? other : Requests;
        TestContext.Current.TestOutputHelper!.WriteLine($"{count} requests, CAPTCHAGRAINS_SEED={seed}");
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
        var newest = new CaptchaId(0);
        var asked = 0;
        try
        {
            Check.One(config, Prop.ForAll(Arb.From(Asks), ask => Run(ask).GetAwaiter().GetResult()));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Request {asked}; replay with CAPTCHAGRAINS_SEED={seed} CAPTCHAGRAINS_CASES={count}.", e);
        }
        Assert.Contains(host.Store.Captchas(), captcha => captcha.Status == CaptchaStatus.Solved);
        Assert.Equal(0, host.Marketplace.WorkerDesk.Waiting);

        async Task Run(Ask ask)
        {
            if (asked++ % 20 == 0) (newest, _) = await host.Submit();
            using var message = ask.ToMessage(worker.Token, host.Store.Captchas().LastOrDefault(c => c.Status == CaptchaStatus.Queued)?.Id ?? newest, worker.Id);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var answering = worker.Http.SendAsync(message, patience.Token);
            for (var left = LongestWait; !answering.IsCompleted; await Task.Yield())
            {
                // It stands still for who waits; but on a busy machine it must not run on while the reply is on its way, or every captcha expires.
                if (left == 0 || host.Marketplace.WorkerDesk.Waiting == 0) continue;
                time.Advance(TimeSpan.FromSeconds(1));
                left--;
            }
            using var reply = await answering;
            await IsKnown(reply, patience.Token);
            Assert.Equal(0, host.Store.Balances().Sum(b => b.Amount.Nanos));
            var earned = await host.Store.Balance(AccountId.Of(new WorkerId(worker.Id)));
            Assert.Equal(host.Store.Captchas().Where(c => c.Status == CaptchaStatus.Solved).Aggregate(Money.Zero, (sum, c) => sum + c.Quote.Rate), earned);
        }
    }

    private static async Task IsKnown(HttpResponseMessage reply, CancellationToken patience)
    {
        var text = await reply.Content.ReadAsStringAsync(patience);
        var isServed = (int)reply.StatusCode is 200 or 204 or 405 || (reply.StatusCode == HttpStatusCode.NotFound && text.Length == 0);
        if (isServed || reply.RequestMessage!.Method == HttpMethod.Head) return;
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Contains(((int)reply.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!), Known);
    }

    private static byte[] Damaged(byte[] body, int damages, int seed)
    {
        if (damages == 0 || body.Length == 0) return body;
        var random = new Random(seed);
        for (var i = 0; i < damages; i++) body[random.Next(body.Length)] = (byte)random.Next(256);
        return damages % 3 == 0 ? body[..random.Next(body.Length)] : body;
    }

    /// <param name="Id">Empty: of the newest captcha that is open.</param>
    /// <param name="Token">Empty: the worker's own.</param>
    private sealed record Ask(string Call, string Id, string Query, string Method, byte[] Body, string Type, string Token, string Coding)
    {
        public HttpRequestMessage ToMessage(string token, CaptchaId captcha, long worker)
        {
            var isRead = Call is "me" or "statement" || Call.EndsWith("image", StringComparison.Ordinal) || Call.EndsWith("instruction", StringComparison.Ordinal);
            var method = Method.Length > 0 ? new HttpMethod(Method) : isRead ? HttpMethod.Get : HttpMethod.Post;
            var path = Call.Replace("ID", Id.Length > 0 ? Id : $"{captcha}-{worker}", StringComparison.Ordinal);
            var message = new HttpRequestMessage(method, new Uri($"/worker/v1/{path}{Query}", UriKind.Relative));
            message.Headers.ConnectionClose = true; // after some refusals the server closes, which a client that sends its next request meets too late
            if (Token != "none") message.Headers.TryAddWithoutValidation("Authorization", Token.Length > 0 ? Token : new AuthenticationHeaderValue("Bearer", token).ToString());
            if (method == HttpMethod.Get || method == HttpMethod.Head) return message;
            message.Content = new ByteArrayContent(Body);
            if (Type.Length > 0) message.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
            if (Coding.Length > 0) message.Content.Headers.TryAddWithoutValidation("Content-Encoding", Coding);
            return message;
        }

        public override string ToString() => $"{Method} {Call} {Id}{Query} {Type} {Token} {Coding} {Encoding.Latin1.GetString(Body)[..Math.Min(Body.Length, 2000)]}";
    }
}
