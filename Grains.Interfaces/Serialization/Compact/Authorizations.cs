using CaptchaGrains.Actors.Customers;
using CaptchaGrains.Core.Captchas;
using CaptchaGrains.Core.Customers;

namespace CaptchaGrains.Grains.Interfaces.Serialization.Compact;

[GenerateSerializer]
internal struct CompactAuthorization
{
    [Id(0)] public long Captcha;
    [Id(1)] public long Rate;
    [Id(2)] public long Fee;
    [Id(3)] public short Kind;
    [Id(4)] public string? Domain;
    [Id(5)] public KeyTerms? Key;
    [Id(6)] public int Attempts;
}

[RegisterConverter]
internal sealed class AuthorizationConverter : IConverter<Authorization, CompactAuthorization>
{
    public Authorization ConvertFromSurrogate(in CompactAuthorization surrogate) =>
        new(new(surrogate.Captcha), new(new(surrogate.Rate), new(surrogate.Fee)), (Kind)surrogate.Kind, surrogate.Domain)
        {
            Key = surrogate.Key,
            Attempts = surrogate.Attempts == 0 ? 1 : surrogate.Attempts, // from a process that knows of no more than one
        };

    public CompactAuthorization ConvertToSurrogate(in Authorization value) => new()
    {
        Captcha = value.Captcha.Value,
        Rate = value.Quote.Rate.Nanos,
        Fee = value.Quote.Fee.Nanos,
        Kind = (short)value.Kind,
        Domain = value.Domain,
        Key = value.Key,
        Attempts = value.Attempts,
    };
}
