using System.Net;
using System.Net.Sockets;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Callbacks;
using Microsoft.AspNetCore.Http;

namespace CaptchaGrains.Api.Tests.Callbacks;

/// <summary>Receivers that fail, hang or talk nonsense, processes that die, and what becomes of the callback.</summary>
public class UntilItArrives
{
    [Fact]
    public async Task A_failed_one_is_tried_with_growing_pauses_for_an_hour_then_given_up_and_can_be_replayed()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        receiver.AnswerWith(503);
        var begin = room.Time.GetUtcNow();
        var id = await room.End(receiver.Url());
        var pauses = new List<TimeSpan>();
        await room.Round();
        while ((await room.History(id)).DueAt is { } due)
        {
            pauses.Add(due - room.Time.GetUtcNow());
            room.Time.Advance(pauses[^1] - TimeSpan.FromMilliseconds(2));
            var before = receiver.Count;
            await room.Round();
            Assert.Equal(before, receiver.Count);
            room.Time.Advance(TimeSpan.FromMilliseconds(3));
            await room.Round();
        }
        var planned = new CallbackOptions().Pauses;
        Assert.Equal(planned.Length, pauses.Count);
        var step = TimeSpan.FromMilliseconds(3); // of this test's clock
        Assert.All(pauses.Zip(planned), p => Assert.InRange(p.First, p.Second * 0.8 - step, p.Second * 1.2 + step));
        Assert.InRange(room.Time.GetUtcNow() - begin, TimeSpan.FromMinutes(48), TimeSpan.FromMinutes(73));
        var history = await room.History(id);
        Assert.Equal((CallbackStatus.GivenUp, 11), (history.Status, history.AllAttempts));
        Assert.All(history.Attempts, a => Assert.Equal((503, "it did not answer with a status of success"), (a.Status, a.Error)));

        receiver.AnswerWith(204);
        Assert.True(await room.Desk.Replay(PostRoom.Customer, id));
        await room.Round();
        history = await room.History(id);
        Assert.Equal((CallbackStatus.Delivered, 204), (history.Status, history.Attempts[^1].Status));
        await room.Round();
        Assert.Equal(12, receiver.Count);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_left_after_ten_seconds()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var id = await room.End(receiver.Url());
        await room.Dispatcher.Begin(CancellationToken.None);
        await receiver.Next();
        room.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, room.Dispatcher.Running);
        room.Time.Advance(TimeSpan.FromSeconds(1));
        await room.Dispatcher.Finished();
        var attempt = Assert.Single((await room.History(id)).Attempts);
        Assert.Equal(("it did not answer in time", TimeSpan.FromSeconds(10)), (attempt.Error, attempt.Duration));
    }

    [Fact]
    public async Task A_reply_without_an_end_is_not_read()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        receiver.Answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(new string('x', 4096), context.RequestAborted);
        };
        var id = await room.End(receiver.Url());
        await room.Round();
        Assert.Equal(CallbackStatus.Delivered, (await room.History(id)).Status);
    }

    [Theory]
    [InlineData("", "the connection ended before the reply")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n\r\n", "the reply was broken")]
    [InlineData("HTTP/1.1 banana\r\n\r\n", "the reply was broken")]
    public async Task A_reply_that_is_none_is_a_failed_try(string reply, string error)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve();
        await using var room = await PostRoom.Open();
        Assert.Equal((error, CallbackStatus.Pending), await room.Outcome($"http://shop.test:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        await serving;

        async Task Serve()
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[8192]);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(reply));
        }
    }

    [Fact]
    public async Task Nobody_listens_and_no_such_host_are_told_apart()
    {
        await using var room = await PostRoom.Open();
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        Assert.Equal(("the connection was refused", CallbackStatus.Pending), await room.Outcome($"http://shop.test:{port}/"));
        await room.Desk.Register(PostRoom.Customer, "nowhere.test", null);
        var id = await room.End("http://nowhere.test/", id: 2);
        await room.Round();
        Assert.Equal("the host was not found", (await room.History(id)).Attempts[0].Error);
    }

    [Fact]
    public async Task What_a_process_that_died_had_taken_is_sent_by_another_one()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        var id = await room.End(receiver.Url());
        Assert.Single(await room.Store.TakeCallbacks(room.Time.GetUtcNow(), room.Time.GetUtcNow().AddSeconds(60), 10)); // and never heard of again
        await using var other = await PostRoom.Open(store: room.Store, time: room.Time);
        room.Time.Advance(TimeSpan.FromSeconds(59));
        await other.Round();
        Assert.Equal(0, receiver.Count);
        room.Time.Advance(TimeSpan.FromSeconds(1));
        await other.Round();
        Assert.Equal((CallbackStatus.Delivered, 1), ((await room.History(id)).Status, receiver.Count));
    }

    [Fact]
    public async Task A_process_that_stops_gives_back_what_it_was_sending()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var id = await room.End(receiver.Url());
        using var stop = new CancellationTokenSource();
        await room.Dispatcher.Begin(stop.Token);
        await receiver.Next();
        await stop.CancelAsync();
        await room.Dispatcher.Finished();
        receiver.AnswerWith(200);
        await room.Round();
        Assert.Equal((CallbackStatus.Delivered, 1), ((await room.History(id)).Status, (await room.History(id)).AllAttempts));
    }

    [Fact]
    public async Task A_host_that_hangs_does_not_hold_up_the_others()
    {
        await using var hanging = await Receiver.Start();
        await using var quick = await Receiver.Start();
        hanging.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var room = await PostRoom.Open(PostRoom.ThisMachineAllowed with { MaxAtOnce = 8, MaxAtOncePerHost = 2 });
        room.Names.Set("quick.test", "127.0.0.1");
        await room.Desk.Register(PostRoom.Customer, "quick.test", null);
        for (var id = 1; id <= 20; id++) await room.End(hanging.Url(), id: id);
        room.Time.Advance(TimeSpan.FromMilliseconds(10));
        var last = await room.End(quick.Url(host: "quick.test"), id: 21);
        while (await room.Dispatcher.Begin(CancellationToken.None)) { }
        await quick.Next();
        for (var n = 1; n <= 2; n++) await hanging.Next();
        while (room.Dispatcher.Running > 2) await Task.Yield(); // the quick one has ended before time moves
        room.Time.Advance(TimeSpan.FromSeconds(10)); // the hanging ones are left
        await room.Dispatcher.Finished();
        Assert.Equal(CallbackStatus.Delivered, (await room.History(last)).Status);
        Assert.Equal(2, hanging.Count);
    }

    [Fact]
    public async Task A_running_process_looks_again_after_each_pause()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        using var service = room.Dispatcher;
        await service.StartAsync(CancellationToken.None);
        while (room.Time.NextTimer is null) await Task.Yield(); // it has looked, and rests
        await room.End(receiver.Url());
        room.Time.Advance(TimeSpan.FromMilliseconds(500));
        await receiver.Next();
        await service.StopAsync(CancellationToken.None);
        Assert.Equal(0, service.Running);
    }
}
