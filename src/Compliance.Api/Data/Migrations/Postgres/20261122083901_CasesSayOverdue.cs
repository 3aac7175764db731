using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Compliance.Api.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CasesSayOverdue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Overdue",
                table: "Escalations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // Until its deadline has passed, a raised case is looked at again at that deadline at the latest.
            migrationBuilder.Sql(
                """
                UPDATE "Escalations" SET "Overdue" = TRUE WHERE "State" = 'raised' AND ("NextOn" IS NULL OR "NextOn" > "DueOn")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Overdue",
                table: "Escalations");
        }
    }
}
