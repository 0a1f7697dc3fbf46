using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace CaptchaGrains.Load;

/// <summary>The workers' session tokens: from the file of an earlier run where they still hold, else by signing in.</summary>
internal sealed class WorkerSessions(LoadSettings settings)
{
    /// <summary>The portal limits sign-ins from one address; the machine has a whole network of loopback addresses to come from.</summary>
    private const int WorkersPerAddress = 10;

    /// <summary>Checking a password keeps a core busy; more at once would only queue.</summary>
    private const int AtOnce = 2;

    /// <summary>Where a worker calls from; null: wherever the system chooses.</summary>
    public static IPAddress? AddressOf(LoadSettings settings, int worker)
    {
        if (settings.Portal.AddressFamily != AddressFamily.InterNetwork || !OperatingSystem.IsLinux()) return null;
        var address = worker / WorkersPerAddress;
        return new IPAddress([127, 9, (byte)(address / 250), (byte)(address % 250 + 1)]);
    }

    /// <exception cref="IOException">A worker could not sign in; the message says why.</exception>
    public async Task<string[]> Open()
    {
        var known = Load();
        var tokens = new string[settings.Workers];
        await Parallel.ForAsync(0, tokens.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            using var line = new HttpLine(settings.Portal, AddressOf(settings, i));
            var email = string.Format(CultureInfo.InvariantCulture, settings.EmailPattern, i + 1);
            tokens[i] = known.TryGetValue(email, out var token) && (await line.Send(Requests.Me(settings.Portal, token))).Status == 200
                ? token
                : await SignIn(line, email);
            lock (known) known[email] = tokens[i];
        });
        if (settings.SessionsFile is { } file) await File.WriteAllTextAsync(file, JsonSerializer.Serialize(known));
        return tokens;
    }

    private Dictionary<string, string> Load()
    {
        if (settings.SessionsFile is not { } file || !File.Exists(file)) return [];
        return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [];
    }

    private async Task<string> SignIn(HttpLine line, string email)
    {
        var reply = await line.Send(Requests.SignIn(settings.Portal, email, settings.Password));
        if (reply.Status == 200)
            return JsonDocument.Parse(reply.Body).RootElement.GetProperty("token").GetString() ?? throw new IOException("The session has no token.");
        throw new IOException($"{email} cannot sign in: status {reply.Status}. Are there {settings.Workers} bench workers?");
    }
}
