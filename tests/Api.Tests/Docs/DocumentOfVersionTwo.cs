using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaptchaGrains.Api.Errors;
using CaptchaGrains.Api.Orders;

namespace CaptchaGrains.Api.Tests.Docs;

/// <summary>The OpenAPI document of version 2 against the tables and against the server.</summary>
public sealed class DocumentOfVersionTwo
{
    [Fact]
    public async Task It_has_every_call_every_type_and_every_code()
    {
        await using var api = await ApiHost.Start();
        var document = await Read(api);
        Assert.Equal(["/createTask", "/declareSite", "/getBalance", "/getSites", "/getTaskResult", "/reportCorrect", "/reportIncorrect", "/withdrawSite"], Names(document["paths"]!).Order());
        var schemas = document["components"]!["schemas"]!;
        var choices = schemas["Task"]!["oneOf"]!.AsArray().Select(choice => choice!["$ref"]!.GetValue<string>());
        Assert.Equal(KindForms.All.Select(form => "#/components/schemas/" + form.V2), choices);
        Assert.Equal(KindForms.All.Select(form => form.V2), Names(schemas["Task"]!["discriminator"]!["mapping"]!));
        foreach (var form in KindForms.All)
        {
            var members = Names(schemas[form.V2]!["properties"]!).ToHashSet();
            Assert.All(form.Parameters.Where(p => p.V2 is not null), p => Assert.Contains(p.V2!.Documented, members));
            var required = schemas[form.V2]!["required"]!.AsArray().Select(r => r!.GetValue<string>());
            Assert.All(form.Parameters.Where(p => p.IsRequired && p.V2 is not null), p => Assert.Contains(p.V2!.Documented, required));
        }
        var refused = schemas["Refused"]!;
        Assert.Equal(ErrorTable.All.Select(e => e.V2).Distinct().Order(), Values<string>(refused["properties"]!["errorCode"]!).Order());
        Assert.Equal(ErrorTable.All.Select(e => e.V2Id).Distinct().Order(), Values<int>(refused["properties"]!["errorId"]!));
        Assert.All(ErrorTable.All, e => Assert.Contains(e.Text, refused["description"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_lies_outside_of_a_bound_is_refused_and_the_bound_itself_is_not()
    {
        await using var api = await ApiHost.Start();
        var schemas = (await Read(api))["components"]!["schemas"]!;
        var tried = 0;
        foreach (var form in KindForms.All)
        {
            foreach (var (name, schema) in schemas[form.V2]!["properties"]!.AsObject())
            {
                // A wrong id of a software refuses nothing, for it changes nothing; of the least ones zero counts as left out.
                if (name == "softId" || schema!["maximum"] is not { } maximum) continue;
                var most = decimal.Parse(maximum.ToJsonString(), CultureInfo.InvariantCulture);
                Assert.Equal(0, await Create(api, form, name, most));
                Assert.Equal(110, await Create(api, form, name, most + (most < 1 ? 0.1m : 1)));
                tried++;
            }
            foreach (var required in schemas[form.V2]!["required"]!.AsArray().Select(r => r!.GetValue<string>()))
                Assert.NotEqual(0, await Create(api, form, required, null));
        }
        Assert.True(tried > 20);
    }

    [Fact]
    public async Task It_is_of_a_version_that_tools_know()
    {
        await using var api = await ApiHost.Start();
        Assert.StartsWith("3.1.", (await Read(api))["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>A task that is in order but for one member; null: it is left out.</summary>
    /// <returns>The <c>errorId</c>.</returns>
    private static async Task<int> Create(ApiHost api, KindForm form, string name, decimal? value)
    {
        var task = new JsonObject { ["type"] = form.V2 };
        foreach (var parameter in form.Parameters.Where(p => p.V2 is not null && (p.IsRequired || p == ImageParameters.Body || p == ImageParameters.Instruction)))
            task[parameter.V2!.Documented] = Sample(parameter);
        if (name is "minClicks" or "maxClicks" && form == KindForms.Grid) (task["rows"], task["columns"]) = (20, 20);
        if (value is { } number) task[name] = number;
        else task.Remove(name);
        var reply = await api.PostJson("createTask", new JsonObject { ["clientKey"] = ApiHost.Key, ["task"] = task }.ToJsonString());
        return JsonDocument.Parse(reply).RootElement.GetProperty("errorId").GetInt32();
    }

    private static JsonNode Sample(Parameter parameter)
    {
        if (parameter == ImageParameters.Body) return Convert.ToBase64String(TestImages.Png());
        if (parameter == ImageParameters.Sound) return Convert.ToBase64String([.. "ID3"u8, .. new byte[300]]);
        if (parameter == ImageParameters.SoundLanguage) return "en";
        return parameter == CommonParameters.PageUrl.Required ? "https://shop.test/" : "6Le-wvkSAAAAAPBMRTvw0Q4Muexq9bi0DJwx_mJ-";
    }

    private static async Task<JsonNode> Read(ApiHost api) => JsonNode.Parse(await api.Get("/docs/openapi/v2.json"))!;

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(member => member.Key);

    private static IEnumerable<T> Values<T>(JsonNode schema) => schema["enum"]!.AsArray().Select(value => value!.GetValue<T>());
}
