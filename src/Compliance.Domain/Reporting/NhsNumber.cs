using System.Globalization;

namespace Compliance.Domain.Reporting;

/// <summary>Finds NHS numbers in free text: ten digits of any script, spaces, hyphens or dots between them allowed, with a valid check digit.</summary>
public static class NhsNumber
{
    public static bool IsIn(string text)
    {
        var digits = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(text[i]) is var digit and >= 0)
            {
                digits.Add(digit);
            }
            else if (!IsGap(text, i))
            {
                if (AnyTen(digits))
                {
                    return true;
                }

                digits.Clear();
            }
        }

        return AnyTen(digits);
    }

    /// <summary>Whether a number may go on behind a character: spaces, dashes, brackets, what is not seen, and dots with a digit on either side.</summary>
    private static bool IsGap(string text, int at) =>
        char.IsWhiteSpace(text[at])
        || char.GetUnicodeCategory(text[at]) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
        || text[at] is '(' or ')' or '_' or '\u2212'
        || (text[at] is '.' or '\u00b7' or '\uff0e' && IsDigit(text, at - 1) && IsDigit(text, at + 1));

    private static bool IsDigit(string text, int at) => at >= 0 && at < text.Length && CharUnicodeInfo.GetDecimalDigitValue(text[at]) >= 0;

    private static bool AnyTen(List<int> digits) =>
        digits.Count >= 10 && Enumerable.Range(0, digits.Count - 9).Any(start => IsValid(digits.Slice(start, 10)));

    /// <summary>Modulus 11 over the first nine digits, weighted 10 down to 2; a remainder of ten is never issued.</summary>
    private static bool IsValid(List<int> ten)
    {
        var sum = ten.Take(9).Select((d, i) => d * (10 - i)).Sum();
        var check = (11 - sum % 11) % 11;
        return check == ten[9] && ten.Distinct().Count() > 1;
    }
}
