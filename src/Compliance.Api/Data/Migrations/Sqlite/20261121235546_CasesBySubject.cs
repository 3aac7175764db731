using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Compliance.Api.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CasesBySubject : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Escalations_TenantId_NextOn",
                table: "Escalations",
                columns: new[] { "TenantId", "NextOn" },
                filter: "\"NextOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_TenantId_Subject",
                table: "Escalations",
                columns: new[] { "TenantId", "Subject" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Escalations_TenantId_NextOn",
                table: "Escalations");

            migrationBuilder.DropIndex(
                name: "IX_Escalations_TenantId_Subject",
                table: "Escalations");
        }
    }
}
