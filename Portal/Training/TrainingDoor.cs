using CaptchaGrains.Actors.Desks;
using CaptchaGrains.Core.Workers;
using CaptchaGrains.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CaptchaGrains.Portal.Training;

/// <summary>Before the work page: whoever has a training to pass is led there, and not to captchas that he would be refused.</summary>
internal sealed class TrainingDoor(WorkerDesk desk) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var needsTraining = context.HttpContext.User.IsWorker() && (await desk.View(context.HttpContext.User.Worker())).Status == WorkerStatus.InTraining;
        if (needsTraining) context.Result = new RedirectToPageResult("/Training");
        else await next();
    }
}
