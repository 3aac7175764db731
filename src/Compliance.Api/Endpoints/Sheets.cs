namespace Compliance.Api.Endpoints;

/// <summary>Answers what is not kept as a view: as JSON or as a sheet, whichever is asked for.</summary>
internal static class Sheets
{
    /// <param name="file">Name of the sheet, without an ending.</param>
    public static IResult Answer<T>(HttpContext http, string? format, T made, Func<T, CsvTable> table, string file)
    {
        http.Response.Headers.Vary = "Accept";
        if (ViewFormats.Of(format, http.Request) == ViewFormat.Json)
        {
            return TypedResults.Ok(made);
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}.csv\"";
        return TypedResults.Bytes(table(made).ToBytes(), $"{ViewFormats.CsvType}; charset=utf-8; header=present");
    }

    extension(RouteHandlerBuilder route)
    {
        /// <summary>Says in the contract that this comes as JSON or as CSV.</summary>
        public RouteHandlerBuilder ProducesSheet<T>() =>
            route.WithMetadata(new AnswersCsv()).Produces<T>().ProducesProblem(StatusCodes.Status400BadRequest);
    }
}
