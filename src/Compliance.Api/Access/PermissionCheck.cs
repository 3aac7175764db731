using Compliance.Api.Endpoints;
using Compliance.Api.Tenancy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Net.Http.Headers;

namespace Compliance.Api.Access;

internal sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

internal enum Refusal
{
    SignedOut,
    NotFound,
    Forbidden,
}

/// <summary>Checks, in this order and before a body is read: session, address, permission. The one place that does.</summary>
/// <remarks>
/// What a role may not read, an authority may have shared with its region: then, and only then, the region's reviewers are let in
/// without the permission. What they read, here and of cases, is noted with the ground on which they did.
/// </remarks>
internal sealed class PermissionCheck(
    Sessions sessions, Addresses addresses, SharedReadings shared, CurrentUser user, TenantContext tenancy, ForeignReads reads)
    : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated is not true || context.Resource is not HttpContext http)
        {
            return;
        }

        if (await RefuseAsync(http, requirement.Permission) is { } refusal)
        {
            context.Fail(new Reason(this, refusal));
            return;
        }

        context.Succeed(requirement);
    }

    private async Task<Refusal?> RefuseAsync(HttpContext http, string permission)
    {
        var ct = http.RequestAborted;
        var id = http.User.FindFirst(Sessions.SessionClaim)?.Value ?? "";
        if (await sessions.FindAsync(id, ct) is not { } session)
        {
            return Refusal.SignedOut;
        }

        if (await addresses.ResolveAsync(http.Request.RouteValues, session.Hat, ct) is not { } reach)
        {
            return Refusal.NotFound;
        }

        user.Set(session);
        tenancy.Set(reach.Scope, reach.Tenant);
        if (user.May(permission))
        {
            reads.Note(http, reach.Case);
            return null;
        }

        if (await shared.FindAsync(http, session.Hat, ct) is not { } share)
        {
            return Refusal.Forbidden;
        }

        reads.Note(http, share);
        return null;
    }

    internal sealed class Reason(IAuthorizationHandler handler, Refusal refusal)
        : AuthorizationFailureReason(handler, refusal.ToString())
    {
        public Refusal Refusal { get; } = refusal;
    }
}

/// <summary>Answers refusals as problems.</summary>
internal sealed class RefusedAccess : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        var reason = authorizeResult.AuthorizationFailure?.FailureReasons.OfType<PermissionCheck.Reason>().FirstOrDefault();
        if (authorizeResult.Challenged || reason?.Refusal == Refusal.SignedOut)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            if (SignInPage.IsWanted(context.Request))
            {
                return SignInPage.WriteAsync(context);
            }

            return Problems.SignInNeeded(context.Request.Headers.ContainsKey(HeaderNames.Authorization)
                ? "The token is unknown, has ended or was signed out. Sign in again with POST /v1/sign-in."
                : null).ExecuteAsync(context);
        }

        return (reason?.Refusal == Refusal.NotFound ? Problems.NotFound() : Problems.Forbidden()).ExecuteAsync(context);
    }
}
