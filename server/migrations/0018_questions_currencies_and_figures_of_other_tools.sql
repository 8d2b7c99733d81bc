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
CREATE TABLE "currency_rates" (
	"workspace" text PRIMARY KEY NOT NULL,
	"rates" json NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reported_figures" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"question" text NOT NULL,
	"value" double precision NOT NULL,
	"scale" json,
	"n" integer,
	"from_day" text NOT NULL,
	"to_day" text NOT NULL,
	"timezone" text,
	"counts_partials" boolean,
	CONSTRAINT "reported_figures_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "questions_name" ON "questions" USING btree ("workspace","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "questions_key" ON "questions" USING btree ("workspace","key");--> statement-breakpoint
CREATE UNIQUE INDEX "questions_replaces" ON "questions" USING btree ("workspace","replaces");--> statement-breakpoint
CREATE INDEX "reported_figures_question" ON "reported_figures" USING btree ("workspace","question");