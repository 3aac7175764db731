using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Compliance.Api.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "NoticeEmail",
                table: "Users",
                type: "text",
                nullable: false,
                defaultValue: "each",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Case = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Event = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Roles = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Instead = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Side = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Urgent = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Why = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedOn = table.Column<long>(type: "bigint", nullable: false),
                    DueOn = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    FirstTriedOn = table.Column<long>(type: "bigint", nullable: true),
                    SentOn = table.Column<long>(type: "bigint", nullable: true),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    LeasedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Replayed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Case = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    HappenedOn = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => new { x.TenantId, x.Case, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "Webhooks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TenantId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RegionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Enabled = table.Column<bool>(type: "boolean", nullable: false),
                    DisabledBecause = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Secret = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OldSecret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OldSecretEndsOn = table.Column<long>(type: "bigint", nullable: true),
                    CreatedOn = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    RestsUntil = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Webhooks", x => x.Id);
                    table.CheckConstraint("CK_Webhooks_Owner", "(\"TenantId\" IS NULL) <> (\"RegionId\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_Webhooks_Authorities_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Authorities",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Webhooks_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_DueOn",
                table: "Notices",
                column: "DueOn",
                filter: "\"State\" = 'pending' AND \"Channel\" <> 'webhook'");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Recipient_CreatedOn_Id",
                table: "Notices",
                columns: new[] { "Recipient", "CreatedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Recipient_DueOn",
                table: "Notices",
                columns: new[] { "Recipient", "DueOn" },
                filter: "\"State\" = 'pending'");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Recipient_SentOn",
                table: "Notices",
                columns: new[] { "Recipient", "SentOn" },
                filter: "\"SentOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_TenantId_Case_Sequence",
                table: "Notices",
                columns: new[] { "TenantId", "Case", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_RegionId",
                table: "Webhooks",
                column: "RegionId");

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_TenantId",
                table: "Webhooks",
                column: "TenantId");

            foreach (var table in new[] { "Outbox", "Notices" })
            {
                migrationBuilder.Sql(
                    $"""
                    ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
                    CREATE POLICY "__tenant__" ON "{table}" USING (
                        current_setting('app.tenants', true) = '*'
                        OR "TenantId" = ANY (string_to_array(current_setting('app.tenants', true), ',')));
                    """);
            }

            // A region's own webhooks are no tenant's; who asks for them names the region.
            migrationBuilder.Sql(
                """
                ALTER TABLE "Webhooks" ENABLE ROW LEVEL SECURITY;
                CREATE POLICY "__tenant__" ON "Webhooks" USING (
                    "TenantId" IS NULL
                    OR current_setting('app.tenants', true) = '*'
                    OR "TenantId" = ANY (string_to_array(current_setting('app.tenants', true), ',')));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Webhooks");

            migrationBuilder.DropColumn(
                name: "NoticeEmail",
                table: "Users");
        }
    }
}
