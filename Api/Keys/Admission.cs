using CaptchaGrains.Api.Errors;
using CaptchaGrains.Core.Ids;

namespace CaptchaGrains.Api.Keys;

/// <summary>Whether a caller may come in.</summary>
internal readonly struct Admission(AdmittedKey? key, Refusal? refusal)
{
    /// <summary>Present when nothing is refused.</summary>
    public AdmittedKey? Key => key;

    public Refusal? Refusal => refusal;

    /// <summary>For calls that need no more than to know whose it is.</summary>
    public void Deconstruct(out CustomerId customer, out Refusal? reason) => (customer, reason) = (Key?.Customer ?? default, Refusal);
}
