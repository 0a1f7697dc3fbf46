using CaptchaGrains.Actors.Ports;
using CaptchaGrains.Core.Captchas;

namespace CaptchaGrains.Api.Tests;

/// <summary>What the parameters of in.php mean, and which values are refused.</summary>
public class InPhpParameters
{
    private static readonly string Base64 = Convert.ToBase64String(TestImages.Png());

    [Fact]
    public async Task All_parameters_reach_the_captcha()
    {
        await using var api = await ApiHost.Start();
        await api.PostForm("res.php", ("key", ApiHost.Key), ("action", "add_pingback"), ("addr", "x.test"));
        await Accept(api, ("phrase", "1"), ("regsense", "1"), ("numeric", "4"), ("calc", "1"), ("min_len", "3"), ("max_len", "20"),
            ("textinstructions", " Только красные буквы "), ("lang", "ru"), ("language", "1"), ("pageurl", "https://Shop.Example.test:8443/login?x=1"),
            ("imginstructions", Convert.ToBase64String(TestImages.Gif())), ("soft_id", "4580"), ("pingback", "http://x.test/"), ("useragent", "Mozilla"), ("filename", "a.png"));
        var captcha = api.OnlyCaptcha();
        Assert.Equal(new CaptchaRequest(Kind.ImageText)
        {
            ImageWidth = 120,
            ImageHeight = 40,
            SoftwareId = 4580,
            CallbackUrl = "http://x.test/",
            Phrase = true,
            CaseSensitive = true,
            Numeric = NumericRule.DigitsAndLetters,
            Math = true,
            MinLength = 3,
            MaxLength = 20,
            Instruction = "Только красные буквы",
            Language = "ru",
            Alphabet = 1,
            Domain = "shop.example.test",
            HasInstructionImage = true,
        }, captcha.Request);
        Assert.Equal(TestImages.Gif(), await api.ImageOf(captcha.Id, ImagePart.Instruction));
    }

    [Fact]
    public async Task Without_parameters_a_captcha_is_plain()
    {
        await using var api = await ApiHost.Start();
        await Accept(api);
        Assert.Equal(new CaptchaRequest(Kind.ImageText) { ImageWidth = 120, ImageHeight = 40 }, api.OnlyCaptcha().Request);
    }

    [Fact]
    public async Task Empty_values_and_zeros_are_as_good_as_nothing()
    {
        await using var api = await ApiHost.Start();
        await Accept(api, ("phrase", ""), ("regsense", "0"), ("numeric", "0"), ("calc", "False"), ("min_len", "0"), ("max_len", ""), ("textinstructions", "  "),
            ("lang", ""), ("language", "0"), ("pageurl", ""), ("imginstructions", ""), ("recaptcha", "0"), ("coordinatescaptcha", "False"), ("textcaptcha", ""));
        Assert.Equal(new CaptchaRequest(Kind.ImageText) { ImageWidth = 120, ImageHeight = 40 }, api.OnlyCaptcha().Request);
    }

    [Fact]
    public async Task Null_in_json_is_as_good_as_nothing()
    {
        await using var api = await ApiHost.Start();
        ApiHost.Accepted(await api.PostJson("in.php", $$"""
            {"key":"{{ApiHost.Key}}","body":"{{Base64}}","file":null,"phrase":null,"regsense":null,"numeric":null,"min_len":null,"textinstructions":null,
             "imginstructions":null,"pageurl":null,"method":null,"json":null,"lang":null,"language":null,"json_cookies":[{"a":{} }],"x":{"y":[1,2,{}] } }
            """));
        Assert.Equal(new CaptchaRequest(Kind.ImageText) { ImageWidth = 120, ImageHeight = 40 }, api.OnlyCaptcha().Request);
    }

    [Theory]
    [InlineData("\"1\"", "\"True\"", "\"2\"", "\"7\"")]
    [InlineData("1", "true", "2.0", "7")]
    [InlineData("1.0", "1", "2e0", "\" 7 \"")]
    public async Task Numbers_may_be_strings_and_strings_numbers_and_words_truth(string phrase, string regsense, string numeric, string minLength)
    {
        await using var api = await ApiHost.Start();
        var json = $$"""{"key":"{{ApiHost.Key}}","body":"{{Base64}}","phrase":{{phrase}},"regsense":{{regsense}},"numeric":{{numeric}},"min_len":{{minLength}},"textinstructions":123}""";
        ApiHost.Accepted(await api.PostJson("in.php", json));
        var request = api.OnlyCaptcha().Request;
        Assert.Equal((true, true, NumericRule.LettersOnly, 7, "123"), (request.Phrase, request.CaseSensitive, request.Numeric, request.MinLength, request.Instruction));
    }

    [Fact]
    public async Task The_friendly_names_of_the_ruby_client_are_understood()
    {
        await using var api = await ApiHost.Start();
        ApiHost.Accepted(await api.PostJson("in.php", new { key = ApiHost.Key, body = Base64, case_sensitive = 1, hint_text = "hint", min_length = 2, max_length = 4 }));
        var request = api.OnlyCaptcha().Request;
        Assert.Equal((true, "hint", 2, 4), (request.CaseSensitive, request.Instruction, request.MinLength, request.MaxLength));
    }

    [Theory]
    [InlineData("phrase", "2")]
    [InlineData("phrase", "yes")]
    [InlineData("regsense", "-1")]
    [InlineData("numeric", "5")]
    [InlineData("numeric", "-1")]
    [InlineData("numeric", "1.5")]
    [InlineData("numeric", "99999999999999999999")]
    [InlineData("numeric", "1e400")]
    [InlineData("calc", "x")]
    [InlineData("min_len", "21")]
    [InlineData("max_len", "-3")]
    [InlineData("max_len", "NaN")]
    [InlineData("language", "3")]
    [InlineData("textinstructions", "zero \0 byte")]
    [InlineData("textinstructions", "bell \a")]
    [InlineData("imginstructions", "no base64!")]
    [InlineData("imginstructions", "R0lGODlh")]
    public async Task Values_out_of_range_are_bad_parameters(string name, string value)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_BAD_PARAMETERS", await Send(api, (name, value)));
        Assert.Contains($"Parameter: {name}.", await Send(api, (name, value), ("json", "1")), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task The_longest_must_not_be_below_the_shortest()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_BAD_PARAMETERS", await Send(api, ("min_len", "5"), ("max_len", "4")));
        ApiHost.Accepted(await Send(api, ("min_len", "5"), ("max_len", "0")));
    }

    [Fact]
    public async Task An_instruction_has_at_most_140_characters_however_many_bytes_they_take()
    {
        await using var api = await ApiHost.Start();
        var longest = string.Concat(Enumerable.Repeat("😀", 140));
        await Accept(api, ("textinstructions", longest));
        Assert.Equal(longest, api.OnlyCaptcha().Request.Instruction);
        Assert.Equal("ERROR_BAD_PARAMETERS", await Send(api, ("textinstructions", longest + "x")));
        Assert.Equal("ERROR_BAD_PARAMETERS", await Send(api, ("textinstructions", new string('x', 100_000))));
    }

    [Theory]
    [InlineData("en-US", "en")]
    [InlineData("PT_br", "pt")]
    [InlineData("klingon", null)]
    [InlineData("xx", null)]
    public async Task A_language_is_a_hint_that_never_refuses(string sent, string? kept)
    {
        await using var api = await ApiHost.Start();
        await Accept(api, ("lang", sent));
        Assert.Equal(kept, api.OnlyCaptcha().Request.Language);
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("ftp://x.test/")]
    [InlineData("not a host")]
    [InlineData("javascript://%0a")]
    public async Task An_address_without_a_web_host_is_refused(string pageUrl)
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_PAGEURL", await Send(api, ("pageurl", pageUrl)));
        await api.AssertNothingHappened();
    }

    [Fact]
    public async Task An_instruction_image_may_be_a_file()
    {
        await using var api = await ApiHost.Start();
        using var form = InPhpTransports.Multipart(("key", ApiHost.Key), ("body", Base64));
        form.Add(new ByteArrayContent(TestImages.Jpeg(bytes: 500)), "imginstructions", "hint");
        ApiHost.Accepted(await api.Post("in.php", form));
        Assert.Equal(TestImages.Jpeg(bytes: 500), await api.ImageOf(api.OnlyCaptcha().Id, ImagePart.Instruction));
    }

    [Fact]
    public async Task An_instruction_image_has_at_most_100_kB()
    {
        await using var api = await ApiHost.Start();
        await Accept(api, ("imginstructions", Convert.ToBase64String(TestImages.Png(bytes: 100 * 1024))));
        Assert.Equal("ERROR_BAD_PARAMETERS", await Send(api, ("imginstructions", Convert.ToBase64String(TestImages.Png(bytes: (100 * 1024) + 1)))));
    }

    [Fact]
    public async Task A_method_of_no_kind_is_refused_clearly()
    {
        await using var api = await ApiHost.Start();
        Assert.Equal("ERROR_BAD_PARAMETERS", await Send(api, ("method", "nonsense")));
        Assert.Contains("kind", await Send(api, ("method", "nonsense"), ("json", "1")), StringComparison.Ordinal);
        await api.AssertNothingHappened();
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData("2", false)]
    [InlineData("nonsense", false)]
    [InlineData("1", true)]
    [InlineData("True", true)]
    public async Task Only_json_1_means_json(string json, bool isJson)
    {
        await using var api = await ApiHost.Start();
        var id = api.Memory.Captchas().Length + 1;
        Assert.Equal(isJson ? $$"""{"status":1,"request":"{{id}}"}""" : $"OK|{id}", await Send(api, ("json", json)));
    }

    private static async Task Accept(ApiHost api, params (string Name, string Value)[] fields) => ApiHost.Accepted(await Send(api, fields));

    private static Task<string> Send(ApiHost api, params (string Name, string Value)[] fields) =>
        api.PostForm("in.php", [("key", ApiHost.Key), ("body", Base64), .. fields]);
}
