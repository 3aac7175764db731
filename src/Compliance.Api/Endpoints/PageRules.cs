using System.Linq.Expressions;
using FluentValidation;

namespace Compliance.Api.Endpoints;

/// <summary>What every list asks of <c>limit</c> and <c>cursor</c>.</summary>
internal static class PageRules
{
    extension<T>(AbstractValidator<T> validator)
    {
        /// <param name="parts">Parts of the list's sort key.</param>
        public void CheckPage(Expression<Func<T, int?>> limit, Expression<Func<T, string?>> cursor, int parts = 1)
        {
            validator.RuleFor(limit).InclusiveBetween(1, Pages.MaxLimit).WithMessage($"Ask for 1 to {Pages.MaxLimit} at once.");
            validator.RuleFor(cursor).Must(c => c is null || IsReadable(c, parts))
                .WithMessage("Give the cursor as the part before gave it under next, or leave it out.");
        }
    }

    private static bool IsReadable(string text, int parts) =>
        Cursor.TryRead(text, parts, out var cursor) && !cursor.Parts.Any(p => p.Any(char.IsControl));
}
