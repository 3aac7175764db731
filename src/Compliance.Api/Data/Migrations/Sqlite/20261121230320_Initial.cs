using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Compliance.Api.Data.Migrations.Sqlite
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
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChecklistContents", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "Firings",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Season = table.Column<int>(type: "INTEGER", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    Trigger = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    KnownOn = table.Column<long>(type: "INTEGER", nullable: false),
                    Receipt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Mark = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Firings", x => new { x.TenantId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Idempotency",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    BodyHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Answer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresOn = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Idempotency", x => new { x.TenantId, x.Key });
                });

            // Without a rowid the primary key is the table: rows lie in the order in which they are folded.
            // A migration that makes SQLite rebuild this table must keep that, and the triggers.
            migrationBuilder.Sql(
                """
                CREATE TABLE "Journal" (
                    "TenantId" TEXT NOT NULL,
                    "Season" INTEGER NOT NULL,
                    "Seq" INTEGER NOT NULL,
                    "KnownOn" INTEGER NOT NULL,
                    "Kind" TEXT NOT NULL,
                    "Subject" TEXT NOT NULL,
                    "AsAt" INTEGER NULL,
                    "Who" TEXT NOT NULL,
                    "Payload" BLOB NOT NULL,
                    "PayloadHash" BLOB NOT NULL,
                    "Hash" BLOB NOT NULL,
                    CONSTRAINT "PK_Journal" PRIMARY KEY ("TenantId", "Season", "Seq")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Journal_keeps_entries" BEFORE DELETE ON "Journal"
                BEGIN
                    SELECT RAISE(ABORT, 'The journal is append-only.');
                END;
                """);

            // Text may be erased from a payload; the chain hashes the payload's hash, so it still verifies.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Journal_keeps_content" BEFORE UPDATE ON "Journal"
                WHEN NOT (
                    NEW."TenantId" IS OLD."TenantId" AND NEW."Season" IS OLD."Season" AND NEW."Seq" IS OLD."Seq"
                    AND NEW."KnownOn" IS OLD."KnownOn" AND NEW."Kind" IS OLD."Kind" AND NEW."Subject" IS OLD."Subject"
                    AND NEW."AsAt" IS OLD."AsAt" AND NEW."Who" IS OLD."Who"
                    AND NEW."PayloadHash" IS OLD."PayloadHash" AND NEW."Hash" IS OLD."Hash")
                BEGIN
                    SELECT RAISE(ABORT, 'The journal is append-only; only text in a payload may be erased.');
                END;
                """);

            migrationBuilder.CreateTable(
                name: "Regions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Nation = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Regions", x => x.Id);
                });

            migrationBuilder.Sql(
                """
                CREATE TABLE "Subjects" (
                    "TenantId" TEXT NOT NULL,
                    "Key" TEXT NOT NULL,
                    "Seq" INTEGER NOT NULL,
                    "DueOn" INTEGER NULL,
                    "Packed" BLOB NOT NULL,
                    CONSTRAINT "PK_Subjects" PRIMARY KEY ("TenantId", "Key")
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false),
                    LockedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    AddedOn = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Escalations",
                columns: table => new
                {
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    FiringId = table.Column<string>(type: "TEXT", nullable: true),
                    Trigger = table.Column<string>(type: "TEXT", nullable: true),
                    SubjectKind = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Season = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Tier = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    ForRegion = table.Column<bool>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    RaisedOn = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedOn = table.Column<long>(type: "INTEGER", nullable: true),
                    DueOn = table.Column<long>(type: "INTEGER", nullable: true),
                    NextOn = table.Column<long>(type: "INTEGER", nullable: true),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    RegionId = table.Column<string>(type: "TEXT", nullable: false),
                    Nation = table.Column<string>(type: "TEXT", nullable: false),
                    Codes = table.Column<string>(type: "TEXT", nullable: false),
                    Contacts = table.Column<string>(type: "TEXT", nullable: false)
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
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    TenantId = table.Column<string>(type: "TEXT", nullable: true),
                    RegionId = table.Column<string>(type: "TEXT", nullable: true),
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
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    Checklist = table.Column<string>(type: "TEXT", nullable: false),
                    Season = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ContentHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Overrides = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    ServiceType = table.Column<string>(type: "TEXT", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: true),
                    ServiceId = table.Column<string>(type: "TEXT", nullable: true),
                    CqcId = table.Column<string>(type: "TEXT", nullable: true),
                    OdsId = table.Column<string>(type: "TEXT", nullable: true),
                    JoinedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
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
                    TenantId = table.Column<string>(type: "TEXT", nullable: false),
                    RegionId = table.Column<string>(type: "TEXT", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    KnownOn = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
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
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    HatId = table.Column<string>(type: "TEXT", nullable: false),
                    StartedOn = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresOn = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedOn = table.Column<long>(type: "INTEGER", nullable: true)
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
