using Compliance.Domain.Escalations;
using Compliance.Domain.Reporting;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

internal static class TestActs
{
    /// <summary>A council whose only case was raised at red, with the authority, on Wednesday 18 November at 09:00.</summary>
    public static Council Red(string on = "2026-11-18T09:00Z") => Reporting(8, on);

    /// <summary>A council of which one provider has reported this many of 40 staff absent.</summary>
    public static Council Reporting(int absent, string on = "2026-11-18T09:00Z", string planFrom = "2026-11-12") =>
        new Council(planFrom).Register().Report(on, ("employed", 40), ("absent", absent));

    /// <summary>An act with all that it needs.</summary>
    public static Act Of(CaseAction action, string by = "2026-11-19T16:00Z") => action switch
    {
        CaseAction.Acknowledge => new Act(action) { Owner = "Duty lead", Reason = "Calling the home", ReviewBy = At(by) },
        CaseAction.RequestInformation => new Act(action) { To = ActingAs.Provider, Question = "How many come tonight?", ReplyBy = At(by) },
        CaseAction.ProvideInformation => new Act(action) { Answer = "Six of eight" },
        CaseAction.Mitigate => new Act(action) { Measures = [new CaseMeasure(null, "Agency staff", null)], Owner = "Commissioning", Until = At(by) },
        CaseAction.StandDown => new Act(action) { Reason = "Covered", Despite = "Agency staff arrive tonight" },
        CaseAction.Notes => new Act(action) { Note = new Note("Called twice", Audience.Authority) },
        _ => new Act(action) { Reason = "Calling the home" },
    };

    public static Escalation Do(this Council council, string on, CaseAction action, ActingAs role = ActingAs.Authority, string by = "2026-11-19T16:00Z") =>
        council.Act(on, role, Of(action, by));

    /// <summary>Asks the provider on the authority's behalf.</summary>
    public static Escalation Ask(this Council council, string on, string replyBy, ActingAs role = ActingAs.Authority, ActingAs to = ActingAs.Provider) =>
        council.Act(on, role, Of(CaseAction.RequestInformation, replyBy) with { To = to });

    public static Escalation Reply(this Council council, string on, ActingAs role = ActingAs.Provider) =>
        council.Do(on, CaseAction.ProvideInformation, role);
}
