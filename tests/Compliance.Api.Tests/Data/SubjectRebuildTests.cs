using Compliance.Api.Data;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Subjects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Data;

public sealed class SubjectRebuildTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_another_version_packed_is_folded_again_from_the_journal()
    {
        await using var host = new ComplianceApp();
        var (old, fresh) = (await WinterAsync(host), await WinterAsync(host));
        var (before, untouched) = (await RowsAsync(old), await RowsAsync(fresh));
        await RunAsync(host, $"""UPDATE "Subjects" SET "Position" = @bytes, "Window" = @bytes, "DueOn" = NULL WHERE "TenantId" = '{old.Id}'""");
        await RunAsync(host, $"""UPDATE "TenantHeads" SET "Format" = {Packed.Format - 1} WHERE "TenantId" = '{old.Id}'""");
        Assert.Throws<InvalidDataException>(() => Packed.Read("elm", [2, 0]));

        await host.Services.GetRequiredService<SubjectRebuild>().ApplyAsync(Ct);

        Assert.Equal(before, await RowsAsync(old));
        Assert.Equal(untouched, await RowsAsync(fresh));
        Assert.Contains("\"off-track\"", (await old.Lead.GetAsync($"{old.Address}/board")).Text, StringComparison.Ordinal);
        await using var db = old.Db();
        Assert.Equal(Packed.Format, (await db.TenantHeads.SingleAsync(Ct)).Format);
    }

    [Fact]
    public async Task A_subject_that_the_journal_does_not_know_is_gone_afterwards()
    {
        await using var host = new ComplianceApp();
        var old = await WinterAsync(host);
        var before = await RowsAsync(old);
        await RunAsync(host, $"""INSERT INTO "Subjects" ("TenantId", "Key", "Seq", "Position", "Window") VALUES ('{old.Id}', 'ghost', 1, @bytes, @bytes)""");
        await RunAsync(host, $"""UPDATE "TenantHeads" SET "Format" = 0 WHERE "TenantId" = '{old.Id}'""");

        await host.Services.GetRequiredService<SubjectRebuild>().ApplyAsync(Ct);

        Assert.Equal(before, await RowsAsync(old));
    }

    private static async Task<TestAuthority> WinterAsync(ComplianceApp host)
    {
        var authority = host.NewAuthority();
        await authority.AdoptPlanAsync();
        await authority.RegisterAsync("elm");
        await authority.RegisterAsync("oak");
        var report = new { kind = "routine", toldBy = "duty manager", readings = new object[] { new { measure = "able-to-meet-needs-safely", value = "no" } } };
        Assert.Equal(201, (int)(await authority.Lead.PostAsync($"{authority.Address}/providers/elm/reports", report)).StatusCode);
        return authority;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TestAuthority authority)
    {
        await using var db = authority.Db();
        var rows = await db.Subjects.AsNoTracking().OrderBy(s => s.Key).ToListAsync(Ct);
        return [.. rows.Select(r => $"{r.Key} {r.Seq} {r.DueOn:O} {Convert.ToHexString(r.Position)} {Convert.ToHexString(r.Window)}")];
    }

    private static async Task RunAsync(ComplianceApp host, string statement)
    {
        await using var connection = await host.OpenAsOwnerAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        if (statement.Contains("@bytes", StringComparison.Ordinal))
        {
            var bytes = command.CreateParameter();
            (bytes.ParameterName, bytes.Value) = ("@bytes", new byte[] { 2, 0 });
            command.Parameters.Add(bytes);
        }

        await command.ExecuteNonQueryAsync(Ct);
    }
}
