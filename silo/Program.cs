using OpsCenter.Silo.CommandLine;

return await OpsCenterCommandLine.RunAsync(args);
