using System.Globalization;
using Compliance.Benchmarks;

// Run by hand; README.md says what each measures.
var (mode, seconds) = args switch
{
    [] => ("reports", 10),
    [var only] when int.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var given) => ("reports", given),
    [var named] => (named, 10),
    [var named, var given, ..] => (named, int.Parse(given, CultureInfo.InvariantCulture)),
};
switch (mode)
{
    case "reports":
        return await ReportsPerSecond.RunAsync(seconds, Console.Out);
    case "board":
        return await ColdBoard.RunAsync(Console.Out);
    case "unchanged":
        return await Unchanged.RunAsync(seconds, Console.Out);
    case "sizes":
        return await Sizes.RunAsync(seconds, Console.Out);
    case "triggers":
        return TriggersSwept.Run(Console.Out);
    case "memory":
        return await Memory.RunAsync(args.Length > 1 ? seconds : 0, Console.Out);
    case "replay":
        return ReplaySpeed.Run(args.Length > 1 ? seconds : 0, Console.Out);
    case "notices":
        return await NoticeDelay.RunAsync(args.Length > 1 ? seconds : 30, Console.Out);
    case "pending":
        return await NoticesPending.RunAsync(args.Length > 1 ? seconds : 0, Console.Out);
    default:
        Console.Error.WriteLine("Give reports, sizes, board, triggers, unchanged, memory, replay, notices or pending, and a number.");
        return 2;
}
