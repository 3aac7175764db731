using System.Reflection;
using FluentValidation;

namespace Compliance.Api.Endpoints;

/// <summary>One address and method, one class: services in its constructor, route and permission in <see cref="Map"/>.</summary>
public interface IEndpoint
{
    static abstract void Map(IEndpointRouteBuilder routes);
}

public static class EndpointSetup
{
    private static readonly Assembly _assembly = typeof(IEndpoint).Assembly;

    private static IEnumerable<Type> Endpoints =>
        _assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IEndpoint)));

    extension(IServiceCollection services)
    {
        public IServiceCollection AddEndpoints()
        {
            foreach (var endpoint in Endpoints)
            {
                services.AddTransient(endpoint);
            }

            foreach (var found in AssemblyScanner.FindValidatorsInAssembly(_assembly, includeInternalTypes: true))
            {
                services.AddSingleton(found.InterfaceType, found.ValidatorType);
            }

            services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
            return services.AddViews().AddRefusals();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps every endpoint of the assembly under <c>/v1</c>, signed in and validated unless it says otherwise.</summary>
        public RouteGroupBuilder MapEndpoints()
        {
            var group = routes.MapGroup("/v1");
            group.RequireAuthorization();
            group.AddEndpointFilterFactory(Validation.Filter);
            foreach (var endpoint in Endpoints)
            {
                endpoint.GetInterfaceMap(typeof(IEndpoint)).TargetMethods.Single().Invoke(null, [group]);
            }

            return group;
        }
    }
}
