using System.Collections.Immutable;
using System.Reflection;
using CaptchaGrains.Actors.Captchas;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Grains.Interfaces.Push;
using CaptchaGrains.Grains.Interfaces.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace CaptchaGrains.Grains.Tests.Serialization;

public sealed class MessageSerializationTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddCaptchaGrainsSerialization().BuildServiceProvider();

    public static TheoryData<string, bool> Messages
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var type in MessageTypes.All)
            {
                data.Add(type.FullName!, true);
                data.Add(type.FullName!, false);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_of_the_actors_arrives_as_it_was_sent(string name, bool full)
    {
        var type = MessageTypes.All.Single(t => t.FullName == name);
        var sent = new Sample(full).Of(type);
        var received = GetType().GetMethod(nameof(SendAndReceive), BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(type).Invoke(this, [sent]);
        Assert.True(Sample.Same(sent, received), $"sent {sent}, received {received}");
    }

    [Fact]
    public void The_messages_are_found_by_looking_at_the_actors()
    {
        Assert.Contains(typeof(Submission), MessageTypes.All);
        Assert.Contains(typeof(PushedNews), MessageTypes.All);
        Assert.True(MessageTypes.All.Count >= 20, $"only {MessageTypes.All.Count}");
    }

    [Fact]
    public void Messages_stay_the_same_objects_within_a_process()
    {
        var copier = _services.GetRequiredService<DeepCopier>();
        foreach (var type in MessageTypes.All.Where(t => !t.IsValueType))
        {
            var message = new Sample(full: true).Of(type);
            Assert.Same(message, copier.Copy(message));
        }
    }

    [Fact]
    public void Lists_of_messages_arrive_too()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var sent = ImmutableArray.Create(new PushedNews(new CaptchaId(2), new WorkerId(1)), new PushedNews(new CaptchaId(4), null));
        Assert.Equal(sent, serializer.Deserialize<ImmutableArray<PushedNews>>(serializer.SerializeToArray(sent)));
    }

    [Fact]
    public void An_image_takes_less_than_half_as_much_again_on_the_wire()
    {
        var image = new StoredImage("image/png", [.. Enumerable.Range(0, 2000).Select(i => (byte)i)]);
        var submission = new Submission(new CaptchaId(1), new CustomerId(2), new CaptchaRequest(Kind.ImageText), new CaptchaImages(image, null));
        var bytes = _services.GetRequiredService<Serializer>().SerializeToArray(submission);
        Assert.InRange(bytes.Length, 2000, 3000);
    }

    [Fact]
    public void What_a_store_throws_arrives_as_what_it_was()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var received = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(new StoreUncertainException("no reply")));
        Assert.Equal("no reply", Assert.IsType<StoreUncertainException>(received).Message);
    }

    private T? SendAndReceive<T>(T message)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(message));
    }

    public void Dispose() => _services.Dispose();
}
