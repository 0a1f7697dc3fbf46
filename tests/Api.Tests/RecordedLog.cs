using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CaptchaGrains.Api.Tests;

/// <summary>Keeps warnings and errors of the API for the test to look at.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Message)> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Entries.Enqueue((logLevel, $"{formatter(state, exception)} {exception}".TrimEnd()));
    }

    public void Dispose()
    {
    }
}
