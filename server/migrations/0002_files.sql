CREATE TABLE "files" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"purpose" text NOT NULL,
	"owner_kind" text,
	"owner_id" text,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"state" text NOT NULL,
	"state_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "files_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "logo" text;--> statement-breakpoint
CREATE INDEX "files_owner" ON "files" USING btree ("workspace","owner_kind","owner_id");--> statement-breakpoint
CREATE INDEX "files_state" ON "files" USING btree ("state","state_at");--> statement-breakpoint
CREATE INDEX "files_id" ON "files" USING btree ("id");