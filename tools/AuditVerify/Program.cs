using CaptchaGrains.AuditVerify;

return await VerifyCommand.Run(args, Console.Out, Console.Error);
