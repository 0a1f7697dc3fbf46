using CaptchaGrains.Portal.Browser.Tests;

// One browser for everybody, and one test at a time: they share two processors with a Chromium.
[assembly: AssemblyFixture(typeof(Browser))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
