using System.Net;
using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Hosting.Outbound;

namespace CaptchaGrains.Api.Tests.Callbacks;

/// <summary>Addresses that a customer must not make us call, by whatever way he names them.</summary>
public class WhereNobodyIsCalled
{
    private const string Forbidden = "the host's address may not be called";
    private const string BadRedirect = "a redirect to an address that may not be called";

    [Theory]
    [InlineData("0.0.0.0"), InlineData("10.0.0.1"), InlineData("100.64.0.1"), InlineData("100.127.255.255"), InlineData("127.0.0.1"), InlineData("127.9.9.9")]
    [InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.0.0.8"), InlineData("192.168.1.1")]
    [InlineData("198.18.0.1"), InlineData("203.0.113.5"), InlineData("224.0.0.1"), InlineData("239.1.1.1"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("fe80::1"), InlineData("fe80::1%1"), InlineData("fec0::1"), InlineData("fc00::1"), InlineData("fdff::1")]
    [InlineData("ff02::1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("::127.0.0.1"), InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::1"), InlineData("2002:7f00:1::"), InlineData("2001::1"), InlineData("2001:db8::1"), InlineData("100::1")]
    public void It_is_no_public_address(string address) => Assert.False(new PublicNetworks([]).MayCall(IPAddress.Parse(address)), address);

    [Theory]
    [InlineData("1.1.1.1"), InlineData("9.255.255.255"), InlineData("11.0.0.0"), InlineData("100.63.255.255"), InlineData("100.128.0.0"), InlineData("172.15.255.255")]
    [InlineData("172.32.0.0"), InlineData("192.167.255.255"), InlineData("223.255.255.255"), InlineData("::ffff:1.1.1.1"), InlineData("2606:4700::1111")]
    [InlineData("2a00:1450::1"), InlineData("2001:4860:4860::8888")]
    public void It_is_a_public_address(string address) => Assert.True(new PublicNetworks([]).MayCall(IPAddress.Parse(address)), address);

    [Fact]
    public void The_operator_may_allow_networks_also_for_their_mapped_form()
    {
        var networks = new PublicNetworks(CallbackOptions.ParseNetworks("10.1.0.0/16; fd00:1::/32"));
        Assert.True(networks.MayCall(IPAddress.Parse("10.1.2.3")));
        Assert.True(networks.MayCall(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.True(networks.MayCall(IPAddress.Parse("fd00:1::5")));
        Assert.False(networks.MayCall(IPAddress.Parse("10.2.2.3")));
        Assert.Throws<FormatException>(() => CallbackOptions.ParseNetworks("10.1.0.0/16 everything"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1 ::1 127.0.0.1")]
    public async Task A_name_that_leads_to_a_private_address_is_not_called_and_not_tried_again(string addresses)
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open(new CallbackOptions());
        room.Names.Set("shop.test", addresses);
        Assert.Equal((Forbidden, CallbackStatus.GivenUp), await room.Outcome(receiver.Url()));
        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public async Task The_address_that_was_judged_is_the_one_that_is_called_whatever_the_name_says_next()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open(new CallbackOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")] });
        room.Names.Set("shop.test", "127.0.0.1", "127.0.0.2"); // the second one is forbidden here
        Assert.Equal((null, CallbackStatus.Delivered), await room.Outcome(receiver.Url()));
        Assert.Equal((1, 1), (room.Names.Asked, receiver.Count));

        await using var fresh = await PostRoom.Open(new CallbackOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")] });
        fresh.Names.Set("shop.test", "127.0.0.2", "127.0.0.1");
        Assert.Equal((Forbidden, CallbackStatus.GivenUp), await fresh.Outcome(receiver.Url()));
        Assert.Equal((1, 1), (fresh.Names.Asked, receiver.Count));
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_are_allowed_are_called()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        room.Names.Set("shop.test", "10.0.0.1 169.254.169.254 127.0.0.1");
        Assert.Equal((null, CallbackStatus.Delivered), await room.Outcome(receiver.Url()));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_followed_with_the_same_request(int status)
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        receiver.Answer = context =>
        {
            if (context.Request.Path != "/hook") return Task.CompletedTask;
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/new?x=1&y=2";
            return Task.CompletedTask;
        };
        Assert.Equal((null, CallbackStatus.Delivered), await room.Outcome(receiver.Url()));
        var (first, second) = (await receiver.Next(), await receiver.Next());
        Assert.Equal(("POST", "/new", "?x=1&y=2"), (second.Method, second.Path, second.Query));
        Assert.Equal((first.Body, first.ContentType), (second.Body, second.ContentType));
        Assert.NotEmpty(second.Header(CallbackSignature.SignatureHeader));
    }

    [Fact]
    public async Task At_most_three_redirects_are_followed()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        receiver.AnswerWith(307, "/again");
        Assert.Equal(("too many redirects", CallbackStatus.Pending), await room.Outcome(receiver.Url()));
        Assert.Equal(4, receiver.Count);
    }

    [Theory]
    [InlineData("http://inside.test:{0}/", Forbidden)]
    [InlineData("http://127.0.0.1:{0}/", "the host is not registered")]
    [InlineData("http://other.test:{0}/", "the host is not registered")]
    [InlineData("//inside.test:{0}/", Forbidden)]
    [InlineData("http://shop.test:22/", BadRedirect)]
    [InlineData("http://user@shop.test:{0}/", BadRedirect)]
    [InlineData("ftp://shop.test/", BadRedirect)]
    [InlineData("file:///etc/passwd", BadRedirect)]
    public async Task A_redirect_is_judged_as_the_address_was(string location, string error)
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open(new CallbackOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")] });
        room.Names.Set("inside.test", "127.0.0.2");
        await room.Desk.Register(PostRoom.Customer, "inside.test", null);
        receiver.AnswerWith(302, string.Format(System.Globalization.CultureInfo.InvariantCulture, location, receiver.Port));
        Assert.Equal((error, CallbackStatus.GivenUp), await room.Outcome(receiver.Url()));
        Assert.Equal(1, receiver.Count);
    }

    [Fact]
    public async Task A_host_that_was_removed_is_not_called_any_more()
    {
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open();
        var id = await room.End(receiver.Url());
        await room.Desk.RemoveAll(PostRoom.Customer);
        await room.Round();
        Assert.Equal((CallbackStatus.GivenUp, 0), ((await room.History(id)).Status, receiver.Count));
    }
}
