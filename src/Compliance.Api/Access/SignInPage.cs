using System.Net.Mime;
using System.Text.Encodings.Web;
using Microsoft.Net.Http.Headers;

namespace Compliance.Api.Access;

/// <summary>What a person sees who opens an address of this service in a browser, for instance from an e-mail: what it is and how to go on.</summary>
internal static class SignInPage
{
    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Whether it is a person with a browser who asks, and not a program: a browser asks for pages by name and sends no token.</summary>
    public static bool IsWanted(HttpRequest request) => HttpMethods.IsGet(request.Method) && !request.Headers.ContainsKey(HeaderNames.Authorization)
        && request.GetTypedHeaders().Accept.Any(a => a.MediaType == MediaTypeNames.Text.Html && a.Quality is null or > 0);

    /// <summary>Says nothing of what lies behind the address, nor whether anything does.</summary>
    public static Task WriteAsync(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var root = HtmlEncoder.Default.Encode(http.Request.PathBase);
        return Results.Text(
            $"""
            <!doctype html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in first - Compliance</title>
            <link rel="stylesheet" href="{root}/docs/plain.css">
            </head>
            <body>
            <main><h1>Sign in first</h1>
            <p>This is the winter plan service in which councils, care providers and regional teams work on escalations. What lies at this address is shown only to those who may see it.</p>
            <p>If a message brought you here: open the system in which you usually work on cases, sign in, and look for the case in your queue. The last part of the address above is the case's id.</p>
            <p>If you have no such system, the service is used directly: sign in with <code>POST {root}/v1/sign-in</code> and open this address again with the token. <a href="{root}/docs">How that works</a>. If you cannot sign in, ask the lead of your authority, or your region.</p>
            <p><strong>This is not an emergency service. If anyone is in danger call 999.</strong></p>
            </main>
            </body>
            </html>
            """, MediaTypeNames.Text.Html, System.Text.Encoding.UTF8, StatusCodes.Status401Unauthorized).ExecuteAsync(http);
    }
}
