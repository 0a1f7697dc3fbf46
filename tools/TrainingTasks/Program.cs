using CaptchaGrains.TrainingTasks;

// Makes the tasks of training and exam that come with the product, always the same ones: their images and their list are committed.
if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("TrainingTasks <folder>     (in this repository: Actors/Training/Shipped)");
    return 2;
}
var count = TaskWriter.Write(folder);
await Console.Out.WriteLineAsync($"{count} tasks in {folder}");
return 0;
