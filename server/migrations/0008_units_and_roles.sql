CREATE TABLE "roles" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"permissions" jsonb NOT NULL,
	CONSTRAINT "roles_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "units" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"parent_id" text,
	CONSTRAINT "units_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "units" jsonb;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "units" jsonb;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "units" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "roles_name" ON "roles" USING btree ("workspace","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "units_key" ON "units" USING btree ("workspace","key");--> statement-breakpoint
CREATE INDEX "units_parent" ON "units" USING btree ("workspace","parent_id");