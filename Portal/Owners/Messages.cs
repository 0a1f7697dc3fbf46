using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptchaGrains.Portal.Owners;

/// <param name="Purpose">opt_out, which is the default, opt_in or authorise.</param>
/// <param name="Customer">Whom the owner authorises.</param>
internal sealed record OwnerTokenRequest(string? Domain, string? Purpose, long? Customer);

/// <param name="Token">To be sent with the proof.</param>
/// <param name="Statement">The line to publish: in the file, or as a TXT record.</param>
internal sealed record OwnerTokenReply(string Domain, string Token, string Statement, string File, string TxtRecord, DateTimeOffset ExpiresAt);

internal sealed record OwnerVerifyRequest(string? Token);

/// <param name="Status">opted_out, opted_in or authorised.</param>
internal sealed record OwnerVerifyReply(string Domain, string Status);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 8, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OwnerTokenRequest))]
[JsonSerializable(typeof(OwnerTokenReply))]
[JsonSerializable(typeof(OwnerVerifyRequest))]
[JsonSerializable(typeof(OwnerVerifyReply))]
internal sealed partial class OwnerJson : JsonSerializerContext;
