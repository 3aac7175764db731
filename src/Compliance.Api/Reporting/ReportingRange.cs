using System.Globalization;
using Compliance.Api.Endpoints;
using Compliance.Domain.Plans;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Reporting;

/// <summary>Between which local dates returns fell due, both included.</summary>
internal readonly record struct ReportingRange(DateOnly From, DateOnly To)
{
    public const string DateNeeded = "Give a date such as 2026-11-02, or leave it out.";

    private const int DaysByDefault = 56;

    public static bool IsDate(string? text) => text is null || Read(text) is not null;

    /// <param name="today">The local date of the last thing that became known.</param>
    public static ReportingRange Of(GetReportingRequest req, Rulebook rules, DateOnly today)
    {
        var to = Read(req.To) ?? (Read(req.From) > today ? Read(req.From)!.Value : today);
        var weeksAgo = to.DayNumber < DaysByDefault ? to : to.AddDays(-DaysByDefault);
        var begun = rules.Plans.Where(p => p.Covers(to)).Select(p => (DateOnly?)p.From).Min();
        return new ReportingRange(Read(req.From) ?? (begun > weeksAgo ? begun.Value : weeksAgo), to);
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public ProblemHttpResult? Refuse() =>
        From > To ? Problems.Invalid(new FieldProblem("from", string.Create(
            CultureInfo.InvariantCulture, $"Nothing lies between {From:yyyy-MM-dd} and {To:yyyy-MM-dd}: give a \"from\" that is not after \"to\".")))
        : From.Year < DateOnly.MaxValue.Year && To > From.AddYears(1) ? Problems.Invalid(new FieldProblem("from", "Ask for at most one year at a time."))
        : null;

    private static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
