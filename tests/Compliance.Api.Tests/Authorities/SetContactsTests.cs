using System.Net;
using Compliance.Api.Tests.Hosting;

namespace Compliance.Api.Tests.Authorities;

public sealed class SetContactsTests(ComplianceApp app)
{
    private static readonly object _desk = new { role = "authority-lead", name = "Desk", phone = "01632 960001" };

    private readonly TestAuthority _authority = app.NewAuthority();

    private string Address => $"{_authority.Address}/contacts";

    [Fact]
    public async Task What_is_set_is_read_back_under_the_tag_it_was_set_with()
    {
        var empty = await _authority.Lead.GetAsync(Address);
        Assert.Empty(empty.Json["contacts"]!.AsArray());

        var set = await _authority.Lead.PutAsync(Address, new
        {
            contacts = new object[]
            {
                new { role = "authority-out-of-hours", name = "Duty team", email = "duty@example.org", phone = "+44 (0)1632 960000 ext. 12", roundTheClock = true },
            },
        }, empty.ETag);

        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var read = await _authority.Lead.GetAsync(Address);
        Assert.Equal(set.Text, read.Text);
        Assert.Equal(set.ETag, read.ETag);
        Assert.NotEqual(empty.ETag, set.ETag);
        Assert.Equal("duty@example.org", (string?)read.Json["contacts"]![0]!["email"]);
        Assert.Equal(HttpStatusCode.NotModified, (await _authority.Lead.GetAsync(Address, read.ETag)).StatusCode);
    }

    [Fact]
    public async Task A_change_says_which_list_it_changes()
    {
        var empty = await _authority.Lead.GetAsync(Address);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PutAsync(_desk)).StatusCode);
        var first = await PutAsync(_desk, empty.ETag);

        var late = await PutAsync(new { role = "authority-lead", name = "Another", phone = "01632 960002" }, empty.ETag);

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal(first.Text, (await _authority.Lead.GetAsync(Address)).Text);
    }

    [Fact]
    public async Task A_retry_whose_answer_was_lost_gets_it_again()
    {
        var empty = await _authority.Lead.GetAsync(Address);
        var first = await PutAsync(_desk, empty.ETag);

        var again = await PutAsync(_desk, empty.ETag);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.ETag, again.ETag);
    }

    public static TheoryData<object?, string, string> Mistakes => new()
    {
        { new { role = "Authority Lead", name = "Desk", phone = "01632 960001" }, "/contacts/0/role", "as ladders do" },
        { new { role = "", name = "Desk", phone = "01632 960001" }, "/contacts/0/role", "as ladders do" },
        { new { role = "region", name = "Desk", phone = "01632 960001" }, "/contacts/0/role", "told without being recorded" },
        { new { role = "provider", name = "Desk", phone = "01632 960001" }, "/contacts/0/role", "told without being recorded" },
        { new { role = "authority-lead", name = " ", phone = "01632 960001" }, "/contacts/0/name", "1 to 100 characters" },
        { new { role = "authority-lead", name = new string('n', 101), phone = "01632 960001" }, "/contacts/0/name", "1 to 100 characters" },
        { new { role = "authority-lead", name = "De\nsk", phone = "01632 960001" }, "/contacts/0/name", "control characters" },
        { new { role = "authority-lead", name = "Desk", email = "desk" }, "/contacts/0/email", "e-mail address" },
        { new { role = "authority-lead", name = "Desk", email = "a@b@example.org" }, "/contacts/0/email", "e-mail address" },
        { new { role = "authority-lead", name = "Desk", email = "d\0@example.org" }, "/contacts/0/email", "e-mail address" },
        { new { role = "authority-lead", name = "Desk", phone = "call us" }, "/contacts/0/phone", "telephone number" },
        { new { role = "authority-lead", name = "Desk", phone = "12" }, "/contacts/0/phone", "telephone number" },
        { new { role = "authority-lead", name = "Desk", phone = "1234567890123456" }, "/contacts/0/phone", "telephone number" },
        { new { role = "authority-lead", name = "Desk" }, "/contacts/0/phone", "or a telephone number" },
        { null, "/contacts/0", "leave it out" },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_contact_that_cannot_be_reached_is_refused(object? contact, string pointer, string sentence)
    {
        var before = await _authority.Lead.GetAsync(Address);

        var answer = await PutAsync(contact, before.ETag);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([pointer], answer.Pointers);
        Assert.Contains(sentence, (string)answer.Json["errors"]![0]!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(before.Text, (await _authority.Lead.GetAsync(Address)).Text);
    }

    [Fact]
    public async Task Twenty_contacts_are_kept_and_one_more_is_refused()
    {
        var tag = (await _authority.Lead.GetAsync(Address)).ETag;

        var tooMany = await _authority.Lead.PutAsync(Address, new { contacts = Enumerable.Repeat(_desk, 21) }, tag);
        var most = await _authority.Lead.PutAsync(Address, new { contacts = Enumerable.Repeat(_desk, 20) }, tag);

        Assert.Equal(["/contacts"], tooMany.Pointers);
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
    }

    [Fact]
    public async Task Only_the_lead_reads_and_changes_them()
    {
        var tag = (await _authority.Lead.GetAsync(Address)).ETag;
        var body = new { contacts = new[] { _desk } };

        foreach (var client in new[] { _authority.Reviewer, _authority.Operator, _authority.Manager("beechwood") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PutAsync(Address, body, tag)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(Address)).StatusCode);
        }

        var foreign = app.NewAuthority().Lead;
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.PutAsync(Address, body, tag)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(Address)).StatusCode);
        Assert.Equal(tag, (await _authority.Lead.GetAsync(Address)).ETag);
    }

    [Fact]
    public async Task Losing_the_last_contact_of_a_running_plan_is_warned_of()
    {
        await _authority.WithContacts("authority-out-of-hours", "authority-director").AdoptPlanAsync();
        var all = new object[]
        {
            new { role = "authority-out-of-hours", name = "Duty team", phone = "01632 960000", roundTheClock = true },
            new { role = "authority-director", name = "Director", phone = "01632 960002" },
        };
        var kept = await _authority.Lead.PutAsync(Address, new { contacts = all }, (await _authority.Lead.GetAsync(Address)).ETag);
        Assert.DoesNotContain("day and night", kept.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("`authority-director`", kept.Text, StringComparison.Ordinal);

        var lost = await _authority.Lead.PutAsync(Address, new { contacts = new[] { _desk } }, kept.ETag);

        Assert.Equal(HttpStatusCode.OK, lost.StatusCode);
        var warnings = lost.Json["warnings"]!.AsArray().Select(w => (string)w!).ToList();
        Assert.Contains("Director of adult social services (`authority-director`): nobody; it falls to the authority lead. Record a contact for the role.", warnings);
        Assert.Contains("Authority, out of hours (`authority-out-of-hours`): nobody; it falls to the authority lead. Record a contact for the role.", warnings);
        Assert.StartsWith("Ladders run round the clock, but no contact is recorded who answers day and night.", warnings[^1], StringComparison.Ordinal);
        Assert.Null((await _authority.Lead.GetAsync(Address)).Json["warnings"]);
    }

    [Fact]
    public async Task A_contact_for_a_role_that_no_ladder_can_tell_is_warned_of()
    {
        var slip = await PutAsync(new { role = "authority-out-of-hour", name = "Duty team", phone = "01632 960000" }, (await _authority.Lead.GetAsync(Address)).ETag);

        Assert.Equal(HttpStatusCode.OK, slip.StatusCode);
        Assert.Equal(
            "`authority-out-of-hour`: no ladder can tell this role; did you mean `authority-out-of-hours`?",
            (string?)slip.Json["warnings"]!.AsArray().Single());
    }

    private Task<TestAnswer> PutAsync(object? contact, string? tag = null) =>
        _authority.Lead.PutAsync(Address, new { contacts = new[] { contact } }, tag);
}
