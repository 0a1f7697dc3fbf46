namespace CaptchaGrains.Actors.Ports;

/// <summary>What a person is here. Stored as a number: never renumber.</summary>
/// <param name="Bits">16 for a worker, 32 for a moderator, 64 for an operator, 128 for one of a customer's people; less was a single role once.</param>
public readonly record struct RoleSet(short Bits)
{
    public bool IsEmpty => Bits == 0;

    public static RoleSet Of(params ReadOnlySpan<PersonRole> roles)
    {
        var bits = 0;
        foreach (var role in roles) bits |= 8 << (int)role;
        return new RoleSet((short)bits);
    }

    public bool Has(PersonRole role) => (Bits & Of(role).Bits) != 0;

    /// <summary>In the order of their numbers.</summary>
    public IEnumerable<PersonRole> All => Enum.GetValues<PersonRole>().Where(Has);

    public override string ToString() => string.Join(' ', All);
}
