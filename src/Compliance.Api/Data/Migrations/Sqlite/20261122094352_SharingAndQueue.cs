using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Compliance.Api.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SharingAndQueue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Escalations_IsOpen_DueOn_Id",
                table: "Escalations");

            migrationBuilder.AddColumn<long>(
                name: "QueueOn",
                table: "Escalations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Section",
                table: "Escalations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Seq",
                table: "Escalations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "StandDownProposed",
                table: "Escalations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // Cases that are there already get their place from what they hold.
            migrationBuilder.Sql(
                """
                UPDATE "Escalations" SET
                    "QueueOn" = COALESCE("DueOn", 253402300799999),
                    "Section" = json_extract(CAST("Content" AS TEXT), '$.section'),
                    "StandDownProposed" = COALESCE(json_extract(CAST("Content" AS TEXT), '$.standDownProposed'), FALSE),
                    "Seq" = COALESCE(json_extract(CAST("Content" AS TEXT), '$.timeline[#-1].seq'), 0)
                """);

            migrationBuilder.CreateTable(
                name: "AccessLog",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    ReadOn = table.Column<long>(type: "INTEGER", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    RegionId = table.Column<string>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Provider = table.Column<string>(type: "TEXT", nullable: true),
                    Cases = table.Column<string>(type: "text", nullable: false),
                    ShareId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessLog", x => new { x.TenantId, x.ReadOn, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Shares",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    RegionId = table.Column<string>(type: "TEXT", nullable: false),
                    Provider = table.Column<string>(type: "TEXT", nullable: true),
                    What = table.Column<string>(type: "text", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: false),
                    SharedOn = table.Column<long>(type: "INTEGER", nullable: false),
                    SharedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnOn = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Shares", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Shares_Providers_TenantId_Provider",
                        columns: x => new { x.TenantId, x.Provider },
                        principalTable: "Providers",
                        principalColumns: new[] { "TenantId", "Key" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_IsOpen_QueueOn_Id_TenantId",
                table: "Escalations",
                columns: new[] { "IsOpen", "QueueOn", "Id", "TenantId" },
                filter: "\"ForRegion\"");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_TenantId_IsOpen_QueueOn_Id",
                table: "Escalations",
                columns: new[] { "TenantId", "IsOpen", "QueueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_TenantId_Seq",
                table: "Escalations",
                columns: new[] { "TenantId", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_Shares_TenantId_ExpiresOn",
                table: "Shares",
                columns: new[] { "TenantId", "ExpiresOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Shares_TenantId_Provider",
                table: "Shares",
                columns: new[] { "TenantId", "Provider" });

            migrationBuilder.CreateIndex(
                name: "IX_Shares_TenantId_SharedOn_Id",
                table: "Shares",
                columns: new[] { "TenantId", "SharedOn", "Id" });

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AccessLog_keeps_lines" BEFORE DELETE ON "AccessLog"
                BEGIN
                    SELECT RAISE(ABORT, 'The access log is append-only.');
                END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AccessLog_keeps_content" BEFORE UPDATE ON "AccessLog"
                BEGIN
                    SELECT RAISE(ABORT, 'The access log is append-only.');
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccessLog");

            migrationBuilder.DropTable(
                name: "Shares");

            migrationBuilder.DropIndex(
                name: "IX_Escalations_IsOpen_QueueOn_Id_TenantId",
                table: "Escalations");

            migrationBuilder.DropIndex(
                name: "IX_Escalations_TenantId_IsOpen_QueueOn_Id",
                table: "Escalations");

            migrationBuilder.DropIndex(
                name: "IX_Escalations_TenantId_Seq",
                table: "Escalations");

            migrationBuilder.DropColumn(
                name: "QueueOn",
                table: "Escalations");

            migrationBuilder.DropColumn(
                name: "Section",
                table: "Escalations");

            migrationBuilder.DropColumn(
                name: "Seq",
                table: "Escalations");

            migrationBuilder.DropColumn(
                name: "StandDownProposed",
                table: "Escalations");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_IsOpen_DueOn_Id",
                table: "Escalations",
                columns: new[] { "IsOpen", "DueOn", "Id" });
        }
    }
}
