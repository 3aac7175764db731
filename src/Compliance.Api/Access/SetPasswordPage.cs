using System.Net.Mime;
using System.Text.Encodings.Web;

namespace Compliance.Api.Access;

/// <summary>The page behind a single-use link: one form that works in any browser, without script.</summary>
/// <remarks>Looking at it uses nothing up, since mail programs look at links before people do.</remarks>
public static class SetPasswordPage
{
    private const string Policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    extension(IEndpointRouteBuilder routes)
    {
        public void MapSetPasswordPage()
        {
            var page = routes.MapGroup(PasswordLinks.Page).AllowAnonymous().ExcludeFromDescription();
            page.MapGet("", (HttpContext http, string? token) => Form(http, token ?? "", null));
            page.MapPost("", PostAsync).RequireRateLimiting(AccessSetup.SignInLimit);
        }
    }

    private static async Task<IResult> PostAsync(HttpContext http, PasswordLinks links, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(ct);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return Form(http, "", "The form could not be read. Open the link again and fill it in there.");
        }

        var (token, password, again) = (form["token"].ToString(), form["password"].ToString(), form["again"].ToString());
        var mistake = PasswordRules.Mistake(password) ?? (password == again ? null : "The two passwords differ. Write the same one twice.");
        if (mistake is not null)
        {
            return Form(http, token, mistake);
        }

        return await links.UseAsync(token, password, ct)
            ? Page(http, StatusCodes.Status200OK, "Your password is set", "<p>You can sign in with it now. Wherever you were signed in, you have been signed out.</p>")
            : Page(http, StatusCodes.Status400BadRequest, "This link is not valid", $"<p>{Encode(PasswordLinks.NotValid)}</p>");
    }

    private static IResult Form(HttpContext http, string token, string? mistake) => Page(
        http,
        mistake is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        mistake is null ? "Set your password" : "Error: set your password",
        $"""
        {(mistake is null ? "" : $"<p role=\"alert\" id=\"mistake\"><strong>{Encode(mistake)}</strong></p>")}
        <form method="post" action="{Encode(http.Request.PathBase + PasswordLinks.Page)}">
        <input type="hidden" name="token" value="{Encode(token)}">
        <p><label for="password">New password</label><br>
        <input id="password" name="password" type="password" autocomplete="new-password" required minlength="{PasswordRules.Shortest}" aria-describedby="{(mistake is null ? "" : "mistake ")}hint"></p>
        <p id="hint">At least {PasswordRules.Shortest} characters. Three words that do not belong together are easy to keep in mind.</p>
        <p><label for="again">The same password again</label><br>
        <input id="again" name="again" type="password" autocomplete="new-password" required minlength="{PasswordRules.Shortest}"></p>
        <p><button type="submit">Set password</button></p>
        </form>
        """);

    private static IResult Page(HttpContext http, int status, string title, string main)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return Results.Text(
            $"""
            <!doctype html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)} - Compliance</title>
            <link rel="stylesheet" href="{Encode(http.Request.PathBase)}/docs/plain.css">
            </head>
            <body>
            <main><h1>{Encode(title)}</h1>
            {main}
            </main>
            </body>
            </html>
            """, MediaTypeNames.Text.Html, System.Text.Encoding.UTF8, status);
    }

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
