using System.Linq.Expressions;
using FluentValidation;
using Microsoft.Net.Http.Headers;

namespace Compliance.Api.Endpoints;

/// <summary>How a view is sent.</summary>
public enum ViewFormat { Json, Csv }

/// <summary>Finds out how a caller wants a view.</summary>
internal static class ViewFormats
{
    public const string CsvType = "text/csv";

    private const string JsonType = "application/json";

    extension<T>(AbstractValidator<T> validator)
    {
        /// <summary>What every view asks of <c>format</c>.</summary>
        public void CheckFormat(Expression<Func<T, string?>> format) => validator.RuleFor(format)
            .Must(f => f is null or "json" or "csv").WithMessage("Ask for format=json or format=csv, or leave it out.");
    }

    /// <summary>What the address asks for or, if it is silent, the header <c>Accept</c>; JSON where that names neither.</summary>
    public static ViewFormat Of(string? format, HttpRequest request)
    {
        if (format is not null)
        {
            return format == "csv" ? ViewFormat.Csv : ViewFormat.Json;
        }

        IList<MediaTypeHeaderValue> accepted = MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) ? ranges : [];
        var (json, csv) = (Wish(accepted, JsonType), Wish(accepted, CsvType));
        return csv.Quality > json.Quality || (csv.Quality > 0 && csv.Quality == json.Quality && csv.Closeness > json.Closeness)
            ? ViewFormat.Csv
            : ViewFormat.Json;
    }

    /// <summary>How much a type is wanted, by the closest range that covers it: itself, its family, or anything.</summary>
    private static (double Quality, int Closeness) Wish(IList<MediaTypeHeaderValue> accepted, string type)
    {
        var closest = accepted.Where(r => r.MatchesMediaType(type)).MaxBy(Closeness);
        return closest is null ? (0, 0) : (closest.Quality ?? 1, Closeness(closest));
    }

    private static int Closeness(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 1 : range.MatchesAllSubTypes ? 2 : 3;
}

/// <summary>Marks an endpoint whose answer is also sent as CSV.</summary>
public sealed class AnswersCsv;
