using Orleans.Serialization.Cloning;

namespace CaptchaGrains.Grains.Interfaces.Serialization;

/// <summary>Hands our messages on as they are: nobody can change them, so nobody needs a copy.</summary>
internal sealed class ImmutableMessageCopier : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => MessageJson.Covers(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
