CREATE TABLE "audit_log" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"what" text NOT NULL,
	"outcome" text NOT NULL,
	"address" text NOT NULL,
	"count" integer,
	CONSTRAINT "audit_log_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "audit_retention" (
	"workspace" text PRIMARY KEY NOT NULL,
	"days" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_subjects" (
	"workspace" text NOT NULL,
	"entry" text NOT NULL,
	"place" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"fields" json,
	CONSTRAINT "audit_subjects_workspace_entry_place_pk" PRIMARY KEY("workspace","entry","place")
);
--> statement-breakpoint
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
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("workspace","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("workspace","actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_what" ON "audit_log" USING btree ("workspace","what","at","id");--> statement-breakpoint
CREATE INDEX "audit_subjects_id" ON "audit_subjects" USING btree ("workspace","id","at","entry");--> statement-breakpoint
CREATE INDEX "audit_subjects_kind" ON "audit_subjects" USING btree ("workspace","kind","at","entry");--> statement-breakpoint
CREATE INDEX "uses_by" ON "uses" USING btree ("workspace","by_kind","by_id");