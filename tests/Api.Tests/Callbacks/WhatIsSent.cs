using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using Microsoft.AspNetCore.WebUtilities;

namespace CaptchaGrains.Api.Tests.Callbacks;

/// <summary>Body, headers and signature of a callback, as its receiver sees them.</summary>
public class WhatIsSent
{
    [Theory]
    [InlineData(true, PostRoom.Answer)]
    [InlineData(false, "ERROR_CAPTCHA_UNSOLVABLE")]
    public async Task A_captcha_of_version_1_is_told_as_a_form_with_id_and_code(bool solved, string code)
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        var id = await room.End(receiver.Url("/hook?order=7&of=a%26b"), solved: solved);
        await room.Round();

        var received = await receiver.Next();
        Assert.Equal(("POST", "/hook", "?order=7&of=a%26b"), (received.Method, received.Path, received.Query));
        Assert.Equal("application/x-www-form-urlencoded", received.ContentType);
        var form = QueryHelpers.ParseQuery(received.Body);
        Assert.Equal(["code", "id"], form.Keys.Order());
        Assert.Equal((id.ToString(), code), (form["id"].ToString(), form["code"].ToString()));
        Assert.Empty(received.Header("Cookie"));
        Assert.Equal("CaptchaGrains-Callback/1", received.Header("User-Agent"));
    }

    [Fact]
    public async Task A_solved_task_of_version_2_is_told_as_its_result_with_its_id()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        var id = await room.End(receiver.Url(), CallbackForm.TaskResult);
        await room.Round();

        var received = await receiver.Next();
        Assert.Equal("application/json", received.ContentType);
        using var body = JsonDocument.Parse(received.Body);
        var task = body.RootElement;
        Assert.Equal((id.Value, 0, "ready"), (task.GetProperty("taskId").GetInt64(), task.GetProperty("errorId").GetInt32(), task.GetProperty("status").GetString()));
        Assert.Equal(PostRoom.Answer, task.GetProperty("solution").GetProperty("text").GetString());
        Assert.Equal("0.0002", task.GetProperty("cost").GetString());
        Assert.Equal(room.Time.GetUtcNow().ToUnixTimeSeconds(), task.GetProperty("endTime").GetInt64());
    }

    [Fact]
    public async Task An_unsolved_task_of_version_2_is_told_as_its_error()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        var id = await room.End(receiver.Url(), CallbackForm.TaskResult, solved: false);
        await room.Round();
        using var body = JsonDocument.Parse((await receiver.Next()).Body);
        var task = body.RootElement;
        Assert.Equal((id.Value, 12), (task.GetProperty("taskId").GetInt64(), task.GetProperty("errorId").GetInt32()));
        Assert.Equal("ERROR_CAPTCHA_UNSOLVABLE", task.GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task It_is_signed_over_timestamp_and_body_with_the_customers_secret()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        await room.End(receiver.Url());
        await room.Round();
        var received = await receiver.Next();
        var timestamp = received.Header("X-CaptchaGrains-Timestamp");
        Assert.Equal(room.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), timestamp);
        var secret = await room.Desk.Secret(PostRoom.Customer);
        Assert.Matches("^[0-9a-f]{64}$", secret);
        Assert.Equal(Signature(secret!, timestamp, received.Body), received.Header("X-CaptchaGrains-Signature"));
    }

    [Fact]
    public async Task While_a_secret_is_replaced_both_sign_and_after_a_day_only_the_new_one()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        var old = (await room.Desk.Secret(PostRoom.Customer))!;
        var fresh = await room.Desk.ReplaceSecret(PostRoom.Customer);
        Assert.Equal(fresh, await room.Desk.Secret(PostRoom.Customer));
        Assert.NotEqual(old, fresh);
        var id = await room.End(receiver.Url());
        await room.Round();
        var received = await receiver.Next();
        var timestamp = received.Header("X-CaptchaGrains-Timestamp");
        Assert.Equal($"{Signature(fresh, timestamp, received.Body)},{Signature(old, timestamp, received.Body)}", received.Header("X-CaptchaGrains-Signature"));

        room.Time.Advance(TimeSpan.FromHours(24));
        Assert.True(await room.Desk.Replay(PostRoom.Customer, id));
        await room.Round();
        received = await receiver.Next();
        Assert.Equal(Signature(fresh, received.Header("X-CaptchaGrains-Timestamp"), received.Body), received.Header("X-CaptchaGrains-Signature"));
        Assert.Equal((CallbackStatus.Delivered, 2), ((await room.History(id)).Status, (await room.History(id)).AllAttempts));
    }

    private static string Signature(string secret, string timestamp, string body) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(timestamp + "." + body)));
}
