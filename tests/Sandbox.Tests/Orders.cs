using System.Text.Json.Nodes;

namespace CaptchaGrains.Sandbox.Tests;

/// <summary>Submissions of version 2.</summary>
internal static class Orders
{
    public static JsonObject Of(JsonObject task) => new() { ["clientKey"] = Bed.Key, ["task"] = task };

    public static JsonObject Text() => new() { ["type"] = "TextCaptchaTask", ["comment"] = "2 + 2?" };

    public static JsonObject Image() => new() { ["type"] = "ImageToTextTask", ["body"] = Convert.ToBase64String(Pictures.Png()) };

    public static JsonObject FunCaptcha() => new()
    {
        ["type"] = "FunCaptchaTaskProxyless",
        ["websiteURL"] = "https://www.demo.test/login",
        ["websitePublicKey"] = "B7D8911C-5CC8-A9A3-35B0-554ACEE604DA",
    };
}
