using Compliance.Benchmarks;

// Run by hand: dotnet run -c Release --project tests/Compliance.Benchmarks [-- seconds]
var seconds = args is [var given, ..] ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 10;
return await ReportsPerSecond.RunAsync(seconds, Console.Out);
