using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Bench.Api.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CreateWorldAndFortune : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fortune",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    message = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fortune", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "world",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    randomnumber = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_world", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fortune");

            migrationBuilder.DropTable(
                name: "world");
        }
    }
}
