using System.Text.Json;
using Compliance.Api.Access;
using Compliance.Api.Endpoints;
using Compliance.Domain.Triggers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compliance.Api.Receipts;

/// <summary>What a receipt is worth.</summary>
/// <param name="Verified">Whether the same step, taken again from the receipt alone, gives all that the receipt says.</param>
/// <param name="Differences">Where it does not; empty when it does.</param>
/// <param name="Recorded">
/// Whether exactly this receipt is recorded by the authority it names; null when that cannot be told to you.
/// A receipt that is verified and not recorded is sound in itself, and about readings that nobody may ever have sent.
/// </param>
public sealed record VerifyReceiptResponse(bool Verified, IReadOnlyList<ReceiptDifferenceResponse> Differences, bool? Recorded);

/// <summary>A place where a receipt is not what follows from its own readings.</summary>
/// <param name="Pointer">Where, as a JSON pointer into the receipt.</param>
/// <param name="Sentence">What the receipt says, and what follows.</param>
public sealed record ReceiptDifferenceResponse(string Pointer, string Sentence)
{
    internal static ReceiptDifferenceResponse From(ReceiptDifference difference) => new(difference.Pointer, difference.Sentence);
}

/// <summary>Recomputes a receipt from itself.</summary>
internal sealed class VerifyReceipt(RecordedReceipts recorded) : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/receipts/verify", (VerifyReceipt endpoint, HttpContext http, CancellationToken ct) => endpoint.ExecuteAsync(http, ct))
        .RequireAuthorization(Permissions.SignedIn)
        .Accepts<ReceiptResponse>("application/json")
        .WithName(nameof(VerifyReceipt))
        .WithSummary("Verify a receipt")
        .WithDescription(
            "Send a receipt as this API shows it, or the whole case or firing that holds one under receipt; other members of those are not looked at. "
            + "The trigger is evaluated again on nothing but the receipt, and every value, comparison, day and level must come out as the receipt says. "
            + "Nothing is stored. The command `receipts verify FILE` does the same without the service.")
        .WithTags("Receipts")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    public async Task<Results<Ok<VerifyReceiptResponse>, ProblemHttpResult>> ExecuteAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasJsonContentType())
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, ct);
        GivenReceipt given;
        try
        {
            given = ReceiptReader.Read(body.GetBuffer().AsMemory(0, (int)body.Length));
        }
        catch (JsonException e)
        {
            return Refusals.Malformed(e);
        }

        if (given.Mistakes.Count > 0)
        {
            return Problems.Invalid(given.Mistakes);
        }

        var differences = given.Verify();
        return TypedResults.Ok(new VerifyReceiptResponse(
            differences.Count == 0, [.. differences.Select(ReceiptDifferenceResponse.From)], await recorded.HasAsync(given, ct)));
    }
}
