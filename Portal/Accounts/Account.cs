using CaptchaGrains.Actors.Ports;

namespace CaptchaGrains.Portal.Accounts;

/// <summary>A person in the form in which Identity changes him: in place, until the store is told.</summary>
public sealed class Account(Person person)
{
    /// <summary>As it will be stored next; <see cref="Person.Version"/> is that of the stored row.</summary>
    public Person Person { get; set; } = person;
}
