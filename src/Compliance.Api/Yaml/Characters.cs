namespace Compliance.Api.Yaml;

/// <summary>Looks at a file's characters before the parser does.</summary>
internal static class Characters
{
    /// <summary>Refuses tabs, and characters that nobody sees; false when there are such, as the parser would stop at them.</summary>
    public static bool Check(Page page, string text)
    {
        var (line, column, visible) = (1, 0, true);
        foreach (var character in text)
        {
            column++;
            switch (character)
            {
                case '\n':
                    (line, column) = (line + 1, 0);
                    break;
                case '\t':
                    page.Say(line, column, "tabs are refused; use spaces");
                    break;
                case not '\r' when char.IsControl(character) || character is '\u2028' or '\u2029':
                    visible = false;
                    page.Say(line, column, $"an invisible character (U+{(int)character:X4}) is refused; delete it");
                    break;
            }
        }

        return visible;
    }
}
