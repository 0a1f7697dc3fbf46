using CaptchaGrains.Core.Reports;
using Xunit;

namespace CaptchaGrains.Architecture.Tests;

/// <summary>The picture in the documents is the table in the code.</summary>
public sealed class ReportDiagram
{
    [Fact]
    public void The_documents_show_the_life_of_a_report_as_the_code_has_it()
    {
        var page = Repository.Read("docs/reports.md").ReplaceLineEndings("\n");
        var start = page.IndexOf("```mermaid\n", StringComparison.Ordinal) + "```mermaid\n".Length;
        Assert.Equal(ReportMachine.ToMermaid(), page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
    }
}
