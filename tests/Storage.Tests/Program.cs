using CaptchaGrains.Storage.Tests.Sqlite;

// The tests, or the process that one of them kills.
return args is [CommitUntilKilled.Command, var file]
    ? await CommitUntilKilled.Run(file)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
