using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class AccessRowConfiguration : IEntityTypeConfiguration<AccessRow>
{
    public void Configure(EntityTypeBuilder<AccessRow> builder)
    {
        builder.ToTable("AccessLog").IsMultiTenant().HasKey(a => new { a.TenantId, a.ReadOn, a.Id });
        builder.Property(a => a.ReadOn).ValueGeneratedNever();
        builder.Property(a => a.Cases).IsTextList();
    }
}
