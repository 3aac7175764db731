using System.Globalization;
using Compliance.Domain.Checklists;
using Compliance.Domain.Subjects;
using Compliance.Domain.Triggers;
using Calendar = Compliance.Domain.Calendars.Calendar;

namespace Compliance.Domain.Replays;

/// <summary>A difference in a sentence that somebody understands who has only the provider in mind.</summary>
/// <param name="year">The year that goes without saying.</param>
public sealed class DifferenceSentence(Calendar calendar, int year)
{
    public string Of(Difference difference)
    {
        var who = difference.Subject == SubjectState.Authority ? "The authority" : SubjectState.OrganisationOf(difference.Subject) ?? difference.Subject;
        var level = Name(difference.Level);
        var (would, did) = (difference.Would, difference.Did);
        return difference.Kind switch
        {
            DifferenceKind.Same when difference.Ends == 0 => $"{who} was {Highest(did!)} on {Day(did!.ReachedOn(did.Highest))}, and would have been.",
            DifferenceKind.Same => $"{who} was {Highest(did!)} on {Day(did!.ReachedOn(did.Highest))}, and would have been; it would {Ended(would!)}, and {(did.EndedOn is null ? "still stands" : $"was clear on {Day(did.EndedOn)}")}.",
            DifferenceKind.Earlier => $"{who} would have been {level} on {Day(would!.ReachedOn(difference.Level))}, {Days(difference)} before it was.",
            DifferenceKind.Later => $"{who} would have been {level} on {Day(would!.ReachedOn(difference.Level))}, {Days(difference)} after it was.",
            DifferenceKind.Higher => $"{who} would have risen to {Sentences.Name(would!.Highest)} on {Day(would!.ReachedOn(would.Highest))}; it went no further than {Sentences.Name(did!.Highest)}.{Cost(would, did)}",
            DifferenceKind.Lower => $"{who} was {Highest(did!)} on {Day(did!.ReachedOn(did.Highest))}; it would have gone no further than {Sentences.Name(would!.Highest)}.",
            DifferenceKind.New => $"{who} would have been {Highest(would!)} on {Day(would!.ReachedOn(would.Highest))}; it was clear.",
            DifferenceKind.Gone => $"{who} was {Highest(did!)} on {Day(did!.ReachedOn(did.Highest))}; it would have been clear.",
            DifferenceKind.Joined => $"{who} was {Highest(did!)} anew on {Day(did!.ReachedOn(did.Highest))}; it would still have stood from before.",
            DifferenceKind.Parted => $"{who} would have been {Highest(would!)} anew on {Day(would!.ReachedOn(would.Highest))}; it still stood from before.",
            _ => throw new ArgumentOutOfRangeException(nameof(difference)),
        };
    }

    /// <summary>Whether a higher level would have made more work, or only another ladder for the same case.</summary>
    private static string Cost(Episode would, Episode did) => (would.Tiers, did.Tiers) switch
    {
        ([.., var last], [.., var known]) when last.Tier > known.Tier => $" Its case would have come to the {last.Tier.ToString().ToLowerInvariant()} as well.",
        ([_, ..], [_, ..]) => " It would have been the same case, with the ladder of the higher level.",
        _ => "",
    };

    private string Ended(Episode would) => would.EndedOn is null ? "still stand" : $"have been clear on {Day(would.EndedOn)}";

    private static string Highest(Episode episode) => Name(episode.Highest);

    private static string Name(TriggerLevel level) => level == TriggerLevel.Notice ? "at notice" : Sentences.Name(level);

    private static string Days(Difference difference) => Math.Abs(difference.DaysGained!.Value) is var days && days == 1 ? "1 day" : $"{days} days";

    private string Day(DateTime? on)
    {
        var day = calendar.DateOf(on!.Value);
        return day.ToString(day.Year == year ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture);
    }
}
