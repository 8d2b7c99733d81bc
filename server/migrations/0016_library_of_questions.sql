CREATE TABLE "questions" (
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
	"low" integer NOT NULL,
	"high" integer NOT NULL,
	"direction" text NOT NULL,
	"wordings" json NOT NULL,
	"corrections" integer NOT NULL,
	"replaces" text,
	"replaces_from" timestamp (3) with time zone,
	CONSTRAINT "questions_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "questions_name" ON "questions" USING btree ("workspace","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "questions_key" ON "questions" USING btree ("workspace","key");--> statement-breakpoint
CREATE UNIQUE INDEX "questions_replaces" ON "questions" USING btree ("workspace","replaces");