using System.Globalization;
using Compliance.Api.Access;
using Compliance.Api.Data.Entities;
using Compliance.Api.Tests.Escalations;
using Compliance.Api.Tests.Hosting;
using Compliance.Domain.Checklists;
using Compliance.Domain.Intake;
using Compliance.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Api.Tests.Notices;

public sealed class EmailTests : IAsyncLifetime
{
    private readonly ComplianceApp _app = new();
    private readonly TestMailServer _mail = new();
    private TestAuthority _authority = null!;

    // Without what the clients of tests are sent, who are people too.
    private List<Mailed> Mails => [.. _mail.Got.Where(m => !m.To.EndsWith("@example.org", StringComparison.Ordinal))];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app.Settings["Access:SessionMinutes"] = "100000";
        _app.Settings["Access:PublicAddress"] = "https://compliance.example.org";
        _app.Settings["Notices:Smtp:Host"] = "127.0.0.1";
        _app.Settings["Notices:Smtp:Port"] = _mail.Port.ToString(CultureInfo.InvariantCulture);
        _app.Settings["Notices:Smtp:From"] = "winter-plan@example.org";
        _app.Settings["Notices:Smtp:Tls"] = "false";
        _authority = _app.NewAuthority("coast", "harbour");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task A_region_told_of_an_organisation_is_not_told_of_each_of_its_services_and_the_lead_is()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await PersonAsync("reviewer@coast.example", Roles.Reviewer);
        await _authority.AdoptPlanAsync(version: 3);
        foreach (var home in new[] { "home-1", "home-2", "home-3", "alone" })
        {
            await _authority.RegisterAsync(home, organisation: home == "alone" ? null : "acme");
            await _authority.ReportAsync(_authority.Manager(home), home, new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = 11 });
        }

        await _app.TellAsync();
        var own = (await _authority.Lead.GetJsonAsync("/v1/escalations?trigger=staff-absence"))["items"]!.AsArray().ToDictionary(e => (string)e!["subject"]!["key"]!, e => $"/v1/escalations/{e!["id"]}");
        var whole = $"/v1/escalations/{(await _authority.Lead.GetJsonAsync("/v1/escalations?trigger=organisation-under-pressure"))["items"]![0]!["id"]}";
        Assert.Contains(Mails, m => m.To == "reviewer@coast.example" && m.Subject == "Red at the organisation acme, harbour: a case was raised");

        // Nobody answers: the ladder goes on to the region.
        await _app.PassAsync(TimeSpan.FromHours(5));
        await _app.TellAsync();

        foreach (var (home, address) in own)
        {
            var notices = await _authority.NoticesAsync(address);
            var toRegion = notices.Where(n => (string)n!["side"]! == "region" && (string)n["channel"]! == "email" && (string)n["event"]! is "told" or "overdue").ToList();
            Assert.NotEmpty(toRegion);
            Assert.All(toRegion, n => Assert.Equal(home == "alone" ? "sent" : "dropped", (string)n!["state"]!));
            Assert.All(toRegion, n => Assert.Equal(home == "alone" ? null : $"The recipient was told of it with others: it is part of https://compliance.example.org{whole}.", (string?)n!["why"]));
            Assert.Contains(notices, n => (string)n!["side"]! == "authority" && (string)n["event"]! == "raised" && (string)n["state"]! == "sent");
        }
    }

    [Fact]
    public async Task A_region_that_has_the_case_hears_that_nobody_watches_it_any_more_and_why_is_not_in_the_mail()
    {
        await PersonAsync("reviewer@coast.example", Roles.Reviewer);
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await _authority.UnsafeAsync();
        await _app.TellAsync();
        var before = Mails.Count;
        var checklist = _app.Services.GetRequiredService<Catalogue>().Find("asc-winter-plan-2021-22", 1)!;

        await _authority.WriteAsync(new SetPlan(
            "authority-lead:1", checklist, 2026, new DateOnly(2026, 10, 1), new DateOnly(2027, 3, 31),
            [new Override("cannot-meet-needs", null, null, null, null, null, true, "Ada says so")], 1));
        await _app.PassAsync(TimeSpan.FromMinutes(10));
        await _app.TellAsync();

        var mail = Assert.Single(Mails.Skip(before));
        Assert.Equal("reviewer@coast.example", mail.To);
        Assert.Contains(
            "Red at elm, harbour. The trigger of a case was switched off: nobody watches any more whether it still holds, and the case stays open.", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_says_what_happened_what_is_due_when_and_where_and_nothing_more()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        var escalation = await _authority.UnsafeAsync();
        await _app.TellAsync();

        var mail = Assert.Single(Mails);
        Assert.Equal(("lead@harbour.example", "Red at elm, harbour: a case was raised"), (mail.To, mail.Subject));
        Assert.Equal(
            $"""
            Red at elm, harbour. A case was raised.
            Due: an answer by 10am Wednesday 18 November: 1 hour round the clock, counted from 9am Wednesday 18 November.
            https://compliance.example.org{escalation}

            You are told instead of others: nobody could be reached for Authority, out of hours; Regional assurance team. Please tell them.

            Readings and names are left out on purpose: sign in to see them.
            This is not an emergency service. If anyone is in danger call 999. Duties to the regulator and to safeguarding are unchanged.

            """, mail.Body);
    }

    [Fact]
    public async Task People_are_found_by_their_roles()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await PersonAsync("reviewer@coast.example", Roles.Reviewer);
        await PersonAsync("manager@elm.example", Roles.ProviderManager, "elm");
        await _authority.HasContactsAsync(
            new { role = "authority-out-of-hours", name = "Duty team", email = "duty@harbour.example" },
            new { role = "authority-lead", name = "The lead once more", email = "LEAD@harbour.example" },
            new { role = "lrf", name = "Forum", email = "forum@lrf.example" });

        await _authority.UnsafeAsync();
        await _app.TellAsync();

        Assert.Equal(["duty@harbour.example", "lead@harbour.example", "reviewer@coast.example"], Mails.Select(m => m.To).Order());
        Assert.All(Mails, m => Assert.DoesNotContain("instead", m.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_side_sees_who_was_told_and_addresses_of_its_own_only()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await PersonAsync("reviewer@coast.example", Roles.Reviewer);
        var escalation = await _authority.UnsafeAsync();
        await _app.TellAsync();

        var forLead = await _authority.NoticesAsync(escalation);
        var forReviewer = await _authority.NoticesAsync(escalation, _authority.Reviewer);
        Assert.Equal("lead@harbour.example", (string?)forLead.Single(n => (string?)n!["to"] is not null && (string?)n["to"] != "")!["to"]);
        Assert.All(forLead, n => Assert.Equal(("email", "sent"), ((string)n!["channel"]!, (string)n["state"]!)));
        Assert.Contains(forLead, n => (string?)n!["side"] == "region" && n["to"] is null);
        Assert.Contains(forReviewer, n => (string?)n!["to"] == "reviewer@coast.example");
        Assert.DoesNotContain(forReviewer, n => (string?)n!["to"] == "lead@harbour.example");
        Assert.Equal(["authority-out-of-hours"], forLead.Single(n => (string?)n!["side"] == "authority")!["insteadOf"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task Acknowledged_before_send_nothing_is_sent()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        var escalation = await _authority.AbsenceAsync();
        await _authority.Lead.AcknowledgeAsync(escalation);
        await _app.TellAsync();

        Assert.Empty(Mails);
        var notices = await _authority.NoticesAsync(escalation);
        Assert.NotEmpty(notices);
        Assert.All(notices, n => Assert.Equal(("dropped", "The case was answered before this was sent (acknowledged)."), ((string)n!["state"]!, (string)n["why"]!)));
    }

    [Fact]
    public async Task A_person_who_left_is_told_nothing()
    {
        var user = await PersonAsync("left@harbour.example", Roles.AuthorityLead);
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await DailyAsync(user);
        var escalation = await LowAsync();
        await _app.TellAsync();
        await using (var db = _authority.Db())
        {
            await db.Hats.Where(h => h.UserId == user.Id).ExecuteDeleteAsync(Ct);
        }

        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.TellAsync();

        Assert.DoesNotContain(Mails, m => m.To == "left@harbour.example");
        Assert.Contains(await _authority.NoticesAsync(escalation), n => (string?)n!["why"] == "The recipient is not on record for this role any more.");
    }

    [Fact]
    public async Task The_end_is_told_to_those_who_were_told_of_the_beginning()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        var escalation = await _authority.AbsenceAsync();
        await _app.TellAsync();
        await PersonAsync("new@harbour.example", Roles.AuthorityLead);
        await _authority.Lead.AcknowledgeAsync(escalation);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await _authority.Lead.ActAsync(escalation, "stand-down", new { reason = "Covered", despite = "Agency staff arrive" })).StatusCode);
        _app.Clock.Advance(TimeSpan.FromMinutes(6));
        await _app.TellAsync();

        Assert.Equal(["lead@harbour.example", "lead@harbour.example"], Mails.Select(m => m.To));
        Assert.Equal("Red at beechwood, harbour: a case was stood down", Mails[1].Subject);
        Assert.Contains(await _authority.NoticesAsync(escalation), n => (string?)n!["why"] == "The recipient was never told that the case began.");
    }

    [Fact]
    public async Task A_storm_found_at_once_is_one_notice_with_a_list()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await _authority.UnsafeAsync("home-000");
        for (var n = 1; n < 200; n++)
        {
            await _authority.RegisterAsync($"home-{n:000}");
        }

        var lines = string.Join('\n', Enumerable.Range(1, 199).Select(n => $$"""{"provider":"home-{{n:000}}","toldBy":"the weekly sheet","readings":[{"measure":"able-to-meet-needs-safely","value":"no"}]}"""));
        await _authority.Lead.SendTextAsync(HttpMethod.Post, $"{_authority.Address}/reports", lines, "application/x-ndjson");
        await _app.TellAsync();

        var mail = Assert.Single(Mails);
        Assert.Equal("200 notices, the highest red: harbour", mail.Subject);
        Assert.Equal(200, mail.Body.Split("https://compliance.example.org/v1/escalations/").Length - 1);
        Assert.Contains("home-137", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_first_notice_further_ones_are_gathered_for_five_minutes()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await _authority.UnsafeAsync("one");
        await _app.TellAsync();
        await _authority.UnsafeAsync("two");
        await _authority.UnsafeAsync("three");
        await _app.TellAsync();
        Assert.Single(Mails);

        _app.Clock.Advance(TimeSpan.FromSeconds(299));
        await _app.TellAsync();
        Assert.Single(Mails);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await _app.TellAsync();

        Assert.Equal(2, Mails.Count);
        Assert.StartsWith("2 notices, the highest red", Mails[1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Red_round_the_clock_waits_behind_no_lesser_notice()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await LowAsync();
        await _app.TellAsync();
        Assert.StartsWith("Amber", Assert.Single(Mails).Subject, StringComparison.Ordinal);
        await _authority.UnsafeAsync();
        await _app.TellAsync();

        Assert.Equal(2, Mails.Count);
        Assert.StartsWith("Red", Mails[1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_comes_at_eight_and_red_round_the_clock_at_once()
    {
        var user = await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await DailyAsync(user);
        await LowAsync();
        await _authority.ReportAsync(await _authority.RegisterAsync("oak"), "oak", new { measure = "ppe-days-masks", value = 5 });
        await _app.PassAsync(TimeSpan.FromHours(8));
        await _app.TellAsync();
        Assert.Empty(Mails);

        await _authority.UnsafeAsync();
        await _app.TellAsync();
        Assert.StartsWith("Red at elm", Assert.Single(Mails).Subject, StringComparison.Ordinal);
        _app.Clock.MoveTo(new DateTimeOffset(2026, 11, 19, 7, 59, 59, TimeSpan.Zero));
        await _app.TellAsync();
        Assert.Single(Mails);
        _app.Clock.MoveTo(new DateTimeOffset(2026, 11, 19, 8, 0, 0, TimeSpan.Zero));
        await _app.TellAsync();

        Assert.StartsWith("2 notices, the highest amber", Mails[1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_no_emails_gets_red_round_the_clock_alone()
    {
        var client = _authority.Lead;
        var now = await client.GetAsync("/v1/me/notices");
        Assert.Equal("each", (string?)now.Json["email"]);
        Assert.Equal(System.Net.HttpStatusCode.PreconditionRequired, (await client.PutAsync("/v1/me/notices", new { email = "none" })).StatusCode);
        var set = await client.PutAsync("/v1/me/notices", new { email = "none" }, now.ETag);
        Assert.Equal("none", (string?)set.Json["email"]);
        var quiet = await LowAsync();
        var loud = await _authority.UnsafeAsync();
        await _app.TellAsync();

        Assert.StartsWith("Red at elm", Assert.Single(_mail.Got).Subject, StringComparison.Ordinal);
        Assert.Equal("The recipient wants no e-mails.", (string?)(await _authority.NoticesAsync(quiet)).Single()!["why"]);
        Assert.Contains(await _authority.NoticesAsync(loud), n => (string?)n!["state"] == "sent");
    }

    [Fact]
    public async Task An_address_that_is_refused_for_good_is_dead_and_one_refused_for_now_is_tried_again()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await _authority.HasContactsAsync(new { role = "authority-out-of-hours", name = "Duty team", email = "gone@harbour.example" });
        _mail.Recipient = to => to == "gone@harbour.example" ? "550 no such mailbox" : "450 later";
        var escalation = await _authority.UnsafeAsync();
        await _app.TellAsync();

        Assert.Empty(Mails);
        var notices = await _authority.NoticesAsync(escalation);
        Assert.Equal(["dead", "pending", "pending"], notices.Select(n => (string)n!["state"]!).Order());
        _mail.Recipient = _ => "250 OK";
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        await _app.TellAsync();
        Assert.Equal("lead@harbour.example", Assert.Single(Mails).To);
    }

    [Fact]
    public async Task The_answer_to_a_report_says_who_is_told_by_email()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await _authority.HasContactsAsync(new { role = "authority-out-of-hours", name = "Duty team", phone = "01632 960000" });
        await _authority.AdoptPlanAsync();
        var answer = await (await _authority.RegisterAsync("elm")).PostAsync(
            $"{_authority.Address}/providers/elm/reports", new { readings = new[] { new { measure = "able-to-meet-needs-safely", value = "no" } } });

        var told = answer.Json["told"]!;
        Assert.Equal(["Authority lead, by e-mail", "Regional assurance team, in the queue of escalations"], told["beingTold"]!.AsArray().Select(t => (string)t!));
        Assert.Contains("Authority, out of hours: ring 01632 960000", told["notYet"]!.AsArray().Select(t => (string)t!));
    }

    [Fact]
    public async Task One_get_of_a_case_says_why_who_was_told_when_and_what_is_due_next()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        var escalation = await _authority.AbsenceAsync();

        var before = await _authority.Lead.GetAsync(escalation);
        var waiting = Assert.Single(before.Json["notices"]!.AsArray())!;
        Assert.Equal((1, "raised", "authority", "pending"), ((int)waiting["sequence"]!, (string)waiting["event"]!, (string)waiting["side"]!, (string)waiting["state"]!));
        Assert.StartsWith("It has only just happened", (string?)waiting["why"], StringComparison.Ordinal);
        Assert.Equal(["authority-lead"], waiting["roles"]!.AsArray().Select(r => (string?)r));
        await _app.TellAsync();

        // The version is that of the last event; what became of messages is answered all the same.
        var answer = await _authority.Lead.GetAsync(escalation, before.ETag);
        Assert.Equal((System.Net.HttpStatusCode.OK, "\"1\""), (answer.StatusCode, answer.ETag));
        Assert.Equal("Too many care staff absent: 27.5 % (11 of 40); red from 20 %", (string?)answer.Json["summary"]);
        var sent = answer.Json["notices"]!.AsArray().Single(n => (string?)n!["to"] == "lead@harbour.example")!;
        Assert.Equal(("email", "sent", "2026-11-18T09:00:00Z"), ((string)sent["channel"]!, (string)sent["state"]!, (string)sent["sentOn"]!));
        Assert.StartsWith("1pm Wednesday 18 November: 4 hours", (string?)answer.Json["due"]!["because"], StringComparison.Ordinal);
        Assert.Equal(answer.Json["notices"]!.ToJsonString(), (await _authority.NoticesAsync(escalation)).ToJsonString());
        var next = answer.Json["next"]!.AsArray();
        Assert.Contains(
            "If nobody answers by 1pm Wednesday 18 November: the case is overdue, and the region may act on it too; Regional assurance team is told, in the queue of escalations.",
            next.Select(n => (string?)n!["sentence"]));
        Assert.All(next, n => Assert.EndsWith("counted from 9am Wednesday 18 November", (string?)n!["because"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waits_for_the_daily_email_says_so()
    {
        await DailyAsync(await PersonAsync("lead@harbour.example", Roles.AuthorityLead));
        var escalation = await LowAsync();
        await _app.TellAsync();

        var waiting = (await _authority.Lead.GetJsonAsync(escalation))["notices"]!.AsArray().Single(n => (string?)n!["to"] == "lead@harbour.example")!;

        Assert.Equal(
            ("pending", "The recipient wants one e-mail a day, and this waits for the next.", "2026-11-19T08:00:00Z"),
            ((string)waiting["state"]!, (string)waiting["why"]!, (string)waiting["dueOn"]!));
    }

    [Fact]
    public async Task Red_again_says_who_was_told_when_and_tells_nobody_anew()
    {
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        var escalation = await _authority.AbsenceAsync();
        await _app.TellAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(12));

        var told = (await _authority.Manager("beechwood").PostAsync($"{_authority.Address}/providers/beechwood/reports", Absent(11))).Json["told"]!;
        await _app.TellAsync();

        Assert.Empty(told["beingTold"]!.AsArray());
        Assert.Equal(
            ["Authority lead: was told at 9am Wednesday 18 November, by e-mail; not told again"], told["alreadyTold"]!.AsArray().Select(t => (string?)t));
        Assert.All(told["notYet"]!.AsArray(), n => Assert.Contains("unless somebody acknowledges before", (string?)n, StringComparison.Ordinal));
        Assert.NotEmpty(told["notYet"]!.AsArray());
        Assert.Equal(["raised", "repeated"], (await _authority.Lead.GetJsonAsync(escalation))["timeline"]!.Select("event"));
        Assert.Single(Mails);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task News_of_a_case_that_is_stood_down_is_in_nobodys_queue(bool mail)
    {
        await using var silent = new ComplianceApp();
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        var (app, authority) = mail ? (_app, _authority) : (silent, silent.NewAuthority());
        var home = await StoodDownAsync(app, authority);
        await app.TellAsync();
        var before = _mail.Got.Count;

        var answer = await home.PostAsync($"{authority.Address}/providers/beechwood/reports", Absent(11, "2026-11-18T09:30:00Z"));

        Assert.Equal("discovered-late", (string?)answer.Json["triggers"]![0]!["mark"]);
        var told = answer.Json["told"]!;
        Assert.DoesNotContain("queue", told["beingTold"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(mail ? ["Authority lead, by e-mail"] : [], told["beingTold"]!.AsArray().Select(t => (string?)t));
        Assert.Equal(!mail, told["notYet"]!.AsArray().Any(t => (string?)t == "Authority lead: nobody is sent anything, and the case is closed; it stands in its timeline only"));
        await app.TellAsync();
        Assert.Equal(mail, _mail.Got.Skip(before).Any(m => m.Subject.Contains("news of the past on a case", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task People_are_led_to_a_page_where_there_is_one_and_programs_to_the_api()
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var host = _app.WithWebHostBuilder(b => b.UseSetting("Notices:CasePage", "https://winter.example.org/cases/{case}?from=mail"));
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        await _authority.HookAsync(receiver.Url);
        var escalation = await _authority.AbsenceAsync();
        await host.Services.GetRequiredService<Api.Notices.Dispatcher>().RoundAsync(Ct);

        Assert.Contains($"\nhttps://winter.example.org/cases/{escalation.Split('/')[^1]}?from=mail\n", Assert.Single(Mails).Body.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal($"https://compliance.example.org{escalation}", (string?)Assert.Single(receiver.Got).Json["data"]!["escalation"]!["link"]);
    }

    [Theory]
    [InlineData("https://winter.example.org/cases/")]
    [InlineData("/cases/{case}")]
    [InlineData("javascript:alert({case})")]
    public async Task A_page_that_leads_nowhere_stops_the_start(string page)
    {
        await using var app = new ComplianceApp();
        app.Settings["Notices:CasePage"] = page;

        Assert.Contains("Notices:CasePage", Assert.ThrowsAny<Exception>(() => app.Services).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_mail_is_set_up_notices_say_so()
    {
        await using var app = new ComplianceApp();
        var authority = app.NewAuthority();
        await app.Services.GetRequiredService<UserDirectory>().PutAsync("lead@x.example", "Lead", null, [new ActingHat(Roles.AuthorityLead, authority.Id, null, [])], Ct);
        var escalation = await authority.AbsenceAsync();
        await app.TellAsync();

        Assert.All(await authority.NoticesAsync(escalation), n => Assert.Equal(("unreachable", "E-mail is not set up in this service."), ((string)n!["state"]!, (string)n["why"]!)));
    }

    [Fact]
    public async Task Where_nobody_is_on_record_that_is_said()
    {
        var escalation = await _authority.UnsafeAsync();
        await using (var db = _authority.Db())
        {
            await db.Hats.ExecuteDeleteAsync(Ct);
        }

        await _app.TellAsync();
        await PersonAsync("lead@harbour.example", Roles.AuthorityLead);
        var reader = _app.SignedIn(new ActingHat(Roles.AuthorityLead, _authority.Id, null, []));

        var notice = Assert.Single(await _authority.NoticesAsync(escalation, reader))!;
        Assert.Equal(("none", "unreachable"), ((string)notice["channel"]!, (string)notice["state"]!));
        Assert.StartsWith("Nobody is on record for Authority lead, Authority, out of hours, Regional assurance team", (string?)notice["why"], StringComparison.Ordinal);
    }

    /// <summary>A home was short of staff at nine, was not from ten past on, and its case was stood down at twenty to ten.</summary>
    private static async Task<TestClient> StoodDownAsync(ComplianceApp app, TestAuthority authority)
    {
        var escalation = await authority.AbsenceAsync();
        await authority.Lead.AcknowledgeAsync(escalation);
        var home = authority.Manager("beechwood");
        foreach (var minutes in new[] { 10, 30 })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await home.PostAsync($"{authority.Address}/providers/beechwood/reports", Absent(1));
        }

        Assert.Equal(System.Net.HttpStatusCode.OK, (await authority.Lead.ActAsync(escalation, "stand-down", new { reason = "Covered" })).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        return home;
    }

    private static object Absent(int absent, string? asAt = null) =>
        new { asAt, readings = new object[] { new { measure = "staff-employed", value = 40 }, new { measure = "staff-absent", value = absent } } };

    /// <summary>The council runs low itself: a case at amber, on a ladder of working hours.</summary>
    private async Task<string> LowAsync()
    {
        await AdoptAsync();
        var answer = await _authority.Lead.PostAsync($"{_authority.Address}/reports", new { readings = new[] { new { measure = "ppe-days-council", value = 5 } } });
        return (string)answer.Json["triggers"]![0]!["escalation"]!;
    }

    private async Task AdoptAsync()
    {
        await using var db = _authority.Db();
        if (!await db.Plans.AnyAsync(Ct))
        {
            await _authority.AdoptPlanAsync();
        }
    }

    private Task<User> PersonAsync(string email, string role, params string[] providers) => _app.Services.GetRequiredService<UserDirectory>().PutAsync(
        email, email, null, [role == Roles.Reviewer ? new ActingHat(role, null, _authority.Region, []) : new ActingHat(role, _authority.Id, null, providers)], Ct);

    private async Task DailyAsync(User user)
    {
        await using var db = _authority.Db();
        await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.NoticeEmail, User.DailyEmail), Ct);
    }
}
