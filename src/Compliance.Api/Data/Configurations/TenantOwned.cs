using Compliance.Api.Tenancy;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal static class TenantOwned
{
    extension<T>(EntityTypeBuilder<T> builder)
        where T : class
    {
        /// <summary>Marks an entity as one tenant's own.</summary>
        public EntityTypeBuilder<T> IsMultiTenant()
        {
            builder.HasAnnotation(MultiTenant.Annotation, true);

            // As a concurrency token it joins every UPDATE and DELETE, so a forged row meets nothing.
            builder.Property<string>(MultiTenant.Property).IsConcurrencyToken().ValueGeneratedNever();
            return builder;
        }
    }
}
