CREATE TABLE "confirmations" (
	"id" text PRIMARY KEY NOT NULL,
	"ticket_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"message_id_hash" text NOT NULL,
	"bounce_hash" text NOT NULL,
	"contact_id" text NOT NULL,
	"address" text NOT NULL,
	"request" text NOT NULL,
	"mail_text" text NOT NULL,
	"created_at" bigint NOT NULL,
	"confirms" boolean NOT NULL,
	"sent_at" bigint,
	"expires_at" bigint,
	CONSTRAINT "confirmations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "confirmations_message_id_hash_unique" UNIQUE("message_id_hash"),
	CONSTRAINT "confirmations_bounce_hash_unique" UNIQUE("bounce_hash")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"raw" "bytea" NOT NULL,
	"envelope" jsonb NOT NULL,
	"received_at" bigint NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" bigint,
	"ticket_id" text,
	"outcome" text,
	"because" jsonb,
	CONSTRAINT "mails_sha256_unique" UNIQUE("sha256")
);
--> statement-breakpoint
CREATE TABLE "ticket_journal" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"ticket_id" text NOT NULL,
	"type" text NOT NULL,
	"at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"event" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_texts" (
	"id" text PRIMARY KEY NOT NULL,
	"ticket_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" text PRIMARY KEY NOT NULL,
	"number" bigint,
	"desk" text NOT NULL,
	"status" text NOT NULL,
	"confirmation" text NOT NULL,
	"category" text,
	"permission" text,
	"conversation_id" text,
	"customer_id" text,
	"contact_id" text,
	"assignee_id" text,
	"policy_version" text NOT NULL,
	"opened_at" bigint,
	"next_wake_at" bigint,
	"place" jsonb,
	"state" jsonb NOT NULL,
	CONSTRAINT "tickets_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE INDEX "confirmations_ticket" ON "confirmations" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "confirmations_contact" ON "confirmations" USING btree ("contact_id","sent_at");--> statement-breakpoint
CREATE INDEX "confirmations_sent" ON "confirmations" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("next_at") WHERE "mails"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "mails_ticket" ON "mails" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_journal_ticket" ON "ticket_journal" USING btree ("ticket_id","seq");--> statement-breakpoint
CREATE INDEX "ticket_texts_ticket" ON "ticket_texts" USING btree ("ticket_id","kind");--> statement-breakpoint
CREATE INDEX "tickets_wake" ON "tickets" USING btree ("next_wake_at") WHERE "tickets"."next_wake_at" is not null;--> statement-breakpoint
CREATE INDEX "tickets_open" ON "tickets" USING btree ("desk","number") WHERE "tickets"."status" = 'open';--> statement-breakpoint
CREATE INDEX "tickets_conversation" ON "tickets" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "tickets_customer" ON "tickets" USING btree ("customer_id","opened_at");--> statement-breakpoint
CREATE INDEX "tickets_contact" ON "tickets" USING btree ("contact_id");--> statement-breakpoint
CREATE SEQUENCE ticket_number START 1001;
--> statement-breakpoint
-- As for conversations: every event ever (migrations/0001_append_only.sql).
CREATE TRIGGER ticket_journal_append_only BEFORE UPDATE OR DELETE ON ticket_journal
  FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
--> statement-breakpoint
CREATE TRIGGER ticket_journal_no_truncate BEFORE TRUNCATE ON ticket_journal
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
