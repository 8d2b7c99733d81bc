CREATE TABLE "uses" (
	"workspace" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" text NOT NULL,
	"by_name" text NOT NULL,
	CONSTRAINT "uses_workspace_kind_id_by_kind_by_id_pk" PRIMARY KEY("workspace","kind","id","by_kind","by_id")
);
--> statement-breakpoint
DROP TABLE "touchpoint_uses" CASCADE;--> statement-breakpoint
CREATE INDEX "uses_by" ON "uses" USING btree ("workspace","by_kind","by_id");