using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;

namespace CaptchaGrains.Grains.Interfaces.Serialization;

/// <summary>The one place where silos and clients agree on how messages travel.</summary>
public static class MessageSerialization
{
    /// <summary>
    /// Messages of the actors are plain records that know nothing of Orleans. Between processes the frequent ones travel in the compact form that is found in
    /// <c>Compact</c>, all others as JSON. Within a process they are handed on as they are, because they are immutable.
    /// </summary>
    public static IServiceCollection AddCaptchaGrainsSerialization(this IServiceCollection services)
    {
        services.AddSerializer(serializer => serializer.AddJsonSerializer(
            isSerializable: MessageJson.Covers,
            isCopyable: static _ => false, // else the JSON codec copies by writing and reading
            configureOptions: static json => json.Configure(static o => o.SerializerOptions = MessageJson.Options)));
        // Without this the caller of a grain would be told that its exception cannot be written, rather than the exception.
        services.Configure<ExceptionSerializationOptions>(static o => o.SupportedNamespacePrefixes.UnionWith(["CaptchaGrains", "Npgsql", "Microsoft.Data.SqlClient"]));
        services.Configure<TypeManifestOptions>(HandOnCompactOnes);
        services.AddSingleton<IGeneralizedCopier, ImmutableMessageCopier>();
        return services;
    }

    /// <summary>A type with a compact form would be copied by way of that form.</summary>
    private static void HandOnCompactOnes(TypeManifestOptions options)
    {
        foreach (var converter in typeof(MessageSerialization).Assembly.GetTypes())
        {
            var form = converter.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConverter<,>));
            if (form is not null) options.Copiers.Add(typeof(ShallowCopier<>).MakeGenericType(form.GetGenericArguments()[0]));
        }
    }
}
