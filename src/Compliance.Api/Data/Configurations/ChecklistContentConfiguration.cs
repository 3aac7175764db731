using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class ChecklistContentConfiguration : IEntityTypeConfiguration<ChecklistContent>
{
    public void Configure(EntityTypeBuilder<ChecklistContent> builder)
    {
        builder.ToTable("ChecklistContents").HasKey(c => c.Hash);
        builder.Property(c => c.Hash).ValueGeneratedNever();
    }
}
