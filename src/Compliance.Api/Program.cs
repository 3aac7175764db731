if (args is ["checklists", "check", ..]) { return Compliance.Api.Checklists.CheckCommand.Run(args, Console.Out); }

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.Run();
return 0;
