using Compliance.Api.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Compliance.Api.Samples;

public static class SamplesSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSamples() => services.AddSingleton<SampleData>();
    }

    extension(WebApplication app)
    {
        /// <summary>In Development: makes the sample if it is not there, and says on start-up how to use it.</summary>
        public async Task UseSamplesAsync(CancellationToken ct)
        {
            if (!app.Environment.IsDevelopment())
            {
                return;
            }

            await app.Services.GetRequiredService<SampleData>().MakeAsync(ct);
            app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine(Welcome(AddressOf(app))));
        }
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080";

    private static string Welcome(string address) =>
        $$"""

        Compliance listens on {{address}}  (documentation: {{address}}/docs)
        Sample sign-ins, all with the password "{{SampleData.Password}}":
          {{SampleData.Manager,-28}} {{Roles.ProviderManager}} of Beechwood, Doncaster
          {{SampleData.Lead,-28}} {{Roles.AuthorityLead}} of Doncaster
          {{SampleData.Reviewer,-28}} {{Roles.Reviewer}} of Yorkshire and The Humber
        Try:
          curl -s {{address}}/v1/sign-in -H 'Content-Type: application/json' -d '{"email":"{{SampleData.Lead}}","password":"{{SampleData.Password}}"}'

        """;
}
