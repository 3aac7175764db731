using Compliance.Api.Tests.Data;
using Compliance.Api.Tests.Hosting;
using Compliance.Api.Triggers;

namespace Compliance.Api.Tests.Triggers;

/// <summary>A replay is a question: on a database of its own, every row of every table is afterwards as it was.</summary>
public sealed class ReplayWritesNothingTests : IAsyncLifetime
{
    private readonly ComplianceApp _app = new();
    private TestAuthority _authority = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _authority = _app.NewAuthority();
        await ReplayTriggersTests.WriteAsync(_app, _authority);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Asked_over_the_web()
    {
        var lead = _authority.Lead;
        await lead.GetAsync("/v1/me");
        var before = await DigestAsync();

        var answer = await lead.PostAsync($"{_authority.Address}/triggers/replay", new { from = "2026-10-01", to = "2026-10-31", draft = ReplayTriggersTests.Draft() });

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, await DigestAsync());
        await lead.PostAsync($"{_authority.Address}/providers", new { provider = "hazel", name = "Hazel", serviceType = "care-home", joinedOn = "2026-11-01" });
        Assert.NotEqual(before, await DigestAsync());
    }

    [Fact]
    public async Task Asked_on_the_command_line()
    {
        var before = await DigestAsync();

        var (code, sheet, said) = await RunAsync($"triggers replay {_authority.Id} --from 2026-10-01 --to 2026-10-31 --set staff-absence.red.atLeast=12 --set staff-absence.red.clearsBelow=11");

        Assert.Equal(0, code);
        Assert.Contains("beechwood would have been red on 7 October, 7 days before it was.", sheet, StringComparison.Ordinal);
        Assert.Contains($"{_authority.Id}: ", said, StringComparison.Ordinal);
        Assert.Contains("1 earlier", said, StringComparison.Ordinal);
        Assert.Equal(before, await DigestAsync());
    }

    [Fact]
    public async Task A_draft_from_a_file_is_written_into_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("replay-").FullName;
        var (draft, sheet) = (Path.Combine(folder, "draft.yaml"), Path.Combine(folder, "sheet.csv"));
        try
        {
            await File.WriteAllTextAsync(draft, ReplayTriggersTests.Draft(), Ct);
            var (code, printed, said) = await RunAsync($"triggers replay {_authority.Id} --from 2026-10-01 --to 2026-10-31 --checklist {draft} --out {sheet}");

            Assert.Equal((0, ""), (code, printed));
            Assert.Contains("Nothing would have been different", said, StringComparison.Ordinal);
            Assert.Contains(",same,", await File.ReadAllTextAsync(sheet, Ct), StringComparison.Ordinal);

            await File.WriteAllTextAsync(draft, ReplayTriggersTests.Draft().Replace("percent: staff-absent,", "percent: staff-abzent,", StringComparison.Ordinal), Ct);
            (code, _, said) = await RunAsync($"triggers replay {_authority.Id} --from 2026-10-01 --to 2026-10-31 --checklist {draft}");

            Assert.Equal(1, code);
            Assert.Contains($"{draft}:", said, StringComparison.Ordinal);
            Assert.Contains("did you mean `staff-absent`?", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("triggers replay", "triggers replay AUTHORITY")]
    [InlineData("triggers replay somewhere --from 2026-10-01", "triggers replay AUTHORITY")]
    [InlineData("triggers replay somewhere --from 2026-10-01 --to 2026-10-31 --set staff-absence.red=12", "triggers replay AUTHORITY")]
    [InlineData("triggers replay somewhere --from 2026-10-01 --to 2026-10-31 --set staff-absence.pink.atLeast=12", "triggers replay AUTHORITY")]
    [InlineData("triggers replay somewhere --from 2026-10-01 --to 2026-10-31 --set", "--set needs a value after it, such as staff-absence.red.atLeast=15, or staff-absence.off=true.")]
    [InlineData("triggers replay somewhere --from 2026-10-01 --to 2026-10-31 --set --out a.csv", "--set needs a value after it, such as staff-absence.red.atLeast=15, or staff-absence.off=true.")]
    [InlineData("triggers replay somewhere --to 2026-10-31 --set staff-absence.off=true --from", "--from needs a value after it.")]
    [InlineData("triggers replay somewhere --from 2026-10-01 --to 2026-10-31 --set staff-absence.red.atLeast=", "--set staff-absence.red.atLeast= cannot be read. Write TRIGGER.LEVEL.LIMIT=NUMBER, such as")]
    [InlineData("triggers replay somewhere --from 2026-10-01 --to 2026-10-31 --set staff-absence.red.atLeast", "--set staff-absence.red.atLeast cannot be read. Write TRIGGER.LEVEL.LIMIT=NUMBER, such as")]
    [InlineData("triggers replay somewhere --from 2026-10-01 --to 2026-10-31 --set staff-absence.off=true", "There is no authority somewhere.")]
    [InlineData("triggers replay somewhere --from 2026-10-01 --to 2026-10-31 --checklist none.yaml", "There is no file none.yaml.")]
    public async Task Words_that_make_no_sense_are_answered_with_those_that_do(string words, string sentence)
    {
        var (code, printed, said) = await RunAsync(words);

        Assert.Equal((2, ""), (code, printed));
        Assert.Contains(sentence, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_that_do_not_fit_are_said()
    {
        var (code, _, said) = await RunAsync($"triggers replay {_authority.Id} --from 2026-10-01 --to 2026-10-31 --set staff-absence.red.atLeast=12");

        Assert.Equal(1, code);
        Assert.Contains("overrides/0/clearsBelow: It must clear at 12 or below", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_what_is_not_the_commands_own() => Assert.Equal(
        ["--Database:ConnectionString=Data Source=a.db"],
        ReplayCommand.SettingsOf(["triggers", "replay", "doncaster", "--from", "2026-10-01", "--set", "a.red.atLeast=3", "--Database:ConnectionString=Data Source=a.db", "--out", "b.csv"]));

    [Fact]
    public void An_option_without_its_value_is_no_setting() => Assert.Empty(ReplayCommand.SettingsOf(["triggers", "replay", "doncaster", "--set"]));

    private async Task<(int Code, string Printed, string Said)> RunAsync(string words)
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();
        return (await ReplayCommand.RunAsync(_app.Services, words.Split(' '), output, progress, Ct), output.ToString(), progress.ToString());
    }

    private Task<string> DigestAsync() => RawSql.DigestAsync(_app);
}
