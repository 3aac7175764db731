using System.Globalization;
using System.Threading.RateLimiting;
using Compliance.Api.Data.Entities;
using Compliance.Api.Endpoints;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Compliance.Api.Access;

public static class AccessSetup
{
    public const string SignInLimit = "sign-in";

    extension(IServiceCollection services)
    {
        public IServiceCollection AddAccess(IConfiguration configuration)
        {
            services.AddOptions<AccessOptions>()
                .Bind(configuration.GetSection(AccessOptions.Section))
                .Validate(o => o is { SessionMinutes: > 0, SignInsPerMinute: > 0, WrongPasswords: > 0, LockedMinutes: > 0 },
                    "The numbers under Access must be above zero.")
                .Validate(o => Uri.TryCreate(o.PublicAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https",
                    "Access:PublicAddress must be an address such as https://compliance.example.org.")
                .ValidateOnStart();

            services.AddOptions<NoticeOptions>()
                .Bind(configuration.GetSection(NoticeOptions.Section))
                .Validate(o => o.Smtp.IsWhole, "Notices:Smtp needs a From such as winter-plan@example.org and a Port, besides the Host.")
                .Validate(o => o.IsCasePageSound, "Notices:CasePage must be an address with {case} in it, such as https://winter.example.org/cases/{case}.")
                .Validate(o => o.Notify.IsWhole, "Notices:Notify needs the whole ApiKey as Notify shows it, a BaseAddress, and an EmailTemplate or a TextTemplate.")
                .ValidateOnStart();

            services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
            services.AddSingleton<UserDirectory>();
            services.AddSingleton<OnRecord>();
            services.AddSingleton<Sessions>();
            services.AddSingleton<PasswordLinks>();
            services.AddSingleton<Addresses>();
            services.AddSingleton<SharedReadings>();
            services.AddSingleton<AccessLog>();
            services.AddHostedService(sp => sp.GetRequiredService<AccessLog>());
            services.AddScoped<ForeignReads>();
            services.AddSingleton<Recipients>();
            services.AddScoped<CaseNotices>();
            services.AddScoped<CurrentUser>();
            return services.AddTokens().AddPolicies().AddSignInLimit();
        }

        private IServiceCollection AddTokens()
        {
            services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
            services.PostConfigure<BearerTokenOptions>(
                BearerTokenDefaults.AuthenticationScheme, o => o.BearerTokenProtector = new KnownTickets(o.BearerTokenProtector));
            services.AddDataProtection().SetApplicationName("compliance");
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => new ConfigureOptions<KeyManagementOptions>(o =>
                o.XmlRepository = new FileSystemXmlRepository(
                    OwnDirectory(sp.GetRequiredService<IOptions<AccessOptions>>().Value.KeysDirectory),
                    sp.GetRequiredService<ILoggerFactory>())));
            return services;
        }

        private IServiceCollection AddPolicies()
        {
            services.AddScoped<IAuthorizationHandler, PermissionCheck>();
            services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedAccess>();
            var authorization = services.AddAuthorizationBuilder();
            foreach (var permission in Permissions.All)
            {
                authorization.AddPolicy(permission, p => p.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
            }

            return services;
        }

        private IServiceCollection AddSignInLimit() => services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(SignInLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = http.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.SignInsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                }));
            limiter.OnRejected = async (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after.TotalSeconds : 60;
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait).ToString(CultureInfo.InvariantCulture);
                await Problems.Of(StatusCodes.Status429TooManyRequests).ExecuteAsync(context.HttpContext);
            };
        });
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Refuses to start while an endpoint names neither a permission nor that it is open to all.</summary>
        public void VerifyAccess()
        {
            var open = routes.DataSources.SelectMany(s => s.Endpoints)
                .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null
                    && !e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is not null && Permissions.All.Contains(a.Policy)))
                .Select(e => e.DisplayName)
                .ToList();
            if (open.Count > 0)
            {
                throw new InvalidOperationException(
                    $"Name a permission, or AllowAnonymous, for each of: {string.Join("; ", open)}.");
            }
        }
    }

    // Keys open every session, so the directory is the process's alone.
    private static DirectoryInfo OwnDirectory(string path)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return OperatingSystem.IsWindows() || Directory.Exists(path)
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, owner);
    }
}
