using CaptchaGrains.Actors.Customers;

namespace CaptchaGrains.Grains.Interfaces;

/// <summary><see cref="ICustomer"/> as a grain; the key is the customer's number.</summary>
[Alias("customer")]
public interface ICustomerGrain : ICustomer, IGrainWithIntegerKey;
