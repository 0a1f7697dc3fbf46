using Xunit;

namespace CaptchaGrains.Architecture.Tests;

/// <summary>Which project may know which, as docs and project files have it.</summary>
public sealed class ProjectRules
{
    /// <summary>
    /// A project references projects of lower layers only. A new project of the product takes its place here; tests and benchmarks may know everything.
    /// </summary>
    private static readonly string[][] Layers =
    [
        ["Core", "Imaging", "Hosting"],
        ["Actors"],
        ["Storage", "Api", "Portal", "Grains.Interfaces"],
        ["Grains", "Grains.Hosting", "Demo", "Sandbox"],
        ["Silo", "ApiGateway", "WorkerPortal", "Standalone", "AuditVerify", "TrainingTasks"],
    ];

    private static readonly string[] MayUseOrleans = ["Silo", "ApiGateway", "WorkerPortal"];

    private static IEnumerable<ProjectFile> Product => Repository.Projects.Where(p => !p.IsForDevelopment);

    [Fact]
    public void The_projects_are_found() => Assert.True(
        Repository.Projects.Any(p => p.Name == "Core") && Repository.Projects.Any(p => p.Name == "Architecture.Tests"));

    [Fact]
    public void Core_references_no_package_and_no_project()
    {
        var core = Repository.Projects.Single(p => p.Name == "Core");
        Assert.Empty(core.Packages);
        Assert.Empty(core.References);
    }

    [Fact]
    public void Every_project_of_the_product_has_a_layer() => Assert.All(Product, p => Assert.True(LayerOf(p.Name) >= 0, $"{p} is in no layer"));

    [Fact]
    public void Arrows_point_down_only() => Assert.All(Product, p => Assert.All(
        p.References, r => Assert.True(LayerOf(Path.GetFileNameWithoutExtension(r)) is >= 0 and var layer && layer < LayerOf(p.Name), $"{p} references {r}")));

    [Fact]
    public void Nothing_of_the_product_references_tests_or_benchmarks() =>
        Assert.All(Product, p => Assert.DoesNotContain(p.Closure(), needed => needed.IsForDevelopment));

    [Fact]
    public void Only_grains_and_the_hosts_of_the_cluster_reference_Orleans() => Assert.All(
        Product.Where(p => p.Closure().Any(needed => needed.ReferencesOrleans)), p => Assert.True(IsOfTheCluster(p), $"{p} needs Orleans"));

    [Fact]
    public void Tests_and_benchmarks_reference_Orleans_only_for_projects_that_do() => Assert.All(
        Repository.Projects.Where(p => p.IsForDevelopment && p.ReferencesOrleans),
        p => Assert.True(p.Closure().Any(needed => !needed.IsForDevelopment && IsOfTheCluster(needed)), $"{p} references Orleans for itself"));

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Assert.Equal(Repository.Projects.Select(p => p.Path), Repository.InSolution().Order(StringComparer.Ordinal));

    [Fact]
    public void The_standalone_filter_holds_exactly_what_needs_no_Orleans() => Assert.Equal(
        Repository.Projects.Where(p => !p.Closure().Any(needed => needed.ReferencesOrleans)).Select(p => p.Path),
        Repository.InStandaloneFilter().Order(StringComparer.Ordinal));

    [Fact]
    public void Versions_of_packages_stand_in_one_place() => Assert.All(Repository.Projects, p => Assert.False(p.NamesAVersion, $"{p} names a version"));

    private static bool IsOfTheCluster(ProjectFile project) =>
        project.Name == "Grains" || project.Name.StartsWith("Grains.", StringComparison.Ordinal) || MayUseOrleans.Contains(project.Name);

    private static int LayerOf(string name) => Array.FindIndex(Layers, layer => layer.Contains(name));
}
