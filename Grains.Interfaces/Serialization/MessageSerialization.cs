using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace CaptchaGrains.Grains.Interfaces.Serialization;

/// <summary>The one place where silos and clients agree on how messages travel.</summary>
public static class MessageSerialization
{
    /// <summary>
    /// Messages of the actors are plain records that know nothing of Orleans. Between processes they travel as JSON; within a process they are handed
    /// on as they are, because they are immutable.
    /// </summary>
    public static IServiceCollection AddCaptchaGrainsSerialization(this IServiceCollection services)
    {
        services.AddSerializer(serializer => serializer.AddJsonSerializer(
            isSerializable: MessageJson.Covers,
            isCopyable: static _ => false, // else the JSON codec copies by writing and reading
            configureOptions: static json => json.Configure(static o => o.SerializerOptions = MessageJson.Options)));
        // Without this the caller of a grain would be told that its exception cannot be written, rather than the exception.
        services.Configure<ExceptionSerializationOptions>(static o => o.SupportedNamespacePrefixes.UnionWith(["CaptchaGrains", "Npgsql"]));
        services.AddSingleton<IGeneralizedCopier, ImmutableMessageCopier>();
        return services;
    }
}
