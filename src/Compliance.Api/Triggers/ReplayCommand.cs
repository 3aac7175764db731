using System.Data.Common;
using System.Globalization;
using Compliance.Api.Access;
using Compliance.Api.Data;
using Compliance.Api.Yaml;
using Compliance.Domain.Checklists;
using Compliance.Domain.Plans;

namespace Compliance.Api.Triggers;

/// <summary>The command <c>triggers replay AUTHORITY --from DAY --to DAY ...</c>: writes what would have fired as CSV, and how far it is as it goes.</summary>
public static class ReplayCommand
{
    public const string Usage = """
        triggers replay AUTHORITY --from DAY --to DAY    plays past days through other thresholds; writes nothing but its answer
          --set TRIGGER.LEVEL.LIMIT=NUMBER               a limit to try: atLeast, clearsBelow, atMost, clearsAbove or below
          --set TRIGGER.off=true                         a trigger, or with its level one level, to do without
          --checklist FILE.yaml                          a draft to try in place of the adopted checklist
          --plan CHECKLIST                               the plan to try it on, where there are several
          --reviewers NUMBER                             people who share the region's cases
          --out FILE.csv                                 where to write; standard output if left out
        """;

    private const string Such = "such as staff-absence.red.atLeast=15, or staff-absence.off=true";

    private const int Success = 0;
    private const int Mistaken = 1;
    private const int Misused = 2;
    private const int Steps = 20;

    private static readonly string[] _own = ["--from", "--to", "--set", "--checklist", "--plan", "--reviewers", "--out"];

    public static bool Handles(string[] args) => args is ["triggers", ..];

    /// <summary>The settings among the words of this command, which are all that is not its own.</summary>
    public static string[] SettingsOf(string[] args) => [.. Words(args).Left];

    /// <param name="output">Where the answer is written unless it goes to a file.</param>
    /// <param name="progress">How far it is, what is wrong, and at the end the sum of it.</param>
    /// <returns>0 when it was replayed, 1 when there are mistakes, 2 when the words make no sense.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter progress, CancellationToken ct)
    {
        try
        {
            return await ReplayAsync(services, args, output, progress, ct);
        }
        catch (DbException)
        {
            return await SayAsync(progress, "The database cannot be read. Start the service once, so that it is there and up to date.");
        }
    }

    private static async Task<int> ReplayAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter progress, CancellationToken ct)
    {
        if (await QuestionAsync(args, progress, ct) is not var (authority, question, reviewers, file))
        {
            return Misused;
        }

        var journals = services.GetRequiredService<JournalReader>();
        if (await journals.SettingAsync(authority, ct) is not { } journal)
        {
            return await SayAsync(progress, $"There is no authority {authority}. Name it by its key, such as doncaster.");
        }

        if (file is not null && (Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))))
        {
            return await SayAsync(progress, $"{file} cannot be written: name a file, in a folder that is there, after --out.");
        }

        var today = journal.Calendar.DateOf(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var plan = question.Against(authority, journal, today, services.GetRequiredService<ReadDraft>());
        if (plan.Proposal is not { } proposal)
        {
            return await RefuseAsync(plan, progress);
        }

        var outturn = await new ReplayRun(journals).RunAsync(authority, journal, proposal, question, today, Tell(authority, journal.Seq, progress), ct);
        reviewers ??= Math.Max(1, await services.GetRequiredService<UserDirectory>().CountReviewersAsync(journal.Region, ct));
        var answer = ReplayTriggersResponse.Of(authority, journal, proposal, outturn, reviewers.Value);
        if (file is null)
        {
            await output.WriteAsync(System.Text.Encoding.UTF8.GetString(answer.ToCsv().ToBytes()));
        }
        else
        {
            try
            {
                await File.WriteAllBytesAsync(file, answer.ToCsv().ToBytes(), ct);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                return await SayAsync(progress, $"{file} cannot be written: {trouble.Message} Name another file after --out.");
            }
        }

        await progress.WriteLineAsync(answer.Summary);
        return Success;
    }

    private static async Task<int> RefuseAsync(ReplayPlan plan, TextWriter progress)
    {
        foreach (var mistake in plan.Mistakes)
        {
            await progress.WriteLineAsync(mistake.ToString());
        }

        foreach (var fault in plan.Faults)
        {
            await progress.WriteLineAsync($"{fault.Pointer.TrimStart('/')}: {fault.Detail}");
        }

        return Mistaken;
    }

    /// <summary>Says now and then how far it is.</summary>
    private static Action<long> Tell(string authority, long entries, TextWriter progress)
    {
        var told = 0L;
        return seq =>
        {
            if (seq * Steps / Math.Max(1, entries) > told)
            {
                told = seq * Steps / entries;
                progress.WriteLine(FormattableString.Invariant($"{authority}: {seq} of {entries} entries"));
            }
        };
    }

    private static async Task<(string Authority, ReplayQuestion Question, int? Reviewers, string? File)?> QuestionAsync(string[] args, TextWriter progress, CancellationToken ct)
    {
        var (own, _, words) = Words(args);
        if (Mistake(own) is { } mistake)
        {
            await SayAsync(progress, $"{mistake}\n{Usage}");
            return null;
        }

        var last = own.ToDictionary(g => g.Key, g => g.Value[^1]);
        var moved = own.GetValueOrDefault("--set", []).Select(MoveOf).ToList();
        if (words is not ["triggers", "replay", var authority] || Day(last.GetValueOrDefault("--from")) is not { } from || Day(last.GetValueOrDefault("--to")) is not { } to
            || (last.TryGetValue("--reviewers", out var count) && !(int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0)))
        {
            await SayAsync(progress, Usage);
            return null;
        }

        (string, string)? draft = null;
        if (last.TryGetValue("--checklist", out var file))
        {
            if (!File.Exists(file))
            {
                await SayAsync(progress, $"There is no file {file}.");
                return null;
            }

            draft = (file, await File.ReadAllTextAsync(file, ct));
        }

        return (authority, new ReplayQuestion(last.GetValueOrDefault("--plan"), null, from, to, null, [.. moved.OfType<Override>()], draft),
            last.TryGetValue("--reviewers", out var reviewers) ? int.Parse(reviewers, CultureInfo.InvariantCulture) : null, last.GetValueOrDefault("--out"));
    }

    /// <summary>An option without its value, or a limit that cannot be read, and the mend; null when there is none.</summary>
    private static string? Mistake(Dictionary<string, List<string>> own) =>
        own.FirstOrDefault(o => o.Value.Contains("")) is { Key: { } bare } ? $"{bare} needs a value after it{(bare == "--set" ? $", {Such}" : "")}."
        : own.GetValueOrDefault("--set", []).FirstOrDefault(s => MoveOf(s) is null) is { } unread ? $"--set {unread} cannot be read. Write TRIGGER.LEVEL.LIMIT=NUMBER, {Such}."
        : null;

    /// <summary>This command's own options with their values, empty where one is missing, the settings that are left, and the words before them.</summary>
    private static (Dictionary<string, List<string>> Own, List<string> Left, List<string> Words) Words(string[] args)
    {
        var (own, left, words) = (new Dictionary<string, List<string>>(StringComparer.Ordinal), new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (_own.Contains(args[i]))
            {
                var isBare = i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal);
                (own.TryGetValue(args[i], out var values) ? values : own[args[i]] = []).Add(isBare ? "" : args[++i]);
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal) || left.Count > 0)
            {
                left.Add(args[i]);
            }
            else
            {
                words.Add(args[i]);
            }
        }

        return (own, left, words);
    }

    /// <summary>A limit such as <c>staff-absence.red.atLeast=15</c>; null when it cannot be read.</summary>
    private static Override? MoveOf(string text)
    {
        if (text.Split('=') is not [var name, var value] || name.Split('.') is not [var trigger, .. var rest])
        {
            return null;
        }

        TriggerLevel? level = rest is [var word, _] ? Yaml.Words.Find<TriggerLevel>(word) : null;
        if (rest is [.., "off"])
        {
            return value == "true" && rest.Length == (level is null ? 1 : 2) ? new Override(trigger, level, null, null, null, null, true, "") : null;
        }

        if (level is null || !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var none = new Override(trigger, level, null, null, null, null, false, "");
        return rest[1] switch
        {
            "atLeast" => none with { AtLeast = number },
            "clearsBelow" => none with { ClearsBelow = number },
            "atMost" => none with { AtMost = number },
            "clearsAbove" => none with { ClearsAbove = number },
            "below" => none with { Below = number },
            _ => null,
        };
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<int> SayAsync(TextWriter output, string sentence)
    {
        await output.WriteLineAsync(sentence);
        return Misused;
    }
}
