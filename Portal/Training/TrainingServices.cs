using CaptchaGrains.Actors.Training;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Training;

internal static class TrainingServices
{
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.AddSingleton<TaskShelf>().AddSingleton<TrainingDesk>().AddSingleton<TrainingTaskDesk>();
        return services.Configure<RazorPagesOptions>(pages =>
            pages.Conventions.AddPageApplicationModelConvention("/Work", work => work.Filters.Add(new TypeFilterAttribute(typeof(TrainingDoor)))));
    }
}
