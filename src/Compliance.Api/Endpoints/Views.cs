using System.Globalization;
using System.Text.Json;

namespace Compliance.Api.Endpoints;

/// <summary>What is shown of a place: the same as JSON and as a sheet.</summary>
public interface IView
{
    /// <summary>When the last thing it shows became known; null before the first.</summary>
    DateTime? ChangedOn { get; }

    CsvTable ToCsv();
}

/// <summary>One view at one version.</summary>
/// <param name="Place">The authority or region it shows.</param>
/// <param name="Name">As files are named, for instance <c>board</c>.</param>
/// <param name="Version">Its ETag; never the same for two different answers at one address.</param>
/// <param name="Variant">Whatever else answers of this name differ by.</param>
public sealed record View(string Place, string Name, string Version, string Variant = "")
{
    public View(string place, string name, long seq, string variant = "")
        : this(place, name, seq.ToString(CultureInfo.InvariantCulture), variant)
    {
    }
}

/// <summary>Answers views: 304 to those who hold this version, else what was made for it, as JSON or CSV.</summary>
internal sealed class Views(ViewCache cache)
{
    public async Task<IResult> AnswerAsync<T>(HttpContext http, string? format, View view, Func<Task<T>> make)
        where T : IView
    {
        http.Response.Headers.Vary = "Accept";
        var asked = ViewFormats.Of(format, http.Request);
        if (new EntityTag(asked == ViewFormat.Csv ? $"{view.Version}-csv" : view.Version).IsHeld(http))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        if (cache.Find(view, asked) is not { } kept)
        {
            kept = Write(view, asked, await make());
            cache.Keep(view, asked, kept);
        }

        if (asked == ViewFormat.Json)
        {
            return TypedResults.Bytes(kept.Body, "application/json; charset=utf-8");
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{kept.File}\"";
        return TypedResults.Bytes(kept.Body, $"{ViewFormats.CsvType}; charset=utf-8; header=present");
    }

    // Named by what it shows and not by when it is read, so that the same answer has the same name.
    private static KeptView Write<T>(View view, ViewFormat format, T made)
        where T : IView => format == ViewFormat.Json
            ? new KeptView(view.Version, JsonSerializer.SerializeToUtf8Bytes(made, Json.Options), "")
            : new KeptView(view.Version, made.ToCsv().ToBytes(), string.Create(
                CultureInfo.InvariantCulture, $"{view.Place}-{view.Name}{(made.ChangedOn is { } on ? $"-{on:yyyy-MM-dd}" : "")}.csv"));
}

public static class ViewSetup
{
    extension(IServiceCollection services)
    {
        internal IServiceCollection AddViews() => services.AddSingleton<ViewCache>().AddSingleton<Views>();
    }

    extension(RouteHandlerBuilder route)
    {
        /// <summary>Says in the contract that this is a view: JSON, CSV, or nothing new.</summary>
        public RouteHandlerBuilder ProducesView<T>()
            where T : IView => route
                .WithMetadata(new AnswersCsv())
                .Produces<T>()
                .Produces(StatusCodes.Status304NotModified)
                .ProducesProblem(StatusCodes.Status400BadRequest);
    }
}
