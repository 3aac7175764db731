using Compliance.Api.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Compliance.Api.Data.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("Users").HasKey(u => u.Id);
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Email).HasMaxLength(User.EmailMaxLength);
        builder.Property(u => u.NormalizedEmail).HasMaxLength(User.EmailMaxLength);
        builder.Property(u => u.NoticeEmail).HasDefaultValue(User.EachEmail);
        builder.HasIndex(u => u.NormalizedEmail).IsUnique();
        builder.HasMany(u => u.Hats).WithOne().HasForeignKey(h => h.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
