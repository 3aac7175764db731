using FluentValidation;
using FluentValidation.Results;

namespace Compliance.Api.Endpoints;

/// <summary>Checks the shape of every request that has a validator, in one place that no endpoint can forget.</summary>
internal static class Validation
{
    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var checks = factory.MethodInfo.GetParameters()
            .Select((parameter, at) => (
                At: at,
                Validator: factory.ApplicationServices.GetService(typeof(IValidator<>).MakeGenericType(parameter.ParameterType)) as IValidator,
                IsBody: !parameter.IsDefined(typeof(AsParametersAttribute), inherit: false)))
            .Where(c => c.Validator is not null)
            .ToArray();

        return checks.Length == 0 ? next : async context =>
        {
            foreach (var (at, validator, isBody) in checks)
            {
                if (context.Arguments[at] is { } argument
                    && await validator!.ValidateAsync(new ValidationContext<object>(argument), context.HttpContext.RequestAborted)
                        is { IsValid: false } result)
                {
                    return Problems.Invalid([.. Fields(result, isBody)]);
                }
            }

            return await next(context);
        };
    }

    private static IEnumerable<FieldProblem> Fields(ValidationResult result, bool isBody) => result.Errors
        .Select(e => new FieldProblem(Pointer.FromProperty(e.PropertyName, isBody), e.ErrorMessage))
        .Distinct();
}
