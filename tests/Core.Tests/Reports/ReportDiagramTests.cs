using CaptchaGrains.Core.Reports;
using Xunit;

namespace CaptchaGrains.Core.Tests.Reports;

public sealed class ReportDiagramTests
{
    [Fact]
    public void The_diagram_in_the_documents_is_drawn_from_the_table()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CaptchaGrains.sln"))) folder = folder.Parent!;
        var document = File.ReadAllText(Path.Combine(folder.FullName, "docs", "quality.md")).ReplaceLineEndings("\n");
        Assert.True(document.Contains("```mermaid\n" + ReportMachine.ToMermaid() + "```", StringComparison.Ordinal), ReportMachine.ToMermaid());
    }
}
