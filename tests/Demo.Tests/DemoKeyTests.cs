using CaptchaGrains.Core.Customers;

namespace CaptchaGrains.Demo.Tests;

public sealed class DemoKeyTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "demo-key-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_key_that_was_asked_for_is_taken_and_kept_nowhere()
    {
        const string asked = "00112233445566778899aabbccddeeff";
        Assert.Equal(asked, DemoKey.Choose(asked, _folder));
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public void A_random_key_is_the_same_after_a_restart()
    {
        var first = DemoKey.Choose(null, _folder);

        Assert.True(ApiKey.IsWellFormed(first));
        Assert.Equal(first, DemoKey.Choose("", _folder));
        Assert.Equal(["demo-key"], Directory.GetFiles(_folder).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "demo-key")));
    }

    [Fact]
    public void Hosts_that_start_at_once_agree_on_one_random_key()
    {
        var keys = new string[16];
        Parallel.For(0, keys.Length, i => keys[i] = DemoKey.Choose(null, _folder));
        Assert.Single(keys.Distinct());
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_a_dead_host_left_empty_gets_a_key()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "demo-key"), "");
        var key = DemoKey.Choose(null, _folder);
        Assert.True(ApiKey.IsWellFormed(key));
        Assert.Equal(key, DemoKey.Choose(null, _folder));
    }

    [Fact]
    public void Without_a_folder_each_key_is_new()
    {
        Assert.NotEqual(DemoKey.Choose(null, null), DemoKey.Choose(null, null));
    }

    [Fact]
    public void Anything_but_32_hexadecimal_digits_is_refused()
    {
        Assert.Throws<FormatException>(() => DemoKey.Choose("abc", _folder));
        Assert.Throws<FormatException>(() => DemoKey.Choose("g0112233445566778899aabbccddeeff", _folder));
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "demo-key"), "damaged");
        Assert.Throws<FormatException>(() => DemoKey.Choose(null, _folder));
    }
}
