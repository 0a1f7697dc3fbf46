namespace CaptchaGrains.Core.Domains;

/// <summary>How calls name what a declaration is based on and where it stands.</summary>
public static class DeclarationWords
{
    public static string Of(DeclarationGround ground) => ground switch
    {
        DeclarationGround.OwnSite => "own_site",
        DeclarationGround.Contract => "contract",
        DeclarationGround.TestProgramme => "test_programme",
        _ => "accessibility",
    };

    /// <returns>Null: it is no ground.</returns>
    public static DeclarationGround? Ground(string? text) => text switch
    {
        "own_site" => DeclarationGround.OwnSite,
        "contract" => DeclarationGround.Contract,
        "test_programme" => DeclarationGround.TestProgramme,
        "accessibility" => DeclarationGround.Accessibility,
        _ => null,
    };

    /// <summary>pending, confirmed, refused or withdrawn.</summary>
    public static string Of(DeclarationState state) => state switch
    {
        DeclarationState.Pending => "pending",
        DeclarationState.Confirmed => "confirmed",
        DeclarationState.Refused => "refused",
        _ => "withdrawn",
    };
}
