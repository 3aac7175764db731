using System.Globalization;

namespace Compliance.Domain.Reporting;

/// <summary>Finds NHS numbers in free text: ten digits, spaces or hyphens between them allowed, with a valid check digit.</summary>
public static class NhsNumber
{
    public static bool IsIn(string text)
    {
        var digits = new List<int>();
        foreach (var c in text.Append('.'))
        {
            if (char.IsAsciiDigit(c))
            {
                digits.Add(c - '0');
            }
            else if (!char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.DashPunctuation)
            {
                if (AnyTen(digits))
                {
                    return true;
                }

                digits.Clear();
            }
        }

        return false;
    }

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
