using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Api.Callbacks;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Tests.Callbacks;

/// <summary>Hosts in <c>res.php</c>, and addresses in submissions.</summary>
public class Registration
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.Png());

    [Fact]
    public async Task Only_the_host_of_an_address_is_registered()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("OK|", await Call(api, "get_pingback"));
        foreach (var address in (string[])["mysite.test", "http://MySite.test/pingback/url/", "https://other.test:8443/x?y=1", "1.2.3.4/pingback/url/"])
            Assert.Equal("OK", await Call(api, "add_pingback", ("addr", address)));
        Assert.Equal("OK|1.2.3.4|mysite.test|other.test", await Call(api, "get_pingback"));
        Assert.Equal("""{"status":1,"request":"1.2.3.4|mysite.test|other.test"}""", await Call(api, "get_pingback", ("json", "1")));

        Assert.Equal("OK", await Call(api, "del_pingback", ("addr", "http://mysite.test/elsewhere")));
        Assert.Equal("OK", await Call(api, "del_pingback", ("addr", "never.test")));
        Assert.Equal("""{"status":1,"request":"OK"}""", await Call(api, "del_pingback", ("addr", "never.test"), ("json", "1")));
        Assert.Equal("OK|1.2.3.4|other.test", await Call(api, "get_pingback"));
        Assert.Equal("OK", await Call(api, "del_pingback", ("addr", "all")));
        Assert.Equal("OK|", await Call(api, "get_pingback"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("ftp://mysite.test/")]
    [InlineData("127.0.0.1")]
    [InlineData("http://[::1]/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("10.1.2.3/pingback/")]
    public async Task What_is_no_public_host_is_refused(string address)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_BAD_PARAMETERS", await Call(api, "add_pingback", ("addr", address)));
        Assert.Equal("OK|", await Call(api, "get_pingback"));
    }

    [Fact]
    public async Task A_customer_has_a_bounded_number_of_hosts()
    {
        await using var api = await ApiHost.Start();
        var most = new CallbackOptions().MaxHosts;
        for (var n = 1; n <= most; n++) Assert.Equal("OK", await Call(api, "add_pingback", ("addr", $"host{n}.test")));
        Assert.Contains("remove one first", await Call(api, "add_pingback", ("addr", "onemore.test"), ("json", "1")), StringComparison.Ordinal);
        Assert.Equal("OK", await Call(api, "add_pingback", ("addr", "host1.test")));
    }

    [Fact]
    public async Task Where_the_operator_wants_it_a_host_is_registered_only_from_its_own_address()
    {
        var names = new FakeNames();
        names.Set("mine.test", "203.0.113.1 198.51.100.7");
        names.Set("others.test", "198.51.100.8");
        var desk = new CallbackDesk(new Storage.Memory.MemoryStore(), names, new CallbackOptions { RequireSameAddress = true }, TimeProvider.System);
        var from = System.Net.IPAddress.Parse("::ffff:198.51.100.7");
        var customer = new CustomerId(1);
        Assert.Equal(RegisterVerdict.Registered, await desk.Register(customer, "mine.test", from));
        Assert.Equal(RegisterVerdict.OtherAddress, await desk.Register(customer, "others.test", from));
        Assert.Equal(RegisterVerdict.OtherAddress, await desk.Register(customer, "nowhere.test", from));
        Assert.Equal(RegisterVerdict.OtherAddress, await desk.Register(customer, "8.8.8.8", from));
        Assert.Equal(RegisterVerdict.OtherAddress, await desk.Register(customer, "mine.test", null));
        Assert.Equal(["mine.test"], await desk.Hosts(customer));
    }

    [Theory]
    [InlineData("http://mysite.test/hook?a=1&b=2")]
    [InlineData("https://MYSITE.test:8443/hook")]
    [InlineData("http://mysite.test:80")]
    public async Task A_submission_may_name_any_address_of_a_registered_host(string url)
    {
        await using var api = await ApiHost.Start();
        await Call(api, "add_pingback", ("addr", "mysite.test"));
        await api.Get($"in.php?key={ApiHost.Key}&body={Uri.EscapeDataString(Base64)}&pingback={Uri.EscapeDataString(url)}");
        var request = api.OnlyCaptcha().Request;
        Assert.Equal((url, CallbackForm.IdAndCode), (request.CallbackUrl, request.CallbackForm));
    }

    [Theory]
    [InlineData("http://stranger.test/", "is not registered")]
    [InlineData("http://sub.mysite.test/", "is not registered")]
    [InlineData("mysite.test/hook", "not one that is called")]
    [InlineData("ftp://mysite.test/", "not one that is called")]
    [InlineData("http://user:word@mysite.test/", "not one that is called")]
    [InlineData("http://mysite.test:22/", "not one that is called")]
    [InlineData("http://127.0.0.1/", "not one that is called")]
    public async Task Another_address_is_refused_and_nothing_is_held(string url, string why)
    {
        await using var api = await ApiHost.Start();
        await Call(api, "add_pingback", ("addr", "mysite.test"));
        var reply = await api.PostForm("in.php", ("key", ApiHost.Key), ("body", Base64), ("pingback", url), ("json", "1"));
        Assert.StartsWith("""{"status":0,"request":"ERROR_BAD_PARAMETERS",""", reply, StringComparison.Ordinal);
        Assert.Contains(why, reply, StringComparison.Ordinal);
        var task = await api.PostJson("createTask", new { clientKey = ApiHost.Key, callbackUrl = url, task = new { type = "ImageToTextTask", body = Base64 } });
        Assert.StartsWith("""{"errorId":110,"errorCode":"ERROR_BAD_PARAMETERS",""", task, StringComparison.Ordinal);
        Assert.Contains(why, task, StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task An_address_of_null_or_nothing_is_none()
    {
        await using var api = await ApiHost.Start();
        await api.PostJson("createTask", $$$"""{"clientKey":"{{{ApiHost.Key}}}","callbackUrl":null,"task":{"type":"ImageToTextTask","body":"{{{Base64}}}"}}""");
        Assert.Null(api.OnlyCaptcha().Request.CallbackUrl);
    }

    [Fact]
    public async Task A_task_of_version_2_is_told_of_when_it_has_ended_and_again_when_the_customer_asks_for_it()
    {
        await using var api = await ApiHost.Start();
        await using var receiver = await Receiver.Start();
        await using var room = await PostRoom.Open(store: api.Memory, time: api.Time);
        await Call(api, "add_pingback", ("addr", "shop.test"));
        await api.PostJson("createTask", new { clientKey = ApiHost.Key, callbackUrl = receiver.Url("/t?a=1&b=2"), task = new { type = "ImageToTextTask", body = Base64 } });
        var id = api.OnlyCaptcha().Id;
        Assert.Equal("ERROR_WRONG_CAPTCHA_ID", await Call(api, "replay_pingback", ("id", id.ToString())));
        await room.Round();
        Assert.Equal(0, receiver.Count);

        await api.Solve("hello");
        await room.Round();
        var received = await receiver.Next();
        Assert.Equal("?a=1&b=2", received.Query);
        Assert.StartsWith($$"""{"taskId":{{id}},"errorId":0,"status":"ready","solution":{"text":"hello"},""", received.Body, StringComparison.Ordinal);

        Assert.Equal("OK", await Call(api, "replay_pingback", ("id", id.ToString())));
        Assert.Equal("ERROR_WRONG_ID_FORMAT", await Call(api, "replay_pingback", ("id", "x")));
        await room.Round();
        Assert.Equal(received.Body, (await receiver.Next()).Body);
        var history = await room.Desk.Find(api.Customer, id);
        Assert.Equal((CallbackStatus.Delivered, 2), (history!.Status, history.AllAttempts));
    }

    [Fact]
    public async Task The_secret_is_shown_and_replaced_by_actions()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_BAD_PARAMETERS", await Call(api, "get_pingback_secret"));
        await Call(api, "add_pingback", ("addr", "mysite.test"));
        var secret = await Call(api, "get_pingback_secret");
        Assert.Matches(@"^OK\|[0-9a-f]{64}$", secret);
        var other = await Call(api, "new_pingback_secret");
        Assert.NotEqual(secret, other);
        Assert.Equal(other, await Call(api, "get_pingback_secret"));
        Assert.Equal("OK|mysite.test", await Call(api, "get_pingback"));
    }

    private static Task<string> Call(ApiHost api, string action, params (string Name, string Value)[] more) =>
        api.PostForm("res.php", [("key", ApiHost.Key), ("action", action), .. more]);
}
