using CaptchaGrains.Api.Requests;

namespace CaptchaGrains.Api.Orders;

/// <summary>One parameter of an order: forms read it by its names, and the documentation is made from the rest.</summary>
/// <param name="V1">Null: version 1 has none.</param>
/// <param name="V2">Null: version 2 has none.</param>
/// <param name="Type">flag, number, text, image …</param>
/// <param name="Range">What is accepted; empty: everything of the type.</param>
/// <param name="Default">What counts when it is left out; empty: nothing.</param>
/// <param name="Meaning">One sentence.</param>
internal sealed record Parameter(ParameterName? V1, ParameterName? V2, string Type, string Range, string Default, string Meaning)
{
    public bool IsRequired { get; init; }

    public ParameterName? In(ApiVersion version) => version == ApiVersion.V1 ? V1 : V2;

    public Parameter Required => this with { IsRequired = true };
}
