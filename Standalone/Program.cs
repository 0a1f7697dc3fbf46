using CaptchaGrains.Standalone;

return await StandaloneCommand
    .Create(async (options, stop) =>
    {
        await using var host = await StandaloneHost.Start(options);
        await host.Announce(Console.Out);
        await host.UntilStopped(stop);
    })
    .Parse(args)
    .InvokeAsync();
