using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Sandbox.Calls;

/// <summary>How a customer's tests tell the sandbox what shall happen, and ask it what did.</summary>
internal sealed class SandboxCalls(RuleBook book, RequestLog log, Stage stage, SandboxTime time)
{
    private const string Root = "/sandbox/v1";

    public static void Map(IEndpointRouteBuilder app)
    {
        var calls = new Lazy<SandboxCalls>(app.ServiceProvider.GetRequiredService<SandboxCalls>);
        app.MapPost(Root + "/rules", context => calls.Value.AddRule(context));
        app.MapGet(Root + "/rules", context => calls.Value.ListRules(context));
        app.MapDelete(Root + "/rules", context => calls.Value.RemoveRules(context));
        app.MapGet(Root + "/rules/{id:long}", context => calls.Value.ShowRule(context));
        app.MapDelete(Root + "/rules/{id:long}", context => calls.Value.RemoveRule(context));
        app.MapMethods(Root + "/default", ["PUT", "POST"], context => calls.Value.SetUsual(context));
        app.MapGet(Root + "/default", context => calls.Value.ShowUsual(context));
        app.MapPost(Root + "/time", context => calls.Value.Advance(context));
        app.MapGet(Root + "/time", context => calls.Value.ShowTime(context));
        app.MapGet(Root + "/requests", context => calls.Value.ListRequests(context));
        app.MapPost(Root + "/reset", context => calls.Value.Reset(context));
        app.Map(Root + "/{**rest}", context => CallReply.Refuse(context, 404, "unknown_call",
            "There are POST, GET and DELETE rules, DELETE rules/{number}, PUT and GET default, POST and GET time, GET requests, POST reset.")).WithOrder(int.MaxValue - 1);
    }

    private async Task AddRule(HttpContext context)
    {
        if (await CallBody.Read(context) is not { } body) return;
        var (rule, flaw) = RuleReader.Read(body);
        if (rule is null) await CallReply.Refuse(context, 400, "bad_rule", flaw!);
        else if (book.Add(rule) is { } added) await CallReply.Write(context, 201, json => RuleJson.Write(json, added, added.Times));
        else await CallReply.Refuse(context, 409, "too_many_rules", $"There are {RuleBook.MostRules} rules; remove some, or reset.");
    }

    private Task ListRules(HttpContext context) => CallReply.Write(context, 200, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("rules");
        foreach (var rule in book.Rules) RuleJson.Write(json, rule, book.Left(rule));
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private Task ShowRule(HttpContext context) => book.Rules.FirstOrDefault(r => r.Id == NumberOf(context)) is { } rule
        ? CallReply.Write(context, 200, json => RuleJson.Write(json, rule, book.Left(rule)))
        : NoSuchRule(context);

    private Task RemoveRule(HttpContext context) => book.Remove(NumberOf(context)) ? CallReply.Nothing(context) : NoSuchRule(context);

    private Task RemoveRules(HttpContext context)
    {
        book.Clear();
        return CallReply.Nothing(context);
    }

    private async Task SetUsual(HttpContext context)
    {
        if (await CallBody.Read(context) is not { } body) return;
        var reading = new Reading();
        var members = new Members(reading, body, "");
        var usual = members.Choice<UsualEnd>("then");
        if (usual is null) members.Refuse("then", "has to be answer, human or unsolvable");
        members.End();
        if (reading.Flaw is { } flaw)
        {
            await CallReply.Refuse(context, 400, "bad_default", flaw);
            return;
        }
        stage.Usual = usual!.Value;
        await ShowUsual(context);
    }

    private Task ShowUsual(HttpContext context) => CallReply.Write(context, 200, json =>
    {
        json.WriteStartObject();
        json.WriteString("then", JsonNamingPolicy.CamelCase.ConvertName(stage.Usual.ToString()));
        json.WriteEndObject();
    });

    private async Task Advance(HttpContext context)
    {
        if (await CallBody.Read(context) is not { } body) return;
        var reading = new Reading();
        var members = new Members(reading, body, "");
        var seconds = members.Number("advanceSeconds", 0, SandboxTime.LongestAdvance.TotalSeconds);
        if (seconds is null) members.Refuse("advanceSeconds", "is missing");
        members.End();
        if (reading.Flaw is { } flaw)
        {
            await CallReply.Refuse(context, 400, "bad_time", flaw);
            return;
        }
        await stage.Advance(TimeSpan.FromSeconds(seconds!.Value));
        await ShowTime(context);
    }

    private Task ShowTime(HttpContext context) => CallReply.Write(context, 200, json =>
    {
        json.WriteStartObject();
        json.WriteString("now", time.GetUtcNow());
        json.WriteEndObject();
    });

    private Task ListRequests(HttpContext context)
    {
        var text = context.Request.Query["after"].ToString();
        var after = 0L;
        if (text.Length > 0 && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return CallReply.Refuse(context, 400, "bad_after", "after has to be the number of a request.");
        return CallReply.Write(context, 200, json => LogJson.Write(json, log.Since(after)));
    }

    private async Task Reset(HttpContext context)
    {
        book.Clear();
        await stage.Clear();
        log.Clear();
        await CallReply.Nothing(context);
    }

    private static long NumberOf(HttpContext context) =>
        long.Parse(context.Request.RouteValues["id"]!.ToString()!, CultureInfo.InvariantCulture);

    private static Task NoSuchRule(HttpContext context) => CallReply.Refuse(context, 404, "no_such_rule", "There is no rule with this number.");
}
