using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Compliance.Api.Data.Migrations.Postgres
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
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Section",
                table: "Escalations",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "Seq",
                table: "Escalations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "StandDownProposed",
                table: "Escalations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // Cases that are there already get their place from what they hold.
            migrationBuilder.Sql(
                """
                UPDATE "Escalations" SET
                    "QueueOn" = COALESCE("DueOn", 253402300799999),
                    "Section" = convert_from("Content", 'UTF8')::json ->> 'section',
                    "StandDownProposed" = COALESCE((convert_from("Content", 'UTF8')::json ->> 'standDownProposed')::boolean, FALSE),
                    "Seq" = COALESCE((convert_from("Content", 'UTF8')::json -> 'timeline' -> -1 ->> 'seq')::bigint, 0)
                """);

            migrationBuilder.CreateTable(
                name: "AccessLog",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReadOn = table.Column<long>(type: "bigint", nullable: false),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Method = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Provider = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Cases = table.Column<string>(type: "text", nullable: false),
                    ShareId = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessLog", x => new { x.TenantId, x.ReadOn, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Shares",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Provider = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    What = table.Column<string>(type: "text", nullable: false),
                    Purpose = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SharedOn = table.Column<long>(type: "bigint", nullable: false),
                    SharedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExpiresOn = table.Column<long>(type: "bigint", nullable: false),
                    WithdrawnOn = table.Column<long>(type: "bigint", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "text", nullable: true, collation: "C")
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
                CREATE FUNCTION "AccessLog_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'The access log is append-only.';
                END $$;
                CREATE TRIGGER "AccessLog_keeps_lines" BEFORE UPDATE OR DELETE ON "AccessLog"
                FOR EACH ROW EXECUTE FUNCTION "AccessLog_is_append_only"();
                CREATE TRIGGER "AccessLog_keeps_all" BEFORE TRUNCATE ON "AccessLog"
                FOR EACH STATEMENT EXECUTE FUNCTION "AccessLog_is_append_only"();
                """);

            foreach (var table in new[] { "AccessLog", "Shares" })
            {
                migrationBuilder.Sql(
                    $"""
                    ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
                    CREATE POLICY "__tenant__" ON "{table}" USING (
                        current_setting('app.tenants', true) = '*'
                        OR "TenantId" = ANY (string_to_array(current_setting('app.tenants', true), ',')));
                    """);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccessLog");

            migrationBuilder.Sql("DROP FUNCTION \"AccessLog_is_append_only\";");

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
