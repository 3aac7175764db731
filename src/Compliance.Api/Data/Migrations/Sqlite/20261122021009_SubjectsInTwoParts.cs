using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Compliance.Api.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SubjectsInTwoParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What the rows hold is of an older format; the next start folds them from the journal again.
            migrationBuilder.RenameColumn(
                name: "Packed",
                table: "Subjects",
                newName: "Position");

            migrationBuilder.AddColumn<int>(
                name: "Format",
                table: "TenantHeads",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "Window",
                table: "Subjects",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Format",
                table: "TenantHeads");

            migrationBuilder.DropColumn(
                name: "Window",
                table: "Subjects");

            migrationBuilder.RenameColumn(
                name: "Position",
                table: "Subjects",
                newName: "Packed");
        }
    }
}
