namespace Compliance.Api.Endpoints;

public static class SecurityHeaders
{
    extension(IApplicationBuilder app)
    {
        /// <summary>Tells browsers to guess nothing, frame nothing and keep nothing; a page with its own needs sets its own headers.</summary>
        public IApplicationBuilder UseSecurityHeaders() => app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers.XFrameOptions = "DENY";
                if (headers.ContentSecurityPolicy.Count == 0)
                {
                    headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
                }

                if (headers.CacheControl.Count == 0)
                {
                    // Answers are kept by whoever asked, and asked about again: readings are confidential.
                    headers.CacheControl = headers.ETag.Count == 0 ? "no-store" : "private, no-cache";
                }

                return Task.CompletedTask;
            });
            return next(http);
        });
    }
}
