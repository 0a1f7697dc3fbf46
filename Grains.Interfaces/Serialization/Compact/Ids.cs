using CaptchaGrains.Core.Ids;
using CaptchaGrains.Core.Ledger;

namespace CaptchaGrains.Grains.Interfaces.Serialization.Compact;

[GenerateSerializer]
internal struct CompactCaptchaId
{
    [Id(0)] public long Value;
}

[GenerateSerializer]
internal struct CompactCustomerId
{
    [Id(0)] public long Value;
}

[GenerateSerializer]
internal struct CompactWorkerId
{
    [Id(0)] public long Value;
}

[GenerateSerializer]
internal struct CompactMoney
{
    [Id(0)] public long Nanos;
}

[RegisterConverter]
internal sealed class CaptchaIdConverter : IConverter<CaptchaId, CompactCaptchaId>
{
    public CaptchaId ConvertFromSurrogate(in CompactCaptchaId surrogate) => new(surrogate.Value);

    public CompactCaptchaId ConvertToSurrogate(in CaptchaId value) => new() { Value = value.Value };
}

[RegisterConverter]
internal sealed class CustomerIdConverter : IConverter<CustomerId, CompactCustomerId>
{
    public CustomerId ConvertFromSurrogate(in CompactCustomerId surrogate) => new(surrogate.Value);

    public CompactCustomerId ConvertToSurrogate(in CustomerId value) => new() { Value = value.Value };
}

[RegisterConverter]
internal sealed class WorkerIdConverter : IConverter<WorkerId, CompactWorkerId>
{
    public WorkerId ConvertFromSurrogate(in CompactWorkerId surrogate) => new(surrogate.Value);

    public CompactWorkerId ConvertToSurrogate(in WorkerId value) => new() { Value = value.Value };
}

[RegisterConverter]
internal sealed class MoneyConverter : IConverter<Money, CompactMoney>
{
    public Money ConvertFromSurrogate(in CompactMoney surrogate) => new(surrogate.Nanos);

    public CompactMoney ConvertToSurrogate(in Money value) => new() { Nanos = value.Nanos };
}
