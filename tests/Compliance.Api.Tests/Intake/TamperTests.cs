using Compliance.Api.Tests.Data;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Intake;

public sealed class TamperTests(ComplianceApp app)
{
    [Theory]
    [InlineData("\"Who\" = 'somebody else'")]
    [InlineData("\"Subject\" = 'ash'")]
    [InlineData("\"KnownOn\" = \"KnownOn\" - 1")]
    [InlineData("\"Kind\" = 'tick'")]
    [InlineData("\"PayloadHash\" = \"Hash\"")]
    [InlineData("\"Hash\" = \"PayloadHash\"")]
    [InlineData("\"Seq\" = \"Seq\" + 1000")]
    [InlineData("\"Payload\" = (SELECT p.\"Payload\" FROM \"Journal\" p WHERE p.\"TenantId\" = \"Journal\".\"TenantId\" AND p.\"Seq\" = 2)")]
    public async Task A_changed_entry_is_noticed(string change)
    {
        var authority = await WrittenAsync();

        await RawSql.TamperAsync(app, $"UPDATE \"Journal\" SET {change} WHERE \"TenantId\" = '{authority.Id}' AND \"Seq\" = 3");

        await Assert.ThrowsAsync<InvalidDataException>(() => new TestEngine(app).ReplayAsync(authority.Id));
    }

    [Fact]
    public async Task A_head_that_knows_of_more_entries_than_there_are_is_noticed()
    {
        var authority = await WrittenAsync();

        await RawSql.TamperAsync(app, $"UPDATE \"TenantHeads\" SET \"Seq\" = 4 WHERE \"TenantId\" = '{authority.Id}'");

        await Assert.ThrowsAsync<InvalidDataException>(() => new TestEngine(app).ReplayAsync(authority.Id));
    }

    [Fact]
    public async Task An_untouched_journal_is_whole()
    {
        var authority = await WrittenAsync();

        Assert.Equal(3, (await new TestEngine(app).ReplayAsync(authority.Id)).Seq);
    }

    private async Task<TestAuthority> WrittenAsync()
    {
        var authority = app.NewAuthority();
        await authority.AdoptPlanAsync();
        await authority.RegisterAsync("elm");
        await authority.RegisterAsync("oak");
        return authority;
    }
}
