CREATE TABLE "people_lists" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"people" text NOT NULL,
	"count" integer NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "people_lists_workspace_id_pk" PRIMARY KEY("workspace","id")
);
