CREATE TABLE "fortune" (
	"id" integer PRIMARY KEY NOT NULL,
	"message" varchar(2048) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "world" (
	"id" integer PRIMARY KEY NOT NULL,
	"randomnumber" integer NOT NULL
);
