using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using CaptchaGrains.Core.Ledger;
using CaptchaGrains.Portal.Accounts;
using CaptchaGrains.Portal.Shell;

namespace CaptchaGrains.Portal.Tests;

public sealed class TextTests
{
    [Fact]
    public void Every_text_is_in_the_resources_and_every_resource_is_a_text()
    {
        var properties = typeof(Texts).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(p => p.Name).Order(StringComparer.Ordinal);
        var resources = new ResourceManager("CaptchaGrains.Portal.Texts", typeof(Texts).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(e => (string)e.Key).Order(StringComparer.Ordinal);

        Assert.Equal(properties, resources);
        Assert.All(typeof(Texts).GetProperties(), p => Assert.NotEqual("", (string)p.GetValue(null)!));
    }

    [Theory]
    [InlineData("0", "$0.00", "$0.00", "$0.000000000")]
    [InlineData("0.00014", "$0.00", "$0.00014", "$0.000140000")]
    [InlineData("0.009999999", "$0.00", "$0.009999999", "$0.009999999")]
    [InlineData("0.7", "$0.70", "$0.70", "$0.700000000")]
    [InlineData("12", "$12.00", "$12.00", "$12.000000000")]
    [InlineData("-0.00014", "−$0.01", "−$0.00014", "−$0.000140000")]
    public void Money_is_written_for_people(string amount, string balance, string exact, string full)
    {
        var money = Money.Parse(amount);

        Assert.Equal((balance, exact, full), (Dollars.Balance(money), Dollars.Exact(money), Dollars.Full(money)));
    }

    [Theory]
    [InlineData("ada@example.org", true)]
    [InlineData("ada+grains@mail.example.org", true)]
    [InlineData("o'hara@example.org", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("ada", false)]
    [InlineData("ada@", false)]
    [InlineData("@example.org", false)]
    [InlineData("ada @example.org", false)]
    [InlineData("Ada <ada@example.org>", false)]
    [InlineData("ada@example.org\n", false)]
    public void An_address_is_a_bare_one(string? text, bool wellFormed) => Assert.Equal(wellFormed, EmailAddress.IsWellFormed(text));

    [Fact]
    public void Options_out_of_their_range_are_refused_at_the_start()
    {
        Assert.Throws<ArgumentException>(() => new PortalOptions { ConcurrentHashes = 0 }.Validate());
        Assert.Throws<ArgumentException>(() => new PortalOptions { SessionCache = TimeSpan.FromHours(1) }.Validate());
    }
}
