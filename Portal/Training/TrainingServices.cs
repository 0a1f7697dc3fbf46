using CaptchaGrains.Actors.Training;
using Microsoft.Extensions.DependencyInjection;

namespace CaptchaGrains.Portal.Training;

internal static class TrainingServices
{
    public static IServiceCollection AddTraining(this IServiceCollection services) =>
        services.AddSingleton<TaskShelf>().AddSingleton<TrainingDesk>().AddSingleton<TrainingTaskDesk>();
}
