using Compliance.Domain.Escalations;
using Compliance.Domain.Reporting;
using static Compliance.Domain.Tests.Calendars.London;

namespace Compliance.Domain.Tests.Escalations;

internal static class TestActs
{
    /// <summary>A council whose only case was raised at red, with the authority, on Wednesday 18 November at 09:00.</summary>
    public static Council Red(string on = "2026-11-18T09:00Z") => Reporting(8, on);

    /// <summary>A council of which one provider has reported this many of 40 staff absent.</summary>
    public static Council Reporting(int absent, string on = "2026-11-18T09:00Z") =>
        new Council("2026-11-12").Register().Report(on, ("employed", 40), ("absent", absent));

    public static Act Of(CaseAction action, string reviewBy = "2026-11-19T16:00Z") => new(action)
    {
        Reason = "Calling the home",
        Owner = action == CaseAction.Acknowledge ? "Duty lead" : null,
        ReviewBy = action == CaseAction.Acknowledge ? At(reviewBy) : null,
        Despite = action == CaseAction.StandDown ? "Agency staff arrive tonight" : null,
        Note = action == CaseAction.Notes ? new Note("Called twice", Audience.Authority) : null,
    };

    public static Escalation Do(this Council council, string on, CaseAction action, ActingAs role = ActingAs.Authority) =>
        council.Act(on, role, Of(action));
}
