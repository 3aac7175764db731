using Compliance.Domain.Intake;
using Compliance.Domain.Journal;
using Compliance.Domain.Tests.Calendars;

namespace Compliance.Domain.Tests.Intake;

public sealed class RegisterRulesTests
{
    private static readonly ProviderSet _home = new(
        "beechwood", "Beechwood", "care-home", null, null, null, null, new DateOnly(2026, 7, 1), null, 0);

    [Theory]
    [InlineData("1948-01-01", null, "")]
    [InlineData("1947-12-31", null, "/joinedOn")]
    [InlineData("2100-12-31", null, "")]
    [InlineData("2101-01-01", null, "/joinedOn")]
    [InlineData("2026-07-01", "2026-07-01", "")]
    [InlineData("2026-07-01", "2026-06-30", "/leftOn")]
    [InlineData("2026-07-01", "2100-12-31", "")]
    [InlineData("2026-07-01", "2101-01-01", "/leftOn")]
    [InlineData("2101-01-01", "1947-12-31", "/joinedOn /leftOn /leftOn")]
    public void Membership_has_its_days_in_order_and_in_reason(string joined, string? left, string pointers)
    {
        var entry = _home with { Joined = London.Day(joined), Left = left is null ? null : London.Day(left) };

        var (refusal, content) = RegisterRules.Decide(Empty(), Set(entry, null), Calendars.London.At("2026-11-18T09:00Z"));

        Assert.Equal(pointers, string.Join(' ', (refusal as Invalid)?.Faults.Select(f => f.Pointer) ?? []));
        Assert.Equal(pointers.Length == 0, content is not null);
    }

    [Theory]
    [InlineData("rotherham", "beechwood", "")]
    [InlineData("rotherham", null, "/serviceId")]
    [InlineData("doncaster", "beechwood", "/host")]
    [InlineData("doncaster", null, "/host /serviceId")]
    [InlineData(null, null, "")]
    public void A_host_is_another_authority_and_needs_the_key_that_links_the_entries(string? host, string? serviceId, string pointers)
    {
        var (refusal, content) = RegisterRules.Decide(Empty(), Set(_home with { Host = host, ServiceId = serviceId }, null), Calendars.London.At("2026-11-18T09:00Z"));

        Assert.Equal(pointers, string.Join(' ', (refusal as Invalid)?.Faults.Select(f => f.Pointer) ?? []));
        Assert.Equal(pointers.Length == 0, content is not null);
    }

    [Fact]
    public void A_new_entry_has_revision_one_whatever_was_given() =>
        Assert.Equal(1, RegisterRules.Decide(Empty(), Set(_home with { Revision = 9 }, null), Calendars.London.At("2026-11-18T09:00Z")).Content!.Revision);

    [Fact]
    public void A_key_on_the_register_is_not_given_again() =>
        Assert.Equal("provider-exists", Assert.IsType<Refused>(RegisterRules.Decide(Holding(3), Set(_home, null), Calendars.London.At("2026-11-18T09:00Z")).Refusal).Code);

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, typeof(Stale))]
    [InlineData(4, typeof(Stale))]
    [InlineData(-1, typeof(Stale))]
    public void A_change_names_the_revision_it_changes(int seen, Type? refusal)
    {
        var decided = RegisterRules.Decide(Holding(3), Set(_home, seen), Calendars.London.At("2026-11-18T09:00Z"));

        Assert.Equal(refusal, decided.Refusal?.GetType());
        Assert.Equal(refusal is null ? 4 : null, decided.Content?.Revision);
    }

    [Fact]
    public void A_change_of_what_is_not_there_is_missing() => Assert.IsType<Missing>(RegisterRules.Decide(Empty(), Set(_home, 1), Calendars.London.At("2026-11-18T09:00Z")).Refusal);

    private static SetProvider Set(ProviderSet entry, int? seen) => new("authority-lead:1", entry, seen);

    private static TenantState Empty() => new("doncaster", London.England, _ => SmallPlan.Checklist);

    private static TenantState Holding(int revision)
    {
        var tenant = Empty();
        tenant.Register[_home.Key] = _home with { Revision = revision };
        return tenant;
    }
}
