using CaptchaGrains.Core.Ids;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Customers;

/// <summary>A page about one customer: the one whose person is signed in, as it is stored now. No page takes the customer's number from an address or a form.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class CustomerPageModel : PageModel
{
    public CustomerId Customer { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var browsers = HttpContext.RequestServices.GetRequiredService<BrowserSessions>();
        if ((await browsers.Account(User))?.Person.Customer is not { } customer)
        {
            context.Result = RedirectToPage("/Customer/Index"); // the role was given by hand, and there is no customer yet; that page says so
            return;
        }
        Customer = customer;
        await next();
    }
}
