using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Compliance.Api.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ChecklistContents",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChecklistContents", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "Firings",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Season = table.Column<int>(type: "integer", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    Trigger = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KnownOn = table.Column<long>(type: "bigint", nullable: false),
                    Receipt = table.Column<byte[]>(type: "bytea", nullable: false),
                    Mark = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Firings", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Idempotency",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BodyHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    Answer = table.Column<byte[]>(type: "bytea", nullable: false),
                    ExpiresOn = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Idempotency", x => new { x.TenantId, x.Key });
                });

            // Partitioned from the first day: a table cannot become partitioned later without being copied.
            migrationBuilder.Sql(
                """
                CREATE TABLE "Journal" (
                    "TenantId" text COLLATE "C" NOT NULL,
                    "Season" integer NOT NULL,
                    "Seq" bigint NOT NULL,
                    "KnownOn" bigint NOT NULL,
                    "Kind" text COLLATE "C" NOT NULL,
                    "Subject" text COLLATE "C" NOT NULL,
                    "AsAt" bigint NULL,
                    "Who" text COLLATE "C" NOT NULL,
                    "Payload" bytea NOT NULL,
                    "PayloadHash" bytea NOT NULL,
                    "Hash" bytea NOT NULL,
                    CONSTRAINT "PK_Journal" PRIMARY KEY ("TenantId", "Season", "Seq")
                ) PARTITION BY LIST ("Season");
                """);

            for (var season = 2019; season <= 2035; season++)
            {
                migrationBuilder.Sql(FormattableString.Invariant(
                    $"CREATE TABLE \"Journal_{season}\" PARTITION OF \"Journal\" FOR VALUES IN ({season});"));
            }

            migrationBuilder.Sql("CREATE TABLE \"Journal_other\" PARTITION OF \"Journal\" DEFAULT;");

            // Text may be erased from a payload; the chain hashes the payload's hash, so it still verifies.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION "Journal_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'UPDATE' THEN
                        IF (NEW."TenantId", NEW."Season", NEW."Seq", NEW."KnownOn", NEW."Kind", NEW."Subject", NEW."AsAt",
                            NEW."Who", NEW."PayloadHash", NEW."Hash")
                            IS NOT DISTINCT FROM
                           (OLD."TenantId", OLD."Season", OLD."Seq", OLD."KnownOn", OLD."Kind", OLD."Subject", OLD."AsAt",
                            OLD."Who", OLD."PayloadHash", OLD."Hash") THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'The journal is append-only; only text in a payload may be erased.';
                END;
                $$;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Journal_keeps_entries" BEFORE UPDATE OR DELETE ON "Journal"
                FOR EACH ROW EXECUTE FUNCTION "Journal_is_append_only"();
                CREATE TRIGGER "Journal_keeps_all" BEFORE TRUNCATE ON "Journal"
                FOR EACH STATEMENT EXECUTE FUNCTION "Journal_is_append_only"();
                """);

            migrationBuilder.CreateTable(
                name: "Regions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Nation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Regions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Subjects",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    DueOn = table.Column<long>(type: "bigint", nullable: true),
                    Packed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subjects", x => new { x.TenantId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "C"),
                    NormalizedEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PasswordHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false),
                    LockedUntil = table.Column<long>(type: "bigint", nullable: true),
                    AddedOn = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Escalations",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FiringId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Trigger = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SubjectKind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Season = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tier = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    ForRegion = table.Column<bool>(type: "boolean", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    RaisedOn = table.Column<long>(type: "bigint", nullable: false),
                    ClosedOn = table.Column<long>(type: "bigint", nullable: true),
                    DueOn = table.Column<long>(type: "bigint", nullable: true),
                    NextOn = table.Column<long>(type: "bigint", nullable: true),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Escalations", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Escalations_Firings_TenantId_FiringId",
                        columns: x => new { x.TenantId, x.FiringId },
                        principalTable: "Firings",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Authorities",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Nation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Codes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Contacts = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Authorities", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_Authorities_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Hats",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TenantId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RegionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Providers = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Hats", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Hats_Authorities_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Authorities",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Hats_Regions_RegionId",
                        column: x => x.RegionId,
                        principalTable: "Regions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Hats_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Checklist = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Season = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    ContentHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Overrides = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => new { x.TenantId, x.Checklist, x.Season });
                    table.ForeignKey(
                        name: "FK_Plans_Authorities_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Authorities",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Plans_ChecklistContents_ContentHash",
                        column: x => x.ContentHash,
                        principalTable: "ChecklistContents",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Providers",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ServiceType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Organisation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ServiceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CqcId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OdsId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    JoinedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Providers", x => new { x.TenantId, x.Key });
                    table.ForeignKey(
                        name: "FK_Providers_Authorities_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Authorities",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TenantHeads",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    KnownOn = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TenantHeads", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_TenantHeads_Authorities_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Authorities",
                        principalColumn: "TenantId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HatId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedOn = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresOn = table.Column<long>(type: "bigint", nullable: false),
                    EndedOn = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sessions_Hats_HatId",
                        column: x => x.HatId,
                        principalTable: "Hats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Sessions_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Authorities_RegionId",
                table: "Authorities",
                column: "RegionId");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_Id",
                table: "Escalations",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_IsOpen_DueOn_Id",
                table: "Escalations",
                columns: new[] { "IsOpen", "DueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_NextOn",
                table: "Escalations",
                column: "NextOn",
                filter: "\"NextOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_TenantId_FiringId",
                table: "Escalations",
                columns: new[] { "TenantId", "FiringId" });

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_TenantId_Trigger_Subject",
                table: "Escalations",
                columns: new[] { "TenantId", "Trigger", "Subject" },
                unique: true,
                filter: "\"IsOpen\" AND \"Trigger\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Firings_TenantId_Subject_Trigger",
                table: "Firings",
                columns: new[] { "TenantId", "Subject", "Trigger" });

            migrationBuilder.CreateIndex(
                name: "IX_Hats_RegionId",
                table: "Hats",
                column: "RegionId");

            migrationBuilder.CreateIndex(
                name: "IX_Hats_TenantId",
                table: "Hats",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Hats_UserId",
                table: "Hats",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Idempotency_ExpiresOn",
                table: "Idempotency",
                column: "ExpiresOn");

            migrationBuilder.CreateIndex(
                name: "IX_Journal_TenantId_Subject_Seq",
                table: "Journal",
                columns: new[] { "TenantId", "Subject", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_Plans_ContentHash",
                table: "Plans",
                column: "ContentHash");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_ServiceId",
                table: "Providers",
                column: "ServiceId",
                filter: "\"ServiceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_ExpiresOn",
                table: "Sessions",
                column: "ExpiresOn");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_HatId",
                table: "Sessions",
                column: "HatId");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_UserId",
                table: "Sessions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_TenantId_DueOn",
                table: "Subjects",
                columns: new[] { "TenantId", "DueOn" },
                filter: "\"DueOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Users_NormalizedEmail",
                table: "Users",
                column: "NormalizedEmail",
                unique: true);

            // A second lock behind the query filters, for a role that does not own the tables. Without a setting, no rows.
            foreach (var table in new[]
            {
                "Authorities", "TenantHeads", "Journal", "Subjects", "Providers", "Plans", "Firings", "Escalations", "Idempotency",
            })
            {
                migrationBuilder.Sql(
                    $"""
                    ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
                    CREATE POLICY "__tenant__" ON "{table}" USING (
                        current_setting('app.tenants', true) = '*'
                        OR "TenantId" = ANY (string_to_array(current_setting('app.tenants', true), ',')));
                    """);
            }

            // A partition has no policy of its own: asked by its own name, it gives nothing.
            for (var season = 2019; season <= 2035; season++)
            {
                migrationBuilder.Sql(FormattableString.Invariant($"ALTER TABLE \"Journal_{season}\" ENABLE ROW LEVEL SECURITY;"));
            }

            migrationBuilder.Sql("ALTER TABLE \"Journal_other\" ENABLE ROW LEVEL SECURITY;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Escalations");

            migrationBuilder.DropTable(
                name: "Idempotency");

            migrationBuilder.DropTable(
                name: "Journal");

            migrationBuilder.Sql("DROP FUNCTION \"Journal_is_append_only\";");

            migrationBuilder.DropTable(
                name: "Plans");

            migrationBuilder.DropTable(
                name: "Providers");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "Subjects");

            migrationBuilder.DropTable(
                name: "TenantHeads");

            migrationBuilder.DropTable(
                name: "Firings");

            migrationBuilder.DropTable(
                name: "ChecklistContents");

            migrationBuilder.DropTable(
                name: "Hats");

            migrationBuilder.DropTable(
                name: "Authorities");

            migrationBuilder.DropTable(
                name: "Users");

            migrationBuilder.DropTable(
                name: "Regions");
        }
    }
}
