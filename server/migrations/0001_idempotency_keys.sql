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
CREATE INDEX "idempotency_keys_claimed_at" ON "idempotency_keys" USING btree ("claimed_at");