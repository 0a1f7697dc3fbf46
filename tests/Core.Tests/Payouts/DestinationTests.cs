using CaptchaGrains.Core.Payouts;
using Xunit;

namespace CaptchaGrains.Core.Tests.Payouts;

public sealed class DestinationTests
{
    [Theory]
    [InlineData(PayoutMethod.Iban, " gb33 BUKB 2020 1555 5555 55 ", "GB33BUKB20201555555555", "…5555")]
    [InlineData(PayoutMethod.Iban, "DE89370400440532013000", "DE89370400440532013000", "…3000")]
    [InlineData(PayoutMethod.Paypal, " Ada+Pay@Example.ORG ", "ada+pay@example.org", "a…@example.org")]
    [InlineData(PayoutMethod.UsdtTrc20, "T9yED5xMV5ARV98BexN97aLZ1UUq7eKSxm", "T9yED5xMV5ARV98BexN97aLZ1UUq7eKSxm", "…KSxm")]
    [InlineData(PayoutMethod.UsdtTrc20, " TZJozAg1ruapycCicgz31GxvYJ1FraLjZa", "TZJozAg1ruapycCicgz31GxvYJ1FraLjZa", "…LjZa")]
    public void A_destination_is_kept_in_one_form_and_shown_by_its_end(PayoutMethod method, string written, string kept, string masked)
    {
        Assert.True(PayoutDestination.TryParse(method, written, out var destination));
        Assert.Equal((kept, masked), (destination.Address, destination.Masked));
    }

    [Theory]
    [InlineData(PayoutMethod.Iban, null)]
    [InlineData(PayoutMethod.Iban, "")]
    [InlineData(PayoutMethod.Iban, "GB33BUKB20201555555556")]
    [InlineData(PayoutMethod.Iban, "GB33BUKB20201555555")]
    [InlineData(PayoutMethod.Iban, "3333BUKB20201555555555")]
    [InlineData(PayoutMethod.Iban, "GB33BUKB2020155555555\0")]
    [InlineData(PayoutMethod.Iban, "GB33ВUKB20201555555555")] // the first B of the bank is Cyrillic
    [InlineData(PayoutMethod.Paypal, "ada")]
    [InlineData(PayoutMethod.Paypal, "ada@")]
    [InlineData(PayoutMethod.Paypal, "@example.org")]
    [InlineData(PayoutMethod.Paypal, "ada@example")]
    [InlineData(PayoutMethod.Paypal, "ada@@example.org")]
    [InlineData(PayoutMethod.Paypal, "ada@exa mple.org")]
    [InlineData(PayoutMethod.Paypal, "ada@-example.org")]
    [InlineData(PayoutMethod.Paypal, "Ada <ada@example.org>")]
    [InlineData(PayoutMethod.UsdtTrc20, "T9yED5xMV5ARV98BexN97aLZ1UUq7eKSxn")]
    [InlineData(PayoutMethod.UsdtTrc20, "T9yED5xMV5ARV98BexN97aLZ1UUq7eKSx")]
    [InlineData(PayoutMethod.UsdtTrc20, "t9yED5xMV5ARV98BexN97aLZ1UUq7eKSxm")]
    [InlineData(PayoutMethod.UsdtTrc20, "T0yED5xMV5ARV98BexN97aLZ1UUq7eKSxm")]
    [InlineData((PayoutMethod)99, "GB33BUKB20201555555555")]
    public void What_nobody_can_be_paid_to_is_none(PayoutMethod method, string? written) => Assert.False(PayoutDestination.TryParse(method, written, out _));

    [Fact]
    public void One_wrong_sign_in_an_account_is_found()
    {
        foreach (var (method, address) in new[] { (PayoutMethod.Iban, "DE89370400440532013000"), (PayoutMethod.UsdtTrc20, "TZJozAg1ruapycCicgz31GxvYJ1FraLjZa") })
            for (var i = 0; i < address.Length; i++)
            {
                var wrong = address[..i] + (address[i] == '7' ? '8' : '7') + address[(i + 1)..];
                Assert.False(PayoutDestination.TryParse(method, wrong, out _), wrong);
            }
    }

    [Fact]
    public void A_destination_has_a_longest_form() =>
        Assert.False(PayoutDestination.TryParse(PayoutMethod.Paypal, "a@" + string.Join('.', Enumerable.Repeat("b", 127)) + ".example", out _));
}
