namespace Compliance.Api.Endpoints;

/// <summary>Answers HEAD as GET would be answered, but for the body, which the server leaves out.</summary>
internal static class HeadRequests
{
    extension(IApplicationBuilder app)
    {
        /// <summary>Before routing, so that no route need name HEAD beside GET, nor the document.</summary>
        public IApplicationBuilder UseHead() => app.Use((http, next) =>
        {
            if (HttpMethods.IsHead(http.Request.Method))
            {
                http.Request.Method = HttpMethods.Get;
            }

            return next(http);
        });
    }
}
