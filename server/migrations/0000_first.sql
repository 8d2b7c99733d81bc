CREATE TABLE "demos" (
	"company" text PRIMARY KEY NOT NULL,
	"workspace" text,
	"until" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "keys" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "keys_workspace_id_pk" PRIMARY KEY("workspace","id"),
	CONSTRAINT "keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_workspace_id_pk" PRIMARY KEY("workspace","id"),
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"workspace" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "memberships_workspace_user_id_pk" PRIMARY KEY("workspace","user_id")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"timezone" text NOT NULL,
	"home" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"status" text NOT NULL,
	"dry_run" boolean DEFAULT false NOT NULL,
	"file_kept" boolean DEFAULT true NOT NULL,
	"recognised" json NOT NULL,
	"mapping" json,
	"attempt" integer DEFAULT 0 NOT NULL,
	"runner" text,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL,
	"accepted" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"messages" bigint DEFAULT 0 NOT NULL,
	"rejects_listed" integer DEFAULT 0 NOT NULL,
	"rejects_bytes" bigint DEFAULT 0 NOT NULL,
	"rate_per_second" double precision,
	"seconds_left" double precision,
	"failure" json,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "imports_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "contact_groups" (
	"workspace" text NOT NULL,
	"contact" text NOT NULL,
	"group_id" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contact_groups_workspace_contact_group_id_pk" PRIMARY KEY("workspace","contact","group_id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"founder" text NOT NULL,
	"name" text NOT NULL,
	"name_search" text NOT NULL,
	"email" text,
	"email_search" text,
	"phone" text,
	"traits" jsonb NOT NULL,
	"trait_times" jsonb NOT NULL,
	"first_seen" timestamp (3) with time zone NOT NULL,
	"last_seen" timestamp (3) with time zone NOT NULL,
	"merged_into" text,
	CONSTRAINT "contacts_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "identifiers" (
	"workspace" text NOT NULL,
	"identifier_key" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"value_search" text NOT NULL,
	"contact" text NOT NULL,
	"person" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"evidence" text NOT NULL,
	"message" text,
	"published" boolean NOT NULL,
	CONSTRAINT "identifiers_workspace_identifier_key_pk" PRIMARY KEY("workspace","identifier_key")
);
--> statement-breakpoint
CREATE TABLE "merges" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"into_contact" text NOT NULL,
	"merged" text NOT NULL,
	"merged_name" text NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "merges_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "stitch_conflicts" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"one" text NOT NULL,
	"other" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"message" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stitch_conflicts_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "stitch_cursor" (
	"id" text PRIMARY KEY NOT NULL,
	"arrival" bigint NOT NULL,
	"seen" jsonb NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people_lists" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"people" text NOT NULL,
	"count" integer NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "people_lists_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"condition" json NOT NULL,
	CONSTRAINT "segments_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"workspace" text NOT NULL,
	"actor" text NOT NULL,
	"endpoint" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"claim" text NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answer" text,
	CONSTRAINT "idempotency_keys_workspace_actor_endpoint_key_pk" PRIMARY KEY("workspace","actor","endpoint","key")
);
--> statement-breakpoint
CREATE TABLE "journeys" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"document" json NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "journeys_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "overviews" (
	"workspace" text PRIMARY KEY NOT NULL,
	"tiles" json NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "personas" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"segment" text,
	"content" json NOT NULL,
	CONSTRAINT "personas_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "saved_queries" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"query" json NOT NULL,
	CONSTRAINT "saved_queries_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "touchpoint_uses" (
	"workspace" text NOT NULL,
	"touchpoint" text NOT NULL,
	"journey" text NOT NULL,
	"journey_name" text NOT NULL,
	CONSTRAINT "touchpoint_uses_workspace_touchpoint_journey_pk" PRIMARY KEY("workspace","touchpoint","journey")
);
--> statement-breakpoint
CREATE TABLE "touchpoints" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"description" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"channels" json NOT NULL,
	"rule" json NOT NULL,
	CONSTRAINT "touchpoints_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
ALTER TABLE "keys" ADD CONSTRAINT "keys_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_workspaces_id_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_uses" ADD CONSTRAINT "touchpoint_uses_workspace_touchpoint_touchpoints_workspace_id_fk" FOREIGN KEY ("workspace","touchpoint") REFERENCES "public"."touchpoints"("workspace","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credentials_user" ON "credentials" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_provider" ON "credentials" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "workspaces_home" ON "workspaces" USING btree ("home") WHERE home;--> statement-breakpoint
CREATE INDEX "imports_status" ON "imports" USING btree ("status");--> statement-breakpoint
CREATE INDEX "contacts_last_seen" ON "contacts" USING btree ("workspace","last_seen","id");--> statement-breakpoint
CREATE INDEX "contacts_first_seen" ON "contacts" USING btree ("workspace","first_seen","id");--> statement-breakpoint
CREATE INDEX "contacts_name" ON "contacts" USING btree ("workspace","name_search","id");--> statement-breakpoint
CREATE INDEX "contacts_name_prefix" ON "contacts" USING btree ("workspace","name_search" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "contacts_email_prefix" ON "contacts" USING btree ("workspace","email_search" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "contacts_merged_into" ON "contacts" USING btree ("workspace","merged_into");--> statement-breakpoint
CREATE INDEX "identifiers_person" ON "identifiers" USING btree ("workspace","person");--> statement-breakpoint
CREATE INDEX "identifiers_contact" ON "identifiers" USING btree ("workspace","contact");--> statement-breakpoint
CREATE INDEX "identifiers_prefix" ON "identifiers" USING btree ("workspace","value_search" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "identifiers_unpublished" ON "identifiers" USING btree ("identifier_key") WHERE not published;--> statement-breakpoint
CREATE UNIQUE INDEX "merges_active" ON "merges" USING btree ("workspace","merged") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "merges_into" ON "merges" USING btree ("workspace","into_contact");--> statement-breakpoint
CREATE INDEX "stitch_conflicts_one" ON "stitch_conflicts" USING btree ("workspace","one");--> statement-breakpoint
CREATE INDEX "stitch_conflicts_other" ON "stitch_conflicts" USING btree ("workspace","other");--> statement-breakpoint
CREATE UNIQUE INDEX "segments_name" ON "segments" USING btree ("workspace","name_key");--> statement-breakpoint
CREATE INDEX "idempotency_keys_claimed_at" ON "idempotency_keys" USING btree ("claimed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "personas_name" ON "personas" USING btree ("workspace","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_queries_name" ON "saved_queries" USING btree ("workspace","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "touchpoints_name" ON "touchpoints" USING btree ("workspace","name_key");