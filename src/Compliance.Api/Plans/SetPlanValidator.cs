using Compliance.Domain.Intake;
using Compliance.Domain.Reporting;
using FluentValidation;

namespace Compliance.Api.Plans;

internal sealed class SetPlanValidator : AbstractValidator<SetPlanRequest>
{
    private const int FirstSeason = 2000;
    private const int LastSeason = 2099;
    private const int MostOverrides = 200;
    private const int ShortestReason = 3;
    private const int LongestReason = 500;

    public SetPlanValidator()
    {
        RuleFor(r => r.Season).NotNull().WithMessage("Name the season in the address by the year in which it begins: PUT …/plans/{checklist}?season=2026.");
        RuleFor(r => r.Season).InclusiveBetween(FirstSeason, LastSeason).WithMessage($"Give a season from {FirstSeason} to {LastSeason}.");
        RuleFor(r => r.Body.From).NotNull().WithMessage("Give the first day of the plan.");
        RuleFor(r => r.Body.To).NotNull().WithMessage("Give the last day of the plan.");
        RuleFor(r => r.Body.Overrides).Must(o => o.Count <= MostOverrides).WithMessage($"Give at most {MostOverrides} overrides.");
        RuleForEach(r => r.Body.Overrides).NotNull().WithMessage("Give an override, or leave it out.").ChildRules(change =>
            change.RuleFor(o => o.Reason).Must(IsReason)
                .WithMessage($"Say in {ShortestReason} to {LongestReason} characters why the authority departs from the checklist, without control characters, unseen ones that turn the order of others round, or an NHS number."))
            .When(r => r.Body.Overrides.Count <= MostOverrides);
    }

    private static bool IsReason(string reason) =>
        reason.Trim().Length >= ShortestReason && reason.Length <= LongestReason && !reason.Any(c => char.IsControl(c) && c is not '\n')
        && PlainText.IsPlain(reason) && !NhsNumber.IsIn(reason);
}
