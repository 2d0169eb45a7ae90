CREATE TABLE "duty" (
	"desk" text NOT NULL,
	"rep" text NOT NULL,
	"person_id" text NOT NULL,
	"word" text,
	"word_at" bigint,
	"seen_at" bigint DEFAULT 0 NOT NULL,
	"pings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "duty_desk_rep_pk" PRIMARY KEY("desk","rep")
);
--> statement-breakpoint
CREATE TABLE "sla_clocks" (
	"conversation_id" text NOT NULL,
	"target" text NOT NULL,
	"cycle" integer NOT NULL,
	"desk" text NOT NULL,
	"started_at" bigint NOT NULL,
	"length_ms" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"fulfilled_at" bigint,
	"fulfilled_by" text,
	"breached_at" bigint,
	"cancelled_at" bigint,
	"cause" text,
	"ended_at" bigint,
	"with_customer" jsonb NOT NULL,
	"rep" text,
	"plan" text,
	"policy_version" text NOT NULL,
	"detected_at" bigint,
	"notified_at" bigint,
	CONSTRAINT "sla_clocks_conversation_id_target_cycle_pk" PRIMARY KEY("conversation_id","target","cycle")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "offered_to" text;--> statement-breakpoint
CREATE INDEX "duty_person" ON "duty" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sla_clocks_started_at" ON "sla_clocks" USING btree ("desk","started_at");--> statement-breakpoint
CREATE INDEX "sla_clocks_open" ON "sla_clocks" USING btree ("desk","due_at") WHERE "sla_clocks"."fulfilled_at" is null and "sla_clocks"."cancelled_at" is null and "sla_clocks"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "conversations_open_by_rep" ON "conversations" USING btree ("desk","rep_id","offered_to") WHERE "conversations"."status" = 'open';