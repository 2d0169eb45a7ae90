CREATE TABLE "conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"desk" text NOT NULL,
	"status" text NOT NULL,
	"customer_id" text NOT NULL,
	"rep_id" text,
	"policy_version" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"next_wake_at" bigint,
	"customer_place" jsonb,
	"staff_place" jsonb,
	"state" jsonb NOT NULL,
	CONSTRAINT "conversations_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"outbox_id" text NOT NULL,
	"part" integer NOT NULL,
	"conversation_id" text,
	"what" text NOT NULL,
	"side" text NOT NULL,
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"thread" text NOT NULL,
	"platform_message_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "deliveries_outbox_id_part_pk" PRIMARY KEY("outbox_id","part")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"key" text PRIMARY KEY NOT NULL,
	"received_at" bigint NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"inbound" jsonb
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"type" text NOT NULL,
	"at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"policy_version" text NOT NULL,
	"event" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"key" text PRIMARY KEY NOT NULL,
	"interval_ms" integer NOT NULL,
	"concurrency" integer NOT NULL,
	"next_at" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"side" text NOT NULL,
	"person_id" text NOT NULL,
	"text" text NOT NULL,
	"subject" text,
	"attachments" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"thread" text NOT NULL,
	"platform_message_id" text NOT NULL,
	"deleted_at" bigint,
	CONSTRAINT "messages_platform_message" UNIQUE("platform","channel","platform_message_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text,
	"stream" text NOT NULL,
	"lane" text NOT NULL,
	"priority" integer NOT NULL,
	"type" text NOT NULL,
	"effect" jsonb NOT NULL,
	"desk" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"maybe_sent" boolean DEFAULT false NOT NULL,
	"batch" text,
	"owner" integer,
	"created_at" bigint NOT NULL,
	"available_at" bigint NOT NULL,
	"finished_at" bigint,
	"failure" jsonb,
	CONSTRAINT "outbox_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"account_created_at" bigint,
	CONSTRAINT "people_platform_user" UNIQUE("platform","user_id")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"platform" text NOT NULL,
	"channel" text NOT NULL,
	"thread" text NOT NULL,
	"conversation_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "places_platform_channel_thread_pk" PRIMARY KEY("platform","channel","thread")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"version" text PRIMARY KEY NOT NULL,
	"policy" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "conversations_next_wake_at" ON "conversations" USING btree ("next_wake_at") WHERE "conversations"."next_wake_at" is not null;--> statement-breakpoint
CREATE INDEX "conversations_customer" ON "conversations" USING btree ("customer_id","status");--> statement-breakpoint
CREATE INDEX "conversations_status" ON "conversations" USING btree ("status","desk");--> statement-breakpoint
CREATE INDEX "deliveries_what" ON "deliveries" USING btree ("conversation_id","what");--> statement-breakpoint
CREATE INDEX "inbox_failed" ON "inbox" USING btree ("received_at") WHERE "inbox"."status" = 'failed';--> statement-breakpoint
CREATE INDEX "inbox_received_at" ON "inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "journal_conversation" ON "journal" USING btree ("conversation_id","seq");--> statement-breakpoint
CREATE INDEX "messages_conversation" ON "messages" USING btree ("conversation_id","at");--> statement-breakpoint
CREATE INDEX "outbox_pending_lane" ON "outbox" USING btree ("lane","priority","seq") WHERE "outbox"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_unfinished_stream" ON "outbox" USING btree ("stream","seq") WHERE "outbox"."status" in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_sending" ON "outbox" USING btree ("owner") WHERE "outbox"."status" = 'sending';--> statement-breakpoint
CREATE INDEX "outbox_finished_at" ON "outbox" USING btree ("finished_at") WHERE "outbox"."finished_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_card_update" ON "outbox" USING btree ("stream") WHERE "outbox"."type" = 'UpdateCard' and "outbox"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "places_conversation" ON "places" USING btree ("conversation_id");